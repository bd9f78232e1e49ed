import { z } from "zod";
import { insideTransaction, personActor } from "@/lib/tenancy/actor";
import { lockApproval } from "./approval-queries";
import { DecideApprovalInput, decideApproval } from "./decide-approval";
import { ensureUsable, getLinked, readLink } from "./linked-approval";

export const DecideByLinkInput = DecideApprovalInput.pick({ verdict: true, reason: true }).extend({
  token: z.string().max(200),
});

/**
 * Decides by the link of a mail, as the person to whom it was sent, once. `signedInAs` is whoever is signed in in that browser, if
 * anybody: it must not be somebody else. Throws what deciding throws, NotFound (no link of ours) or Conflict (used, expired).
 */
export async function decideByLink(input: z.input<typeof DecideByLinkInput>, signedInAs: string | null) {
  const { token, verdict, reason } = DecideByLinkInput.parse(input);
  const link = readLink(token, signedInAs);
  const actor = personActor(link.decider, "mail");
  return actor.transaction(async (tx) => {
    const seen = await getLinked(tx, link);
    // Two hands on one link: the second waits here, and then finds it used.
    await ensureUsable(tx, await lockApproval(tx, seen.id), link);
    return decideApproval(insideTransaction(actor, tx), {
      ...{ approval: link.approvalId, approver: link.seat, verdict, reason },
    });
  });
}
