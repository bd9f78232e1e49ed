import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { depositWatch } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { getProject } from "@/lib/workspaces/project-queries";
import { WatchDepositsInput } from "./watch-deposits";

/** Is told no more of the deposits in a project. Throws NotFound. */
export async function unwatchDeposits(actor: Actor, input: z.input<typeof WatchDepositsInput>) {
  const asked = WatchDepositsInput.parse(input);
  return actor.transaction(async (tx) => {
    const { workspaceId, id: projectId, key } = await getProject(tx, asked.project);
    const accountId = actor.accountId!;
    const ended = await tx
      .delete(depositWatch)
      .where(and(eq(depositWatch.projectId, projectId), eq(depositWatch.accountId, accountId)))
      .returning({ projectId: depositWatch.projectId });
    if (ended.length > 0)
      await recordEvent(tx, { type: "deposits.unwatched", workspaceId, payload: { project: key, accountId } });
  });
}
