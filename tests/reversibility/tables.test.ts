import { describe, expect, test } from "vitest";
import { tablesLeftOut } from "@/lib/reversibility/left-out";
import { tableWords } from "@/lib/reversibility/read-me-words";
import { unbound } from "@/lib/reversibility/references";
import { dumpTables, tableNames } from "@/lib/reversibility/tables";

describe("completeness", () => {
  test("each table is dumped, or its absence is explained", () => {
    expect([...dumpTables.map(({ name }) => name), ...Object.keys(tablesLeftOut)].sort()).toEqual(tableNames);
  });

  test("each dumped table is described in French", () => {
    expect(Object.keys(tableWords).sort()).toEqual(dumpTables.map(({ name }) => name).sort());
  });

  test("each identifier is a key, refers to a row of the dump, or says why it need not", () => {
    const free = dumpTables.flatMap(({ name, columns, references }) => {
      const bound = new Set(references.flatMap((reference) => reference.columns));
      return columns
        .filter((column) => column.type === "uuid" && !bound.has(column.name))
        .filter((column) => column.name !== "workspace_id" && (column.name !== "id" || name === "chain"))
        .map((column) => `${name}.${column.name}`);
    });
    expect(free.sort()).toEqual(
      Object.keys(unbound)
        .filter((column) => column !== "mailbox.leased_by")
        .sort(),
    );
  });

  test("each table comes after those that its rows refer to", () => {
    const places = dumpTables.map(({ name }) => name);
    for (const { name, references } of dumpTables)
      for (const { table } of references)
        expect(places.indexOf(table), `${name} → ${table}`).toBeLessThanOrEqual(places.indexOf(name));
  });
});
