import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { listSamples } from "./sample";

test("every sample is expected somewhere", () => {
  const tables = ["./", "../mail-reading/"]
    .map((path) => new URL(path, import.meta.url))
    .flatMap((folder) => readdirSync(folder).map((name) => new URL(name, folder)))
    .filter(({ pathname }) => pathname.endsWith(".test.ts"))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  expect(listSamples().filter((name) => !tables.includes(`"${name}"`))).toEqual([]);
});
