import { randomBytes } from "node:crypto";

let lastTime = 0;
let counter = 0;

/**
 * A time-ordered identifier (RFC 9562, version 7), for rows whose id is wanted before they are written. Those of one process
 * ascend even within a millisecond: lines of one transaction, which bear the same moment, keep their order.
 */
export function newIdentifier(): string {
  const bytes = randomBytes(16);
  advance();
  bytes.writeUIntBE(lastTime, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The 12 bits after the time count within a millisecond (RFC 9562, 6.2, method 1); past them the time runs ahead by one. */
function advance() {
  const now = Date.now();
  if (now > lastTime) [lastTime, counter] = [now, 0];
  else if (counter < 0xfff) counter += 1;
  else [lastTime, counter] = [lastTime + 1, 0];
}
