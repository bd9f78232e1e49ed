import { eq } from "drizzle-orm";
import { z } from "zod";
import { incomingMail, workspace } from "@/db/schema";
import { authorizePlatform } from "@/lib/access/ability";
import { Conflict, Invalid, NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";

export const HandOverMailInput = z.strictObject({ mail: z.uuid(), workspace: z.string().min(1).max(60) });

/** Gives a message that no address led anywhere to the quarantine of a workspace, whose agents decide. Throws NotFound, Forbidden, Invalid or Conflict. */
export async function handOverMail(actor: Actor, input: z.input<typeof HandOverMailInput>) {
  const asked = HandOverMailInput.parse(input);
  return actor.transaction(async (tx) => {
    const [row] = await tx.select().from(incomingMail).where(eq(incomingMail.id, asked.mail)).for("update");
    if (!row) throw new NotFound();
    authorizePlatform(await getRights(tx));
    if (row.workspaceId !== PLATFORM_ID || row.outcome !== "quarantined" || row.decidedAt)
      throw new Conflict("mail-already-decided");
    const [place] = await tx.select({ id: workspace.id }).from(workspace).where(eq(workspace.key, asked.workspace));
    if (!place) throw new Invalid("unknown-workspace", "workspace");
    // He may not see it once it is there: a job moves it.
    await enqueueJob(tx, "move-incoming-mail", { incomingMailId: row.id, workspaceId: place.id });
    await recordEvent(tx, {
      type: "mail.handedOver",
      workspaceId: PLATFORM_ID,
      payload: { incomingMailId: row.id, workspaceId: place.id },
    });
    return { mail: row.id };
  });
}
