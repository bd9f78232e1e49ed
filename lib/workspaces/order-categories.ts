import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { category } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { CategoryCode, mostCategories } from "./category";
import { listCategories } from "./category-queries";
import { WorkspaceKey } from "./workspace";
import { lockWorkspace } from "./workspace-queries";

export const OrderCategoriesInput = z.strictObject({
  workspace: WorkspaceKey,
  /** Every category that is not archived, once, in the order wanted. */
  codes: z.array(CategoryCode).min(1).max(mostCategories),
});

/** Sets the order of the workspace's categories. Throws NotFound, Forbidden or Conflict (the list is no longer that one). */
export async function orderCategories(actor: Actor, input: z.input<typeof OrderCategoriesInput>) {
  const asked = OrderCategoriesInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await lockWorkspace(tx, asked.workspace);
    authorizeWorkspace(await getRights(tx), "manageSettings", place.id);
    const before = (await listCategories(tx, place.id)).filter((row) => row.archivedAt === null).map((row) => row.code);
    if (before.join() === asked.codes.join()) return before;
    if ([...before].sort().join() !== [...asked.codes].sort().join()) throw new Conflict("stale", before);
    for (const [index, code] of asked.codes.entries())
      await tx
        .update(category)
        .set({ position: index + 1 })
        .where(and(eq(category.workspaceId, place.id), eq(category.code, code)));
    await recordEvent(tx, {
      type: "category.changed",
      workspaceId: place.id,
      payload: { changed: { order: [before, asked.codes] } },
    });
    return asked.codes;
  });
}
