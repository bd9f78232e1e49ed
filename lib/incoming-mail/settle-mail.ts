import { and, eq, isNull, sql } from "drizzle-orm";
import { incomingMail, mailThread } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import { queueQuarantineAnswer } from "@/lib/outgoing-mail/queue-quarantine-answer";
import { hashMessageId } from "@/lib/outgoing-mail/thread-queries";
import { PLATFORM_ID, type Transaction, workspaceActor } from "@/lib/tenancy/actor";
import type { Carried } from "./carry-out-mail";
import type { KeptMail, Outcome } from "./incoming-mail";
import type { ReadMail } from "./mail";
import type { MailReason } from "./reasons";

/** What became of a message, and in whose sight. */
export interface Settled {
  outcome: Outcome;
  reason: MailReason | null;
  /** Null when no workspace is concerned: then the platform's administrators see it. */
  workspaceId: string | null;
  ticketId: string | null;
  accountId: string | null;
  internal?: boolean;
  answerSender?: boolean;
}

const longestExcerpt = 4_000;

/** Writes what became of a message, moves its row to where it is seen, and makes its Message-ID lead to its ticket. */
export async function settleMail(row: KeptMail, mail: ReadMail | null, settled: Settled): Promise<Settled> {
  const workspaceId = settled.workspaceId ?? PLATFORM_ID;
  const { outcome, reason, ticketId, accountId } = settled;
  await workspaceActor(workspaceId).transaction(async (tx) => {
    const excerpt = outcome === "quarantined" && mail?.unreadable === null ? mail.text.slice(0, longestExcerpt) : null;
    const written = await tx
      .update(incomingMail)
      .set({
        ...{ workspaceId, outcome, reason, ticketId, accountId },
        ...readOf(row, mail),
        excerpt: excerpt?.toWellFormed(),
        handledAt: sql`now()` as never,
      })
      .where(and(eq(incomingMail.id, row.id), isNull(incomingMail.handledAt)))
      .returning({ id: incomingMail.id });
    if (written.length === 0) return;
    if (outcome === "opened" || outcome === "replied")
      await claimThread(tx, mail?.messageId ?? null, { workspaceId, ticketId: ticketId!, internal: settled.internal });
    if (outcome === "quarantined") await recordQuarantine(tx, workspaceId, row, reason);
    if (settled.answerSender && mail?.from)
      await queueQuarantineAnswer(tx, { workspaceId, incomingMailId: row.id, toMail: mail.from.address });
  });
  return settled;
}

/** What an operator sees of a message, and by which its copies are known. */
function readOf(row: KeptMail, mail: ReadMail | null) {
  if (!mail) return {};
  const { from, subject } = mail;
  return { messageId: mail.messageId ?? row.messageId, fromMail: from?.address ?? "", fromName: from?.name, subject };
}

/** Writes what became of a message that an agent let go; refused, it waits again for a decision. */
export async function settleRelease(
  row: KeptMail,
  mail: ReadMail | null,
  { carried, internal }: { carried: Carried; internal: boolean },
) {
  const { workspaceId, id } = row;
  await workspaceActor(workspaceId).transaction(async (tx) => {
    const here = and(eq(incomingMail.workspaceId, workspaceId), eq(incomingMail.id, id));
    if ("refused" in carried) {
      const undecided = { decision: null, decidedAt: null, decidedBy: null };
      await tx
        .update(incomingMail)
        .set({ ...undecided, reason: carried.refused })
        .where(here);
      return recordQuarantine(tx, workspaceId, row, carried.refused);
    }
    const { ticketId } = carried;
    const outcome = carried.opened ? "opened" : "replied";
    await tx.update(incomingMail).set({ outcome, ticketId }).where(here);
    await claimThread(tx, mail?.messageId ?? null, { workspaceId, ticketId, internal });
  });
}

async function claimThread(
  tx: Transaction,
  messageId: string | null,
  place: { workspaceId: string; ticketId: string; internal?: boolean },
) {
  if (!messageId) return;
  await tx
    .insert(mailThread)
    .values({ ...place, messageIdHash: hashMessageId(messageId) })
    .onConflictDoNothing();
}

async function recordQuarantine(tx: Transaction, workspaceId: string, row: KeptMail, reason: string | null) {
  await recordEvent(tx, {
    type: "mail.quarantined",
    workspaceId,
    requires: workspaceId === PLATFORM_ID ? undefined : "mails.review",
    payload: { incomingMailId: row.id, sha256: row.sha256, reason },
  });
}
