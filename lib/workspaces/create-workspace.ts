import { z } from "zod";
import { category, field, priorityRule, profile, requestForm, status, workflow, workspace } from "@/db/schema";
import { authorizePlatform } from "@/lib/access/ability";
import { builtInProfiles } from "@/lib/access/permissions";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { defaultWorkflows } from "@/lib/workflows/default-workflows";
import { type Kind, kinds } from "@/lib/workflows/workflow";
import { getBeneficiary } from "./beneficiary-queries";
import { defaultCategories } from "./category";
import { defaultFields } from "./default-fields";
import { defaultRequestForms } from "./default-request-forms";
import { cellsOf, defaultPriorityMatrix } from "./priority-matrix";
import { Name, WorkspaceKey } from "./workspace";

export const CreateWorkspaceInput = z.strictObject({ beneficiary: z.uuid(), key: WorkspaceKey, name: Name });

/**
 * Opens the isolated space of one structure of a beneficiary, with the profiles, categories, processes, priorities, fields and forms
 * that every workspace is born with. Throws NotFound, Forbidden or Conflict (the key is taken).
 */
export async function createWorkspace(actor: Actor, input: z.input<typeof CreateWorkspaceInput>) {
  const asked = CreateWorkspaceInput.parse(input);
  return actor.transaction(async (tx) => {
    const { id: beneficiaryId } = await getBeneficiary(tx, asked.beneficiary);
    authorizePlatform(await getRights(tx));
    const { key, name } = asked;
    const [created] = await tx
      .insert(workspace)
      .values({ id: newIdentifier(), beneficiaryId, key, name })
      .onConflictDoNothing()
      .returning();
    if (!created) throw new Conflict("key-taken");
    await furnish(tx, created.id);
    await recordEvent(tx, {
      type: "workspace.created",
      workspaceId: created.id,
      payload: { beneficiaryId, key, name },
    });
    return created;
  });
}

async function furnish(tx: Transaction, workspaceId: string) {
  await tx
    .insert(profile)
    .values(Object.entries(builtInProfiles).map(([builtIn, born]) => ({ workspaceId, builtIn, ...born })));
  const categories = await tx
    .insert(category)
    .values(defaultCategories.map((born, index) => ({ workspaceId, position: index + 1, ...born })))
    .returning();
  await tx.insert(field).values(defaultFields.map((born, index) => ({ workspaceId, position: index + 1, ...born })));
  const idOf = (code: string) => categories.find((row) => row.code === code)!.id;
  await tx.insert(requestForm).values(
    defaultRequestForms.map(({ category: code, ...born }, index) => ({
      workspaceId,
      position: index + 1,
      categoryId: idOf(code),
      ...born,
    })),
  );
  await tx.insert(status).values(kinds.flatMap((kind) => statusesOf(workspaceId, kind)));
  await tx
    .insert(workflow)
    .values(kinds.map((kind) => ({ workspaceId, kind, version: 1, definition: defaultWorkflows[kind] })));
  await tx.insert(priorityRule).values(cellsOf(defaultPriorityMatrix).map((cell) => ({ workspaceId, ...cell })));
}

function statusesOf(workspaceId: string, kind: Kind) {
  return defaultWorkflows[kind].statuses.map((born, index) => ({ workspaceId, kind, position: index + 1, ...born }));
}
