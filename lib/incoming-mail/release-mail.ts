import { z } from "zod";
import { Invalid } from "@/lib/access/refusals";
import type { Actor } from "@/lib/tenancy/actor";
import { decideMail, findPlace, lockWaitingMail, Place } from "./mail-decision";

export const ReleaseMailInput = z.strictObject({ mail: z.uuid(), place: Place });

/**
 * Lets a message that waited go where an agent says, as its own author's: what was doubted of is vouched for. On a ticket its author
 * becomes a participant if he must. Throws NotFound, Forbidden, Invalid (its author has no account: attach it) or Conflict.
 */
export async function releaseMail(actor: Actor, input: z.input<typeof ReleaseMailInput>) {
  const asked = ReleaseMailInput.parse(input);
  return actor.transaction(async (tx) => {
    const row = await lockWaitingMail(tx, asked.mail);
    const place = await findPlace(tx, row, asked.place);
    if (!row.accountId) throw new Invalid("mail-without-account", "account");
    await decideMail(tx, row, { decision: "released", accountId: row.accountId, place });
    return { mail: row.id };
  });
}
