import { z } from "zod";
import { depositWatch } from "@/db/schema";
import { authorizePackage } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { ProjectKey } from "@/lib/workspaces/project";
import { getProject } from "@/lib/workspaces/project-queries";

export const WatchDepositsInput = z.strictObject({ project: ProjectKey });

/** Has oneself told by mail of each deposit in a project; asking again changes nothing. Throws NotFound or Forbidden. */
export async function watchDeposits(actor: Actor, input: z.input<typeof WatchDepositsInput>) {
  const asked = WatchDepositsInput.parse(input);
  return actor.transaction(async (tx) => {
    const { workspaceId, id: projectId, key } = await getProject(tx, asked.project);
    authorizePackage(await getRights(tx), "read", { workspaceId, projectId });
    const accountId = actor.accountId!;
    const begun = await tx
      .insert(depositWatch)
      .values({ workspaceId, projectId, accountId })
      .onConflictDoNothing()
      .returning({ projectId: depositWatch.projectId });
    if (begun.length > 0)
      await recordEvent(tx, { type: "deposits.watched", workspaceId, payload: { project: key, accountId } });
  });
}
