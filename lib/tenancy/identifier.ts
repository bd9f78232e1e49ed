import { randomBytes } from "node:crypto";

let last = { at: 0, count: 0 };

/**
 * A time-ordered identifier (RFC 9562, version 7), for rows whose id is wanted before they are written. Those made by one process
 * follow each other strictly (its method 1: a counter in the 12 bits after the milliseconds), so lines of one moment keep their order.
 */
export function newIdentifier(): string {
  const at = Math.max(Date.now(), last.at);
  last = at > last.at ? { at, count: 0 } : { at, count: last.count + 1 };
  if (last.count > 0xfff) last = { at: at + 1, count: 0 };
  const bytes = randomBytes(16);
  bytes.writeUIntBE(last.at, 0, 6);
  bytes.writeUInt16BE(0x7000 | last.count, 6);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
