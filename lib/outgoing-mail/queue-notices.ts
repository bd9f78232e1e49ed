import { and, arrayContains, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { account, membership, outgoingMail, participant, profile, ticket as tickets } from "@/db/schema";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";
import type { Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { together } from "@/lib/tenancy/together";
import { headerMessageIdOf } from "./outgoing-mail";
import { takeBackSeconds } from "./take-back";

/** What a notice tells; each has its template. */
export type NoticeKind =
  | "ticket-opened"
  | "message-added"
  | "note-added"
  | "ticket-resolved"
  | "ticket-assigned"
  | "ticket-changed";

export interface Notice {
  kind: NoticeKind;
  ticket: { workspaceId: string; id: string };
  messageId?: string;
  eventId?: string;
  /** Only these participants; everybody who takes part when absent. */
  only?: string[];
}

/**
 * Writes one outbox row for each participant who wants to hear of it, but the one who acts, in the transaction of the cause. What the
 * mail says, and whether its reader may still read it, is decided when it leaves.
 */
export async function queueNotices(tx: Transaction, notice: Notice) {
  await queueAlike(tx, [notice]);
}

/** The same for several tickets of one workspace of which the same thing is told, in a few statements. */
export async function queueAlike(tx: Transaction, notices: Notice[]) {
  if (notices.length === 0) return;
  const told = new Map(notices.map((notice) => [notice.ticket.id, notice]));
  const readers = (await listReaders(tx, notices)).filter((reader) => {
    const { kind, only } = told.get(reader.ticketId)!;
    return wantsToHear(reader, kind) && (!only || only.includes(reader.accountId));
  });
  await queueFor(tx, told, readers);
}

/** The receipt of a request, for whoever asked: whatever else he wants to hear of, it leaves, and at once. */
export async function queueAcknowledgement(
  tx: Transaction,
  opened: { ticket: Notice["ticket"]; messageId: string; requester: { id: string; mail: string } },
) {
  const { requester, ...about } = opened;
  const ticketId = about.ticket.id;
  await queueFor(tx, new Map([[ticketId, { ...about, kind: "ticket-opened" }]]), [
    { ticketId, accountId: requester.id, mail: requester.mail, notices: "all" },
  ]);
}

type Addressee = Pick<NoticeReader, "ticketId" | "accountId" | "mail" | "notices">;

async function queueFor(tx: Transaction, told: Map<string, Notice>, readers: Addressee[]) {
  const [first] = readers;
  if (!first) return;
  const { kind } = told.get(first.ticketId)!;
  const seconds = secondsBeforeItLeaves(tx, kind);
  const leavesAt = sql`now() + make_interval(secs => ${seconds})` as never;
  const rows = readers.map((reader) => {
    const { ticket, messageId, eventId } = told.get(reader.ticketId)!;
    const id = newIdentifier();
    const forDigest = waitsForDigest(reader, kind);
    return {
      workspaceId: ticket.workspaceId,
      id,
      kind,
      accountId: reader.accountId,
      toMail: reader.mail,
      ticketId: ticket.id,
      messageId,
      eventId,
      internal: kind === "note-added",
      forDigest,
      nextTryAt: forDigest ? null : leavesAt,
      headerMessageId: headerMessageIdOf(id),
    };
  });
  const leaving = rows.filter(({ forDigest }) => !forDigest);
  await together([
    tx.insert(outgoingMail).values(rows),
    enqueueJobs(
      tx,
      "send-outgoing-mail",
      leaving.map(({ workspaceId, id }) => ({ workspaceId, outgoingMailId: id })),
      { startAfterSeconds: seconds },
    ),
  ]);
}

/** What is written on a page or by the API can be taken back for a moment; a mail has left its author's hands already. */
function secondsBeforeItLeaves({ asking: { door } }: Transaction, kind: NoticeKind): number {
  const written = kind === "message-added" || kind === "note-added";
  return written && (door === "web" || door === "api") ? takeBackSeconds : 0;
}

type NoticeReader = Awaited<ReturnType<typeof listReaders>>[number];

/** Whoever wants only what is his hears of the tickets that he asked for or that are given to him. */
function wantsToHear({ notices, accountId, requesterId, assigneeId }: NoticeReader, kind: NoticeKind): boolean {
  return notices !== "mine" || kind === "ticket-assigned" || accountId === requesterId || accountId === assigneeId;
}

/** The acknowledgement of a request is its receipt: it never waits. */
function waitsForDigest({ notices }: Pick<NoticeReader, "notices">, kind: NoticeKind): boolean {
  return notices === "digest" && kind !== "ticket-opened";
}

async function listReaders(tx: Transaction, notices: Notice[]) {
  const { ticket, kind, only } = notices[0]!;
  const ids = notices.map((notice) => notice.ticket.id);
  return tx
    .select({
      ticketId: participant.ticketId,
      accountId: account.id,
      mail: account.mail,
      notices: account.notices,
      requesterId: tickets.requesterId,
      assigneeId: tickets.assigneeId,
    })
    .from(participant)
    .innerJoin(account, eq(account.id, participant.accountId))
    .innerJoin(tickets, and(eq(tickets.workspaceId, participant.workspaceId), eq(tickets.id, participant.ticketId)))
    .where(
      and(
        eq(participant.workspaceId, ticket.workspaceId),
        ids.length === 1 ? eq(participant.ticketId, ticket.id) : inArray(participant.ticketId, ids),
        isNull(participant.leftAt),
        isNull(account.suspendedAt),
        kind === "note-added" ? inArray(account.id, noteReaders(tx, ticket.workspaceId)) : undefined,
        kind === "ticket-opened" || !tx.asking.accountId ? undefined : ne(participant.accountId, tx.asking.accountId),
        only && ids.length === 1 ? inArray(participant.accountId, only) : undefined,
      ),
    );
}

/** Only for notes: a requester does not see who belongs to the workspace, and those who answer him must hear of it all the same. */
function noteReaders(tx: Transaction, workspaceId: string) {
  return tx
    .select({ accountId: membership.accountId })
    .from(membership)
    .innerJoin(profile, and(eq(profile.workspaceId, membership.workspaceId), eq(profile.id, membership.profileId)))
    .where(
      and(
        eq(membership.workspaceId, workspaceId),
        isNull(membership.endedAt),
        arrayContains(profile.permissions, ["notes.read"]),
      ),
    );
}
