import { z } from "zod";
import { authorizePlatform } from "@/lib/access/ability";
import { Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { addAlias } from "@/lib/accounts/add-alias";
import type { Actor } from "@/lib/tenancy/actor";
import { getMember } from "@/lib/tickets/participant-queries";
import { decideMail, findPlace, lockWaitingMail, Place } from "./mail-decision";

export const AttachMailInput = z.strictObject({
  mail: z.uuid(),
  place: Place,
  /** The mail address of the member who wrote it from elsewhere. */
  account: z.string().max(254),
  /** Whether the address that it came from is his from now on; only a platform administrator may say so. */
  remember: z.boolean().default(false),
});

/**
 * Says whose a message is that came from an unknown address, and lets it go where an agent says, as that member's.
 * Throws NotFound, Forbidden, Invalid (nobody of that workspace) or Conflict.
 */
export async function attachMail(actor: Actor, input: z.input<typeof AttachMailInput>) {
  const asked = AttachMailInput.parse(input);
  const attached = await actor.transaction(async (tx) => {
    const row = await lockWaitingMail(tx, asked.mail);
    const place = await findPlace(tx, row, asked.place);
    const member = await getMember(tx, row.workspaceId, asked.account, "account");
    if (asked.remember) authorizePlatform(await getRights(tx));
    if (asked.remember && !row.fromMail) throw new Invalid("mail-without-sender", "remember");
    await decideMail(tx, row, { decision: "attached", accountId: member.id, place });
    return { mail: row.id, account: member.mail, address: row.fromMail };
  });
  if (asked.remember) await addAlias(actor, { account: attached.account, mail: attached.address! });
  return attached;
}
