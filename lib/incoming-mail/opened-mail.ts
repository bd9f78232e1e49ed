import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { NotFound } from "@/lib/access/refusals";
import { sha256 } from "@/lib/journal/event";
import type { MailAddress, MailAttachment, ReadMail } from "@/lib/mail-reading/mail";
import { openStoredMail } from "@/lib/mail-reading/open-stored-mail";
import type { UnreadableReason } from "@/lib/mail-reading/unreadable";

/** What a page shows of a message that is kept as a file: words and names, nothing that a browser would run. */
export interface OpenedMail {
  from: MailAddress | null;
  to: MailAddress[];
  cc: MailAddress[];
  subject: string;
  date: Date | null;
  unreadable: UnreadableReason | null;
  text: string;
  quoteFrom: number | null;
  files: { name: string; type: string; size: number }[];
}

type Stored = { storageKey: string; size: number };

/** Reads a stored message as it is read when it comes: in a thread, within time and memory. */
export function readStoredMail(stored: Stored): Promise<OpenedMail> {
  return openStoredMail(stored, async (mail) => present(mail));
}

/** The bytes of one of its files, by its place in `files`. Throws NotFound. */
export function readStoredPart(stored: Stored, place: string) {
  return openStoredMail(stored, async (mail) => {
    const file = /^\d{1,4}$/.test(place) && mail.unreadable === null ? mail.attachments[Number(place)] : undefined;
    if (!file) throw new NotFound();
    const bytes = await bytesOf(file);
    return {
      name: file.name,
      // Offered and never shown: its sender says what it is, and nobody looked inside.
      type: "application/octet-stream",
      size: bytes.length,
      sha256: sha256(`${stored.storageKey} ${place}`),
      read: async (range?: { start: number; end: number }) =>
        Readable.from([range ? bytes.subarray(range.start, range.end + 1) : bytes], { objectMode: false }),
    };
  });
}

function present(mail: ReadMail): OpenedMail {
  const { from, to, cc, subject, date, unreadable } = mail;
  const head = { from, to: to.slice(0, 50), cc: cc.slice(0, 50), subject, date };
  if (mail.unreadable !== null) return { ...head, unreadable, text: "", quoteFrom: null, files: [] };
  const { text, quoteFrom, attachments } = mail;
  return {
    ...head,
    unreadable,
    text,
    quoteFrom,
    files: attachments.map(({ name, type, size }) => ({ name, type, size })),
  };
}

async function bytesOf({ content }: MailAttachment): Promise<Buffer> {
  return "bytes" in content ? content.bytes : readFile(content.file);
}
