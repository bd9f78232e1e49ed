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
  const readers = await listReaders(tx, notice);
  await queueFor(
    tx,
    notice,
    readers.filter((reader) => wantsToHear(reader, notice.kind)),
  );
}

/** The receipt of a request, for whoever asked: whatever else he wants to hear of, it leaves, and at once. */
export async function queueAcknowledgement(
  tx: Transaction,
  opened: { ticket: Notice["ticket"]; messageId: string; requester: { id: string; mail: string } },
) {
  const { requester, ...about } = opened;
  await queueFor(tx, { ...about, kind: "ticket-opened" }, [
    { accountId: requester.id, mail: requester.mail, notices: "all" },
  ]);
}

async function queueFor(
  tx: Transaction,
  { ticket, kind, messageId, eventId }: Notice,
  readers: Pick<NoticeReader, "accountId" | "mail" | "notices">[],
) {
  if (readers.length === 0) return;
  const seconds = secondsBeforeItLeaves(tx, kind);
  const leavesAt = sql`now() + make_interval(secs => ${seconds})` as never;
  const rows = readers.map((reader) => {
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

async function listReaders(tx: Transaction, { ticket, kind, only }: Notice) {
  return tx
    .select({
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
        eq(participant.ticketId, ticket.id),
        isNull(participant.leftAt),
        isNull(account.suspendedAt),
        kind === "note-added" ? inArray(account.id, noteReaders(tx, ticket.workspaceId)) : undefined,
        kind === "ticket-opened" || !tx.asking.accountId ? undefined : ne(participant.accountId, tx.asking.accountId),
        only ? inArray(participant.accountId, only) : undefined,
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
