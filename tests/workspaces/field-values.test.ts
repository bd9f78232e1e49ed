import { expect, test } from "vitest";
import { judgeFieldValue } from "@/lib/workspaces/field";
import { readChoices, writeChoices } from "@/lib/workspaces/field-choices";

const choices = [
  { code: "lyon", labelFr: "Lyon", labelEn: "Lyon" },
  { code: "old-code", labelFr: "Marseille", labelEn: "Marseilles" },
];
const judge = (type: Parameters<typeof judgeFieldValue>[0]["type"], value: string | number | boolean | null) =>
  judgeFieldValue({ code: "x", type, choices }, value);

test.each([
  ["number", "1 234,5", 1234.5],
  ["number", "-3", -3],
  ["number", 7, 7],
  ["boolean", "true", true],
  ["boolean", false, false],
  ["date", "2028-02-29", "2028-02-29"],
  ["moment", "2026-11-03T14:00:00+01:00", "2026-11-03T13:00:00.000Z"],
  ["choice", "lyon", "lyon"],
  ["text", "  mot  ", "mot"],
  ["longText", "a\r\nb", "a\nb"],
  ["longText", "   ", null],
  ["number", null, null],
] as const)("a %s takes %j as %j", (type, asked, value) => {
  expect(judge(type, asked)).toEqual({ value });
});

test.each([
  ["number", "douze", "field-number"],
  ["number", "1e400", "field-number"],
  ["number", true, "field-number"],
  ["boolean", "peut-être", "field-yes-or-no"],
  ["date", "2026-02-29", "field-date"],
  ["date", 20261103, "field-date"],
  ["moment", "demain", "field-moment"],
  ["choice", "Lyon", "unknown-value"],
  ["text", "a\u0007b", "control-characters"],
  ["text", 12, "wrong-type"],
] as const)("a %s refuses %j: %s", (type, asked, refusal) => {
  expect(judge(type, asked)).toMatchObject({ refusal });
});

test("choices written as lines are read as the same choices, codes included", () => {
  expect(readChoices(writeChoices(choices))).toEqual(choices);
  expect(readChoices("Dégradé | Degraded\n\n Coupé ")).toEqual([
    { code: "degrade", labelFr: "Dégradé", labelEn: "Degraded" },
    { code: "coupe", labelFr: "Coupé", labelEn: "Coupé" },
  ]);
});
