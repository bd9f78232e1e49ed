import { existsSync, mkdirSync, realpathSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import { backupWords } from "./backup-words";
import { byteSize } from "./byte-size";
import { holdLock } from "./hold-lock";
import { withInstance } from "./instance";
import { elapsed } from "./progress";
import { ProgressBar } from "./progress-bar";
import { Trouble } from "./trouble";

/** `npm run backup -- --out <folder> [--keep <n>]`: one whole backup, while Guichet serves or not; exits 1 when a file is not what its row says. */
await withInstance(async (cluster) => {
  const started = Date.now();
  const { out, keep } = readWords();
  const { ensureOurs } = await import("@/lib/backups/backups-folder");
  const { takeBackup } = await import("@/lib/backups/take-backup");
  const { getSettings } = await import("@/lib/settings/environment");
  ensureOutside(out, getSettings().dataFolder);
  await ensureOurs(out);
  mkdirSync(out, { recursive: true, mode: 0o700 });
  const release = holdLock(join(out, ".verrou"));
  if (!release) throw new Trouble(backupWords.outInUse(out));
  let bar = new ProgressBar(0, "fichier");
  let faults = 0;
  const taken = await takeBackup({
    out,
    cluster: cluster(),
    ...(keep && { keep }),
    onTotal: (bytes) => (bar = new ProgressBar(bytes, "fichier")),
    onBytes: (bytes, files) => bar.add(bytes, files),
    onFault: (fault) => {
      bar.clear();
      console.log(backupWords.fileFault(fault));
      if (fault.fault !== "gone") faults += 1;
    },
  }).finally(release);
  bar.end();
  console.log(backupWords.taken(taken, byteSize(taken.bytes), elapsed(started)));
  if (taken.secret === "elsewhere") console.log(backupWords.secretApart);
  if (faults > 0) throw new Trouble(backupWords.takenWithFaults(faults));
});

function readWords(): { out: string; keep: number | undefined } {
  try {
    const options = { out: { type: "string" }, keep: { type: "string" } } as const;
    const { out, keep } = parseArgs({ options }).values;
    if (out && (keep === undefined || /^[1-9]\d{0,5}$/.test(keep)))
      return { out: resolve(out), keep: keep ? Number(keep) : undefined };
  } catch {
    // Said below.
  }
  throw new Trouble(backupWords.backupUse);
}

/** A backup in what it backs up would hold the former ones, and be lost with it. */
function ensureOutside(out: string, dataFolder: string): void {
  const inside = `${realpathSync(dataFolder)}${sep}`;
  if (`${realPathOf(out)}${sep}`.startsWith(inside)) throw new Trouble(backupWords.outInData(out, dataFolder));
}

function realPathOf(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(realPathOf(dirname(path)), path.slice(dirname(path).length));
}
