import { and, eq, inArray, or, sql } from "drizzle-orm";
import { status, ticket, ticketLink } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";
import { wayOf } from "./ticket-link";

type OfTicket = { workspaceId: string; id: string };

export type ListedLink = Awaited<ReturnType<typeof listLinks>>[number];

/** What other tickets are to this one, as far as the reader may read them, in the order in which they were linked. */
export async function listLinks(tx: Transaction, { workspaceId, id }: OfTicket) {
  const links = await tx
    .select({ fromId: ticketLink.fromId, kind: ticketLink.kind, toId: ticketLink.toId })
    .from(ticketLink)
    .where(and(eq(ticketLink.workspaceId, workspaceId), or(eq(ticketLink.fromId, id), eq(ticketLink.toId, id))))
    .orderBy(ticketLink.createdAt, ticketLink.id)
    .limit(mostLinks);
  if (links.length === 0) return [];
  const others = await readOthers(
    tx,
    workspaceId,
    links.map((link) => (link.fromId === id ? link.toId : link.fromId)),
  );
  return links.flatMap(({ fromId, kind, toId }) => {
    const other = others.get(fromId === id ? toId : fromId);
    return other ? [{ way: wayOf(kind, fromId === id), kind, ...other }] : [];
  });
}

/** More than people link to one ticket. */
const mostLinks = 500;

async function readOthers(tx: Transaction, workspaceId: string, ids: string[]) {
  const rows = await tx
    .select({
      id: ticket.id,
      reference: ticket.reference,
      title: ticket.title,
      phase: ticket.phase,
      statusFr: status.labelFr,
      statusEn: status.labelEn,
    })
    .from(ticket)
    .innerJoin(status, and(eq(status.workspaceId, ticket.workspaceId), eq(status.id, ticket.statusId)))
    .where(and(eq(ticket.workspaceId, workspaceId), inArray(ticket.id, ids)));
  return new Map(rows.map((row) => [row.id, row]));
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
