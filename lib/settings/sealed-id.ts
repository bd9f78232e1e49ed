import { createHmac, timingSafeEqual } from "node:crypto";
import { deriveKey } from "./environment";

/** What a sealed identifier opens: a token of one use says nothing to another. */
type Use = "calendar feed" | "package link";

/** A row's id and 256 bits of HMAC-SHA-256, in 64 characters: whoever reads the database has no token. */
export function sealId(id: string, use: Use): string {
  const bytes = Buffer.from(id.replaceAll("-", ""), "hex");
  return Buffer.concat([bytes, sign(bytes, use)]).toString("base64url");
}

/** The row's id when the token is one of ours for that use, else null. Constant time. */
export function unsealId(token: string, use: Use): string | null {
  if (!/^[\w-]{64}$/.test(token)) return null;
  const given = Buffer.from(token, "base64url");
  const bytes = given.subarray(0, 16);
  if (!timingSafeEqual(given.subarray(16), sign(bytes, use))) return null;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function sign(bytes: Buffer, use: Use): Buffer {
  return createHmac("sha256", deriveKey(use)).update(bytes).digest();
}
