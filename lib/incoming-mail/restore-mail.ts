import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { incomingMail, outgoingMail } from "@/db/schema";
import { Conflict } from "@/lib/access/refusals";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { lockMail, recordReview } from "./mail-decision";

export const RestoreMailInput = z.strictObject({ mail: z.uuid() });

/**
 * Takes back that a message was rejected or declared spam: it waits again. What its sender was told cannot be taken back, nor what
 * became a ticket. Throws NotFound, Forbidden or Conflict.
 */
export async function restoreMail(actor: Actor, input: z.input<typeof RestoreMailInput>) {
  const { mail } = RestoreMailInput.parse(input);
  return actor.transaction(async (tx) => {
    const row = await lockMail(tx, mail);
    const setAside = row.decision === "rejected" || row.decision === "spam";
    if (!setAside || (await wasAnswered(tx, row.id))) throw new Conflict("mail-not-restorable");
    await tx
      .update(incomingMail)
      .set({ decision: null, decidedAt: null, decidedBy: null })
      .where(and(eq(incomingMail.workspaceId, row.workspaceId), eq(incomingMail.id, row.id)));
    await recordReview(tx, row, "mail.restored", { decision: row.decision });
    return { mail: row.id };
  });
}

async function wasAnswered(tx: Transaction, id: string): Promise<boolean> {
  const [answer] = await tx
    .select({ id: outgoingMail.id })
    .from(outgoingMail)
    .where(and(eq(outgoingMail.incomingMailId, id), eq(outgoingMail.kind, "rejection-answer")));
  return answer !== undefined;
}
