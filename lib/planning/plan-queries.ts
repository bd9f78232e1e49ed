import { and, eq, gt, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { freeze, plan, ticket, ticketLink } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";
import { conflictsOf } from "./conflict";
import type { Window } from "./window";

type OfTicket = { workspaceId: string; id: string };
type PlannedTicket = OfTicket & { projectId: string; phase: string };

/** When a change or a release is carried out; null before somebody says so. */
export async function findWindow(tx: Transaction, { workspaceId, id }: OfTicket) {
  const [found] = await tx
    .select({ start: plan.windowStart, end: plan.windowEnd, reason: plan.windowReason })
    .from(plan)
    .where(and(eq(plan.workspaceId, workspaceId), eq(plan.ticketId, id)));
  return found?.start && found.end ? { start: found.start, end: found.end, reason: found.reason } : null;
}

/** What stands in the way of carrying a ticket out in that window, among what the reader may read. */
export async function findConflicts(tx: Transaction, { workspaceId, id, projectId, phase }: PlannedTicket, at: Window) {
  const [others, freezes, together] = await Promise.all([
    tx
      .select({ ...plannedColumns, reference: ticket.reference, title: ticket.title })
      .from(plan)
      .innerJoin(ticket, and(eq(ticket.workspaceId, plan.workspaceId), eq(ticket.id, plan.ticketId)))
      .where(and(eq(ticket.projectId, projectId), during(at)))
      .limit(200),
    listFreezes(tx, at, [workspaceId]),
    findTogether(tx, [id]),
  ]);
  const one = { id, workspaceId, projectId, phase, ...at, together: together.get(id) ?? [] };
  const planned = others.flatMap(({ start, end, ...other }) =>
    start && end ? [{ ...other, start, end, together: [] }] : [],
  );
  return conflictsOf(one, planned, freezes);
}

export const plannedColumns = {
  id: ticket.id,
  workspaceId: ticket.workspaceId,
  projectId: ticket.projectId,
  phase: ticket.phase,
  start: plan.windowStart,
  end: plan.windowEnd,
};

/** Windows that share a moment with a span. */
export function during({ start, end }: Window) {
  return and(lt(plan.windowStart, end), gt(plan.windowEnd, start));
}

/** Freezes that share a moment with a span, the lifted ones excepted, by their beginning. */
export function listFreezes(tx: Transaction, { start, end }: Window, workspaces?: string[]) {
  return tx
    .select({
      id: freeze.id,
      workspaceId: freeze.workspaceId,
      projectId: freeze.projectId,
      title: freeze.title,
      start: freeze.startsAt,
      end: freeze.endsAt,
      createdAt: freeze.createdAt,
    })
    .from(freeze)
    .where(
      and(
        isNull(freeze.removedAt),
        lt(freeze.startsAt, end),
        gt(freeze.endsAt, start),
        workspaces && inArray(freeze.workspaceId, workspaces),
      ),
    )
    .orderBy(freeze.startsAt, freeze.id)
    .limit(500);
}

/** Of each of these tickets, those with which it is released, whichever way the link goes. */
export async function findTogether(tx: Transaction, ids: string[]): Promise<Map<string, string[]>> {
  const together = new Map<string, string[]>();
  if (ids.length === 0) return together;
  const among = sql`any(${sql.param(ids)}::uuid[])`;
  const links = await tx
    .select({ fromId: ticketLink.fromId, toId: ticketLink.toId })
    .from(ticketLink)
    .where(
      and(
        eq(ticketLink.kind, "releases"),
        or(sql`${ticketLink.fromId} = ${among}`, sql`${ticketLink.toId} = ${among}`),
      ),
    );
  for (const { fromId, toId } of links) {
    together.set(fromId, [...(together.get(fromId) ?? []), toId]);
    together.set(toId, [...(together.get(toId) ?? []), fromId]);
  }
  return together;
}
