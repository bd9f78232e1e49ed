import { type SQL, sql } from "drizzle-orm";
import { NotFound } from "@/lib/access/refusals";
import { PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { listTicketsByIds } from "@/lib/tickets/ticket-queries";
import { type Direction, type Step, shortestWays } from "./impact";

export interface ImpactQuestion {
  itemId: string;
  direction: Direction;
  /** Relations as they stood at that moment; now when absent. */
  at?: SQL | undefined;
}

export type Impact = Awaited<ReturnType<typeof readImpact>>;

/** The items that one screen describes: a graph of more is not read by anybody. */
export const shownOnScreen = 500;

/**
 * What an item touches, or what it hangs from, nearest first, through the relations and items that the asking person may read. Counts
 * by workspace and project are of all that is reached; the platform's own items are of none. Throws NotFound.
 */
export async function readImpact(tx: Transaction, question: ImpactQuestion) {
  const { itemId, direction, at = sql`now()` } = question;
  const start = await findNamed(tx, itemId);
  // The recursion goes level by level, so whatever leads to an item comes before it: a beginning of the list has all its ways whole.
  const [walked] = await tx.execute<{
    total: number;
    places: Place[];
    nearest: string[];
    /** Null when all that is reached is described, sites included. */
    farSites: string[] | null;
    tickets: string[];
  }>(sql`
    with recursive reached (id, workspace_id, project_id) as (
      select ${itemId}::uuid, ${start.workspaceId}::uuid, ${start.projectId}::uuid
      union select s.id, s.workspace_id, s.project_id from reached w cross join lateral (${stepsOf(direction, at, sql`w.id`)}) s)
    select (select count(*)::int - 1 from reached) as total,
      coalesce((select json_agg(p) from (select workspace_id as "workspaceId", project_id as "projectId", count(*)::int as count
        from reached where id <> ${itemId} and workspace_id <> ${PLATFORM_ID} group by 1, 2) p), '[]') as places,
      coalesce((select json_agg(n.id) from (select id from reached limit ${shownOnScreen + 2}) n), '[]') as nearest,
      case when (select count(*) from reached) > ${shownOnScreen} then coalesce((select json_agg(i.id) from (
        select i.id from item i where i.type_id in (select y.id from item_type y where y.code = ${siteType}) and i.id <> ${itemId}
          and exists (select 1 from reached r where r.id = i.id) limit ${mostTouched}) i), '[]') end as "farSites",
      coalesce((select json_agg(l.ticket_id) from (select distinct l.ticket_id from ticket_item l join reached r on r.id = l.item_id
        limit ${mostTouched}) l), '[]') as tickets`);
  const { total, places, nearest, farSites, tickets } = walked!;
  const among = await tx.execute<Step & Record<string, unknown>>(sql`
    select s.relation_id as "relationId", n as "fromItemId", s.id as "itemId"
    from unnest(${sql.param(nearest)}::uuid[]) n cross join lateral (${stepsOf(direction, at, sql`n`)}) s
    where s.id = any (${sql.param(nearest)}::uuid[])`);
  const ways = [...shortestWays(itemId, [...among])].slice(0, shownOnScreen);
  const affected = await describe(tx, ways);
  return {
    ...{ start, direction, total, affected },
    sites: farSites ? await namedItems(tx, farSites) : affected.filter(({ typeCode }) => typeCode === siteType),
    beneficiaries: await namePlaces(tx, places),
    tickets: await openAmong(tx, tickets),
  };
}

/** What beneficiaries know by name. */
const siteType = "site";

/** More than one screen tells by name. */
const mostTouched = 200;

interface Place {
  workspaceId: string;
  projectId: string | null;
  count: number;
}

/** Where an outage travels from `source`, along the relations that stood at that moment; looked up for each item, never for all. */
function stepsOf(direction: Direction, at: SQL, source: SQL): SQL {
  const [along, against] = direction === "down" ? ["forward", "backward"] : ["backward", "forward"];
  const standing = sql`r.since <= ${at} and (r.until is null or r.until > ${at})`;
  return sql`select r.id as relation_id, r.to_id as id, r.to_workspace_id as workspace_id, r.to_project_id as project_id
      from item_relation r where r.from_id = ${source} and r.impact = ${along} and ${standing}
    union all select r.id, r.from_id, r.from_workspace_id, r.from_project_id
      from item_relation r where r.to_id = ${source} and r.impact = ${against} and ${standing}`;
}

/** Who is touched: workspaces and their projects by name, with how many items of theirs. */
async function namePlaces(tx: Transaction, places: Place[]) {
  if (places.length === 0) return [];
  const [spaces, projects] = await Promise.all([
    tx.execute<{ id: string; name: string; beneficiary: string }>(sql`
      select w.id, w.name, b.name as beneficiary from workspace w join beneficiary b on b.id = w.beneficiary_id
      where w.id = any (${sql.param(places.map(({ workspaceId }) => workspaceId))}::uuid[])`),
    tx.execute<{ id: string; key: string; name: string }>(sql`
      select id, key, name from project where id = any (${sql.param(places.map(({ projectId }) => projectId))}::uuid[])`),
  ]);
  return places.map(({ workspaceId, projectId, count }) => {
    const space = spaces.find(({ id }) => id === workspaceId);
    const project = projects.find(({ id }) => id === projectId);
    return {
      ...{ workspaceId, projectId, count },
      ...{ workspaceName: space?.name ?? "", beneficiary: space?.beneficiary ?? "" },
      ...{ projectKey: project?.key ?? null, projectName: project?.name ?? null },
    };
  });
}

/** Those of these tickets that are not over yet. */
async function openAmong(tx: Transaction, ids: string[]) {
  return ids.length === 0
    ? []
    : (await listTicketsByIds(tx, ids)).filter(({ phase }) => phase !== "resolved" && phase !== "closed");
}

interface Named extends Record<string, unknown> {
  id: string;
  name: string;
  status: string;
  criticality: number;
  typeCode: string;
  typeFr: string;
  typeEn: string;
  projectId: string | null;
  projectKey: string | null;
  workspaceId: string;
}

/** What an item is called, and what it is; NotFound when there is none for this person. */
async function findNamed(tx: Transaction, id: string): Promise<Named> {
  const [found] = await namedItems(tx, [id]);
  if (!found) throw new NotFound("unknown-item");
  return found;
}

async function namedItems(tx: Transaction, ids: string[]): Promise<Named[]> {
  return [
    ...(await tx.execute<Named>(sql`
      select i.id, i.name, i.status, i.criticality, y.code as "typeCode", y.label_fr as "typeFr", y.label_en as "typeEn",
        i.project_id as "projectId", p.key as "projectKey", i.workspace_id as "workspaceId"
      from item i join item_type y on y.workspace_id = i.type_workspace_id and y.id = i.type_id
        left join project p on p.id = i.project_id
      where i.id = any (${sql.param(ids)}::uuid[])`)),
  ];
}

async function describe(tx: Transaction, ways: [string, Step[]][]) {
  if (ways.length === 0) return [];
  const [items, relations] = await Promise.all([
    namedItems(tx, [...new Set(ways.flatMap(([id, way]) => [id, ...way.map(({ fromItemId }) => fromItemId)]))]),
    namedRelations(tx, [...new Set(ways.flatMap(([, way]) => way.map(({ relationId }) => relationId)))]),
  ]);
  const itemOf = new Map(items.map((one) => [one.id, one]));
  const relationOf = new Map(relations.map((one) => [one.id, one]));
  return ways.map(([id, way]) => ({
    ...itemOf.get(id)!,
    depth: way.length,
    way: way.map(({ fromItemId, itemId, relationId }) => {
      const relation = relationOf.get(relationId)!;
      // Said from the item that was reached before: "héberge", or "est hébergé par" when the walk goes against the relation.
      const along = relation.fromId === fromItemId;
      const [labelFr, labelEn] = along
        ? [relation.labelFr, relation.labelEn]
        : [relation.reverseFr, relation.reverseEn];
      return { fromId: fromItemId, fromName: itemOf.get(fromItemId)!.name, toId: itemId, labelFr, labelEn };
    }),
  }));
}

async function namedRelations(tx: Transaction, ids: string[]) {
  return [
    ...(await tx.execute<{
      id: string;
      fromId: string;
      labelFr: string;
      labelEn: string;
      reverseFr: string;
      reverseEn: string;
    }>(sql`
      select r.id, r.from_id as "fromId", y.label_fr as "labelFr", y.label_en as "labelEn", y.reverse_fr as "reverseFr",
        y.reverse_en as "reverseEn"
      from item_relation r join relation_type y on y.workspace_id = r.type_workspace_id and y.id = r.type_id
      where r.id = any (${sql.param(ids)}::uuid[])`)),
  ];
}
