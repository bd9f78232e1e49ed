import { and, eq } from "drizzle-orm";
import { incomingMail } from "@/db/schema";
import type { JobPayloads } from "@/lib/jobs/job";
import type { Attempt } from "@/lib/jobs/run-jobs";
import type { ReadMail } from "@/lib/mail-reading/mail";
import { openStoredMail } from "@/lib/mail-reading/open-stored-mail";
import { type Actor, workspaceActor } from "@/lib/tenancy/actor";
import { type Carried, carryOutMail, type Destination } from "./carry-out-mail";
import { findProjectKey, findTicketReference } from "./directory-queries";
import { gatherFacts } from "./gather-facts";
import type { KeptMail } from "./incoming-mail";
import { readableCopy } from "./readable-copy";
import { settleRelease } from "./settle-mail";

type Payload = JobPayloads["deliver-released-mail"];

/**
 * Carries out what an agent decided about a message that waited, as its author. Refused (rights that changed meanwhile), it waits
 * again with that reason.
 */
export async function deliverReleasedMail(payload: Payload, attempt: Attempt) {
  const actor = workspaceActor(payload.workspaceId);
  const row = await findReleased(actor, payload.incomingMailId);
  if (!row) return;
  try {
    const [carried, mail, internal] = await openStoredMail(row, (mail) => deliver(row, mail, payload));
    await settleRelease(row, mail, { carried, internal });
  } catch (error) {
    if (!attempt.last) throw error;
    await settleRelease(row, null, { carried: { refused: "took-too-many-tries" }, internal: false });
  }
}

async function findReleased(actor: Actor, id: string): Promise<KeptMail | null> {
  const [row] = await actor.transaction((tx) =>
    tx
      .select()
      .from(incomingMail)
      .where(and(eq(incomingMail.id, id), eq(incomingMail.outcome, "quarantined"))),
  );
  return row?.decidedAt ? row : null;
}

async function deliver(row: KeptMail, mail: ReadMail, payload: Payload): Promise<[Carried, ReadMail, boolean]> {
  const { workspaceId, accountId } = payload;
  const internal = payload.ticketId !== undefined && (await isInternal(row, mail, payload.ticketId));
  const destination: Destination = payload.ticketId
    ? { workspaceId, accountId, internal, ticketReference: await findTicketReference(workspaceId, payload.ticketId) }
    : { workspaceId, accountId, project: await findProjectKey(payload.projectId!) };
  return [await carryOutMail(row, await readableCopy(row, mail), destination), mail, internal];
}

/** What answered a note, or went to an address for notes, must not become a message because somebody released it. */
async function isInternal(row: KeptMail, mail: ReadMail, ticketId: string): Promise<boolean> {
  const { facts, claimsInternal } = await gatherFacts(row, mail);
  return claimsInternal || facts.threads.some((thread) => thread.ticketId === ticketId && thread.internal);
}
