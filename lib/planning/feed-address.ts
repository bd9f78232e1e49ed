import { createHmac, timingSafeEqual } from "node:crypto";
import { deriveKey, getSettings } from "@/lib/settings/environment";

/** The private address of a calendar, derived from its row's id: whoever reads the database has no address. */
export function addressOfFeed(id: string): string {
  return `${getSettings().url}/api/calendar/${sealFeed(id)}.ics`;
}

/** The row's id when the token is one of ours, else null. Constant time. */
export function unsealFeed(token: string): string | null {
  if (!/^[\w-]{64}$/.test(token)) return null;
  const given = Buffer.from(token, "base64url");
  const bytes = given.subarray(0, 16);
  if (!timingSafeEqual(given.subarray(16), sign(bytes))) return null;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The id and 256 bits of HMAC-SHA-256, in 64 characters. */
function sealFeed(id: string): string {
  const bytes = Buffer.from(id.replaceAll("-", ""), "hex");
  return Buffer.concat([bytes, sign(bytes)]).toString("base64url");
}

function sign(bytes: Buffer): Buffer {
  return createHmac("sha256", deriveKey("calendar feed")).update(bytes).digest();
}
