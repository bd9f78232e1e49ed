import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { holdLock } from "@/lib/cli/hold-lock";

let folder: string;
const path = () => join(folder, "verrou");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "guichet-lock-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("one holds it alone, the other is told", () => {
  const release = holdLock(path());
  expect(holdLock(path())).toBeNull();
  expect(holdLock(path(), "shared")).toBeNull();
  release?.();
  holdLock(path())?.();
});

test("those who share it keep out the one who wants it alone", () => {
  const first = holdLock(path(), "shared");
  const second = holdLock(path(), "shared");
  expect(second).not.toBeNull();
  expect(holdLock(path())).toBeNull();
  first?.();
  expect(holdLock(path())).toBeNull();
  second?.();
  const alone = holdLock(path());
  expect(alone).not.toBeNull();
  alone?.();
});

test("a process that is killed outright lets go of it", async () => {
  const script = `import { holdLock } from "./lib/cli/hold-lock.ts"; holdLock(${JSON.stringify(path())}); console.log("held"); setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script]);
  await new Promise((resolve) => holder.stdout.once("data", resolve));
  expect(holdLock(path())).toBeNull();
  holder.kill("SIGKILL");
  await new Promise((resolve) => holder.once("exit", resolve));
  const release = holdLock(path());
  expect(release).not.toBeNull();
  release?.();
});
