import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { timeEntry, timeReal } from "@/db/schema";
import { authorizeTicket, mayTicket, type TicketStanding } from "@/lib/access/ability";
import { NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { Transaction } from "@/lib/tenancy/actor";
import { findPeople } from "@/lib/tickets/people-queries";

type OfTicket = TicketStanding & { id: string };
export type ListedTime = Awaited<ReturnType<typeof listTime>>[number];

/** The time of a ticket, the latest day first. Row security decides: nothing for who may not read it, no real time for who may not read that. */
export function listTime(tx: Transaction, ticket: { workspaceId: string; id: string }) {
  return selectTime(tx, and(eq(timeEntry.workspaceId, ticket.workspaceId), eq(timeEntry.ticketId, ticket.id)));
}

/** One entry that is not removed. Throws NotFound. */
export async function getTime(tx: Transaction, ticket: { workspaceId: string; id: string }, id: string) {
  const [found] = await selectTime(
    tx,
    and(eq(timeEntry.workspaceId, ticket.workspaceId), eq(timeEntry.ticketId, ticket.id), eq(timeEntry.id, id)),
  );
  if (!found) throw new NotFound();
  return found;
}

/** For a door that speaks of time alone: it does not exist for whoever may not read any. Throws NotFound. */
export async function ensureReadsTime(tx: Transaction, ticket: OfTicket) {
  if (!mayTicket(await getRights(tx), "readTime", ticket)) throw new NotFound();
}

/** Throws NotFound for who may not even read time, Forbidden for who may not write it. */
export async function authorizeWritingTime(tx: Transaction, ticket: OfTicket) {
  await ensureReadsTime(tx, ticket);
  authorizeTicket(await getRights(tx), "writeTime", ticket);
}

/** The minutes of each of these tickets: none for who may not read time there, no real ones for who may not read those. */
export async function sumTime(tx: Transaction, ticketIds: string[]) {
  const rows = await tx.execute<{ id: string; accounted: number; real: number | null }>(sql`
    select e.ticket_id as id, sum(e.accounted_minutes)::int as accounted, sum(r.real_minutes)::int as real
      from time_entry e left join time_real r on r.workspace_id = e.workspace_id and r.entry_id = e.id
     where e.ticket_id = any(${sql.param(ticketIds)}::uuid[]) and e.removed_at is null group by e.ticket_id`);
  return new Map(rows.map((row) => [row.id, row]));
}

async function selectTime(tx: Transaction, condition: SQL | undefined) {
  const rows = await tx
    .select({
      id: timeEntry.id,
      accountId: timeEntry.accountId,
      spentOn: timeEntry.spentOn,
      accountedMinutes: timeEntry.accountedMinutes,
      realMinutes: timeReal.realMinutes,
      description: timeEntry.description,
      createdAt: timeEntry.createdAt,
    })
    .from(timeEntry)
    .leftJoin(timeReal, and(eq(timeReal.workspaceId, timeEntry.workspaceId), eq(timeReal.entryId, timeEntry.id)))
    .where(and(condition, isNull(timeEntry.removedAt)))
    .orderBy(sql`${timeEntry.spentOn} desc`, sql`${timeEntry.createdAt} desc`, sql`${timeEntry.id} desc`);
  const people = await findPeople(
    tx,
    rows.map((row) => row.accountId),
  );
  return rows.map((row) => {
    const person = people.get(row.accountId);
    return { ...row, personName: person?.name ?? null, personMail: person?.mail ?? null };
  });
}
