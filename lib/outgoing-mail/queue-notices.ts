import { and, arrayContains, eq, inArray, isNull, ne } from "drizzle-orm";
import { account, membership, outgoingMail, participant, profile } from "@/db/schema";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { getSettings } from "@/lib/settings/environment";
import type { Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";

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
  const { ticket, kind } = notice;
  const readers = await tx
    .select({ accountId: account.id, mail: account.mail })
    .from(participant)
    .innerJoin(account, eq(account.id, participant.accountId))
    .innerJoin(
      membership,
      and(eq(membership.workspaceId, participant.workspaceId), eq(membership.accountId, participant.accountId)),
    )
    .innerJoin(profile, and(eq(profile.workspaceId, membership.workspaceId), eq(profile.id, membership.profileId)))
    .where(
      and(
        eq(participant.workspaceId, ticket.workspaceId),
        eq(participant.ticketId, ticket.id),
        isNull(participant.leftAt),
        isNull(account.suspendedAt),
        isNull(membership.endedAt),
        kind === "note-added" ? arrayContains(profile.permissions, ["notes.read"]) : undefined,
        kind === "ticket-opened" || !tx.asking.accountId ? undefined : ne(participant.accountId, tx.asking.accountId),
        notice.only ? inArray(participant.accountId, notice.only) : undefined,
      ),
    );
  await Promise.all(readers.map((reader) => queueNotice(tx, notice, reader)));
}

async function queueNotice(tx: Transaction, notice: Notice, reader: { accountId: string; mail: string }) {
  const { ticket, kind, messageId, eventId } = notice;
  const id = newIdentifier();
  await tx.insert(outgoingMail).values({
    workspaceId: ticket.workspaceId,
    id,
    kind,
    accountId: reader.accountId,
    toMail: reader.mail,
    ticketId: ticket.id,
    messageId,
    eventId,
    internal: kind === "note-added",
    headerMessageId: `<${id}@${getSettings().mailDomain}>`,
  });
  await enqueueJob(tx, "send-outgoing-mail", { workspaceId: ticket.workspaceId, outgoingMailId: id });
}
