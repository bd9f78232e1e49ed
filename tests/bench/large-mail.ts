import { randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type postgres from "postgres";
import { handleIncomingMail } from "@/lib/incoming-mail/handle-incoming-mail";
import { receiveMail } from "@/lib/incoming-mail/receive-mail";
import { writer } from "./database";
import { line } from "./measure";

const megabytes = 25;

/** One mail of 25 MB, from its first byte to its committed ticket: how long, and how much more memory than before. */
export async function benchLargeMail(owner: postgres.Sql) {
  console.log(`\nCourriel de ${megabytes} Mo (de la réception à la fiche validée)`);
  const [project] = await owner<
    { inbound_address: string }[]
  >`select inbound_address from project where key = 'B008P3'`;
  const folder = await mkdtemp(join(tmpdir(), "guichet-bench-"));
  try {
    // Once small, so that what is loaded at the first mail is not counted as this one's.
    await (await takeIn(folder, project!.inbound_address, 2))();
    const { seconds, extra, outcome } = await watched(() => takeIn(folder, project!.inbound_address, megabytes));
    line("durée", `${seconds.toFixed(2)} s`, "budget 5 s", seconds <= 5 && outcome === "opened");
    line("mémoire en plus, au plus haut", `${extra.toFixed(0)} Mo`, "budget 150 Mo", extra <= 150);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function takeIn(folder: string, to: string, size: number) {
  const path = join(folder, `${size}.eml`);
  await pipeline(Readable.from(mailOf(to, size)), createWriteStream(path));
  return async () => {
    const { id } = await receiveMail({
      raw: createReadStream(path),
      ...{ door: "smtp" as const, peer: "127.0.0.1", peerTrusted: true, handledAtOnce: true },
      ...{ envelopeFrom: writer, envelopeTo: [to] },
    });
    return (await handleIncomingMail({ incomingMailId: id }, { number: 1, last: true }))?.outcome;
  };
}

/** Runs what `prepare` gives back, looking at the process's memory (its reading threads included) a hundred times a second. */
async function watched(prepare: () => ReturnType<typeof takeIn>) {
  const work = await prepare();
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let highest = before;
  const look = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss());
  }, 10);
  const began = performance.now();
  const outcome = await work();
  const seconds = (performance.now() - began) / 1000;
  clearInterval(look);
  return { seconds, outcome, extra: (Math.max(highest, process.memoryUsage.rss()) - before) / (1024 * 1024) };
}

/** A text and two files, in base64 as mail programs send them: `size` megabytes on the wire, never whole in this process's memory. */
function* mailOf(to: string, size: number): Generator<string> {
  yield `From: Personne <${writer}>\r\nTo: ${to}\r\nSubject: ${size} Mo\r\nMessage-ID: <${Date.now()}.${size}@banc.example>\r\n`;
  yield "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nVoir les fichiers.\r\n";
  const linesOfFile = Math.floor((size * 1024 * 1024) / 2 / 78);
  for (const name of ["un.bin", "deux.bin"]) {
    yield `--b\r\nContent-Type: application/octet-stream; name=${name}\r\nContent-Disposition: attachment; filename=${name}\r\n`;
    yield "Content-Transfer-Encoding: base64\r\n\r\n";
    for (let line = 0; line < linesOfFile; line++) yield `${randomBytes(57).toString("base64")}\r\n`;
  }
  yield "--b--\r\n";
}
