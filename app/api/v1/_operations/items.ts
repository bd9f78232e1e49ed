import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { findTimeZone } from "@/lib/accounts/preference-queries";
import { AsOf, momentOf } from "@/lib/items/as-of";
import { changeItem, ItemChanges } from "@/lib/items/change-item";
import { CreateItemInput, createItem } from "@/lib/items/create-item";
import { ItemId, itemStatuses } from "@/lib/items/item";
import { readItemAsOf } from "@/lib/items/item-as-of-queries";
import { ItemFilter } from "@/lib/items/item-filter";
import { getItem, type Item, listItems } from "@/lib/items/item-queries";
import { itemFieldTypes } from "@/lib/items/item-type";
import { listItemTypes } from "@/lib/items/item-type-queries";
import { listItemVersions } from "@/lib/items/item-version-queries";
import { PutItemInput, putItem } from "@/lib/items/put-item";
import { getWorkspace } from "@/lib/workspaces/workspace-queries";
import { listOf, Moment, Person, presentPerson } from "./shapes";

const tag = "items";
const Values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

export const ItemParams = z.strictObject({ id: ItemId });

const ItemShape = z
  .strictObject({
    id: z.guid(),
    workspace: z.string().nullable().describe("Null for an item of the platform, shared with several workspaces."),
    project: z.string().nullable(),
    type: z.string(),
    name: z.string(),
    externalKey: z.string().nullable(),
    status: z.enum(itemStatuses),
    criticality: z.int().min(1).max(4),
    owner: Person.nullable(),
    startsOn: z.iso.date().nullable(),
    expiresOn: z.iso.date().nullable(),
    values: Values,
    version: z.int(),
    createdAt: Moment,
    updatedAt: Moment,
  })
  .meta({ id: "Item" });

const VersionShape = z
  .strictObject({
    version: z.int(),
    validFrom: Moment,
    validTo: Moment.nullable(),
    changedBy: z.string().nullable(),
    tickets: z.array(z.string()),
    state: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "ItemVersion" });

const Label = z.strictObject({ code: z.string(), labelFr: z.string(), labelEn: z.string() });
const TypeShape = z
  .strictObject({
    ...Label.shape,
    own: z.boolean().describe("Of this workspace; otherwise of the platform."),
    archived: z.boolean(),
    fields: z.array(
      z.strictObject({
        ...Label.shape,
        type: z.enum(itemFieldTypes),
        required: z.boolean(),
        listed: z.boolean(),
        choices: z.array(Label),
      }),
    ),
    remindDays: z.array(z.int()),
  })
  .meta({ id: "ItemType" });

export const list = operation({
  method: "GET",
  path: "/items",
  tag,
  summary: {
    fr: "Lister les éléments de configuration que l’on peut lire, par nom",
    en: "List the configuration items one may read, by name",
  },
  query: ItemFilter.extend({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    after: z.string().max(1_000).optional(),
  }),
  answer: listOf(ItemShape),
  run: ({ actor, query: { limit, after, ...filter } }) =>
    actor.transaction(async (tx) => {
      const found = await listItems(tx, filter, { limit, after });
      return { ...found, items: found.items.map(present) };
    }),
});

export const create = operation({
  method: "POST",
  path: "/items",
  tag,
  summary: { fr: "Créer un élément de configuration", en: "Create a configuration item" },
  body: CreateItemInput,
  answer: ItemShape,
  status: 201,
  run: async ({ actor, body }) => present(await createItem(actor, body)),
  location: ({ id }) => `/items/${id}`,
});

export const get = operation({
  method: "GET",
  path: "/items/{id}",
  tag,
  summary: {
    fr: "Lire un élément, tel qu’il est ou tel qu’il était à une date",
    en: "Read an item, as it is or as it was on a date",
  },
  params: ItemParams,
  query: z.strictObject({ at: AsOf.optional() }),
  answer: ItemShape,
  run: ({ actor, params, query: { at } }) =>
    actor.transaction(async (tx) => {
      const item = await getItem(tx, params.id);
      return present(
        at ? await readItemAsOf(tx, item, momentOf(at, (await findTimeZone(tx)) ?? "Europe/Paris")) : item,
      );
    }),
});

export const change = operation({
  method: "PATCH",
  path: "/items/{id}",
  tag,
  summary: { fr: "Changer un élément, à partir de la version lue", en: "Change an item, from the version read" },
  params: ItemParams,
  body: ItemChanges.extend({ version: z.int().min(1) }),
  answer: ItemShape,
  run: async ({ actor, params, body }) => present(await changeItem(actor, { ...body, item: params.id })),
  current: (standing) => present(standing as Item),
});

export const put = operation({
  method: "PUT",
  path: "/items/by-key/{key}",
  tag,
  summary: {
    fr: "Créer ou mettre à jour l’élément qui porte cette clé externe dans un espace",
    en: "Create or bring up to date the item with this external key in a workspace",
  },
  params: z.strictObject({ key: PutItemInput.shape.externalKey }),
  body: CreateItemInput.omit({ externalKey: true }),
  answer: ItemShape,
  run: async ({ actor, params, body }) => present((await putItem(actor, { ...body, externalKey: params.key })).item),
  current: (standing) => (standing ? present(standing as Item) : null),
});

export const versions = operation({
  method: "GET",
  path: "/items/{id}/versions",
  tag,
  summary: { fr: "Lire l’histoire d’un élément", en: "Read the history of an item" },
  params: ItemParams,
  answer: listOf(VersionShape),
  run: ({ actor, params }) =>
    actor.transaction(async (tx) => {
      const found = await listItemVersions(tx, await getItem(tx, params.id));
      const items = found.map(({ version, validFrom, validTo, changedByName, tickets, state }) => ({
        version,
        validFrom: validFrom.toISOString(),
        validTo: validTo?.toISOString() ?? null,
        changedBy: changedByName,
        tickets: tickets.map(({ reference }) => reference),
        state: { ...state },
      }));
      return { items, after: null };
    }),
});

export const types = operation({
  method: "GET",
  path: "/item-types",
  tag,
  summary: {
    fr: "Lister les types d’éléments d’un espace, et ceux de la plate-forme",
    en: "List the item types of a workspace, and those of the platform",
  },
  query: z.strictObject({ workspace: z.string().max(60).optional() }),
  answer: listOf(TypeShape),
  run: ({ actor, query }) =>
    actor.transaction(async (tx) => {
      const place = query.workspace ? await getWorkspace(tx, query.workspace) : null;
      const found = await listItemTypes(tx, place?.id ?? null);
      const items = found.map(({ code, labelFr, labelEn, fields, remindDays, workspaceId, archivedAt }) => ({
        ...{ code, labelFr, labelEn, fields, remindDays },
        own: workspaceId === place?.id,
        archived: archivedAt !== null,
      }));
      return { items, after: null };
    }),
});

function present(item: Item): z.input<typeof ItemShape> {
  const { id, name, externalKey, status, criticality, startsOn, expiresOn, values, version } = item;
  return {
    ...{ id, name, externalKey, status, criticality, startsOn, expiresOn, values, version },
    workspace: item.workspaceKey,
    project: item.projectKey,
    type: item.typeCode,
    owner: presentPerson(item.ownerName, item.ownerMail),
    createdAt: item.createdAt.toISOString(),
    updatedAt: item.updatedAt.toISOString(),
  };
}
