import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { problemSentences } from "@/app/_doors/api/describe-problem";
import en from "@/app/messages/en";
import fr from "@/app/messages/fr";

const root = join(import.meta.dirname, "../..");

/** Where a code stands in the sources: thrown by a verb, by a door, or named by a schema. */
const patterns = [
  /new (?:NotFound|Forbidden|Conflict|Invalid|TooMany|TooLarge|NoRoom)\(\s*"([^"]+)"/g,
  /new DoorRefusal\(\s*\d+,\s*"([^"]+)"/g,
  /params: \{ code: "([^"]+)"/g,
];

const sources = ["app", "lib"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${folder}/${file}`),
);

test("each code with which something is refused has a sentence in each language", () => {
  const said = { fr: problemSentences("fr"), en: problemSentences("en") };
  const silent = sources.flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8");
    const codes = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, code]) => code!));
    return codes.filter((code) => !said.fr[code] || !said.en[code]).map((code) => `${file}: ${code}`);
  });
  expect(silent).toEqual([]);
});

test("each status that a problem can have has a title in each language", () => {
  const refusals = readFileSync(join(root, "lib/access/refusals.ts"), "utf8");
  const door = readFileSync(join(root, "app/_doors/api/door-refusal.ts"), "utf8");
  const statuses = new Set([...`${refusals}${door}`.matchAll(/\b([45]\d\d)\b/g)].map(([, status]) => status!));
  for (const catalogue of [fr, en])
    expect(Object.keys(catalogue.api.titles)).toEqual(expect.arrayContaining([...statuses]));
});
