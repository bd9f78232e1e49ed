import { z } from "zod";
import { itemRelation } from "@/db/schema";
import { mayWriteItem } from "@/lib/access/ability";
import { Conflict, Forbidden, Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { type Actor, PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { refuseOn } from "@/lib/tenancy/constraint";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { TicketReference } from "@/lib/tickets/ticket";
import { FieldCode } from "@/lib/workspaces/field";
import { findCauseId } from "./find-cause";
import { ItemName } from "./item";
import { getNamedItem, type Item } from "./item-queries";
import { recordRelation } from "./record-relation";
import { getRelation, getRelationType } from "./relation-queries";

export const RelateItemsInput = z.strictObject({
  /** Identifiers, external keys or whole names. */
  from: ItemName,
  type: FieldCode,
  to: ItemName,
  /** The ticket, most often a change, that brings it about. */
  ticket: TicketReference.optional(),
});

/**
 * Relates two items from now on, for who reads both and writes one of them (both, when both are of the platform). Circles are allowed.
 * Throws NotFound, Forbidden, Invalid (an item with itself, items of two workspaces) or Conflict (related so already).
 */
export async function relateItems(actor: Actor, input: z.input<typeof RelateItemsInput>) {
  const asked = RelateItemsInput.parse(input);
  return actor.transaction(async (tx) => {
    const [from, to] = [await getNamedItem(tx, asked.from), await getNamedItem(tx, asked.to)];
    if (from.id === to.id) throw new Invalid("related-to-itself", "to");
    const workspaceId = placeOf(from, to);
    await ensureMayRelate(tx, from, to);
    const type = await getRelationType(tx, workspaceId, asked.type);
    const id = newIdentifier();
    const ticketId = await findCauseId(tx, workspaceId, asked.ticket);
    await refuseOn(tx, "unique", new Conflict("related-already"), (inner) =>
      inner.insert(itemRelation).values({
        ...{ workspaceId, id, typeWorkspaceId: type.workspaceId, typeId: type.id, impact: type.impact, ticketId },
        ...{ fromWorkspaceId: from.workspaceId, fromId: from.id, toWorkspaceId: to.workspaceId, toId: to.id },
        createdBy: actor.accountId,
      }),
    );
    await recordRelation(tx, "item.related", { id, type: type.code, from, to });
    return getRelation(tx, id);
  });
}

/** A relation stands in the workspace of its ends, or of the one that is not the platform's. */
function placeOf(from: Item, to: Item): string {
  const own = [from, to].map(({ workspaceId }) => workspaceId).filter((id) => id !== PLATFORM_ID);
  if (new Set(own).size > 1) throw new Invalid("of-another-workspace", "to");
  return own[0] ?? PLATFORM_ID;
}

/** Throws Forbidden. */
export async function ensureMayRelate(tx: Transaction, from: Item, to: Item) {
  const rights = await getRights(tx);
  const own = [from, to].filter(({ workspaceId }) => workspaceId !== PLATFORM_ID);
  const may =
    own.length > 0
      ? own.some((one) => mayWriteItem(rights, one))
      : [from, to].every((one) => mayWriteItem(rights, one));
  if (!may) throw new Forbidden();
}
