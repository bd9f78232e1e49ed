import { createHmac, timingSafeEqual } from "node:crypto";
import { deriveKey, getSettings } from "@/lib/settings/environment";

export type LinkKind = "invitation" | "reset" | "first-administrator";

/** The address that a mail or the command line gives; it opens the page of its kind. */
export function addressOfLink(kind: LinkKind, id: string): string {
  return `${getSettings().url}/${kind}/${sealLink(id)}`;
}

/** The token of a link: its id and 256 bits of HMAC-SHA-256, in 64 characters. Derived each time, never stored. */
export function sealLink(id: string): string {
  const bytes = Buffer.from(id.replaceAll("-", ""), "hex");
  return Buffer.concat([bytes, sign(bytes)]).toString("base64url");
}

/** The link's id when the token is one of ours, else null. Constant time. */
export function unsealLink(token: string): string | null {
  if (!/^[\w-]{64}$/.test(token)) return null;
  const given = Buffer.from(token, "base64url");
  const bytes = given.subarray(0, 16);
  if (!timingSafeEqual(given.subarray(16), sign(bytes))) return null;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function sign(bytes: Buffer): Buffer {
  return createHmac("sha256", deriveKey("single-use link")).update(bytes).digest();
}
