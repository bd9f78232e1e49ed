import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { ticketLink } from "@/db/schema";
import { mayTicket } from "@/lib/access/ability";
import { Conflict, Forbidden, Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { recordLapse } from "./record-lapse";
import { recordLink } from "./record-link";
import { TicketReference } from "./ticket";
import { closesCircle, type LinkKind, linkKinds } from "./ticket-link";
import { getTicket, type Ticket } from "./ticket-queries";

export const LinkTicketsInput = z.strictObject({
  from: TicketReference,
  kind: z.enum(linkKinds),
  to: TicketReference,
});

/**
 * Links two tickets of one workspace, for who reads both and may change one of them. A link that is there already is left as it is.
 * Throws NotFound, Forbidden, Invalid or Conflict (a circle).
 */
export async function linkTickets(actor: Actor, input: z.input<typeof LinkTicketsInput>) {
  const asked = LinkTicketsInput.parse(input);
  return actor.transaction(async (tx) => {
    const [from, to] = [await getTicket(tx, asked.from), await getTicket(tx, asked.to)];
    const rights = await getRights(tx);
    if (!mayTicket(rights, "link", from) && !mayTicket(rights, "link", to)) throw new Forbidden();
    ensureLinkable(from, asked.kind, to);
    await ensureNoCircle(tx, from, asked.kind, to);
    const link = { workspaceId: from.workspaceId, fromId: from.id, kind: asked.kind, toId: to.id };
    const written = await tx
      .insert(ticketLink)
      .values({ ...link, createdBy: actor.accountId })
      .onConflictDoNothing()
      .returning({ id: ticketLink.id });
    if (written.length === 1) {
      await recordLink(tx, "ticket.linked", link);
      await recordLapse(tx, link);
    }
    return { from, kind: asked.kind, to };
  });
}

function ensureLinkable(from: Ticket, kind: LinkKind, to: Ticket) {
  if (from.id === to.id) throw new Invalid("linked-to-itself", "to");
  if (from.workspaceId !== to.workspaceId) throw new Invalid("of-another-workspace", "to");
  if (kind === "releases" && from.kind !== "release") throw new Invalid("only-a-release-releases", "kind");
}

/** Among what the asking person reads: a refusal drawn from a hidden link would tell that it exists. */
async function ensureNoCircle(tx: Transaction, from: Ticket, kind: LinkKind, to: Ticket) {
  // Two links that close a circle together must not be written side by side.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('ticket_link'), hashtext(${from.workspaceId}))`);
  const links = await tx.execute<{ from: string; to: string }>(linksOnwards(from.workspaceId, kind, to.id));
  if (closesCircle(from.id, to.id, [...links])) throw new Conflict("circular-link");
}

function linksOnwards(workspaceId: string, kind: LinkKind, start: string): SQL {
  return sql`
    with recursive onwards ("from", "to") as (
      select l.from_id, l.to_id from ticket_link l
       where l.workspace_id = ${workspaceId} and l.kind = ${kind} and l.from_id = ${start}
      union
      select l.from_id, l.to_id from onwards o join ticket_link l
          on l.workspace_id = ${workspaceId} and l.kind = ${kind} and l.from_id = o."to")
    select * from onwards`;
}
