import type {
  category,
  chain,
  event,
  message,
  participant,
  project,
  status,
  ticket,
  ticketReopening,
} from "@/db/schema";
import { beginning } from "@/lib/journal/chain";
import { type EventType, hashEvent, sha256 } from "@/lib/journal/event";
import type { Door } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import type { PastLife, PastStep } from "./past-life";
import type { people } from "./script";

type TicketRow = typeof ticket.$inferInsert & { resolvedAt: Date | null; assigneeId: string | null };

/** All the rows of one ticket that was. */
export interface PastRows {
  ticket: TicketRow;
  participants: (typeof participant.$inferInsert)[];
  messages: (typeof message.$inferInsert)[];
  reopenings: (typeof ticketReopening.$inferInsert)[];
  chain: typeof chain.$inferInsert;
  events: (typeof event.$inferInsert)[];
}

export interface Around {
  place: typeof project.$inferSelect;
  number: number;
  choices: { statuses: (typeof status.$inferSelect)[]; categories: (typeof category.$inferSelect)[] };
  idOf: (person: keyof typeof people) => string;
}

/** What a life would have left, had the verbs carried it out when it happened. */
export function writePast(life: PastLife, { place, number, choices, idOf }: Around): PastRows {
  const { workspaceId } = place;
  const id = newIdentifier();
  const reference = `${place.key}-${number}`;
  const requesterId = idOf(life.requester);
  const statusOf = (code: string) => choices.statuses.find((one) => one.kind === life.kind && one.code === code)!;
  const filed = choices.categories.find(({ code }) => code === life.category);
  const { title, kind, impact, urgency, channel, initiator } = life;
  const told = { reference, kind, title, impact, urgency, channel, initiator, requesterId };
  const priority = Math.max(1, Math.min(4, Math.round((impact + urgency) / 2)));
  const journal = writeJournal({ workspaceId, ticketId: id });
  const first = statusOf("new");
  const row: TicketRow = {
    ...{ ...told, id, workspaceId, projectId: place.id, number, priority, version: 1 + life.steps.length },
    ...{ statusId: first.id, phase: first.phase, categoryId: filed?.id ?? null, assigneeId: null },
    ...{ openedAt: life.openedAt, updatedAt: life.openedAt, resolvedAt: null, closedAt: null, waitedMs: 0 },
  };
  const rows: PastRows = {
    ticket: row,
    participants: [part(row, requesterId, "requester", life.openedAt)],
    messages: [],
    reopenings: [],
    chain: { workspaceId, id },
    events: journal.lines,
  };
  const door: Door = channel === "mail" ? "mail" : "web";
  const opened = { ...told, priority, project: place.key, status: first.code, category: filed?.code ?? null };
  journal.write("ticket.opened", { at: life.openedAt, actorId: requesterId, door }, opened);
  say(
    rows,
    journal,
    { at: life.openedAt, by: life.requester, said: `Bonjour,\n\n${title}.\n\nMerci.` },
    requesterId,
    door,
  );
  for (const step of life.steps) take(rows, journal, step, { statusOf, actorId: idOf(step.by), requesterId });
  Object.assign(rows.chain, journal.head());
  return rows;
}

type Journal = ReturnType<typeof writeJournal>;

/** The ticket's row and its journal after one more step. */
function take(
  rows: PastRows,
  journal: Journal,
  step: PastStep,
  {
    statusOf,
    actorId,
    requesterId,
  }: { statusOf: (code: string) => typeof status.$inferSelect; actorId: string; requesterId: string },
) {
  const { ticket: row } = rows;
  const { at, to } = step;
  const when = { at, actorId, door: "web" as const };
  row.updatedAt = at;
  if (step.assigned) {
    journal.write("ticket.assigned", when, { assigneeId: [row.assigneeId, actorId] });
    row.assigneeId = actorId;
    rows.participants.push(part(row, actorId, "assignee", at));
  }
  const messageId = step.said ? say(rows, journal, step, actorId, "web") : undefined;
  if (step.said && actorId !== requesterId && !row.firstAnsweredAt)
    Object.assign(row, { firstAnsweredAt: at, answerWaitedMs: row.waitedMs });
  if (!to) return;
  const [before, next] = [row.statusId, statusOf(to)];
  const over = row.phase === "resolved" || row.phase === "closed";
  const type: EventType =
    to === "cancelled"
      ? "ticket.cancelled"
      : to === "closed"
        ? "ticket.confirmed"
        : over
          ? "ticket.reopened"
          : "ticket.changed";
  const ends = { resolvedAt: row.resolvedAt, closedAt: row.closedAt ?? null };
  const codes = [journal.status(), next.code];
  journal.write(type, when, { status: codes, ...(messageId && { messageId, before: ends }) });
  journal.enter(next.code);
  wait(row, at, before !== next.id && to === "waiting-requester");
  if (over && next.phase !== "closed")
    rows.reopenings.push({
      workspaceId: row.workspaceId,
      ticketId: row.id!,
      ...ends,
      waitedMs: row.waitedMs!,
      reopenedAt: at,
    });
  Object.assign(row, {
    statusId: next.id,
    phase: next.phase,
    resolvedAt: next.phase === "resolved" ? at : next.phase === "closed" ? row.resolvedAt : null,
    closedAt: next.phase === "closed" ? at : null,
  });
}

/** What the trigger keeps as tickets live now. */
function wait(row: TicketRow, at: Date, begins: boolean) {
  if (row.waitingSince) row.waitedMs! += at.getTime() - row.waitingSince.getTime();
  row.waitingSince = begins ? at : null;
}

function part(row: TicketRow, accountId: string, role: "requester" | "assignee", addedAt: Date) {
  return { workspaceId: row.workspaceId, ticketId: row.id!, accountId, role, addedAt, addedBy: accountId };
}

function say(rows: PastRows, journal: Journal, { at, said }: PastStep, authorId: string, door: Door): string {
  const { workspaceId, id: ticketId } = rows.ticket;
  const id = newIdentifier();
  rows.messages.push({ workspaceId, id, ticketId: ticketId!, authorId, body: said!, door, createdAt: at });
  journal.write("message.added", { at, actorId: authorId, door }, { messageId: id, bodySha256: sha256(said!) });
  return id;
}

/** A chain of its own, each line with the hash of the one before. */
function writeJournal({ workspaceId, ticketId }: { workspaceId: string; ticketId: string }) {
  const lines: (typeof event.$inferInsert)[] = [];
  let current = "new";
  return {
    lines,
    status: () => current,
    enter(code: string) {
      current = code;
    },
    write(type: EventType, { at, actorId, door }: { at: Date; actorId: string; door: Door }, payload: object) {
      const last = lines.at(-1);
      const content = {
        ...{
          workspaceId,
          chainId: ticketId,
          sequence: lines.length + 1,
          ticketId,
          requires: null,
          actorId,
          door,
          type,
        },
        at: at.toISOString(),
        payload: JSON.parse(JSON.stringify(payload)) as Record<string, unknown>,
        previousHash: last?.hash ?? beginning,
      };
      lines.push({ ...content, id: newIdentifier(), at, hash: hashEvent(content) });
    },
    head() {
      const last = lines.at(-1)!;
      return { lastSequence: last.sequence, lastHash: last.hash, lastAt: last.at };
    },
  };
}
