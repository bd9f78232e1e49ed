import { resolve } from "node:path";
import { backupWords } from "./backup-words";
import { byteSize } from "./byte-size";
import { inWords, Trouble } from "./trouble";
import { verifyAloud } from "./verify-aloud";

/** `npm run backup:verify -- <backup>`: reads a whole backup again; exits 1 when a byte of it is not what it was. */
await inWords(async () => {
  const [folder, ...others] = process.argv.slice(2);
  if (!folder || folder.startsWith("-") || others.length > 0) throw new Trouble(backupWords.verifyUse);
  const { end } = await verifyAloud(resolve(folder));
  console.log(backupWords.backupWhole(end, byteSize(end.bytes)));
});
process.exit();
