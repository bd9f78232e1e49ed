import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { outgoingMail } from "@/db/schema";
import { authorizePlatform, authorizeWorkspace } from "@/lib/access/ability";
import { Conflict, NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";

export const RetryOutgoingMailInput = z.strictObject({ mail: z.uuid() });

/** Puts a mail that failed back on its way. Throws NotFound, Forbidden or Conflict (it did not fail). */
export async function retryOutgoingMail(actor: Actor, input: z.input<typeof RetryOutgoingMailInput>) {
  const asked = RetryOutgoingMailInput.parse(input);
  return actor.transaction(async (tx) => {
    const [row] = await tx.select().from(outgoingMail).where(eq(outgoingMail.id, asked.mail)).for("update");
    if (!row) throw new NotFound();
    const rights = await getRights(tx);
    if (row.workspaceId === PLATFORM_ID) authorizePlatform(rights);
    else authorizeWorkspace(rights, "reviewMails", row.workspaceId);
    if (row.state !== "failed") throw new Conflict("mail-not-failed");
    const { workspaceId, id } = row;
    await tx
      .update(outgoingMail)
      .set({ state: "queued", attempts: 0, nextTryAt: null })
      .where(and(eq(outgoingMail.workspaceId, workspaceId), eq(outgoingMail.id, id)));
    await recordEvent(tx, {
      type: "mail.retried",
      workspaceId,
      requires: workspaceId === PLATFORM_ID ? undefined : "mails.review",
      payload: { outgoingMailId: id },
    });
    await enqueueJob(tx, "send-outgoing-mail", { workspaceId, outgoingMailId: id });
    return { mail: id };
  });
}
