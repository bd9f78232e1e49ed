import { z } from "zod";
import { ticketLink } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, insideTransaction } from "@/lib/tenancy/actor";
import type { Provenance } from "./add-message";
import { openTicket } from "./open-ticket";
import { MessageText, TicketReference, TicketTitle } from "./ticket";
import { getTicket } from "./ticket-queries";

export const OpenFollowUpInput = z.strictObject({ follows: TicketReference, title: TicketTitle, message: MessageText });

/**
 * Opens a ticket of the same project that follows one too old to be reopened, and links them; the old one stays as it is.
 * Throws NotFound or Forbidden.
 */
export async function openFollowUp(
  actor: Actor,
  input: z.input<typeof OpenFollowUpInput>,
  provenance: Provenance = {},
) {
  const asked = OpenFollowUpInput.parse(input);
  return actor.transaction(async (tx) => {
    const old = await getTicket(tx, asked.follows);
    authorizeTicket(await getRights(tx), "reply", old);
    const { title, message } = asked;
    const kind = old.kind === "incident" ? "incident" : "request";
    const opened = await openTicket(
      insideTransaction(actor, tx),
      { project: old.projectKey, kind, title, message },
      { ...provenance, nature: undefined },
    );
    const { workspaceId } = opened;
    await tx
      .insert(ticketLink)
      .values({ workspaceId, fromId: opened.id, kind: "follows", toId: old.id, createdBy: actor.accountId });
    // Only identifiers: a reader of one of the two may not know the other.
    for (const [ticketId, otherId] of [
      [opened.id, old.id],
      [old.id, opened.id],
    ] as const)
      await recordEvent(tx, {
        type: "ticket.linked",
        workspaceId,
        ticketId,
        payload: { kind: "follows", from: opened.id, to: old.id, other: otherId },
      });
    return opened;
  });
}
