import { packageItem } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict, Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { findNamedItems } from "@/lib/items/item-queries";
import { PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { getTicket } from "@/lib/tickets/ticket-queries";

/** The release that a package belongs to: of the same workspace, and the asking person's to work on. Throws NotFound, Forbidden or Invalid. */
export async function findRelease(tx: Transaction, workspaceId: string, reference: string) {
  const found = await getTicket(tx, reference);
  if (found.workspaceId !== workspaceId) throw new Invalid("ticket-of-another-workspace", "ticket");
  authorizeTicket(await getRights(tx), "attach", found);
  return found;
}

/** Says which items a package concerns, each by its id, key or name: of its workspace or of the platform. Throws Invalid or Conflict. */
export async function addItems(tx: Transaction, of: { workspaceId: string; id: string }, names: string[]) {
  if (names.length === 0) return;
  const found = new Map<string, string>();
  for (const name of names) {
    const near = (await findNamedItems(tx, name)).filter(
      ({ workspaceId }) => workspaceId === of.workspaceId || workspaceId === PLATFORM_ID,
    );
    if (near.length > 1) throw new Conflict("several-items");
    if (!near[0]) throw new Invalid("unknown-item", "items");
    found.set(near[0].id, near[0].workspaceId);
  }
  await tx.insert(packageItem).values(
    [...found].map(([itemId, itemWorkspaceId]) => ({
      ...{ workspaceId: of.workspaceId, packageId: of.id, itemWorkspaceId, itemId, addedBy: tx.asking.accountId },
    })),
  );
}
