import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { category } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { CategoryCode } from "./category";
import { getWorkspaceCategory } from "./category-queries";
import { archival, differences } from "./differences";
import { Name, WorkspaceKey } from "./workspace";
import { lockWorkspace } from "./workspace-queries";

export const ChangeCategoryInput = z.strictObject({
  workspace: WorkspaceKey,
  code: CategoryCode,
  labelFr: Name.optional(),
  labelEn: Name.optional(),
  archived: z.boolean().optional(),
});

/** Relabels, archives or restores a category; tickets that have it keep it. Throws NotFound or Forbidden. */
export async function changeCategory(actor: Actor, input: z.input<typeof ChangeCategoryInput>) {
  const asked = ChangeCategoryInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await lockWorkspace(tx, asked.workspace);
    authorizeWorkspace(await getRights(tx), "manageSettings", place.id);
    const read = await getWorkspaceCategory(tx, place.id, asked.code);
    const changed = differences(read, asked, ["labelFr", "labelEn", "archived"]);
    if (Object.keys(changed).length === 0) return read;
    const { labelFr = read.labelFr, labelEn = read.labelEn, archived } = asked;
    await tx
      .update(category)
      .set({ labelFr, labelEn, ...archival(archived, read) })
      .where(and(eq(category.workspaceId, place.id), eq(category.id, read.id)));
    await recordEvent(tx, {
      type: "category.changed",
      workspaceId: place.id,
      payload: { categoryId: read.id, code: read.code, changed },
    });
    return getWorkspaceCategory(tx, place.id, read.code);
  });
}
