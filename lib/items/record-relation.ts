import { recordEvent } from "@/lib/journal/record-event";
import { PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";

type End = { workspaceId: string; id: string };

/**
 * Tells both ends of a relation between them: identifiers only, since a reader of one may not know the other; and never an item of the
 * platform about one of a workspace, since others read the platform's.
 */
export async function recordRelation(
  tx: Transaction,
  type: "item.related" | "item.parted",
  relation: { id: string; type: string; from: End; to: End },
) {
  const { from, to } = relation;
  const own = [from, to].filter(({ workspaceId }) => workspaceId !== PLATFORM_ID);
  const told = own.length > 0 ? own : [from, to];
  // Always in one order: two people who relate the same items must not wait for each other.
  for (const { workspaceId, id } of told.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    await recordEvent(tx, {
      type,
      workspaceId,
      itemId: id,
      payload: { relation: relation.id, type: relation.type, from: from.id, to: to.id },
    });
}
