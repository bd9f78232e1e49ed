import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { findTimeZone } from "@/lib/accounts/preference-queries";
import { AsOf, momentOf } from "@/lib/items/as-of";
import { endRelation } from "@/lib/items/end-relation";
import { endShare } from "@/lib/items/end-share";
import { Direction } from "@/lib/items/impact";
import { readImpact } from "@/lib/items/impact-queries";
import { ItemId } from "@/lib/items/item";
import { getItem } from "@/lib/items/item-queries";
import { LinkItemInput, linkItem } from "@/lib/items/link-item";
import { RelateItemsInput, relateItems } from "@/lib/items/relate-items";
import { getRelation, listRelations, listRelationTypes, type Relation } from "@/lib/items/relation-queries";
import { ShareItemInput, shareItem } from "@/lib/items/share-item";
import { listShares } from "@/lib/items/share-queries";
import { listItemsOfTicket } from "@/lib/items/ticket-item-queries";
import { unlinkItem } from "@/lib/items/unlink-item";
import type { Transaction } from "@/lib/tenancy/actor";
import { TicketReference } from "@/lib/tickets/ticket";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { getWorkspace } from "@/lib/workspaces/workspace-queries";
import { ItemParams } from "./items";
import { listOf, Moment } from "./shapes";
import { TicketParams } from "./ticket-shape";

const tag = "items";
const Id = z.strictObject({ id: ItemId });
const at = AsOf.optional().describe("A day, which stands for its end, or a moment; now when absent.");

const End = z.strictObject({ id: z.guid(), name: z.string(), type: z.string() });
const RelationShape = z
  .strictObject({
    id: z.guid(),
    type: z.string(),
    impact: z.enum(["forward", "backward", "none"]),
    from: End,
    to: End,
    since: Moment,
    until: Moment.nullable(),
    ticket: z.string().nullable(),
  })
  .meta({ id: "ItemRelation" });

const RelationTypeShape = z
  .strictObject({
    code: z.string(),
    labelFr: z.string(),
    labelEn: z.string(),
    reverseFr: z.string(),
    reverseEn: z.string(),
    impact: z.enum(["forward", "backward", "none"]),
  })
  .meta({ id: "ItemRelationType" });

const Linked = z.strictObject({ id: z.guid(), name: z.string(), type: z.string(), status: z.string() });

const ImpactShape = z
  .strictObject({
    total: z.int().describe("How many items are reached."),
    affected: z
      .array(
        z.strictObject({
          ...Linked.shape,
          project: z.string().nullable(),
          depth: z.int(),
          way: z.array(z.strictObject({ from: z.guid(), to: z.guid(), labelFr: z.string(), labelEn: z.string() })),
        }),
      )
      .describe("The nearest 500, each with the shortest way to it."),
    sites: z.array(z.strictObject({ id: z.guid(), name: z.string() })),
    beneficiaries: z.array(
      z.strictObject({
        beneficiary: z.string(),
        workspace: z.string(),
        project: z.string().nullable(),
        items: z.int(),
      }),
    ),
    tickets: z.array(z.string()).describe("Open tickets about what is reached."),
  })
  .meta({ id: "Impact" });

export const impact = operation({
  method: "GET",
  path: "/items/{id}/impact",
  tag,
  summary: {
    fr: "Savoir ce qu’une panne d’un élément atteint (down), ou de quoi il dépend (up)",
    en: "Know what an outage of an item reaches (down), or what it hangs from (up)",
  },
  params: ItemParams,
  query: z.strictObject({ direction: Direction.default("down"), at }),
  answer: ImpactShape,
  run: ({ actor, params, query }) =>
    actor.transaction(async (tx) => {
      const moment = await momentAsked(tx, query.at);
      const found = await readImpact(tx, { itemId: params.id, direction: query.direction, at: moment });
      return {
        total: found.total,
        affected: found.affected.map(({ id, name, typeCode, status, projectKey, depth, way }) => ({
          ...{ id, name, type: typeCode, status, project: projectKey, depth },
          way: way.map(({ fromId, toId, labelFr, labelEn }) => ({ from: fromId, to: toId, labelFr, labelEn })),
        })),
        sites: found.sites.map(({ id, name }) => ({ id, name })),
        beneficiaries: found.beneficiaries.map(({ beneficiary, workspaceName, projectKey, count }) => ({
          ...{ beneficiary, workspace: workspaceName, project: projectKey, items: count },
        })),
        tickets: found.tickets.map(({ reference }) => reference),
      };
    }),
});

export const list = operation({
  method: "GET",
  path: "/relations",
  tag,
  summary: { fr: "Lister les relations d’un élément", en: "List the relations of an item" },
  query: z.strictObject({ item: ItemId, at }),
  answer: listOf(RelationShape),
  run: ({ actor, query }) =>
    actor.transaction(async (tx) => {
      const { id } = await getItem(tx, query.item);
      const moment = await momentAsked(tx, query.at);
      return { items: (await listRelations(tx, id, moment)).map(present), after: null };
    }),
});

export const relate = operation({
  method: "POST",
  path: "/relations",
  tag,
  summary: { fr: "Relier deux éléments", en: "Relate two items" },
  body: RelateItemsInput,
  answer: RelationShape,
  status: 201,
  run: async ({ actor, body }) => present(await relateItems(actor, body)),
  location: ({ id }) => `/relations/${id}`,
});

