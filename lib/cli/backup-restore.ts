import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { backupWords } from "./backup-words";
import { elapsed } from "./progress";
import { ensureFree, restoreInto } from "./restore-into";
import { inWords, Trouble } from "./trouble";
import { verifyAloud } from "./verify-aloud";

/** `npm run backup:restore -- <backup> --data <folder>`: verifies all of a backup, then makes a data folder of it; whole, or not at all. */
await inWords(async () => {
  const started = Date.now();
  const { backup, data } = readWords();
  ensureFree(data, backup);
  const { header, end } = await verifyAloud(backup);
  const { sessions } = await restoreInto(data, backup, header, end);
  console.log(backupWords.restored(end, data, sessions, elapsed(started), header.database === "dump"));
});
process.exit();

function readWords(): { backup: string; data: string } {
  try {
    const { values, positionals } = parseArgs({ options: { data: { type: "string" } }, allowPositionals: true });
    const [backup, ...others] = positionals;
    if (backup && values.data && others.length === 0) return { backup: resolve(backup), data: resolve(values.data) };
  } catch {
    // Said below.
  }
  throw new Trouble(backupWords.restoreUse);
}
