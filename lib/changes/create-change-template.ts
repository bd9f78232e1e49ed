import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { changeTemplate, project } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { WorkspaceKey } from "@/lib/workspaces/workspace";
import { getWorkspace } from "@/lib/workspaces/workspace-queries";
import { ChangeTemplateFacts } from "./change-template";
import { getChangeTemplate } from "./change-template-queries";

export const CreateChangeTemplateInput = ChangeTemplateFacts.extend({ workspace: WorkspaceKey });

/**
 * Approves beforehand every change that will be made from this template, as it is: it is never edited, another one replaces it.
 * Throws NotFound, Forbidden (it takes the right to decide) or Invalid.
 */
export async function createChangeTemplate(actor: Actor, input: z.input<typeof CreateChangeTemplateInput>) {
  const asked = CreateChangeTemplateInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await getWorkspace(tx, asked.workspace);
    authorizeWorkspace(await getRights(tx), "decideApprovals", place.id);
    const projectId = asked.project ? await getProjectId(tx, place.id, asked.project) : null;
    const id = newIdentifier();
    const { title, message, risk } = asked;
    // As tasks are read back: implementation, then rollback.
    const steps = [...asked.steps].sort((one, other) => one.list.localeCompare(other.list));
    const approvedBy = tx.asking.accountId!;
    await tx
      .insert(changeTemplate)
      .values({ workspaceId: place.id, id, projectId, title, message, steps, risk, approvedBy });
    await recordEvent(tx, {
      type: "changeTemplate.created",
      workspaceId: place.id,
      payload: { templateId: id, title, project: asked.project ?? null, steps: steps.length, risk },
    });
    return getChangeTemplate(tx, id);
  });
}

async function getProjectId(tx: Transaction, workspaceId: string, key: string): Promise<string> {
  const [found] = await tx
    .select({ id: project.id })
    .from(project)
    .where(
      and(eq(project.workspaceId, workspaceId), eq(project.key, key.trim().toUpperCase()), isNull(project.archivedAt)),
    );
  if (!found) throw new Invalid("unknown-project", "project");
  return found.id;
}
