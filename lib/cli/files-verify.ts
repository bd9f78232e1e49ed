import { byteSize } from "./byte-size";
import { withInstance } from "./instance";
import { ProgressBar } from "./progress-bar";
import { Trouble } from "./trouble";
import { words } from "./words";

/** `npm run files:verify [-- --remove-orphans]`: reads every file again and holds it against its row; exits 1 when something does not hold. */
await withInstance(async () => {
  const { getStorage } = await import("@/lib/files/storage");
  const { measureStore } = await import("@/lib/files/move-files");
  const { verifyFiles } = await import("@/lib/files/verify-files");
  const removeOrphans = process.argv.includes("--remove-orphans");
  const bar = new ProgressBar(await measureStore(getStorage()), "fichier");
  let done = 0;
  const onFile = (size: number) => {
    done += size;
    bar.advance(done);
  };
  const onFault = (fault: Parameters<typeof words.fileFault>[0]) => {
    bar.clear();
    console.log(words.fileFault(fault));
  };
  const verified = await verifyFiles(onFault, { removeOrphans, onFile });
  bar.end();
  if (removeOrphans && verified.orphans > 0) console.log(words.orphansRemoved(verified.orphans));
  const faults = verified.missing + verified.altered + (removeOrphans ? 0 : verified.orphans);
  if (faults > 0) throw new Trouble(words.filesBroken(verified));
  console.log(words.filesWhole(verified, byteSize(verified.bytes)));
});
