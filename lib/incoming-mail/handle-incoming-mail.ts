import { sql } from "drizzle-orm";
import type { Attempt } from "@/lib/jobs/run-jobs";
import type { ReadMail } from "@/lib/mail-reading/mail";
import { openStoredMail } from "@/lib/mail-reading/open-stored-mail";
import { askAsWorker } from "@/lib/tenancy/actor";
import { gather } from "@/lib/tenancy/gather";
import type { Authentication } from "./authentication";
import { carryOutMail, type Destination } from "./carry-out-mail";
import { findAuthentication } from "./find-authentication";
import { type GatheredFacts, gatherFacts } from "./gather-facts";
import type { KeptMail } from "./incoming-mail";
import { judgeMail } from "./judge-mail";
import { type Settled, settleMail } from "./settle-mail";
import type { Verdict } from "./verdict";

/**
 * Reads a received message, judges it and carries the judgement out; it ends in exactly one outcome. Whatever stops it on its way, the
 * next try finds what was done; after the last one the message waits in quarantine. Null when it was settled before.
 */
export async function handleIncomingMail(
  { incomingMailId }: { incomingMailId: string },
  attempt: Attempt,
): Promise<Settled | null> {
  const row = await findUnhandled(incomingMailId);
  if (!row) return null;
  try {
    return await openStoredMail(row, async (mail) => {
      const authentication = await findAuthentication(row, mail, attempt);
      const settled = await judgeAndCarryOut(row, mail, authentication);
      return settleMail(row, mail, { ...settled, authentication });
    });
  } catch (error) {
    if (!attempt.last) throw error;
    return settleMail(row, null, { ...nowhere, outcome: "quarantined", reason: "took-too-many-tries" });
  }
}

const nowhere = { workspaceId: null, ticketId: null, accountId: null };

/** A row that is settled has moved to its workspace, or has its date. */
const findUnhandled = gather(16, async (ids: string[]): Promise<(KeptMail | null)[]> => {
  const rows = await askAsWorker<KeptMail & Record<string, unknown>>(sql`
    select id, workspace_id as "workspaceId", storage_key as "storageKey", size::float as size, sha256, door, peer, helo,
      mailbox_id as "mailboxId", message_id as "messageId", envelope_from as "envelopeFrom", envelope_to as "envelopeTo",
      peer_trusted as "peerTrusted"
    from incoming_mail where id = any (${sql.param(ids)}::uuid[]) and handled_at is null`);
  return ids.map((id) => rows.find((row) => row.id === id) ?? null);
});

async function judgeAndCarryOut(
  row: KeptMail,
  mail: ReadMail,
  authentication: Authentication | null,
): Promise<Settled> {
  const gathered = await gatherFacts(row, mail, authentication?.verdict);
  const verdict = judgeMail(mail, gathered.facts);
  const destination = destinationOf(verdict, gathered);
  if (!destination || mail.unreadable !== null) return settledBy(verdict, gathered);
  const carried = await carryOutMail(row, mail, destination);
  const { workspaceId, accountId } = destination;
  if ("refused" in carried)
    return { ...nowhere, workspaceId, accountId, outcome: "quarantined", reason: carried.refused };
  return {
    outcome: carried.opened ? "opened" : verdict.outcome,
    reason: null,
    workspaceId,
    accountId,
    ticketId: carried.ticketId,
    internal: "internal" in destination && destination.internal,
    sendersBounces: gathered.sendersBounces,
  };
}

function destinationOf(verdict: Verdict, { facts, projectKey, references }: GatheredFacts): Destination | null {
  const accountId = facts.sender?.accountId;
  if (!accountId) return null;
  if (verdict.outcome === "opened") return { workspaceId: verdict.workspaceId, accountId, project: projectKey! };
  if (verdict.outcome !== "replied" && verdict.outcome !== "automatic") return null;
  const { workspaceId, internal, ticketId } = verdict;
  const automatic = verdict.outcome === "automatic";
  return { workspaceId, accountId, internal, automatic, ticketReference: references.get(ticketId)! };
}

/** The row of a message that nobody carries out: a copy is shown where its original is, a report where what it reports is. */
function settledBy(verdict: Verdict, { facts, twin }: GatheredFacts): Settled {
  const { outcome, answerSender } = verdict;
  const accountId = facts.sender?.accountId ?? null;
  if (outcome === "duplicate") {
    const { workspaceId = null, ticketId = null } = twin ?? {};
    return { outcome, reason: verdict.reason, workspaceId, ticketId, accountId };
  }
  if (outcome === "bounce") {
    const { workspaceId, ticketId, undelivered } = verdict;
    return { outcome, reason: null, workspaceId, ticketId, accountId: undelivered.accountId, undelivered };
  }
  if (!("reason" in verdict)) throw new Error("A message without author cannot be carried out.");
  const { reason, workspaceId, ticketId } = verdict;
  return { outcome, reason, workspaceId, ticketId, accountId, answerSender };
}
