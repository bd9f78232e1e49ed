import { and, eq, isNull, sql } from "drizzle-orm";
import { incomingMail, mailThread } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import type { ReadMail } from "@/lib/mail-reading/mail";
import { queueQuarantineAnswer } from "@/lib/outgoing-mail/queue-quarantine-answer";
import { forgetBounces, recordBounce } from "@/lib/outgoing-mail/record-bounce";
import { hashMessageId, hashThreadGuid } from "@/lib/outgoing-mail/thread-queries";
import { PLATFORM_ID, type Transaction, workspaceActor } from "@/lib/tenancy/actor";
import type { Authentication } from "./authentication";
import type { Carried } from "./carry-out-mail";
import type { KeptMail, Outcome } from "./incoming-mail";
import type { MailReason } from "./reasons";
import { remarkOnMail } from "./remark-on-mail";
import type { Undelivered } from "./verdict";

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
  authentication?: Authentication | null;
  undelivered?: Undelivered;
  /** Mails to its sender were refused for good before: that he writes shows that they would not be now. */
  sendersBounces?: boolean;
}

const longestExcerpt = 4_000;
const carriedOut: Outcome[] = ["opened", "replied", "automatic"];

/** Writes what became of a message, moves its row to where it is seen, and makes its Message-ID lead to its ticket. */
export async function settleMail(row: KeptMail, mail: ReadMail | null, settled: Settled): Promise<Settled> {
  const workspaceId = settled.workspaceId ?? PLATFORM_ID;
  const { outcome, reason, ticketId, accountId, authentication, undelivered } = settled;
  await workspaceActor(workspaceId).transaction(async (tx) => {
    const excerpt = outcome === "quarantined" && mail?.unreadable === null ? mail.text.slice(0, longestExcerpt) : null;
    const written = await tx
      .update(incomingMail)
      .set({
        ...{ workspaceId, outcome, reason, ticketId, accountId, authentication },
        ...readOf(row, mail),
        bouncedMailId: undelivered?.outgoingMailId,
        excerpt: excerpt?.toWellFormed(),
        handledAt: sql`now()` as never,
      })
      .where(and(eq(incomingMail.id, row.id), isNull(incomingMail.handledAt)))
      .returning({ id: incomingMail.id });
    if (written.length === 0) return;
    await tellConsequences(tx, row, mail, { ...settled, workspaceId });
  });
  return settled;
}

async function tellConsequences(
  tx: Transaction,
  row: KeptMail,
  mail: ReadMail | null,
  settled: Settled & { workspaceId: string },
) {
  const { outcome, reason, workspaceId, ticketId, accountId, internal } = settled;
  if (carriedOut.includes(outcome)) await claimThread(tx, mail, { workspaceId, ticketId: ticketId!, internal });
  if (outcome === "quarantined") await recordQuarantine(tx, workspaceId, row, reason);
  if (settled.undelivered) await recordBounce(tx, bounceOf(row, mail, settled.undelivered, workspaceId));
  if (settled.sendersBounces && accountId && carriedOut.includes(outcome))
    await forgetBounces(tx, workspaceId, accountId);
  if (settled.answerSender && mail?.from)
    await queueQuarantineAnswer(tx, { workspaceId, incomingMailId: row.id, toMail: mail.from.address });
}

function bounceOf(row: KeptMail, mail: ReadMail | null, { outgoingMailId }: Undelivered, workspaceId: string) {
  const report = mail?.unreadable === null ? mail.report : null;
  const { status = null, diagnostic = null } = report ?? {};
  return { workspaceId, outgoingMailId, incomingMailId: row.id, status, diagnostic };
}

/** What an operator sees of a message, and by which its copies are known. */
function readOf(row: KeptMail, mail: ReadMail | null) {
  if (!mail) return {};
  const { from, subject } = mail;
  return {
    messageId: mail.messageId ?? row.messageId,
    fromMail: from?.address ?? "",
    fromName: from?.name,
    subject,
    remarks: remarkOnMail(mail),
  };
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
    await claimThread(tx, mail, { workspaceId, ticketId, internal });
  });
}

/** Its identifiers lead to its ticket from now on: an answer to it joins what it joined. */
async function claimThread(
  tx: Transaction,
  mail: ReadMail | null,
  place: { workspaceId: string; ticketId: string; internal?: boolean },
) {
  const hashes = [
    ...(mail?.messageId ? [hashMessageId(mail.messageId)] : []),
    ...(mail?.threadGuid ? [hashThreadGuid(mail.threadGuid)] : []),
  ];
  if (hashes.length === 0) return;
  await tx
    .insert(mailThread)
    .values(hashes.map((messageIdHash) => ({ ...place, messageIdHash })))
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
