import { and, eq, sql } from "drizzle-orm";
import { mailThread, outgoingMail } from "@/db/schema";
import type { Attempt } from "@/lib/jobs/run-jobs";
import { type Actor, type Transaction, workspaceActor } from "@/lib/tenancy/actor";
import { addressMail } from "./address-mail";
import { brakeLoop } from "./brake-loop";
import { deliverMail, MailRefused, type ReadyMail } from "./deliver-mail";
import { loopHeader } from "./loop-header";
import { loopMark } from "./loop-mark";
import { answersToStrangers, type OutgoingMail } from "./outgoing-mail";
import { queueLoopAlert } from "./queue-loop-alert";
import { threadGuidOf, writeThreadIndex } from "./thread-index";
import { findMailThread, hashMessageId, hashThreadGuid, type MailThread } from "./thread-queries";
import { writeLetter } from "./write-letter";
import type { Writing } from "./writing";

/**
 * Sends one row of the outbox, at least once and always as the same mail. It ends sent, withheld (its reader may no longer read it)
 * or failed with its reason; a try that fails throws, and the job comes back later.
 */
export async function sendOutgoingMail(
  { workspaceId, outgoingMailId }: { workspaceId: string; outgoingMailId: string },
  attempt: Attempt,
) {
  const actor = workspaceActor(workspaceId);
  const queued = await takeUp(actor, outgoingMailId);
  if (!queued) return;
  if (queued === "braked") return queueLoopAlert();
  const { mail, thread } = queued;
  try {
    const writing = await writeLetter(mail);
    if ("withheld" in writing) return settle(actor, mail, { state: "withheld", lastError: writing.withheld });
    await deliverMail(mail.id, await prepare(mail, writing, thread));
    await settle(actor, mail, { state: "sent", lastError: null });
  } catch (error) {
    const lastError = reasonOf(error);
    if (attempt.last || error instanceof MailRefused) return settle(actor, mail, { state: "failed", lastError });
    await settle(actor, mail, { state: "queued", lastError });
    throw error;
  }
}

/** A mail that has to leave. Its Message-ID is known before it leaves: an answer may come back before we hear that it was sent. */
async function takeUp(actor: Actor, id: string): Promise<{ mail: OutgoingMail; thread: MailThread } | "braked" | null> {
  return actor.transaction(async (tx) => {
    const [mail] = await tx
      .select()
      .from(outgoingMail)
      .where(and(eq(outgoingMail.id, id), eq(outgoingMail.state, "queued")));
    if (!mail) return null;
    if (await brakeLoop(tx, mail)) return "braked";
    const [thread] = await Promise.all([findMailThread(tx, mail), claimThread(tx, mail)]);
    return { mail, thread };
  });
}

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

async function prepare(mail: OutgoingMail, { letter, ticket }: Written, thread: MailThread): Promise<ReadyMail> {
  templates ??= import("@/emails/render-letter");
  const { renderLetter } = await templates;
  const { from, replyTo, envelopeFrom } = addressMail(mail, ticket);
  const isAnswer = answersToStrangers.includes(mail.kind);
  return {
    ...(await renderLetter(letter)),
    textEncoding: "quoted-printable",
    messageId: mail.headerMessageId,
    date: mail.createdAt,
    from,
    to: { name: "", address: mail.toMail },
    ...(replyTo ? { replyTo } : {}),
    ...(thread.inReplyTo ? { inReplyTo: thread.inReplyTo } : {}),
    references: thread.references,
    envelope: { from: envelopeFrom, to: [mail.toMail] },
    headers: {
      "Auto-Submitted": isAnswer ? "auto-replied" : "auto-generated",
      "X-Auto-Response-Suppress": "All",
      [loopHeader]: loopMark(),
      ...(ticket ? { "Thread-Index": writeThreadIndex(threadGuidOf(ticket.id, mail.internal), ticket.openedAt) } : {}),
    },
  };
}

async function settle(
  actor: Actor,
  mail: OutgoingMail,
  settled: { state: OutgoingMail["state"]; lastError: string | null },
) {
  const sentAt = settled.state === "sent" ? sql`now()` : undefined;
  await actor.transaction((tx) =>
    tx
      .update(outgoingMail)
      .set({ ...settled, attempts: sql`${outgoingMail.attempts} + 1`, ...(sentAt ? { sentAt: sentAt as never } : {}) })
      // A delivery report may have come before we heard that it was sent.
      .where(
        and(
          eq(outgoingMail.workspaceId, mail.workspaceId),
          eq(outgoingMail.id, mail.id),
          eq(outgoingMail.state, "queued"),
        ),
      ),
  );
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\s+/g, " ").slice(0, 500);
}
