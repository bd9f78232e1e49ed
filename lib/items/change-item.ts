import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { item } from "@/db/schema";
import { authorizeItem } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { refuseOn } from "@/lib/tenancy/constraint";
import { fieldDifferences } from "@/lib/tickets/field-values";
import { TicketReference } from "@/lib/tickets/ticket";
import { ProjectKey } from "@/lib/workspaces/project";
import { ItemFacts, ItemId } from "./item";
import { getItem, type Item, lockItem } from "./item-queries";
import { judgeItemDates, judgeItemValues } from "./judge-item";
import { findOwnerId, findProjectId } from "./place-item";
import { recordItem } from "./record-item";

export const ItemChanges = ItemFacts.partial().extend({
  /** Null: of the whole workspace. */
  project: ProjectKey.nullable().optional(),
  /** The ticket, most often a change, that brings this about. */
  ticket: TicketReference.optional(),
});

export const ChangeItemInput = ItemChanges.extend({
  item: ItemId,
  /** The version from which the form was drawn. */
  version: z.int().min(1),
});

type Asked = z.output<typeof ChangeItemInput>;

/** Changes an item, which makes a version of it. Throws NotFound, Forbidden, Conflict (`current` is the item as it stands) or Invalid. */
export async function changeItem(actor: Actor, input: z.input<typeof ChangeItemInput>) {
  const asked = ChangeItemInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await lockItem(tx, asked.item);
    const rights = await getRights(tx);
    authorizeItem(rights, read);
    if (read.version !== asked.version) throw new Conflict("stale", read);
    const columns = await columnsAsked(tx, read, asked);
    authorizeItem(rights, { ...read, projectId: columns.projectId });
    const changed = differences(read, columns);
    if (Object.keys(changed).length === 0) return read;
    await refuseOn(tx, "unique", new Conflict("external-key-taken"), (inner) =>
      inner
        .update(item)
        .set({ ...columns, updatedBy: actor.accountId })
        .where(and(eq(item.workspaceId, read.workspaceId), eq(item.id, read.id))),
    );
    const written = await getItem(tx, read.id);
    await recordItem(tx, "item.changed", written, { version: written.version, changed }, asked.ticket);
    return written;
  });
}

async function columnsAsked(tx: Transaction, read: Item, asked: Asked) {
  const {
    name = read.name,
    externalKey = read.externalKey,
    status = read.status,
    criticality = read.criticality,
  } = asked;
  const { startsOn = read.startsOn, expiresOn = read.expiresOn } = asked;
  judgeItemDates({ startsOn, expiresOn });
  const ownerId = asked.owner === undefined ? read.ownerId : await findOwnerId(tx, read.workspaceId, asked.owner);
  const projectId =
    asked.project === undefined ? read.projectId : await findProjectId(tx, read.workspaceId, asked.project);
  const values = judgeItemValues(read.typeFields, read.values, asked.values ?? {});
  return { name, externalKey, status, criticality, startsOn, expiresOn, ownerId, projectId, values };
}

type Columns = Awaited<ReturnType<typeof columnsAsked>>;

/** `{name: [before, after]}` for each column that differs, as the journal tells it. */
function differences(read: Item, { values, ...columns }: Columns): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const name of Object.keys(columns) as (keyof typeof columns)[])
    if (read[name] !== columns[name]) changed[name] = [read[name], columns[name]];
  const fields = fieldDifferences(read.values, values);
  return fields ? { ...changed, values: fields } : changed;
}
