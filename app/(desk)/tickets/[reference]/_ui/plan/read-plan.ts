import { findConflicts, findWindow } from "@/lib/planning/plan-queries";
import { readRelease } from "@/lib/releases/release-queries";
import type { Transaction } from "@/lib/tenancy/actor";
import type { Ticket } from "@/lib/tickets/ticket-queries";

/** When a change or a release is carried out and how far a release is; nothing is asked of the database for other kinds. */
export async function readPlan(tx: Transaction, ticket: Ticket) {
  if (ticket.kind !== "change" && ticket.kind !== "release") return { plan: null, release: null };
  const [window, release] = await Promise.all([
    findWindow(tx, ticket),
    ticket.kind === "release" ? readRelease(tx, ticket) : null,
  ]);
  const conflicts = window && (await findConflicts(tx, ticket, window));
  return { plan: { window, overlapping: conflicts?.overlapping ?? [], freezes: conflicts?.freezes ?? [] }, release };
}
