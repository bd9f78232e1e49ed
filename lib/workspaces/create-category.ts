import type { z } from "zod";
import { category } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { CategoryLabels, codeOf, mostCategories } from "./category";
import { listCategories } from "./category-queries";
import { WorkspaceKey } from "./workspace";
import { lockWorkspace } from "./workspace-queries";

export const CreateCategoryInput = CategoryLabels.extend({ workspace: WorkspaceKey });

/** Adds a category at the end of the workspace's list. Throws NotFound, Forbidden or Conflict. */
export async function createCategory(actor: Actor, input: z.input<typeof CreateCategoryInput>) {
  const { workspace, labelFr, labelEn } = CreateCategoryInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await lockWorkspace(tx, workspace);
    authorizeWorkspace(await getRights(tx), "manageSettings", place.id);
    const known = await listCategories(tx, place.id);
    if (known.length >= mostCategories) throw new Conflict("too-many-categories", null, { most: mostCategories });
    const position = Math.max(0, ...known.map((row) => row.position)) + 1;
    const code = codeOf(labelFr);
    const [created] = await tx
      .insert(category)
      .values({ workspaceId: place.id, code, labelFr, labelEn, position })
      .onConflictDoNothing()
      .returning();
    if (!created) throw new Conflict("category-taken");
    await recordEvent(tx, {
      type: "category.created",
      workspaceId: place.id,
      payload: { categoryId: created.id, code, labelFr, labelEn },
    });
    return created;
  });
}
