import { and, arrayContains, eq, inArray, isNull, ne } from "drizzle-orm";
import { account, membership, outgoingMail, participant, profile } from "@/db/schema";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";
import type { Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { headerMessageIdOf } from "./outgoing-mail";

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
 * Writes one outbox row for each participant but the one who acts, in the transaction of the cause. What the mail says, and whether
 * its reader may still read it, is decided when it leaves.
 */
export async function queueNotices(tx: Transaction, notice: Notice) {
  const readers = await listReaders(tx, notice);
  if (readers.length === 0) return;
  const { ticket, kind, messageId, eventId } = notice;
  const rows = readers.map((reader) => {
    const id = newIdentifier();
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
      headerMessageId: headerMessageIdOf(id),
    };
  });
  await Promise.all([
    tx.insert(outgoingMail).values(rows),
    enqueueJobs(
      tx,
      "send-outgoing-mail",
      rows.map(({ workspaceId, id }) => ({ workspaceId, outgoingMailId: id })),
    ),
  ]);
}

async function listReaders(tx: Transaction, { ticket, kind, only }: Notice) {
  return tx
    .select({ accountId: account.id, mail: account.mail })
    .from(participant)
    .innerJoin(account, eq(account.id, participant.accountId))
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
