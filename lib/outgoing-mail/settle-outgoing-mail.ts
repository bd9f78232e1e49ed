import { and, eq, sql } from "drizzle-orm";
import { outgoingMail } from "@/db/schema";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import type { OutgoingMail, WithheldReason } from "./outgoing-mail";
import { secondsBeforeNextTry } from "./retry-pace";
import type { LeftOut } from "./writing";

/** It left; of a digest, `leftOut` is what its reader could no longer read. */
export function settleSent(actor: Actor, mail: OutgoingMail, leftOut: LeftOut = {}) {
  return settle(actor, mail, { state: "sent", lastError: null, sentAt: sql`now()` as never }, leftOut);
}

/** It must not leave. */
export function settleWithheld(actor: Actor, mail: OutgoingMail, reason: WithheldReason, leftOut: LeftOut = {}) {
  return settle(actor, mail, { state: "withheld", lastError: reason }, leftOut);
}

/** No server will take it. */
export function settleFailed(actor: Actor, mail: OutgoingMail, reason: string) {
  return settle(actor, mail, { state: "failed", lastError: reason });
}

/** It is tried again later, by a job queued with the moment that the outbox shows; after the last try it has failed. */
export async function settleForLater(actor: Actor, mail: OutgoingMail, reason: string) {
  const seconds = secondsBeforeNextTry(mail.attempts);
  if (seconds === null) return settleFailed(actor, mail, reason);
  const { workspaceId, id } = mail;
  await actor.transaction(async (tx) => {
    const nextTryAt = sql`now() + make_interval(secs => ${seconds})` as never;
    await write(tx, mail, { lastError: reason, nextTryAt });
    const job = { workspaceId, outgoingMailId: id };
    await enqueueJob(tx, "send-outgoing-mail", job, { startAfterSeconds: seconds });
  });
}

type Settled = Partial<typeof outgoingMail.$inferInsert> & { state: OutgoingMail["state"] };

async function settle(actor: Actor, mail: OutgoingMail, settled: Settled, leftOut: LeftOut = {}) {
  await actor.transaction(async (tx) => {
    await write(tx, mail, { ...settled, nextTryAt: null });
    if (mail.kind !== "digest") return;
    await tx.execute(sql`select settle_digest(${mail.id}, ${JSON.stringify(leftOut)}::text::jsonb, ${settled.state},
      ${settled.lastError ?? null})`);
  });
}

/** Of a mail that still waits: its delivery report may come before we hear that it was sent. */
async function write(tx: Transaction, { workspaceId, id }: OutgoingMail, columns: Partial<Settled>) {
  await tx
    .update(outgoingMail)
    .set(columns)
    .where(and(eq(outgoingMail.workspaceId, workspaceId), eq(outgoingMail.id, id), eq(outgoingMail.state, "queued")));
}
