import type { Received } from "@/lib/incoming-mail/delivery";
import type { Outcome } from "@/lib/incoming-mail/incoming-mail";
import { MailTooLarge } from "@/lib/incoming-mail/mail-head";
import { receiveMail } from "@/lib/incoming-mail/receive-mail";
import { finishReceivedMail } from "@/lib/incoming-mail/take-in-mail";
import { type FoundMail, listMailFiles, openMailFile } from "./mail-files";
import { ProgressBar } from "./progress-bar";
import { words } from "./words";

/** What became of one message; without an outcome it was not taken, or it waits for the worker: the reason says which. */
interface Line {
  file: string;
  message?: number;
  outcome: Outcome | null;
  ticket: string | null;
  reason: string | null;
}

/** How many messages are handled at a time. */
const atOnce = 8;

/**
 * Takes in every message of a folder and prints what became of each, in their order. They are received one after the other, so that an
 * answer comes after what it answers, and handled several at once.
 */
export async function receiveFolder(folder: string): Promise<void> {
  const files = await listMailFiles(folder);
  if (files.length === 0) process.stderr.write(`${words.emptyFolder(folder)}\n`);
  const bar = new ProgressBar(files.reduce((sum, { size }) => sum + size, 0));
  const inHand: Promise<Line>[] = [];
  const printOldest = async () => {
    const line = await inHand.shift();
    bar.clear();
    process.stdout.write(`${JSON.stringify(line)}\n`);
  };
  const sides = new SideBySide();
  for (const file of files) {
    try {
      for await (const found of openMailFile(file)) {
        if (inHand.length >= atOnce) await printOldest();
        inHand.push((await begin(found, sides)).line);
        bar.advance(found.offset);
      }
    } catch (error) {
      if (!["open", "read"].includes((error as NodeJS.ErrnoException).syscall ?? "")) throw error;
      inHand.push(Promise.resolve(untaken(file, "unreadable-file")));
    }
    bar.endFile(file.size);
  }
  while (inHand.length > 0) await printOldest();
  bar.end();
}

/** Receives one message, which is durable when this resolves, and begins to handle it: nobody waits for its line yet. */
async function begin(found: FoundMail, sides: SideBySide): Promise<{ line: Promise<Line> }> {
  const { file, message, head, raw } = found;
  const received = await receive(raw);
  if (!received) return { line: Promise.resolve(untaken(found, "too-large")) };
  const names = [received.id, ...identifiersOf(head)];
  const line = sides.run(names, async () => {
    try {
      const { outcome, ticket, reason } = await finishReceivedMail(received);
      return { file, ...(message ? { message } : {}), outcome, ticket, reason };
    } catch {
      // It is durable and its job is queued: a worker goes on with it, and its row says how it ended.
      return untaken(found, "waits-for-worker");
    }
  });
  return { line };
}

/** Null when it is larger than any door takes. */
async function receive(raw: FoundMail["raw"]): Promise<Received | null> {
  if (raw === null) return null;
  try {
    return await receiveMail({
      ...{ raw, door: "stdin", peer: null, peerTrusted: true, envelopeFrom: null, envelopeTo: [], handledAtOnce: true },
    });
  } catch (error) {
    if (error instanceof MailTooLarge) return null;
    throw error;
  }
}

/** The Message-IDs that a message bears and answers, as its head names them. */
function identifiersOf(head: Buffer): string[] {
  const [headers = ""] = head.toString("latin1").split(/\r?\n\r?\n/, 1);
  const lines = headers.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  const named = lines.filter((line) => /^(message-id|in-reply-to|references):/i.test(line));
  return named.flatMap((line) => line.match(/<[^<>\s]{1,996}>/g) ?? []).slice(0, 200);
}

/** Runs work side by side, but never beside other work that bears one of its names: that goes first. */
class SideBySide {
  private readonly running = new Map<string, Promise<unknown>>();

  run<T>(names: string[], work: () => Promise<T>): Promise<T> {
    const before = names.map((name) => this.running.get(name));
    const running = Promise.all(before).then(work);
    for (const name of names) this.running.set(name, running);
    const forget = () => {
      for (const name of names) if (this.running.get(name) === running) this.running.delete(name);
    };
    running.then(forget, forget);
    return running;
  }
}

function untaken({ file, message }: Pick<FoundMail, "file" | "message">, reason: string): Line {
  return { file, ...(message ? { message } : {}), outcome: null, ticket: null, reason };
}
