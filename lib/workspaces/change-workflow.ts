import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { field, status, workflow } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { Conflict, Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { compareWorkflows } from "@/lib/workflows/compare-workflows";
import { judgeWorkflow } from "@/lib/workflows/judge-workflow";
import { findStatus, kinds, mayReplace, StatusCode, Workflow, type WorkflowStatus } from "@/lib/workflows/workflow";
import { forgetWorkflows, getWorkflow, type WorkflowInForce } from "@/lib/workflows/workflow-queries";
import { WorkspaceKey } from "./workspace";
import { lockWorkspace } from "./workspace-queries";

export const WorkflowChange = z.strictObject({
  ...Workflow.shape,
  /** The version from which this one was drawn. */
  version: z.int().min(1),
  /** For each status that is removed, the one whose moves its tickets follow from then on. */
  replacements: z.record(StatusCode, StatusCode).default({}),
});

export const ChangeWorkflowInput = WorkflowChange.extend({ workspace: WorkspaceKey, kind: z.enum(kinds) });

/**
 * Puts another version of a process in force. Tickets keep their status; in one that is removed they follow the moves of its
 * replacement. Throws NotFound, Forbidden, Invalid (what is wrong with it) or Conflict (somebody changed it since).
 */
export async function changeWorkflow(actor: Actor, input: z.input<typeof ChangeWorkflowInput>) {
  const { workspace: key, kind, version, replacements, ...asked } = ChangeWorkflowInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await lockWorkspace(tx, key);
    authorizeWorkspace(await getRights(tx), "manageSettings", place.id);
    const before = await getWorkflow(tx, place.id, kind);
    if (before.version !== version) throw new Conflict("stale-workflow", before);
    const changed = compareWorkflows(before.workflow, asked);
    if (!changed.any) return before;
    await ensureSound(tx, before, asked, replacements);
    await writeStatuses(tx, before, asked.statuses, replacements);
    await tx.insert(workflow).values({
      workspaceId: place.id,
      kind,
      version: version + 1,
      definition: asked,
      createdBy: actor.accountId,
    });
    await recordEvent(tx, {
      type: "workflow.changed",
      workspaceId: place.id,
      payload: { kind, version: version + 1, replacements, ...changed },
    });
    forgetWorkflows(tx);
    return getWorkflow(tx, place.id, kind);
  });
}

async function ensureSound(
  tx: Transaction,
  before: WorkflowInForce,
  asked: Workflow,
  replacements: Record<string, string>,
) {
  const fields = await tx
    .select({ code: field.code })
    .from(field)
    .where(and(eq(field.workspaceId, before.workspaceId), isNull(field.archivedAt)));
  const [fault] = judgeWorkflow(
    asked,
    fields.map(({ code }) => code),
  );
  if (fault) {
    const { labelFr = fault.status ?? "", labelEn = fault.status ?? "" } = findStatus(asked, fault.status ?? "") ?? {};
    throw new Invalid(`workflow-${fault.code}`, "workflow", { labelFr, labelEn });
  }
  for (const row of before.rows) {
    const next = findStatus(asked, row.code);
    const { labelFr, labelEn } = row;
    if (next && next.phase !== row.phase) throw new Invalid("workflow-phase-fixed", "workflow", { labelFr, labelEn });
    if (next || row.archivedAt) continue;
    const replacement = findStatus(asked, replacements[row.code] ?? "");
    if (!replacement || !mayReplace(row, replacement))
      throw new Invalid("workflow-replacement-needed", "workflow", { labelFr, labelEn });
  }
}

async function writeStatuses(
  tx: Transaction,
  { workspaceId, kind, rows }: WorkflowInForce,
  asked: WorkflowStatus[],
  replacements: Record<string, string>,
) {
  const kept = asked.map((one, index) => ({ workspaceId, kind, position: index + 1, ...one }));
  const written = await tx
    .insert(status)
    .values(kept)
    .onConflictDoUpdate({
      target: [status.workspaceId, status.kind, status.code],
      set: {
        labelFr: sql`excluded.label_fr`,
        labelEn: sql`excluded.label_en`,
        colour: sql`excluded.colour`,
        requiresApproval: sql`excluded.requires_approval`,
        position: sql`excluded.position`,
        archivedAt: null,
        replacedById: null,
      },
    })
    .returning({ id: status.id, code: status.code });
  const removed = rows.filter((row) => !row.archivedAt && !asked.some(({ code }) => code === row.code));
  for (const { id, code } of removed)
    await tx
      .update(status)
      .set({
        archivedAt: sql`now()` as never,
        replacedById: written.find((row) => row.code === replacements[code])?.id ?? null,
      })
      .where(and(eq(status.workspaceId, workspaceId), eq(status.id, id)));
}
