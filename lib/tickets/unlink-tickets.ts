import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { ticketLink } from "@/db/schema";
import { mayTicket } from "@/lib/access/ability";
import { Forbidden, NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { Actor } from "@/lib/tenancy/actor";
import { LinkTicketsInput } from "./link-tickets";
import { recordLapse } from "./record-lapse";
import { recordLink } from "./record-link";
import { getTicket } from "./ticket-queries";

/** Takes a link between two tickets away. Throws NotFound or Forbidden. */
export async function unlinkTickets(actor: Actor, input: z.input<typeof LinkTicketsInput>) {
  const asked = LinkTicketsInput.parse(input);
  return actor.transaction(async (tx) => {
    const [from, to] = [await getTicket(tx, asked.from), await getTicket(tx, asked.to)];
    const rights = await getRights(tx);
    if (!mayTicket(rights, "link", from) && !mayTicket(rights, "link", to)) throw new Forbidden();
    const link = { workspaceId: from.workspaceId, fromId: from.id, kind: asked.kind, toId: to.id };
    const removed = await tx
      .delete(ticketLink)
      .where(
        and(
          eq(ticketLink.workspaceId, link.workspaceId),
          eq(ticketLink.fromId, link.fromId),
          eq(ticketLink.kind, link.kind),
          eq(ticketLink.toId, link.toId),
        ),
      )
      .returning({ id: ticketLink.id });
    if (removed.length === 0) throw new NotFound("unknown-link");
    await recordLink(tx, "ticket.unlinked", link);
    await recordLapse(tx, link);
  });
}
