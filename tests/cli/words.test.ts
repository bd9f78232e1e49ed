import { describe, expect, test } from "vitest";
import { growingDelay } from "@/lib/cli/growing-delay";
import { elapsed } from "@/lib/cli/progress";
import { readableLine } from "@/lib/cli/readable-line";
import { add, summary } from "@/lib/cli/suite/outcome";
import { explain, Trouble } from "@/lib/cli/trouble";
import { parseSettings } from "@/lib/settings/environment";

describe("a time is said as French people write it", () => {
  test.each([
    [0, "0,0 s"],
    [1_234, "1,2 s"],
    [12_345, "12 s"],
    [59_600, "1 min 00 s"],
    [125_000, "2 min 05 s"],
  ])("%i ms is %s", (milliseconds, words) => expect(elapsed(0, milliseconds)).toBe(words));
});

test("the delay before a new try grows and stays under half a minute", () => {
  expect([1, 2, 3, 4, 20].map(growingDelay)).toEqual([500, 1_000, 2_000, 4_000, 30_000]);
});

describe("an error becomes one sentence without a stack", () => {
  const systemError = (code: string, message = code) => Object.assign(new Error(message), { code, path: "/donnees" });

  test.each([
    [systemError("ENOSPC"), "Le disque est plein (/donnees)"],
    [systemError("53100"), "Le disque est plein"],
    [new Error("could not write: No space left on device"), "Le disque est plein"],
    [systemError("EACCES"), "/donnees n'est pas accessible en écriture"],
    [systemError("EROFS"), "/donnees n'est pas accessible en écriture"],
    [systemError("ENOTDIR"), "/donnees devrait être un dossier"],
    [new AggregateError([systemError("ENOSPC")]), "Le disque est plein"],
    [new Trouble("Une phrase."), "Une phrase."],
    [new Error("boom"), "Erreur inattendue : boom"],
  ])("%s", (error, sentence) => {
    const said = explain(error);
    expect(said).toContain(sentence);
    expect(said).not.toMatch(/\n\s+at /);
  });

  test("a setting that makes no sense is named, with what it holds", () => {
    process.env.PORT = "abc";
    const error = caught(() => parseSettings(process.env));
    expect(explain(error)).toBe(
      "Le réglage PORT n'est pas valable : « abc ». Corrigez-le ou retirez-le ; .env.example dit ce qui est attendu.",
    );
    delete process.env.PORT;
  });
});

test("the suite ends on the line that machines read", () => {
  const outcomes = [
    { passed: 3, failed: 0, skipped: 1, output: "" },
    { passed: 4, failed: 2, skipped: 0, output: "" },
  ];
  expect(summary(add(outcomes))).toBe("7 passed, 2 failed, 1 skipped");
  expect(summary(add(outcomes.map((outcome) => ({ ...outcome, skipped: 0 }))))).toBe("7 passed, 2 failed");
});

test("a line of the log is read by a person, any other line is left alone", () => {
  const line = '{"level":40,"time":"2026-11-23T10:00:00.000Z","job":"send","msg":"a job will be tried again"}';
  expect(readableLine(line)).toMatch(/^\d\d:\d\d:\d\d attention : a job will be tried again {"job":"send"}$/);
  expect(readableLine("✓ Ready in 300ms")).toBe("✓ Ready in 300ms");
  expect(readableLine('{"level":')).toBe('{"level":');
});

function caught(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error("it threw nothing");
}
