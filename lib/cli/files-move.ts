import { byteSize } from "./byte-size";
import { withInstance } from "./instance";
import { ProgressBar } from "./progress-bar";
import { Trouble } from "./trouble";
import { words } from "./words";

/** `npm run files:move -- --to s3|folder`: takes every file to the other store; exits 1 when one of them had to stay. */
await withInstance(async () => {
  const { storageNamed, storeNames } = await import("@/lib/files/storage");
  const { getSettings } = await import("@/lib/settings/environment");
  const { measureStore, moveFiles } = await import("@/lib/files/move-files");
  const to = storeNames.find((name) => name === process.argv[process.argv.indexOf("--to") + 1]);
  if (!to) throw new Trouble(words.moveFilesUse);
  const [target, source] = [storageNamed(to), storageNamed(to === "s3" ? "folder" : "s3")];
  if (!target || !source) throw new Trouble(words.noObjectStore);
  const bar = new ProgressBar(await measureStore(source), "fichier");
  let done = 0;
  const moved = await moveFiles(source, target, ({ size }) => {
    done += size;
    bar.advance(done);
  });
  bar.end();
  console.log(words.filesMoved(moved.files, byteSize(moved.bytes), to));
  if (getSettings().store !== to) console.log(words.filesGoElsewhere(to));
  if (moved.altered.length > 0) throw new Trouble(words.filesStayed(moved.altered));
});
