import { and, eq, sql } from "drizzle-orm";
import { mailThread, outgoingMail } from "@/db/schema";
import { type Actor, type Transaction, workspaceActor } from "@/lib/tenancy/actor";
import { addressMail } from "./address-mail";
import { nameAsTyped, subjectAsTyped } from "./as-typed";
import { brakeLoop } from "./brake-loop";
import { deliverMail, MailRefused, type ReadyMail } from "./deliver-mail";
import { loopHeader } from "./loop-header";
import { loopMark } from "./loop-mark";
import { answersToStrangers, type OutgoingMail } from "./outgoing-mail";
import { queueLoopAlert } from "./queue-loop-alert";
import { settleFailed, settleForLater, settleSent, settleWithheld } from "./settle-outgoing-mail";
import { threadGuidOf, writeThreadIndex } from "./thread-index";
import { findMailThread, hashMessageId, hashThreadGuid, type MailThread } from "./thread-queries";
import { writeLetter } from "./write-letter";
import type { Writing } from "./writing";

/**
 * Sends one row of the outbox, at least once and always as the same mail. It ends sent, withheld (its reader may no longer read it)
 * or failed with its reason; a try that fails queues the next one.
 */
export async function sendOutgoingMail(payload: { workspaceId: string; outgoingMailId: string }) {
  const actor = workspaceActor(payload.workspaceId);
  const queued = await takeUp(actor, payload.outgoingMailId);
  if (!queued) return;
  if (queued === "braked") return queueLoopAlert();
  const { mail, thread } = queued;
  try {
    const writing = await writeLetter(mail);
    if ("withheld" in writing) return await settleWithheld(actor, mail, writing.withheld, writing.leftOut);
    await deliverMail(mail.id, await prepare(mail, writing, thread));
    await settleSent(actor, mail, writing.leftOut);
  } catch (error) {
    await (error instanceof MailRefused ? settleFailed : settleForLater)(actor, mail, reasonOf(error));
  }
}

/**
 * A mail that has to leave now. From here on its author can no longer take its message back, and its Message-ID is known: an answer may
 * come back before we hear that it was sent. A job that a crash made run twice finds the next try in the future, and leaves it there.
 */
async function takeUp(actor: Actor, id: string): Promise<{ mail: OutgoingMail; thread: MailThread } | "braked" | null> {
  return actor.transaction(async (tx) => {
    const [mail] = await tx
      .update(outgoingMail)
      .set({ attempts: sql`${outgoingMail.attempts} + 1` })
      .where(and(eq(outgoingMail.id, id), eq(outgoingMail.state, "queued"), isDue))
      .returning();
    if (!mail) return null;
    if (await brakeLoop(tx, mail)) return "braked";
    const [thread] = await Promise.all([findMailThread(tx, mail), claimThread(tx, mail)]);
    return { mail, thread };
  });
}

const isDue = sql`coalesce(${outgoingMail.nextTryAt}, '-infinity') <= now() + interval '1 second'`;

async function claimThread(tx: Transaction, { workspaceId, ticketId, internal, headerMessageId }: OutgoingMail) {
  if (!ticketId) return;
  const hashes = [hashMessageId(headerMessageId), hashThreadGuid(threadGuidOf(ticketId, internal))];
  await tx
    .insert(mailThread)
    .values(hashes.map((messageIdHash) => ({ messageIdHash, workspaceId, ticketId, internal })))
    .onConflictDoNothing();
}

type Written = Extract<Writing, { letter: unknown }>;

// Loaded at the first mail, because the library is heavy; kept, because each import is resolved anew.
let templates: Promise<typeof import("@/emails/render-letter")> | undefined;

async function prepare(
  mail: OutgoingMail,
  { letter, ticket, attached }: Written,
  thread: MailThread,
): Promise<ReadyMail> {
  templates ??= import("@/emails/render-letter");
  const { renderLetter } = await templates;
  const { from, replyTo, envelopeFrom } = addressMail(mail, ticket);
  const isAnswer = answersToStrangers.includes(mail.kind);
  const { subject, text, html } = await renderLetter(letter);
  return {
    ...{ subject: subjectAsTyped(subject), text, html },
    textEncoding: "quoted-printable",
    messageId: mail.headerMessageId,
    date: mail.createdAt,
    from: { ...from, name: nameAsTyped(from.name) },
    to: { name: "", address: mail.toMail },
    ...(replyTo ? { replyTo } : {}),
    ...(thread.inReplyTo ? { inReplyTo: thread.inReplyTo } : {}),
    references: thread.references,
    ...(attached ? { attachments: [attached] } : {}),
    envelope: { from: envelopeFrom, to: [mail.toMail] },
    headers: {
      "Auto-Submitted": isAnswer ? "auto-replied" : "auto-generated",
      "X-Auto-Response-Suppress": "All",
      [loopHeader]: loopMark(),
      ...(ticket ? { "Thread-Index": writeThreadIndex(threadGuidOf(ticket.id, mail.internal), ticket.openedAt) } : {}),
    },
  };
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\s+/g, " ").slice(0, 500);
}
