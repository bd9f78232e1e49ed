import { existsSync } from "node:fs";
import { say } from "../progress";
import { runTool } from "../run-tool";
import { failure, type Outcome, part, success } from "./outcome";
import { runTests } from "./run-tests";

/** Types, lint, architecture, dead code and the tests of the house itself: no database, all at once, under a minute. */
export function runChecks(signal: AbortSignal): Promise<Outcome[]> {
  say("Vérifications");
  const folders = ["app", "db", "lib", "emails", "tests", "proxy.ts", "instrumentation.ts"].filter((path) =>
    existsSync(path),
  );
  return Promise.all([
    // Next writes the types of routes and of CSS modules; without them a fresh clone would not compile.
    part("types", () => tools(signal, ["next", "typegen"], ["tsc", "--noEmit"])),
    part("lint", () => tools(signal, ["biome", "check", "."])),
    part("architecture", () => tools(signal, ["depcruise", ...folders])),
    part("code mort", () => tools(signal, ["knip"])),
    part("tests de la maison", () => runTests("architecture", signal, "quiet")),
  ]);
}

/** Runs programs of node_modules one after the other, until one fails. */
async function tools(signal: AbortSignal, ...commands: [string, ...string[]][]): Promise<Outcome> {
  for (const [name, ...args] of commands) {
    const { code, output } = await runTool(process.execPath, [`node_modules/.bin/${name}`, ...args], { signal });
    if (code !== 0) return failure(output);
  }
  return success;
}
