import { domainToASCII } from "node:url";
import { z } from "zod";

/** A mail address as it is kept and compared: see normaliseMailAddress. */
export const MailAddress = z
  .string()
  .max(1_000)
  .transform((text, context) => {
    const address = normaliseMailAddress(text);
    if (address) return address;
    context.addIssue({ code: "custom", params: { code: "mail-address" } });
    return z.NEVER;
  });

/**
 * NFC, case-folded, its domain in ASCII (RFC 5891): two ways to write one mailbox are one address. Null when it is none, or is
 * longer than the 254 octets that a mail server takes (RFC 5321).
 */
export function normaliseMailAddress(text: string): string | null {
  if (!text.isWellFormed()) return null;
  const folded = text.trim().normalize("NFC").toLowerCase().normalize("NFC");
  const at = folded.lastIndexOf("@");
  const local = folded.slice(0, Math.max(at, 0));
  const domain = domainToASCII(folded.slice(at + 1));
  if (!localPart.test(local) || !hostName.test(domain)) return null;
  const address = `${local}@${domain}`;
  return Buffer.byteLength(local) <= 64 && Buffer.byteLength(address) <= 254 ? address : null;
}

// Dot-atoms of letters of any alphabet; quoted local parts exist in the norm and in no mailbox of an administration.
const localPart = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const hostName = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;
