import { and, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { itemShare } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { getWorkspace } from "@/lib/workspaces/workspace-queries";
import { getItem } from "./item-queries";
import { ShareItemInput } from "./share-item";

/** Stops showing an item of the platform in a workspace, for who writes the items there. Throws NotFound or Forbidden. */
export async function endShare(actor: Actor, input: z.input<typeof ShareItemInput>) {
  const asked = ShareItemInput.parse(input);
  return actor.transaction(async (tx) => {
    const item = await getItem(tx, asked.item);
    const place = await getWorkspace(tx, asked.workspace);
    authorizeWorkspace(await getRights(tx), "writeItems", place.id);
    const ended = await tx
      .update(itemShare)
      .set({ endedAt: sql`now()` as never, endedBy: actor.accountId })
      .where(and(eq(itemShare.workspaceId, place.id), eq(itemShare.itemId, item.id), isNull(itemShare.endedAt)))
      .returning({ id: itemShare.id });
    if (ended.length === 0) throw new NotFound("not-shared");
    await recordEvent(tx, { type: "item.unshared", workspaceId: place.id, payload: { itemId: item.id } });
  });
}
