import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { listSamples } from "./sample";

test("every sample is expected somewhere", () => {
  const tables = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => readFileSync(new URL(name, import.meta.url), "utf8"))
    .join("\n");
  expect(listSamples().filter((name) => !tables.includes(`"${name}"`))).toEqual([]);
});
