import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { incomingMail } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { lockWaitingMail } from "./mail-decision";

export const RejectMailInput = z.strictObject({ mail: z.uuid(), why: z.string().trim().min(1).max(500) });

/** Sets a message that waited aside for good, saying why; its bytes are kept. Throws NotFound, Forbidden or Conflict. */
export async function rejectMail(actor: Actor, input: z.input<typeof RejectMailInput>) {
  const asked = RejectMailInput.parse(input);
  return actor.transaction(async (tx) => {
    const row = await lockWaitingMail(tx, asked.mail);
    await tx
      .update(incomingMail)
      .set({ decision: "rejected", decidedAt: sql`now()` as never, decidedBy: actor.accountId })
      .where(and(eq(incomingMail.workspaceId, row.workspaceId), eq(incomingMail.id, row.id)));
    await recordEvent(tx, {
      type: "mail.rejected",
      workspaceId: row.workspaceId,
      requires: "mails.review",
      payload: { incomingMailId: row.id, why: asked.why },
    });
    return { mail: row.id };
  });
}
