import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { withInstance } from "./instance";
import { Trouble } from "./trouble";
import { words } from "./words";

// npm run -s mail:receive < message.eml: takes in one message and prints what became of it, as one line of JSON.
// npm run -s mail:receive -- --dir <folder>: the same for every message of a folder.
await withInstance(async () => {
  const folder = readFolder();
  if (folder !== null) {
    const { receiveFolder } = await import("./receive-folder");
    return receiveFolder(folder);
  }
  const { takeInMail } = await import("@/lib/incoming-mail/take-in-mail");
  const taken = await takeInMail({
    raw: process.stdin,
    door: "stdin",
    peer: null,
    peerTrusted: true,
    envelopeFrom: null,
    envelopeTo: [],
  });
  console.log(JSON.stringify(taken));
});

/** The folder that was named, from where npm was called; null without one. */
function readFolder(): string | null {
  try {
    const { dir } = parseArgs({ args: process.argv.slice(2), options: { dir: { type: "string" } } }).values;
    return dir === undefined ? null : resolve(process.env.INIT_CWD ?? process.cwd(), dir);
  } catch {
    throw new Trouble(words.mailReceiveUse);
  }
}
