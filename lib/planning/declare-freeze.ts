import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { freeze, project } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { findTimeZone } from "@/lib/accounts/preference-queries";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { TicketTitle } from "@/lib/tickets/ticket";
import { getWorkspace } from "@/lib/workspaces/workspace-queries";
import { usualZone } from "./plan-window";
import { readWindow, WindowInput } from "./window";

export const DeclareFreezeInput = WindowInput.extend({
  workspace: z.string().min(1).max(60),
  /** Absent: every project of the workspace. */
  project: z.string().min(1).max(20).optional(),
  title: TicketTitle,
});

/** Declares a span in which nothing is to be changed, save for a reason that is said. Throws NotFound, Forbidden or Invalid. */
export async function declareFreeze(actor: Actor, input: z.input<typeof DeclareFreezeInput>) {
  const asked = DeclareFreezeInput.parse(input);
  return actor.transaction(async (tx) => {
    const { id: workspaceId, key } = await getWorkspace(tx, asked.workspace);
    authorizeWorkspace(await getRights(tx), "freeze", workspaceId);
    const { start, end } = readWindow(asked, (await findTimeZone(tx)) ?? usualZone);
    const place = asked.project ? await getProjectOf(tx, workspaceId, asked.project) : null;
    const id = newIdentifier();
    const { title } = asked;
    await tx.insert(freeze).values({
      workspaceId,
      id,
      projectId: place?.id ?? null,
      title,
      startsAt: start,
      endsAt: end,
      createdBy: actor.accountId,
    });
    await recordEvent(tx, {
      type: "freeze.declared",
      workspaceId,
      payload: { freezeId: id, title, project: place?.key ?? null, start, end },
    });
    return { id, title, workspace: key, project: place?.key ?? null, start, end };
  });
}

async function getProjectOf(tx: Transaction, workspaceId: string, key: string) {
  const [found] = await tx
    .select({ id: project.id, key: project.key })
    .from(project)
    .where(
      and(eq(project.workspaceId, workspaceId), eq(project.key, key.trim().toUpperCase()), isNull(project.archivedAt)),
    );
  if (!found) throw new Invalid("unknown-project", "project");
  return found;
}
