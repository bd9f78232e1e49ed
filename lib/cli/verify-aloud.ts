import { type VerifiedBackup, verifyBackup } from "@/lib/backups/verify-backup";
import { backupWords } from "./backup-words";
import { ProgressBar } from "./progress-bar";
import { Trouble } from "./trouble";

/** Verifies a backup, showing how far it is and each file that does not hold. Throws Trouble unless all do. */
export async function verifyAloud(folder: string): Promise<VerifiedBackup> {
  let bar = new ProgressBar(0, "fichier");
  const verified = await verifyBackup(folder, {
    onTotal: (bytes) => (bar = new ProgressBar(bytes, "fichier")),
    onFile: (bytes) => bar.add(bytes),
    onFault: (file) => {
      bar.clear();
      console.log(backupWords.alteredFile(file));
    },
  });
  bar.end();
  if (verified.faults > 0) throw new Trouble(backupWords.backupBroken(folder, verified.faults));
  return verified;
}
