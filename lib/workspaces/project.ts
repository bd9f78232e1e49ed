import { z } from "zod";
import { MailAddress } from "@/lib/accounts/mail-address";
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
