import { z } from "zod";
import { itemShare } from "@/db/schema";
import { authorizeItem, authorizeWorkspace } from "@/lib/access/ability";
import { Conflict, Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { refuseOn } from "@/lib/tenancy/constraint";
import { WorkspaceKey } from "@/lib/workspaces/workspace";
import { getWorkspace } from "@/lib/workspaces/workspace-queries";
import { ItemId } from "./item";
import { getItem } from "./item-queries";

export const ShareItemInput = z.strictObject({ item: ItemId, workspace: WorkspaceKey });

/**
 * Shows an item of the platform, to be read only, in a workspace that it serves; no workspace learns of another. For who writes the item
 * and the items of that workspace. Throws NotFound, Forbidden, Invalid or Conflict (shared already).
 */
export async function shareItem(actor: Actor, input: z.input<typeof ShareItemInput>) {
  const asked = ShareItemInput.parse(input);
  return actor.transaction(async (tx) => {
    const item = await getItem(tx, asked.item);
    const place = await getWorkspace(tx, asked.workspace);
    const rights = await getRights(tx);
    authorizeItem(rights, item);
    authorizeWorkspace(rights, "writeItems", place.id);
    if (item.workspaceId !== PLATFORM_ID) throw new Invalid("not-of-the-platform", "item");
    const share = { workspaceId: place.id, itemWorkspaceId: PLATFORM_ID, itemId: item.id, sharedBy: actor.accountId };
    await refuseOn(tx, "unique", new Conflict("shared-already"), (inner) => inner.insert(itemShare).values(share));
    // In the workspace's own chain: the item's is read wherever it is shared.
    await recordEvent(tx, { type: "item.shared", workspaceId: place.id, payload: { itemId: item.id } });
  });
}
