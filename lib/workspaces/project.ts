import { z } from "zod";
import { MailAddress } from "@/lib/accounts/mail-address";
import { getSettings } from "@/lib/settings/environment";
import { contactRoles } from "./contact";
import { Name } from "./workspace";

/** `PORTAIL`: the beginning of its tickets' numbers, unique in the whole tool and never changed. */
export const ProjectKey = z
  .string()
  .max(40)
  .transform((text) => text.trim().toUpperCase())
  .pipe(z.string().regex(/^[A-Z][A-Z0-9_]{1,19}$/));

/** The address to which one writes to open a ticket. No `+`: that sign begins the signed part of a reply address. */
export const InboundAddress = MailAddress.refine((text) => !text.includes("+"), { params: { code: "no-plus" } });

/** For how many days after its resolution an answer reopens a ticket; 0: none does, each opens a ticket that follows. */
export const ReopenDays = z.int().min(0).max(3_650);

/** The address under which its notices leave; answers go elsewhere, so any mailbox serves. Empty: its inbound address. */
export const SenderAddress = z.preprocess(withoutEmpty, MailAddress.nullable());

/** The closing lines of its notices, as plain text. Empty: none. */
export const Signature = z.preprocess(
  withoutEmpty,
  z
    .string()
    .max(1_000)
    .transform((text) => text.replace(/\r\n?/g, "\n").trim())
    .refine((text) => text.isWellFormed() && !forged.test(text), { params: { code: "control-characters" } })
    .nullable(),
);

/** A field left empty takes the value away; one that was not sent leaves it. */
function withoutEmpty(value: unknown) {
  return typeof value === "string" && value.trim() === "" ? null : value;
}

// Control characters but the end of a line, and marks that turn the direction of what follows.
const forged = /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

/**
 * Whether mail servers may take our mail under that address for a forgery: its domain is not one that this Guichet receives mail for,
 * so its owner has to name our server (SPF) or key (DKIM).
 */
export function isSentForAnotherDomain(project: { inboundAddress: string; senderAddress: string | null }): boolean {
  if (!project.senderAddress) return false;
  const domainOf = (address: string) => address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  return ![getSettings().mailDomain, domainOf(project.inboundAddress)].includes(domainOf(project.senderAddress));
}

/** Somebody to reach about a project; need not have an account. */
export const ProjectContact = z.strictObject({
  role: z.enum(contactRoles),
  name: Name,
  mail: emptyAsNull(MailAddress),
  phone: emptyAsNull(z.string().regex(/^\+?[0-9 ().-]{3,30}$/)),
});

export type ProjectContact = z.output<typeof ProjectContact>;

function emptyAsNull<T extends z.ZodType>(type: T) {
  return z.preprocess((value) => (value === "" || value === undefined ? null : value), type.nullable());
}
