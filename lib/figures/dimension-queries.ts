import { inArray, type SQL, sql } from "drizzle-orm";
import { category, item, project, status, workspace } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";
import { findPeople } from "@/lib/tickets/people-queries";
import { channels, initiators, kinds } from "@/lib/tickets/ticket";
import type { Dimension } from "./question";

/** How a dimension is read beside `ticket`. `several`: a ticket may be under more than one key, and the total is not their sum. */
interface Read {
  key: SQL;
  join?: SQL;
  several?: boolean;
}

const linked = (alias: string, type: SQL) => sql`left join (
    select l.workspace_id, l.ticket_id, l.item_id from ticket_item l
      join item i on i.workspace_id = l.item_workspace_id and i.id = l.item_id
      join item_type y on y.workspace_id = i.type_workspace_id and y.id = i.type_id and ${type}) ${sql.raw(alias)}
    on ${sql.raw(alias)}.workspace_id = ticket.workspace_id and ${sql.raw(alias)}.ticket_id = ticket.id`;

/** Statuses and categories by their codes: the same one in several workspaces is one key, as in the filters. */
export const readDimension: Record<Dimension, Read> = {
  kind: { key: sql`ticket.kind` },
  category: {
    key: sql`dc.code`,
    join: sql`left join category dc on dc.workspace_id = ticket.workspace_id and dc.id = ticket.category_id`,
  },
  status: {
    key: sql`ds.code`,
    join: sql`left join status ds on ds.workspace_id = ticket.workspace_id and ds.id = ticket.status_id`,
  },
  priority: { key: sql`ticket.priority` },
  project: { key: sql`ticket.project_id` },
  workspace: { key: sql`ticket.workspace_id` },
  channel: { key: sql`ticket.channel` },
  initiator: { key: sql`ticket.initiator` },
  assignee: { key: sql`ticket.assignee_id` },
  item: { key: sql`di.item_id`, join: linked("di", sql`true`), several: true },
  site: { key: sql`dl.item_id`, join: linked("dl", sql`y.code = 'site'`), several: true },
};

/** A value under which tickets are gathered. `value`: as the filters and the API know it, null for none. */
export interface Key {
  value: string | null;
  /** Null where the value is of a closed list, whose words each door has. */
  label: { fr: string; en: string } | null;
  /** Its place among the others. */
  rank: string;
}

/** What the keys read are called. */
export async function nameKeys(
  tx: Transaction,
  dimension: Dimension,
  read: (string | null)[],
): Promise<Map<string, Key>> {
  const keys = [...new Set(read.filter((key) => key !== null))];
  const names = keys.length > 0 ? await readNames[dimension](tx, keys) : new Map<string, Named>();
  return new Map(
    keys.map((key): [string, Key] => {
      const { value = key, label = null, rank } = names.get(key) ?? {};
      return [key, { value, label, rank: rank ?? label?.fr ?? `~${key}` }];
    }),
  );
}

/** The last one of a table: what has no value. */
export const noKey: Key = { value: null, label: null, rank: "\uffff" };

type Named = { value?: string; label?: Key["label"]; rank?: string };
type Names = (tx: Transaction, keys: string[]) => Promise<Map<string, Named>>;

const closed =
  (list: readonly string[]): Names =>
  async () =>
    new Map(list.map((value, place) => [value, { rank: String(place).padStart(2, "0") }]));

const both = (name: string) => ({ fr: name, en: name });

const items: Names = async (tx, keys) =>
  new Map(
    (await tx.select().from(item).where(inArray(item.id, keys))).map(({ id, name }) => [id, { label: both(name) }]),
  );

const readNames: Record<Dimension, Names> = {
  kind: closed(kinds),
  priority: closed(["1", "2", "3", "4"]),
  channel: closed(channels),
  initiator: closed(initiators),
  category: (tx, keys) => readCodes(tx, category, keys),
  status: (tx, keys) => readCodes(tx, status, keys),
  project: async (tx, keys) =>
    new Map(
      (await tx.select().from(project).where(inArray(project.id, keys))).map(({ id, key, name }) => [
        id,
        { value: key, label: both(name) },
      ]),
    ),
  workspace: async (tx, keys) =>
    new Map(
      (await tx.select().from(workspace).where(inArray(workspace.id, keys))).map(({ id, key, name }) => [
        id,
        { value: key, label: both(name) },
      ]),
    ),
  assignee: async (tx, keys) =>
    new Map([...(await findPeople(tx, keys))].map(([id, { name, mail }]) => [id, { value: mail, label: both(name) }])),
  item: items,
  site: items,
};

/** One of its labels for each code, where workspaces name it otherwise. */
async function readCodes(tx: Transaction, table: typeof category | typeof status, keys: string[]) {
  const rows = await tx
    .selectDistinctOn([table.code], {
      code: table.code,
      labelFr: table.labelFr,
      labelEn: table.labelEn,
      at: table.position,
    })
    .from(table)
    .where(inArray(table.code, keys))
    .orderBy(table.code, table.position);
  return new Map(
    rows.map(({ code, labelFr, labelEn, at }) => [
      code,
      { label: { fr: labelFr, en: labelEn }, rank: `${String(at).padStart(4, "0")} ${labelFr}` },
    ]),
  );
}
