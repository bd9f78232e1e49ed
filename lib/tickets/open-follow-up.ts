import { z } from "zod";
import { ticketLink } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { type Actor, insideTransaction } from "@/lib/tenancy/actor";
import type { Provenance } from "./add-message";
import { openTicket } from "./open-ticket";
import { recordLink } from "./record-link";
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
    const link = { workspaceId: opened.workspaceId, fromId: opened.id, kind: "follows" as const, toId: old.id };
    await tx.insert(ticketLink).values({ ...link, createdBy: actor.accountId });
    await recordLink(tx, "ticket.linked", link);
    return opened;
  });
}
