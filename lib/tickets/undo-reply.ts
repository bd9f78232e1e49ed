import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { event, type message, status as statuses } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import type { Transaction } from "@/lib/tenancy/actor";
import type { Ticket } from "./ticket-queries";
import { writeTicket } from "./write-ticket";

/** What became of the status that a reply gave its ticket; "kept": somebody touched the ticket since. */
type UndoneStatus = "untouched" | "undone" | "kept";

type Written = Pick<typeof message.$inferSelect, "id" | "createdAt">;

/** Undoes what a reply that is taken back did to its ticket, unless something else happened to the ticket since. */
export async function undoReply(tx: Transaction, read: Ticket, written: Written): Promise<UndoneStatus> {
  const [added, moved] = await Promise.all([
    findLine(tx, read, ["message.added"], written.id),
    findLine(tx, read, ["ticket.changed", "ticket.reopened"], written.id),
  ]);
  const wasFirstAnswer = read.firstAnsweredAt?.getTime() === written.createdAt.getTime();
  if (!moved && !wasFirstAnswer) return "untouched";
  if (await wasTouchedSince(tx, read, (moved ?? added)!.sequence)) return moved ? "kept" : "untouched";
  const answered = wasFirstAnswer ? { firstAnsweredAt: null } : {};
  const back = await writeTicket(tx, read, { ...answered, ...(moved ? await columnsBefore(tx, read, moved) : {}) });
  if (!moved) return "untouched";
  await recordEvent(tx, {
    type: "ticket.changed",
    workspaceId: read.workspaceId,
    ticketId: read.id,
    payload: { status: [read.statusCode, back.statusCode] },
  });
  return "undone";
}

type Line = { sequence: number; payload: unknown };
type LineType = (typeof event.$inferSelect)["type"];

async function findLine(tx: Transaction, read: Ticket, types: LineType[], messageId: string): Promise<Line | null> {
  const [found] = await tx
    .select({ sequence: event.sequence, payload: event.payload })
    .from(event)
    .where(
      and(
        eq(event.workspaceId, read.workspaceId),
        eq(event.ticketId, read.id),
        inArray(event.type, types),
        sql`${event.payload} ->> 'messageId' = ${messageId}`,
      ),
    );
  return found ?? null;
}

async function wasTouchedSince(tx: Transaction, read: Ticket, sequence: number): Promise<boolean> {
  const since = await tx
    .select({ sequence: event.sequence })
    .from(event)
    .where(
      and(
        eq(event.workspaceId, read.workspaceId),
        eq(event.ticketId, read.id),
        gt(event.sequence, sequence),
        sql`(${event.type} like 'ticket.%' or ${event.type} = 'message.added')`,
      ),
    )
    .limit(1);
  return since.length > 0;
}

const moment = z.iso
  .datetime()
  .nullable()
  .transform((text) => (text === null ? null : new Date(text)));
const Moved = z.object({
  status: z.tuple([z.string(), z.string()]),
  before: z.object({ resolvedAt: moment, closedAt: moment }),
});

/** The status that the ticket had, with the dates that went with it, as the reply's line tells them. */
async function columnsBefore(tx: Transaction, read: Ticket, { payload }: Line) {
  const { status, before } = Moved.parse(payload);
  // By its code, removed or not: what was there comes back exactly.
  const [{ statusId, phase } = {}] = await tx
    .select({ statusId: statuses.id, phase: statuses.phase })
    .from(statuses)
    .where(and(eq(statuses.workspaceId, read.workspaceId), eq(statuses.kind, read.kind), eq(statuses.code, status[0])));
  return { statusId, phase, ...before };
}
