import { parseArgs } from "node:util";
import { dumpWords } from "./dump-words";
import { withInstance } from "./instance";
import { ProgressLine } from "./progress-line";
import { Trouble } from "./trouble";

/** `npm run restore -- <file> [--as <key>] [--dry-run]`: pours a dump into this instance, all of it or nothing. */
await withInstance(async () => {
  const { path, as, dryRun } = readArguments();
  const { restoreDump, Unrestorable } = await import("@/lib/reversibility/restore-dump");
  const { BrokenDump } = await import("@/lib/reversibility/fault");
  const line = new ProgressLine();
  const plan = await restoreDump(path, { as, dryRun }, (progress) => line.show(progress))
    .catch((error) => {
      if (error instanceof Unrestorable) return error.plan;
      if (error.code === "ENOENT") throw new Trouble(dumpWords.noFile(path));
      if (error instanceof BrokenDump)
        throw new Trouble(`${error.faults.map(dumpWords.fault).join("\n")}\n${dumpWords.nothingRestored}`);
      throw error;
    })
    .finally(() => line.clear());
  for (const conflict of plan.conflicts) console.log(dumpWords.conflict(conflict));
  if (plan.conflicts.length > 0) throw new Trouble(dumpWords.nothingRestored);
  console.log(dumpWords.restored(plan, dryRun ?? false));
});

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      options: { as: { type: "string" }, "dry-run": { type: "boolean" } },
      allowPositionals: true,
    });
    if (!positionals[0]) throw new Trouble(dumpWords.restoreUsage);
    return { path: positionals[0], as: values.as, dryRun: values["dry-run"] };
  } catch {
    throw new Trouble(dumpWords.restoreUsage);
  }
}
