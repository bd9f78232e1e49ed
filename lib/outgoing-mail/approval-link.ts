import { createHmac, timingSafeEqual } from "node:crypto";
import { deriveKey, getSettings } from "@/lib/settings/environment";

/** For whom and for what a link was made: one person, who decides for one seat, on an approval as its ticket stood. */
export interface ApprovalGrant {
  approvalId: string;
  /** The account of whom the decision is asked. */
  seat: string;
  /** The one to whom the mail is sent: himself, or who stands in for him. */
  decider: string;
  fingerprint: string;
  expiresAt: Date;
}

/** What a link says of its grant; `print` is the beginning of the fingerprint. */
export type ReadApprovalLink = Omit<ApprovalGrant, "fingerprint"> & { print: string };

/** Days during which a link of a mail opens its page; a reminder brings a fresh one. */
export const approvalLinkDays = 14;

const length = { id: 16, expires: 4, print: 16, seal: 16 };
const statementBytes = 3 * length.id + length.expires + length.print;

/** The address that a mail gives to one approver. */
export function addressOfApproval(grant: ApprovalGrant): string {
  return `${getSettings().url}/approval/${sealApproval(grant)}`;
}

/** 112 characters: three identifiers, an hour, 128 bits of the fingerprint, and 128 bits of HMAC-SHA-256 over all of them. */
export function sealApproval({ approvalId, seat, decider, fingerprint, expiresAt }: ApprovalGrant): string {
  const expires = Buffer.alloc(length.expires);
  expires.writeUInt32BE(Math.floor(expiresAt.getTime() / 60_000));
  const print = Buffer.from(fingerprint, "hex").subarray(0, length.print);
  const statement = Buffer.concat([...[approvalId, seat, decider].map(bytesOf), expires, print]);
  return Buffer.concat([statement, sign(statement)]).toString("base64url");
}

/** What the link says when it is one of ours, else null; whether it has expired is not said here. Constant time. */
export function unsealApproval(token: string): ReadApprovalLink | null {
  if (!/^[\w-]{112}$/.test(token)) return null;
  const given = Buffer.from(token, "base64url");
  const statement = given.subarray(0, statementBytes);
  if (!timingSafeEqual(given.subarray(statementBytes), sign(statement))) return null;
  const [approvalId, seat, decider] = [0, 1, 2].map((place) => identifierAt(statement, place * length.id));
  return {
    ...{ approvalId: approvalId!, seat: seat!, decider: decider! },
    expiresAt: new Date(statement.readUInt32BE(3 * length.id) * 60_000),
    print: statement.subarray(3 * length.id + length.expires).toString("hex"),
  };
}

function bytesOf(identifier: string): Buffer {
  return Buffer.from(identifier.replaceAll("-", ""), "hex");
}

function identifierAt(bytes: Buffer, start: number): string {
  const hex = bytes.subarray(start, start + length.id).toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function sign(statement: Buffer): Buffer {
  return createHmac("sha256", deriveKey("approval link")).update(statement).digest().subarray(0, length.seal);
}
