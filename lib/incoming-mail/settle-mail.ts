import { and, eq, sql } from "drizzle-orm";
import { incomingMail, mailThread } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import type { ReadMail } from "@/lib/mail-reading/mail";
import { queueQuarantineAnswer } from "@/lib/outgoing-mail/queue-quarantine-answer";
import { forgetBounces, recordBounce } from "@/lib/outgoing-mail/record-bounce";
import { hashMessageId, hashThreadGuid } from "@/lib/outgoing-mail/thread-queries";
import { PLATFORM_ID, type Transaction, workspaceActor } from "@/lib/tenancy/actor";
import { gather } from "@/lib/tenancy/gather";
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
  await settleTogether({ row, mail, settled: { ...settled, workspaceId: settled.workspaceId ?? PLATFORM_ID } });
  return settled;
}

interface Settling {
  row: KeptMail;
  mail: ReadMail | null;
  settled: Settled & { workspaceId: string };
}

/** Those of one workspace that end at once are committed together. */
const settleTogether = gather(16, async (all: Settling[]) => {
  const places = new Set(all.map(({ settled }) => settled.workspaceId));
  await Promise.all(
    [...places].map((workspaceId) =>
      settleInWorkspace(
        workspaceId,
        all.filter(({ settled }) => settled.workspaceId === workspaceId),
      ),
    ),
  );
  return all;
});

async function settleInWorkspace(workspaceId: string, all: Settling[]) {
  await workspaceActor(workspaceId).transaction(async (tx) => {
    const written = await writeOutcomes(tx, all);
    const settled = all.filter(({ row }) => written.has(row.id));
    await claimThreads(tx, settled);
    for (const one of settled) await tellConsequences(tx, one);
  });
}

/** The rows that were waiting for it until now. What was not read of a message stays as its door wrote it. */
async function writeOutcomes(tx: Transaction, all: Settling[]): Promise<Set<string>> {
  const outcomes = JSON.stringify(all.map(outcomeOf), (_key, value) =>
    typeof value === "string" ? value.toWellFormed() : value,
  );
  const written = await tx.execute<{ id: string }>(sql`
    update incoming_mail m set workspace_id = s."workspaceId", outcome = s.outcome, reason = s.reason, ticket_id = s."ticketId",
        account_id = s."accountId", authentication = s.authentication, bounced_mail_id = s."bouncedMailId", excerpt = s.excerpt,
        message_id = coalesce(s."messageId", m.message_id), from_mail = coalesce(s."fromMail", m.from_mail), from_name = s."fromName",
        subject = s.subject, remarks = coalesce(s.remarks, m.remarks), handled_at = now()
      from jsonb_to_recordset(${outcomes}::text::jsonb) s (id uuid, "workspaceId" uuid, outcome text, reason text, "ticketId" uuid,
        "accountId" uuid, authentication jsonb, "bouncedMailId" uuid, excerpt text, "messageId" text, "fromMail" text, "fromName" text,
        subject text, remarks text[])
     where m.id = s.id and m.id = any (${sql.param(all.map(({ row }) => row.id))}::uuid[]) and m.handled_at is null returning m.id`);
  return new Set([...written].map(({ id }) => id));
}

function outcomeOf({ row, mail, settled }: Settling) {
  const { workspaceId, outcome, reason, ticketId, accountId, authentication, undelivered } = settled;
  const excerpt = outcome === "quarantined" && mail?.unreadable === null ? mail.text.slice(0, longestExcerpt) : null;
  return {
    ...{ id: row.id, workspaceId, outcome, reason, ticketId, accountId, authentication, excerpt },
    ...{ ...readOf(mail), bouncedMailId: undelivered?.outgoingMailId },
  };
}

async function tellConsequences(tx: Transaction, { row, mail, settled }: Settling) {
  const { outcome, reason, workspaceId, accountId } = settled;
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
function readOf(mail: ReadMail | null) {
  if (!mail) return {};
  const { from, subject } = mail;
  return {
    messageId: mail.messageId,
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
    await claim(tx, claimsOf(mail, { workspaceId, ticketId, internal }));
  });
}

function claimThreads(tx: Transaction, all: Settling[]) {
  const claims = all
    .filter(({ settled }) => carriedOut.includes(settled.outcome))
    .flatMap(({ mail, settled: { workspaceId, ticketId, internal } }) =>
      claimsOf(mail, { workspaceId, ticketId: ticketId!, internal }),
    );
  return claim(tx, claims);
}

/** Its identifiers lead to its ticket from now on: an answer to it joins what it joined. */
function claimsOf(mail: ReadMail | null, place: { workspaceId: string; ticketId: string; internal?: boolean }) {
  const hashes = [
    ...(mail?.messageId ? [hashMessageId(mail.messageId)] : []),
    ...(mail?.threadGuid ? [hashThreadGuid(mail.threadGuid)] : []),
  ];
  return hashes.map((messageIdHash) => ({ ...place, messageIdHash }));
}

async function claim(tx: Transaction, claims: ReturnType<typeof claimsOf>) {
  if (claims.length > 0) await tx.insert(mailThread).values(claims).onConflictDoNothing();
}

async function recordQuarantine(tx: Transaction, workspaceId: string, row: KeptMail, reason: string | null) {
  await recordEvent(tx, {
    type: "mail.quarantined",
    workspaceId,
    requires: workspaceId === PLATFORM_ID ? undefined : "mails.review",
    payload: { incomingMailId: row.id, sha256: row.sha256, reason },
  });
}