export const get = operation({
  method: "GET",
  path: "/relations/{id}",
  tag,
  summary: { fr: "Lire une relation", en: "Read a relation" },
  params: Id,
  answer: RelationShape,
  run: async ({ actor, params }) => present(await actor.transaction((tx) => getRelation(tx, params.id))),
});

export const end = operation({
  method: "POST",
  path: "/relations/{id}/end",
  tag,
  summary: { fr: "Terminer une relation, qui reste connue", en: "End a relation, which stays known" },
  params: Id,
  body: z.strictObject({ ticket: TicketReference.optional() }),
  answer: RelationShape,
  run: async ({ actor, params, body }) => present(await endRelation(actor, { ...body, relation: params.id })),
  current: (standing) => present(standing as Relation),
});

export const types = operation({
  method: "GET",
  path: "/relation-types",
  tag,
  summary: {
    fr: "Lister les types de relations d’un espace, et ceux de la plate-forme",
    en: "List the relation types of a workspace, and those of the platform",
  },
  query: z.strictObject({ workspace: z.string().max(60).optional() }),
  answer: listOf(RelationTypeShape),
  run: ({ actor, query }) =>
    actor.transaction(async (tx) => {
      const place = query.workspace ? await getWorkspace(tx, query.workspace) : null;
      const found = await listRelationTypes(tx, place?.id ?? null);
      const items = found.map(({ code, labelFr, labelEn, reverseFr, reverseEn, impact }) => ({
        ...{ code, labelFr, labelEn, reverseFr, reverseEn, impact },
      }));
      return { items, after: null };
    }),
});

const Share = z.strictObject({ workspace: z.string(), since: Moment });

export const shares = operation({
  method: "GET",
  path: "/items/{id}/shares",
  tag,
  summary: {
    fr: "Lister ceux de ses espaces où un élément de la plate-forme est montré",
    en: "List those of one’s workspaces in which an item of the platform is shown",
  },
  params: ItemParams,
  answer: listOf(Share),
  run: ({ actor, params }) =>
    actor.transaction(async (tx) => {
      const found = await listShares(tx, (await getItem(tx, params.id)).id);
      return {
        items: found.map(({ key, sharedAt }) => ({ workspace: key, since: sharedAt.toISOString() })),
        after: null,
      };
    }),
});

export const share = operation({
  method: "POST",
  path: "/items/{id}/shares",
  tag,
  summary: {
    fr: "Montrer un élément de la plate-forme dans un espace",
    en: "Show an item of the platform in a workspace",
  },
  params: ItemParams,
  body: ShareItemInput.omit({ item: true }),
  run: ({ actor, params, body }) => shareItem(actor, { ...body, item: params.id }),
});

export const unshare = operation({
  method: "DELETE",
  path: "/items/{id}/shares/{workspace}",
  tag,
  summary: { fr: "Ne plus montrer un élément dans un espace", en: "No longer show an item in a workspace" },
  params: ItemParams.extend({ workspace: ShareItemInput.shape.workspace }),
  run: ({ actor, params }) => endShare(actor, { item: params.id, workspace: params.workspace }),
});

export const ofTicket = operation({
  method: "GET",
  path: "/tickets/{reference}/items",
  tag,
  summary: { fr: "Lister les éléments d’une fiche", en: "List the items of a ticket" },
  params: TicketParams,
  answer: listOf(Linked),
  run: ({ actor, params }) =>
    actor.transaction(async (tx) => {
      const found = await listItemsOfTicket(tx, await getTicket(tx, params.reference));
      return {
        items: found.map(({ id, name, typeCode, status }) => ({ id, name, type: typeCode, status })),
        after: null,
      };
    }),
});

export const link = operation({
  method: "POST",
  path: "/tickets/{reference}/items",
  tag,
  summary: { fr: "Rattacher un élément à une fiche", en: "Link an item to a ticket" },
  params: TicketParams,
  body: LinkItemInput.omit({ ticket: true }),
  run: async ({ actor, params, body }) => {
    await linkItem(actor, { ...body, ticket: params.reference });
  },
});

export const unlink = operation({
  method: "DELETE",
  path: "/tickets/{reference}/items/{item}",
  tag,
  summary: { fr: "Détacher un élément d’une fiche", en: "Unlink an item from a ticket" },
  params: TicketParams.extend({ item: ItemId }),
  run: ({ actor, params }) => unlinkItem(actor, { ticket: params.reference, item: params.item }),
});

async function momentAsked(tx: Transaction, at: z.output<typeof AsOf> | undefined) {
  return at === undefined ? undefined : momentOf(at, (await findTimeZone(tx)) ?? "Europe/Paris");
}

function present(relation: Relation): z.input<typeof RelationShape> {
  const { id, typeCode, impact, since, until, ticket } = relation;
  return {
    ...{ id, type: typeCode, impact, ticket },
    from: { id: relation.fromId, name: relation.fromName, type: relation.fromType },
    to: { id: relation.toId, name: relation.toName, type: relation.toType },
    since: since.toISOString(),
    until: until?.toISOString() ?? null,
  };
}
