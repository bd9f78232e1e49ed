import { and, eq, inArray, or, sql } from "drizzle-orm";
import { ticket, ticketLink } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";

type OfTicket = { workspaceId: string; id: string };

/** The tickets that one follows and those that follow it, as far as the reader may read them. */
export async function listLinks(tx: Transaction, { workspaceId, id }: OfTicket) {
  const links = await tx
    .select({ fromId: ticketLink.fromId, toId: ticketLink.toId })
    .from(ticketLink)
    .where(and(eq(ticketLink.workspaceId, workspaceId), or(eq(ticketLink.fromId, id), eq(ticketLink.toId, id))))
    .orderBy(ticketLink.createdAt, ticketLink.id);
  if (links.length === 0) return [];
  const others = links.map((link) => (link.fromId === id ? link.toId : link.fromId));
  const tickets = await tx
    .select({ id: ticket.id, reference: ticket.reference, title: ticket.title, phase: ticket.phase })
    .from(ticket)
    .where(and(eq(ticket.workspaceId, workspaceId), inArray(ticket.id, others)));
  return links.flatMap(({ fromId, toId }) => {
    const way = fromId === id ? ("follows" as const) : ("followedBy" as const);
    const other = tickets.find((one) => one.id === (fromId === id ? toId : fromId));
    return other ? [{ way, ...other }] : [];
  });
}

const days = 7;

type Opened = OfTicket & { requesterId: string; title: string; openedAt: Date; channel: string };

/**
 * A ticket that this one may be the rest of: the same person's, under the same title, a few days before. A suggestion: nothing is done
 * with it. Null when the reader sees none.
 */
export async function findPossibleBeginning(tx: Transaction, opened: Opened) {
  if (opened.channel !== "mail") return null;
  const [found] = await tx
    .select({ reference: ticket.reference, title: ticket.title })
    .from(ticket)
    .where(
      and(
        eq(ticket.workspaceId, opened.workspaceId),
        eq(ticket.requesterId, opened.requesterId),
        sql`lower(${ticket.title}) = lower(${opened.title})`,
        sql`(${ticket.openedAt}, ${ticket.id}) < (${opened.openedAt.toISOString()}::timestamptz, ${opened.id}::uuid)`,
        sql`${ticket.openedAt} > ${opened.openedAt.toISOString()}::timestamptz - make_interval(days => ${days})`,
      ),
    )
    .orderBy(sql`${ticket.openedAt} desc`)
    .limit(1);
  return found ?? null;
}
