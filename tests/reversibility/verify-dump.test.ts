import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorld, type World } from "../world";
import { rewrite } from "./rewrite";

let world: World;
let whole: string;
beforeAll(async () => {
  world = await openWorld();
  const { makeDump } = await import("@/lib/reversibility/make-dump");
  whole = join(world.dataFolder, "culture.zip");
  await makeDump({ path: whole, workspace: "culture" });
});
afterAll(() => world.close());

const verify = async (path: string) => {
  const { verifyDump } = await import("@/lib/reversibility/verify-dump");
  const { faults } = await verifyDump(path);
  return faults;
};

const altered = async (name: string, change: Parameters<typeof rewrite>[2], reseal = true) => {
  const path = join(world.dataFolder, `${name}.zip`);
  await rewrite(whole, path, change, reseal);
  return verify(path);
};

describe("a dump that holds", () => {
  test("has no fault, of the workspace and of the instance", async () => {
    const { makeDump } = await import("@/lib/reversibility/make-dump");
    const instance = join(world.dataFolder, "instance.zip");
    await makeDump({ path: instance });
    expect(await verify(whole)).toEqual([]);
    expect(await verify(instance)).toEqual([]);
  });

  test("in parts is read as one", async () => {
    const { makeDump } = await import("@/lib/reversibility/make-dump");
    const path = join(world.dataFolder, "parts.zip");
    const { parts } = await makeDump({ path, workspace: "culture", partSize: 100_000 });
    expect(parts.length).toBeGreaterThan(2);
    expect(await verify(path)).toEqual([]);
  });
});

describe("a dump that does not hold", () => {
  test("cut short", async () => {
    const path = join(world.dataFolder, "cut.zip");
    writeFileSync(path, readFileSync(whole));
    truncateSync(path, 100_000);
    expect(await verify(path)).toEqual([expect.objectContaining({ kind: "unreadable", entry: path })]);
  });

  test("with one byte altered, wherever it is, is never said to hold", async () => {
    const bytes = readFileSync(whole);
    for (const place of [0.1, 0.3, 0.5, 0.7, 0.9]) {
      const path = join(world.dataFolder, `byte-${place}.zip`);
      const copy = Buffer.from(bytes);
      copy[Math.floor(copy.length * place)]! ^= 0x20;
      writeFileSync(path, copy);
      expect(await verify(path), `at ${place}`).not.toEqual([]);
    }
  });

  test("without its manifest, or with one of a newer format", async () => {
    expect(await altered("no-manifest", (name, text) => (name === "manifest.json" ? null : text))).toEqual([
      { kind: "no-manifest", entry: "manifest.json" },
    ]);
    const newer = await altered("newer", (name, text) =>
      name === "manifest.json" ? text.replace('"format": 1', '"format": 2') : text,
    );
    expect(newer).toEqual([{ kind: "newer", entry: "manifest.json", detail: "2" }]);
  });

  test("with a row of another shape names its entry and its line", async () => {
    const faults = await altered("shape", (name, text) =>
      name === "tables/project.jsonl" ? lineOf(text, 2, (row) => ({ ...row, key: 12 })) : text,
    );
    expect(faults).toContainEqual(expect.objectContaining({ kind: "shape", entry: "tables/project.jsonl", line: 2 }));
  });

  test("with a reference to nowhere", async () => {
    const stranger = "99999999-9999-4999-8999-999999999999";
    const faults = await altered("nowhere", (name, text) =>
      name === "tables/ticket.jsonl" ? lineOf(text, 3, (row) => ({ ...row, project_id: stranger })) : text,
    );
    expect(faults[0]).toMatchObject({ kind: "nowhere", entry: "tables/ticket.jsonl", line: 3 });
    expect(faults[0]!.detail).toContain(stranger);
  });

  test("with two accounts of one address", async () => {
    const faults = await altered("accounts", (name, text) => {
      if (name !== "tables/account.jsonl") return text;
      const [first] = text.split("\n");
      return lineOf(text, 2, (row) => ({ ...row, mail: JSON.parse(first!).mail.toUpperCase() }));
    });
    expect(faults).toContainEqual(expect.objectContaining({ kind: "two-accounts", line: 2 }));
  });

  test("with a line of its journal rewritten, its hashes made again or not", async () => {
    const faults = await altered("journal", (name, text) =>
      name === "journal/event.jsonl" ? lineOf(text, 1, (row) => ({ ...row, door: "mail" })) : text,
    );
    expect(faults).toEqual([{ kind: "journal", entry: "journal/event.jsonl", line: 1, detail: "altered" }]);
  });

  test("with content rewritten under the hash that was", async () => {
    const faults = await altered("sealed", (name, text) => (name === "LISEZMOI.md" ? `${text} ` : text), false);
    expect(faults).toContainEqual({ kind: "altered", entry: "LISEZMOI.md" });
  });

  test("with a row too few", async () => {
    const faults = await altered("count", (name, text) =>
      name === "tables/project_contact.jsonl" ? text.split("\n").slice(1).join("\n") : text,
    );
    expect(faults).toContainEqual(expect.objectContaining({ kind: "count", entry: "tables/project_contact.jsonl" }));
  });

  test("with an entry that leaves its folder, or that nobody announced", async () => {
    const up = await altered("up", (_name, text) => text, true);
    expect(up).toEqual([]);
    const path = join(world.dataFolder, "unsafe.zip");
    await rewrite(whole, path, (_, text) => text, true, { "../evil.txt": "x" });
    expect(await verify(path)).toEqual([expect.objectContaining({ kind: "unreadable" })]);
    await rewrite(whole, path, (_, text) => text, true, { "tables/evil.jsonl": "x" });
    expect(await verify(path)).toContainEqual({ kind: "unknown-entry", entry: "tables/evil.jsonl" });
  });
});

function lineOf(text: string, line: number, change: (row: Record<string, unknown>) => object): string {
  const lines = text.split("\n");
  lines[line - 1] = JSON.stringify(change(JSON.parse(lines[line - 1]!)));
  return lines.join("\n");
}
