import { open, stat } from "node:fs/promises";
import type { CollectedFile } from "./collect-file";
import { composeBody } from "./compose-body";
import { readDeliveryReport } from "./delivery-report";
import { type MailHeaders, type MailLimits, type MailSource, noHeaders, type ReadMail } from "./mail";
import { readMailHeaders } from "./mail-headers";
import { splitMail } from "./split-mail";
import type { UnreadableReason } from "./unreadable";

const longestHeaderBlock = 256 * 1024;

/**
 * Reads a raw message here and now, on the calling thread: `readMail` does it in another one, with a deadline. Whatever
 * the bytes it answers; it throws only when the source or the spill folder cannot be used.
 */
export async function parseMail(source: MailSource, limits: MailLimits): Promise<ReadMail> {
  const size = "bytes" in source ? source.bytes.length : (await stat(source.file)).size;
  if (size === 0) return { ...noHeaders, unreadable: "empty" };
  if (size > limits.maxBytes) return unreadable("too-big", source);
  const pieces = await splitMail(source, limits.spill);
  if ("unreadable" in pieces) return unreadable(pieces.unreadable, source);
  try {
    const headers = readMailHeaders(pieces.lines, pieces.headers);
    const body = composeBody(pieces.root, pieces.files, limits);
    if (body === null) return { ...headers, unreadable: "broken-structure" };
    const automatic = { ...headers.automatic, calendarReply: pieces.files.some(isCalendarReply) };
    const report = readDeliveryReport(headers, body.text, pieces.files);
    return { ...headers, automatic, ...body, report, unreadable: null };
  } catch {
    // Something that no rule foresaw: the message waits for an agent instead of being tried for ever.
    return unreadable("malformed", source);
  }
}

function isCalendarReply({ type, content }: CollectedFile): boolean {
  if (!/^text\/calendar$/i.test(type) || !("bytes" in content)) return false;
  return /^METHOD\s*:\s*(REPLY|COUNTER)\s*$/im.test(content.bytes.subarray(0, 4_096).toString("latin1"));
}

/** The headers alone, for a message whose whole cannot be read; nothing when they cannot be read either. */
export async function parseHeadersOnly(source: MailSource): Promise<MailHeaders> {
  const pieces = await splitMail({ bytes: cutAfterHeaders(await firstBytes(source)) }, null);
  try {
    return "unreadable" in pieces ? noHeaders : readMailHeaders(pieces.lines, pieces.headers);
  } catch {
    return noHeaders;
  }
}

async function unreadable(reason: UnreadableReason, source: MailSource): Promise<ReadMail> {
  return { ...(await parseHeadersOnly(source)), unreadable: reason };
}

async function firstBytes(source: MailSource): Promise<Buffer> {
  if ("bytes" in source) return source.bytes.subarray(0, longestHeaderBlock);
  const file = await open(source.file);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(longestHeaderBlock), 0, longestHeaderBlock, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function cutAfterHeaders(bytes: Buffer): Buffer {
  const ends = ["\r\n\r\n", "\n\n"].map((end) => bytes.indexOf(end)).filter((at) => at >= 0);
  const end = ends.length > 0 ? Math.min(...ends) : bytes.lastIndexOf("\n");
  return Buffer.concat([bytes.subarray(0, end < 0 ? bytes.length : end), Buffer.from("\r\n\r\n")]);
}
