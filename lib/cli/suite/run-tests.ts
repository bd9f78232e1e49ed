import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { settingNames } from "@/lib/settings/environment";
import { say } from "../progress";
import { runTool } from "../run-tool";
import { failure, type Outcome } from "./outcome";

/** Runs one project of vitest.config.ts; its lines are shown as they come unless `quiet`. */
export async function runTests(project: string, signal: AbortSignal, quiet?: "quiet"): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "guichet-suite-"));
  const report = join(folder, "report.json");
  const args = [
    "run",
    "--project",
    project,
    "--passWithNoTests",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  try {
    const { code, output } = await runTool(process.execPath, ["node_modules/.bin/vitest", ...args], {
      signal,
      env: withoutSettings(),
      onLine: quiet ? undefined : say,
    });
    return count(report, code, quiet ? output : "");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
};

/** A file that does not load holds no test, and an error outside the tests fails none: each counts as one failure. */
function count(path: string, code: number | null, output: string): Outcome {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(path, "utf8")) as Report;
  } catch {
    return code === 0 ? { passed: 0, failed: 0, skipped: 0, output } : failure(output);
  }
  const unloaded = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  const failed = report.numFailedTests + unloaded.length;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
    output,
  };
}

/** The settings of whoever runs the suite (a DATABASE_URL above all) are none of its business. */
function withoutSettings(): NodeJS.ProcessEnv {
  const ours = new Set<string>(settingNames);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.has(name))) as NodeJS.ProcessEnv;
}
