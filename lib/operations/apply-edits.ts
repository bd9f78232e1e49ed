import { sql } from "drizzle-orm";
import { participant, ticketAlias } from "@/db/schema";
import { type Happened, recordEvents } from "@/lib/journal/record-event";
import { type Notice, queueAlike } from "@/lib/outgoing-mail/queue-notices";
import type { Transaction } from "@/lib/tenancy/actor";
import { addMessage } from "@/lib/tickets/add-message";
import { type Before, type Part, standingOf } from "@/lib/tickets/keep-operation";
import { setParticipant } from "@/lib/tickets/set-participant";
import { takeNumbers } from "@/lib/tickets/take-number";
import { differences } from "@/lib/tickets/ticket-differences";
import { listTicketsByIds, type Ticket } from "@/lib/tickets/ticket-queries";
import { writeColumns } from "@/lib/tickets/write-ticket";
import type { Edit } from "./judge-edit";

/** What became of one ticket: how it stood, and the version in which it was left; null when it could not be written. */
export interface Applied {
  ticketId: string;
  before: Before;
  versionAfter: number;
}

/**
 * Writes what was judged on locked tickets of one workspace, each with its own journal lines and notices. Statements are sent one behind
 * the other without waiting: a thousand tickets take seconds.
 */
export async function applyEdits(tx: Transaction, edits: Edit[]): Promise<Applied[]> {
  const numbered = await withNumbers(tx, edits);
  const written = await Promise.all(numbered.map(({ read, columns }) => writeColumns(tx, read, columns)));
  const going = numbered.filter((_, at) => written[at]);
  const after = new Map(
    (
      await listTicketsByIds(
        tx,
        going.map(({ read }) => read.id),
      )
    ).map((one) => [one.id, one]),
  );
  const brought = await bringPeople(tx, going);
  await writeMessages(tx, going);
  const told = await Promise.all(going.map((edit) => recordEvents(tx, eventsOf(edit, after.get(edit.read.id)!))));
  await tell(tx, going, after, told);
  return going.map(({ read, numberBefore }) => ({
    ticketId: read.id,
    before: {
      version: read.version,
      columns: beforeOf(read, after.get(read.id)!, numberBefore),
      ...brought.get(read.id),
    },
    versionAfter: read.version + 1,
  }));
}

type Numbered = Edit & { numberBefore: number | null };

/** Those that go to another project get the numbers that follow there; the former ones go on leading to them. */
async function withNumbers(tx: Transaction, edits: Edit[]): Promise<Numbered[]> {
  const moving = edits.filter(({ place }) => place !== null);
  const [first] = moving;
  if (!first) return edits.map((edit) => ({ ...edit, numberBefore: null }));
  const place = { ...first.place!, workspaceId: first.read.workspaceId };
  const { number: from } = await takeNumbers(tx, place, moving.length);
  await tx
    .insert(ticketAlias)
    .values(moving.map(({ read }) => ({ workspaceId: read.workspaceId, reference: read.reference, ticketId: read.id })))
    .onConflictDoNothing();
  return edits.map((edit) => {
    const at = moving.indexOf(edit);
    if (at < 0) return { ...edit, numberBefore: null };
    const number = from + at;
    const columns = { ...edit.columns, projectId: place.id, number, reference: `${place.key}-${number}` };
    const { reference } = edit.read;
    return { ...edit, columns, numberBefore: Number(reference.slice(reference.lastIndexOf("-") + 1)) };
  });
}

/** Only what changed: what somebody else writes in the other columns is his. */
function beforeOf(read: Ticket, now: Ticket, numberBefore: number | null): Before["columns"] {
  const [was, is] = [standingOf(read), standingOf(now)];
  const changed = Object.entries(was).filter(([name, value]) => value !== is[name as keyof typeof is]);
  return { ...Object.fromEntries(changed), ...(numberBefore === null ? {} : { number: numberBefore }) };
}

async function bringPeople(tx: Transaction, edits: Edit[]) {
  const brought = new Map<string, Before>();
  const asked = edits.flatMap(({ read, people }) => people.map((one) => ({ ...one, read })));
  if (asked.length === 0) return brought;
  const rows = await tx
    .select()
    .from(participant)
    .where(sql`${participant.ticketId} = any(${sql.param(edits.map(({ read }) => read.id))}::uuid[])`);
  const there = new Map(rows.map((row) => [`${row.ticketId} ${row.accountId}`, row]));
  await Promise.all(asked.map(({ read, accountId, role }) => setParticipant(tx, read, accountId, role)));
  for (const { read, accountId, role } of asked) {
    const was = there.get(`${read.id} ${accountId}`);
    const now = brought.get(read.id) ?? { joined: [], parts: [] };
    brought.set(read.id, now);
    if (!was) now.joined!.push(accountId);
    else {
      const before: Part = { role: was.role, leftAt: was.leftAt?.toISOString() ?? null, leftBy: was.leftBy };
      const after: Part = { role: was.role === "requester" ? was.role : role, leftAt: null, leftBy: null };
      now.parts!.push({ accountId, before, after });
    }
  }
  return brought;
}

async function writeMessages(tx: Transaction, edits: Edit[]) {
  const saying = edits.filter(({ message }) => message !== null);
  const messages = await Promise.all(
    saying.map(({ read, message }) =>
      addMessage(tx, read, { body: message!, internal: false, files: [], provenance: {} }),
    ),
  );
  await queueAlike(
    tx,
    saying.map(({ read }, at) => ({ kind: "message-added", ticket: read, messageId: messages[at]!.id })),
  );
}

function eventsOf({ read, columns, place, people }: Edit, now: Ticket): Happened[] {
  const here = { workspaceId: read.workspaceId, ticketId: read.id };
  const changed = differences(read, now);
  const events: Happened[] = [];
  if (Object.keys(changed).length > 0) {
    const resolved = now.phase === "resolved" && read.phase !== "resolved";
    events.push({ ...here, type: resolved ? "ticket.resolved" : "ticket.changed", payload: changed });
  }
  if (columns.assigneeId !== undefined)
    events.push({ ...here, type: "ticket.assigned", payload: { assigneeId: [read.assigneeId, now.assigneeId] } });
  if (place) {
    const payload = { reference: [read.reference, now.reference], project: [read.projectKey, place.key] };
    events.push({ ...here, type: "ticket.moved", payload });
  }
  for (const { accountId, role } of people)
    if (role === "watcher") events.push({ ...here, type: "participant.added", payload: { accountId, role } });
  return events;
}

async function tell(tx: Transaction, edits: Edit[], after: Map<string, Ticket>, told: { id: string }[][]) {
  const notices: Record<"ticket-resolved" | "ticket-assigned", Notice[]> = {
    "ticket-resolved": [],
    "ticket-assigned": [],
  };
  for (const [at, edit] of edits.entries())
    for (const [place, event] of eventsOf(edit, after.get(edit.read.id)!).entries()) {
      const notice = { ticket: edit.read, eventId: told[at]![place]!.id };
      if (event.type === "ticket.resolved") notices["ticket-resolved"].push({ ...notice, kind: "ticket-resolved" });
      const to = after.get(edit.read.id)!.assigneeId;
      if (event.type === "ticket.assigned" && to)
        notices["ticket-assigned"].push({ ...notice, kind: "ticket-assigned", only: [to] });
    }
  for (const alike of Object.values(notices)) await queueAlike(tx, alike);
}
