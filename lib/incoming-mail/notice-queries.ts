import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { message, outgoingMail } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";

/** A mail that left, or should have, because of a received one. */
export interface NoticeOf {
  incomingMailId: string;
  id: string;
  kind: string;
  toMail: string;
  state: "queued" | "sent" | "failed" | "withheld" | "bounced";
  createdAt: Date;
  sentAt: Date | null;
}

/** The answers to these messages and the notices about what they became, oldest first, as far as the asking person may review them. */
export async function listNoticesOf(
  tx: Transaction,
  mails: { id: string; workspaceId: string }[],
): Promise<NoticeOf[]> {
  if (mails.length === 0) return [];
  const ids = mails.map(({ id }) => id);
  const columns = {
    id: outgoingMail.id,
    kind: outgoingMail.kind,
    toMail: outgoingMail.toMail,
    state: outgoingMail.state,
    createdAt: outgoingMail.createdAt,
    sentAt: outgoingMail.sentAt,
  };
  const [answers, notices] = await Promise.all([
    tx
      .select({ ...columns, incomingMailId: sql<string>`${outgoingMail.incomingMailId}` })
      .from(outgoingMail)
      .where(inArray(outgoingMail.incomingMailId, ids))
      .orderBy(asc(outgoingMail.createdAt)),
    tx
      .select({ ...columns, incomingMailId: sql<string>`${message.incomingMailId}` })
      .from(message)
      .innerJoin(outgoingMail, eq(outgoingMail.messageId, message.id))
      // The workspaces lead the index.
      .where(
        and(
          inArray(
            message.workspaceId,
            mails.map(({ workspaceId }) => workspaceId),
          ),
          inArray(message.incomingMailId, ids),
        ),
      )
      .orderBy(asc(outgoingMail.createdAt)),
  ]);
  return [...answers, ...notices];
}
