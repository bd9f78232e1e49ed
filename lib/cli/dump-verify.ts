import { verifyDump } from "@/lib/reversibility/verify-dump";
import { dumpWords } from "./dump-words";
import { ProgressLine } from "./progress-line";
import { inWords, Trouble } from "./trouble";

/** `npm run dump:verify -- <file>`: reads a whole dump, without any instance; exits 1 when it does not hold. */
await inWords(async () => {
  const path = process.argv[2];
  if (!path) throw new Trouble(dumpWords.verifyUsage);
  const line = new ProgressLine();
  const { manifest, lines, faults } = await verifyDump(path, (progress) => line.show(progress))
    .catch((error) => {
      throw error.code === "ENOENT" ? new Trouble(dumpWords.noFile(path)) : error;
    })
    .finally(() => line.clear());
  for (const fault of faults) console.log(dumpWords.fault(fault));
  if (faults.length > 0 || !manifest) throw new Trouble(dumpWords.broken(faults.length));
  console.log(dumpWords.holds(manifest, lines));
});
