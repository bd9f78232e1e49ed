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
