import { packageItem } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { listItemsByIds } from "@/lib/items/item-queries";
import { PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { getTicket } from "@/lib/tickets/ticket-queries";

/** The release that a package belongs to: of the same workspace, and the asking person's to work on. Throws NotFound, Forbidden or Invalid. */
export async function findRelease(tx: Transaction, workspaceId: string, reference: string) {
  const found = await getTicket(tx, reference);
  if (found.workspaceId !== workspaceId) throw new Invalid("ticket-of-another-workspace", "ticket");
  authorizeTicket(await getRights(tx), "attach", found);
  return found;
}

/** Says which items a package concerns: of its workspace or of the platform, as the asking person reads them. Throws Invalid. */
export async function addItems(tx: Transaction, of: { workspaceId: string; id: string }, ids: string[]) {
  if (ids.length === 0) return;
  const found = await listItemsByIds(tx, ids);
  const near = found.filter(({ workspaceId }) => workspaceId === of.workspaceId || workspaceId === PLATFORM_ID);
  if (near.length !== new Set(ids).size) throw new Invalid("unknown-item", "items");
  await tx.insert(packageItem).values(
    near.map(({ workspaceId: itemWorkspaceId, id: itemId }) => ({
      ...{ workspaceId: of.workspaceId, packageId: of.id, itemWorkspaceId, itemId, addedBy: tx.asking.accountId },
    })),
  );
}
