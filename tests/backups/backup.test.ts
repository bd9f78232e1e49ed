import { expect, test } from "vitest";
import { isDraftName, isInBackup, isKept, isWholeName, nameOf } from "@/lib/backups/backup";
import { segmentsBetween } from "@/lib/backups/copy-cluster";

test.each([
  ["postgres/base/5/1259", true],
  ["base.dump", true],
  ["data/seals/culture.seal.json", true],
  ["postgres/../../etc/passwd", false],
  ["/etc/passwd", false],
  ["postgres//x", false],
  ["elsewhere/x", false],
  ["secret", false],
  ["", false],
])("a manifest may name %s: %s", (path, may) => expect(isInBackup(path)).toBe(may));

test("a backup bears its date; one in the making bears another name", () => {
  const name = nameOf(new Date("2026-11-24T14:15:00.123Z"));
  expect(name).toBe("2026-11-24T141500Z");
  expect([isWholeName(name), isDraftName(name)]).toEqual([true, false]);
  expect([isWholeName(`${name}.partiel`), isDraftName(`${name}.partiel`)]).toEqual([false, true]);
});

test("the secret and the seals are kept; locks, logs and drafts are not", () => {
  expect(["secret", "seals", "outbox", "a.seal.json"].filter(isKept)).toHaveLength(4);
  const others = [
    "postgres",
    "logs",
    "verrou",
    "instance.json",
    ".instance-12.json",
    "x.draft",
    "secret.123",
    "uploads",
  ];
  expect(others.filter(isKept)).toEqual([]);
});

test("the WAL of a backup has no hole, across the numbers of segments", () => {
  expect(segmentsBetween("0000000100000000000000FE", "000000010000000100000001", 16 * 1024 ** 2)).toEqual([
    "0000000100000000000000FE",
    "0000000100000000000000FF",
    "000000010000000100000000",
    "000000010000000100000001",
  ]);
});
