import { and, eq, inArray, isNull } from "drizzle-orm";
import { account, outgoingMail } from "@/db/schema";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";
import type { Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { headerMessageIdOf } from "./outgoing-mail";

interface ApprovalMail {
  kind: "approval-asked" | "approval-settled";
  ticket: { workspaceId: string; id: string };
  eventId: string;
  /** Accounts, whether they take part in the ticket or not. */
  to: string[];
}

/**
 * Writes one outbox row for each of them but the one who acts, once for each event. A decision is waited for: no digest holds it back.
 * What the mail says, and whether it still has something to say, is decided when it leaves.
 */
export async function queueApprovalMails(tx: Transaction, { kind, ticket, eventId, to }: ApprovalMail) {
  const readers = await listReaders(tx, eventId, to);
  if (readers.length === 0) return;
  const rows = readers.map((reader) => {
    const id = newIdentifier();
    return {
      ...{ workspaceId: ticket.workspaceId, id, kind, accountId: reader.id, toMail: reader.mail },
      ...{ ticketId: ticket.id, eventId, headerMessageId: headerMessageIdOf(id) },
    };
  });
  await tx.insert(outgoingMail).values(rows);
  await enqueueJobs(
    tx,
    "send-outgoing-mail",
    rows.map(({ workspaceId, id }) => ({ workspaceId, outgoingMailId: id })),
  );
}

async function listReaders(tx: Transaction, eventId: string, to: string[]) {
  const wanted = [...new Set(to)].filter((id) => id !== tx.asking.accountId);
  if (wanted.length === 0) return [];
  const [readers, told] = await Promise.all([
    tx
      .select({ id: account.id, mail: account.mail })
      .from(account)
      .where(and(inArray(account.id, wanted), isNull(account.suspendedAt))),
    tx
      .select({ accountId: outgoingMail.accountId })
      .from(outgoingMail)
      .where(and(eq(outgoingMail.eventId, eventId), inArray(outgoingMail.accountId, wanted))),
  ]);
  return readers.filter(({ id }) => !told.some(({ accountId }) => accountId === id));
}
