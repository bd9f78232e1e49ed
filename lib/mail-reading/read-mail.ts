import { defaultMailLimits, type MailLimits, noHeaders, type ReadMail, type UnreadableMail } from "./mail";
import type { ReadingRequest } from "./reading-thread";
import { readInThread } from "./reading-threads";
import type { UnreadableReason } from "./unreadable";

const headersDeadline = 2_000;

/**
 * Reads a raw message (its bytes, or the path of a file) in another thread, within time and memory. Whatever the bytes
 * it answers, with a reason when they are unreadable; it throws only when the machine is at fault, so that a job tries
 * again: no thread can start, the file or the spill folder cannot be used.
 */
export async function readMail(raw: Buffer | string, limits: Partial<MailLimits> = {}): Promise<ReadMail> {
  const allLimits = { ...defaultMailLimits, ...limits };
  const reading = await readInThread({ source: asSource(raw), limits: allLimits }, allLimits.deadline);
  if ("lost" in reading) return saveHeaders(raw, reading.lost);
  return ownBytes(reading.mail as ReadMail);
}

/** A copy goes to the thread: the caller's buffer may be a view on memory that others use. */
function asSource(raw: Buffer | string): ReadingRequest["source"] {
  return typeof raw === "string" ? { file: raw } : { bytes: new Uint8Array(raw).buffer };
}

async function saveHeaders(raw: Buffer | string, unreadable: UnreadableReason): Promise<UnreadableMail> {
  const reading = await readInThread({ source: asSource(raw), limits: null }, headersDeadline);
  return { ...("mail" in reading ? reading.mail : noHeaders), unreadable };
}

/** Buffers cross threads as plain byte arrays. */
function ownBytes(mail: ReadMail): ReadMail {
  if (mail.unreadable !== null) return mail;
  const attachments = mail.attachments.map((attachment) => {
    const { content } = attachment;
    if (!("bytes" in content)) return attachment;
    const { buffer, byteOffset, byteLength } = content.bytes;
    return { ...attachment, content: { bytes: Buffer.from(buffer, byteOffset, byteLength) } };
  });
  return { ...mail, attachments };
}
