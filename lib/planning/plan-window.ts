import { z } from "zod";
import { plan } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict, Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { findTimeZone } from "@/lib/accounts/preference-queries";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { TicketReference } from "@/lib/tickets/ticket";
import { lockTicket, type Ticket } from "@/lib/tickets/ticket-queries";
import { writeTicket } from "@/lib/tickets/write-ticket";
import { findConflicts, findWindow } from "./plan-queries";
import { type ReadWindow, readWindow, WindowInput } from "./window";

export const PlannedWindow = z.strictObject({
  /** The version from which the form was drawn. */
  version: z.int().min(1),
  /** Null withdraws the window. */
  window: WindowInput.nullable(),
  /** Why within a freeze all the same. */
  reason: z.string().trim().min(1).max(500).optional(),
});

export const PlanWindowInput = PlannedWindow.extend({ ticket: TicketReference });

/** Where plans are read by who set no zone of his own. */
export const usualZone = "Europe/Paris";

/**
 * Says when a change or a release is carried out, in the asking person's clocks, or withdraws it. Overlaps are given back, not refused;
 * a freeze asks for a reason. Throws NotFound, Forbidden, Invalid or Conflict.
 */
export async function planWindow(actor: Actor, input: z.input<typeof PlanWindowInput>) {
  const asked = PlanWindowInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await lockTicket(tx, asked.ticket);
    authorizeTicket(await getRights(tx), "change", read);
    ensurePlannable(read);
    if (read.version !== asked.version) throw new Conflict("stale", read);
    const zone = (await findTimeZone(tx)) ?? usualZone;
    return asked.window ? settle(tx, read, readWindow(asked.window, zone), asked.reason ?? null) : withdraw(tx, read);
  });
}

function ensurePlannable({ kind, phase }: Ticket) {
  if (kind !== "change" && kind !== "release") throw new Conflict("not-planned");
  if (phase === "closed") throw new Conflict("already-ended");
}

async function settle(tx: Transaction, read: Ticket, window: ReadWindow, given: string | null) {
  const { start, end, ambiguous } = window;
  const { overlapping, freezes } = await findConflicts(tx, read, { start, end });
  if (freezes[0] && !given) throw new Invalid("freeze-reason-needed", "reason", { title: freezes[0].title });
  const reason = freezes.length > 0 ? given : null;
  const before = await findWindow(tx, read);
  const told = {
    window: { start, end, reason },
    ambiguous,
    overlapping: overlapping.map(({ reference }) => reference),
  };
  if (before && isSame(before, told.window)) return { ticket: read, ...told };
  await writeColumns(tx, read, { windowStart: start, windowEnd: end, windowReason: reason });
  const ticket = await writeTicket(tx, read, {});
  await recordEvent(tx, {
    type: "window.planned",
    workspaceId: read.workspaceId,
    ticketId: read.id,
    payload: {
      start: [before?.start ?? null, start],
      end: [before?.end ?? null, end],
      reason,
      freezes: freezes.map(({ id }) => id),
    },
  });
  return { ticket, ...told };
}

async function withdraw(tx: Transaction, read: Ticket) {
  const before = await findWindow(tx, read);
  const told = { window: null, ambiguous: [], overlapping: [] };
  if (!before) return { ticket: read, ...told };
  await writeColumns(tx, read, { windowStart: null, windowEnd: null, windowReason: null });
  const ticket = await writeTicket(tx, read, {});
  await recordEvent(tx, {
    type: "window.withdrawn",
    workspaceId: read.workspaceId,
    ticketId: read.id,
    payload: { start: [before.start, null], end: [before.end, null] },
  });
  return { ticket, ...told };
}

type Columns = { windowStart: Date | null; windowEnd: Date | null; windowReason: string | null };

async function writeColumns(tx: Transaction, { workspaceId, id }: Ticket, columns: Columns) {
  await tx
    .insert(plan)
    .values({ workspaceId, ticketId: id, ...columns })
    .onConflictDoUpdate({ target: [plan.workspaceId, plan.ticketId], set: columns });
}

type Kept = { start: Date; end: Date; reason: string | null };

function isSame(one: Kept, other: Kept): boolean {
  return +one.start === +other.start && +one.end === +other.end && one.reason === other.reason;
}
