import { elapsed, failed as mark, passed, say } from "../progress";

/** What one part of the suite found; a part that is not made of tests counts as one. */
export type Outcome = { passed: number; failed: number; skipped: number; output: string };

export const success: Outcome = { passed: 1, failed: 0, skipped: 0, output: "" };

export const failure = (output: string): Outcome => ({ passed: 0, failed: 1, skipped: 0, output });

/** Runs one part and says how it went, with its time, and everything it printed when it failed. */
export async function part(name: string, run: () => Promise<Outcome>): Promise<Outcome> {
  const started = Date.now();
  const outcome = await run();
  const isWell = outcome.failed === 0;
  if (!isWell && outcome.output.trim()) say(`\n${outcome.output.trim()}\n`);
  say(`  ${isWell ? passed : mark} ${name} (${elapsed(started)})`);
  return outcome;
}

export function add(outcomes: Outcome[]): Outcome {
  const sum = (key: "passed" | "failed" | "skipped") => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped"), output: "" };
}

/** The line that people and machines read last: `N passed, N failed`, and what was skipped when something was. */
export function summary({ passed, failed, skipped }: Outcome): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
