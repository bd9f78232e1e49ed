import { createHmac, timingSafeEqual } from "node:crypto";
import { deriveKey } from "@/lib/settings/environment";
import { comparableAddress } from "./comparable-address";

/** To whom and for what a reply address was given. `version` is the recipient's counter: raising it revokes them all. */
export type ReplyGrant = { ticketId: string; accountId: string; internal: boolean; version: number };

/** What a received address claims. Nothing of it is true before `isReplyAddressOf` says so. */
export type ReplyAddress = { inboundAddress: string; reference: string; internal: boolean; seal: string };

const longestLocalPart = 64;
const sealBytes = 10;
const alphabet = "abcdefghijklmnopqrstuvwxyz234567";
const form = /^(.+)\+([a-z][a-z0-9_]{1,19}-[1-9][0-9]{0,8})-([in])([a-z2-7]{16})$/;

/**
 * The address at which one person answers on one ticket: `portail+portail-12-n<seal>@guichet.example`, `n` for an
 * answer, `i` for an internal note. The seal is an 80-bit HMAC in lower-case base32 over ticket id, account id, flag and
 * version: who answers is found by trying the sender's account, so the account takes no room, and the reference (former
 * ones too) leads to the ticket. Null when the local part would pass 64 characters: the plain address serves then.
 */
export function signReplyAddress(
  key: Buffer,
  grant: ReplyGrant & { reference: string },
  inboundAddress: string,
): string | null {
  const at = inboundAddress.lastIndexOf("@");
  const flag = grant.internal ? "i" : "n";
  const extension = `${grant.reference.toLowerCase()}-${flag}${sealOf(key, grant)}`;
  const local = `${inboundAddress.slice(0, at)}+${extension}`;
  return local.length <= longestLocalPart ? `${local}${inboundAddress.slice(at)}` : null;
}

/** The key that seals reply addresses. */
export function replyKey(): Buffer {
  return deriveKey("reply address");
}

/** Raised when every reply address ever given must stop working. */
export const replyVersion = 1;

/** The parts of an address that has the form of a reply address, whatever the case a server left it in; else null. */
export function readReplyAddress(address: string): ReplyAddress | null {
  const comparable = comparableAddress(address) ?? "";
  const at = comparable.lastIndexOf("@");
  const [, base, reference, flag, seal] = form.exec(comparable.slice(0, Math.max(0, at))) ?? [];
  if (!base || !reference || !flag || !seal) return null;
  return {
    inboundAddress: base + comparable.slice(at),
    reference: reference.toUpperCase(),
    internal: flag === "i",
    seal,
  };
}

/** Whether the address was given by us to this account, for this ticket and this use. Compared in constant time. */
export function isReplyAddressOf(key: Buffer, address: ReplyAddress, grant: Omit<ReplyGrant, "internal">): boolean {
  const expected = sealOf(key, { ...grant, internal: address.internal });
  return timingSafeEqual(Buffer.from(expected), Buffer.from(address.seal));
}

function sealOf(key: Buffer, { ticketId, accountId, internal, version }: ReplyGrant): string {
  const statement = JSON.stringify(["reply-address", ticketId, accountId, internal, version]);
  return base32(createHmac("sha256", key).update(statement).digest().subarray(0, sealBytes));
}

/** RFC 4648, lower case, for lengths that are whole in 5 bytes: no padding. */
function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join("");
}
