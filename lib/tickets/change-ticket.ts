import { z } from "zod";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { queueNotices } from "@/lib/outgoing-mail/queue-notices";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { FieldValues } from "@/lib/workspaces/field";
import { fieldDifferences, mergeFieldValues } from "./field-values";
import { initiators, kinds, Level, TicketReference, TicketTitle } from "./ticket";
import { differences } from "./ticket-differences";
import { columnsOfLanding, columnsOfMove, type Filled } from "./ticket-moves";
import { getCategory, getPriority, lockTicket, type Ticket } from "./ticket-queries";
import { writeTicket } from "./write-ticket";

export const TicketChanges = z.strictObject({
  title: TicketTitle.optional(),
  kind: z.enum(kinds).optional(),
  status: z.string().max(60).optional(),
  category: z.string().max(60).nullable().optional(),
  impact: Level.optional(),
  urgency: Level.optional(),
  /** Overrides the matrix, and then needs a reason; null goes back to the matrix. */
  priority: Level.nullable().optional(),
  priorityReason: z.string().trim().min(1).max(500).optional(),
  initiator: z.enum(initiators).optional(),
  /** Values of the workspace's fields by their codes; null takes one away, and those that are not named stay. */
  fields: FieldValues.optional(),
});

export const ChangeTicketInput = TicketChanges.extend({
  ticket: TicketReference,
  /** The version from which the form was drawn. */
  version: z.int().min(1),
}).refine((asked) => asked.priority == null || asked.priorityReason !== undefined, {
  path: ["priorityReason"],
  params: { code: "reason-needed" },
});

/** Changes a ticket's fields. Throws NotFound, Forbidden, Conflict (`current` is the ticket as it stands) or Invalid. */
export async function changeTicket(actor: Actor, input: z.input<typeof ChangeTicketInput>) {
  const asked = ChangeTicketInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await lockTicket(tx, asked.ticket);
    authorizeTicket(await getRights(tx), onlyMoves(asked) ? "advance" : "change", read);
    if (read.version !== asked.version) throw new Conflict("stale", read);
    const columns = await columnsAsked(tx, read, asked);
    if (!changesSomething(read, columns)) return read;
    const written = await writeTicket(tx, read, columns);
    const changed = differences(read, written);
    const resolved = written.phase === "resolved" && read.phase !== "resolved";
    const event = await recordEvent(tx, {
      type: resolved ? "ticket.resolved" : "ticket.changed",
      workspaceId: read.workspaceId,
      ticketId: read.id,
      payload: changed,
    });
    if (resolved) await queueNotices(tx, { kind: "ticket-resolved", ticket: written, eventId: event.id });
    return written;
  });
}

type Asked = z.output<typeof ChangeTicketInput>;

async function columnsAsked(tx: Transaction, read: Ticket, asked: Asked) {
  const category = asked.category ? await getCategory(tx, read.workspaceId, asked.category) : null;
  const filled = {
    ...(asked.category === undefined ? {} : { categoryId: category?.id ?? null }),
    ...(await fieldsAsked(tx, { ...read, kind: asked.kind ?? read.kind }, asked)),
  };
  return {
    title: asked.title,
    kind: asked.kind,
    ...(await statusAsked(tx, read, asked, filled)),
    ...filled,
    impact: asked.impact,
    urgency: asked.urgency,
    initiator: asked.initiator,
    ...(await priorityAsked(tx, read, asked)),
  };
}

/** Another kind is another process: the ticket lands where it stood in time, and never past an approval. */
async function statusAsked(tx: Transaction, read: Ticket, asked: Asked, filled: Filled) {
  const to = asked.status ? { to: asked.status } : null;
  if (asked.kind && asked.kind !== read.kind) return columnsOfLanding(tx, read, asked.kind, to ?? read.phase);
  return to ? columnsOfMove(tx, read, to, filled) : {};
}

/** Somebody who takes part may make the moves that the process leaves to him, and change nothing else. */
function onlyMoves({ ticket: _, version: __, ...changes }: Asked): boolean {
  const touched = Object.entries(changes).filter(([, value]) => value !== undefined);
  return touched.length === 1 && changes.status !== undefined;
}

/** Nothing when the values asked are those that stand. */
async function fieldsAsked(tx: Transaction, read: Ticket, asked: Asked) {
  const fields = await mergeFieldValues(tx, read, read.fields, asked.fields ?? {});
  return fieldDifferences(read.fields, fields) ? { fields } : {};
}

/** An overridden priority stays until somebody goes back to the matrix; otherwise it follows impact and urgency. */
async function priorityAsked(tx: Transaction, read: Ticket, asked: Asked) {
  if (asked.priority != null) return { priority: asked.priority, priorityReason: asked.priorityReason };
  const follows = asked.priority === null || (!read.priorityReason && (asked.impact ?? asked.urgency) !== undefined);
  if (!follows) return {};
  const priority = await getPriority(tx, read.workspaceId, asked.impact ?? read.impact, asked.urgency ?? read.urgency);
  return { priority, priorityReason: null };
}

/** A form sent as it was drawn leaves neither a line nor a new version. */
function changesSomething(read: Ticket, columns: Record<string, unknown>): boolean {
  return Object.entries(columns).some(
    ([column, value]) => value !== undefined && value !== read[column as keyof Ticket],
  );
}
