import { createHash } from "node:crypto";

// Outlook's thread key ([MS-OXOMSG] 2.2.1.3): six bytes of time, sixteen of identifier, then five for each answer.
const guidStart = 6;
const guidEnd = 22;

/**
 * The identifier of a ticket's conversation, in hexadecimal. Its notes have another one: an answer that kept nothing but the
 * Thread-Index must not become a message.
 */
export function threadGuidOf(ticketId: string, internal: boolean): string {
  const own = ticketId.replaceAll("-", "");
  return internal ? createHash("sha256").update(`notes of ${own}`).digest("hex").slice(0, 32) : own;
}

export function writeThreadIndex(guid: string, openedAt: Date): string {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE((BigInt(openedAt.getTime()) + 11_644_473_600_000n) * 10_000n);
  return Buffer.concat([time.subarray(0, guidStart), Buffer.from(guid, "hex")]).toString("base64");
}

/** The identifier that a Thread-Index holds; null when it is none. */
export function readThreadGuid(value: string): string | null {
  const plain = value.replace(/\s+/g, "");
  if (plain.length < 28 || plain.length > 4_000 || !/^[A-Za-z0-9+/]+={0,2}$/.test(plain)) return null;
  const bytes = Buffer.from(plain, "base64");
  const wellFormed = bytes[0] === 1 && bytes.length >= guidEnd && (bytes.length - guidEnd) % 5 === 0;
  const guid = bytes.subarray(guidStart, guidEnd);
  return wellFormed && guid.some((byte) => byte !== 0) ? guid.toString("hex") : null;
}
