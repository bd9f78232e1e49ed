import type { z } from "zod";
import { item } from "@/db/schema";
import { authorizeItem } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { refuseOn } from "@/lib/tenancy/constraint";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { TicketReference } from "@/lib/tickets/ticket";
import { ItemFacts, ItemPlace } from "./item";
import { getItem } from "./item-queries";
import { ItemTypeCode } from "./item-type";
import { getItemType } from "./item-type-queries";
import { judgeItemDates, judgeItemValues } from "./judge-item";
import { findOwnerId, placeItem } from "./place-item";
import { recordItem } from "./record-item";

export const CreateItemInput = ItemFacts.extend({
  ...ItemPlace.shape,
  type: ItemTypeCode,
  /** The ticket, most often a change, that brought it about. */
  ticket: TicketReference.optional(),
});

/** Lays an item in a workspace, in one of its projects, or on the platform. Throws NotFound, Forbidden, Invalid or Conflict (external key). */
export async function createItem(actor: Actor, input: z.input<typeof CreateItemInput>) {
  const asked = CreateItemInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await placeItem(tx, asked);
    authorizeItem(await getRights(tx), place);
    const { workspaceId, projectId } = place;
    const type = await getItemType(tx, workspaceId === PLATFORM_ID ? null : workspaceId, asked.type);
    const dates = { startsOn: asked.startsOn ?? null, expiresOn: asked.expiresOn ?? null };
    judgeItemDates(dates);
    const facts = {
      ...{ name: asked.name, externalKey: asked.externalKey ?? null, ...dates },
      status: asked.status ?? "planned",
      criticality: asked.criticality ?? 3,
      ownerId: await findOwnerId(tx, workspaceId, asked.owner ?? null),
      values: judgeItemValues(type.fields, {}, asked.values ?? {}),
    };
    const id = newIdentifier();
    const by = { createdBy: actor.accountId, updatedBy: actor.accountId };
    const typeIds = { typeWorkspaceId: type.workspaceId, typeId: type.id };
    await refuseOn(tx, "unique", new Conflict("external-key-taken"), (inner) =>
      inner.insert(item).values({ workspaceId, id, projectId, ...typeIds, ...facts, ...by }),
    );
    const { values: _, ...told } = facts;
    await recordItem(
      tx,
      "item.created",
      { workspaceId, id, version: 1 },
      { type: type.code, projectId, ...told },
      asked.ticket,
    );
    return getItem(tx, id);
  });
}
