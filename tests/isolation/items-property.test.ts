import fc from "fast-check";
import type postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { newIdentifier } from "@/lib/tenancy/identifier";
import * as model from "./model";
import { as, ways } from "./observe";
import { openRandomGround, type RandomGround } from "./random-ground";
import { layWorld, plans } from "./random-world";
import type { Laid } from "./random-world-shapes";
import { tries } from "./tries";

// Items, their versions, what is shared of the platform, relations and items of tickets in random worlds: what PostgreSQL shows and
// lets write, beside the model.

vi.setConfig({ testTimeout: 180_000 });

const platform = "00000000-0000-0000-0000-000000000000";
const [siteType, popType] = ["00000000-0000-7000-8000-000000000101", "00000000-0000-7000-8000-000000000105"];

let ground: RandomGround;

beforeAll(async () => {
  ground = await openRandomGround();
  for (const table of ["item", "item_version", "item_relation", "ticket_item"])
    await ground.owner.unsafe(
      `create policy laid_by_this_test on ${table} for insert to current_user with check (true)`,
    );
  // The trigger that keeps versions reads the item that it keeps.
  for (const table of ["item", "relation_type"])
    await ground.owner.unsafe(`create policy read_by_this_test on ${table} for select to current_user using (true)`);
});
afterAll(() => ground?.close());

interface Item {
  id: string;
  workspace: string;
  /** Null: of the whole workspace, or of the platform. */
  project: string | null;
  author: string | null;
  /** Of the platform: where it is shared now. */
  sharedWith: string[];
}

test("an item is read by who holds items.read where it stands and reads its project, or where it is shared; its versions with it", async () => {
  const seen = { yes: 0, no: 0 };
  const let_ = { yes: 0, no: 0 };
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const laid = await layWorld(ground, plan);
      const items = await layItems(laid);
      const relations = await layRelations(items);
      const ids = items.map(({ id }) => id);
      for (const account of laid.accounts)
        for (const way of ways) {
          const found = await as(ground.web, account, (sql) => readAll(sql, ids), way);
          const readable = items.filter((item) => mayRead(laid, account, item)).map(({ id }) => id);
          const related = relations.filter((pair) => mayReadRelation(laid, account, pair));
          let_.yes += related.length;
          let_.no += relations.length - related.length;
          seen.yes += readable.length;
          seen.no += ids.length - readable.length;
          expect(found, way).toEqual({
            item: readable.sort(),
            version: readable.sort(),
            related: related.map(({ from, to }) => `${from.id} ${to.id}`).sort(),
            ofTickets: laid.facts.tickets
              .filter((ticket) => model.mayRead(laid.facts, account, ticket))
              .flatMap((ticket) => itemsOfTicket(items, ticket).map(({ id }) => `${ticket.id} ${id}`))
              .filter((pair) => readable.includes(pair.split(" ")[1]!))
              .sort(),
          });
        }
    }),
    { numRuns: 40 },
  );
  expect(Math.min(seen.yes, seen.no, let_.yes, let_.no)).toBeGreaterThan(50);
});

test("an item is written by who holds items.write there and may write its project; one of the platform by who does so wherever it is shared", async () => {
  const let_ = { yes: 0, no: 0 };
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const laid = await layWorld(ground, plan);
      const items = await layItems(laid);
      for (const account of laid.accounts)
        for (const item of items) {
          const written = await writtenBy(account, item);
          const may = mayWrite(laid, account, item);
          const reads = mayRead(laid, account, item);
          expect(written).toEqual({
            change: may && reads,
            // A version of one's own making: never, whoever asks.
            forge: false,
            // The history of what one could not read could not be kept.
            add: item.workspace === platform ? writesSomewhere(laid, account) : may && reads,
          });
          for (const did of Object.values(written)) let_[did ? "yes" : "no"] += 1;
        }
    }),
    { numRuns: 20 },
  );
  expect(Math.min(let_.yes, let_.no)).toBeGreaterThan(50);
});

/** In each workspace an item of its own and one of each of its projects; of the platform one for each way to be shared. */
async function layItems(laid: Laid): Promise<Item[]> {
  const [first, second] = ground.workspaces.map(({ id }) => id) as [string, string];
  const author = laid.accounts[0]!;
  const items: Item[] = [
    ...[first, second].map((workspace) => ({ workspace, project: null })),
    ...[...new Map(laid.facts.tickets.map(({ workspace, project }) => [project, { workspace, project }])).values()],
  ].map((place) => ({ id: newIdentifier(), author: null, sharedWith: [], ...place }));
  for (const sharedWith of [[], [first], [second], [first, second]])
    items.push({ id: newIdentifier(), workspace: platform, project: null, author, sharedWith });
  await ground.owner.begin(async (sql) => {
    for (const { id, workspace, project, author, sharedWith } of items) {
      await sql`insert into item (workspace_id, id, type_workspace_id, type_id, project_id, name, created_by)
        values (${workspace}, ${id}, ${platform}, ${workspace === platform ? popType : siteType}, ${project}, 'x', ${author})`;
      for (const space of sharedWith)
        await sql`insert into item_share (workspace_id, item_workspace_id, item_id) values (${space}, ${platform}, ${id})`;
      // Shared once with both, and no longer.
      if (sharedWith.length === 0 && workspace === platform)
        await sql`insert into item_share (workspace_id, item_workspace_id, item_id, ended_at) values (${first}, ${platform}, ${id}, now())`;
    }
    for (const ticket of laid.facts.tickets)
      for (const { id, workspace } of itemsOfTicket(items, ticket))
        await sql`insert into ticket_item (workspace_id, ticket_id, item_workspace_id, item_id)
          values (${ticket.workspace}, ${ticket.id}, ${workspace}, ${id})`;
  });
  return items;
}

interface Relation {
  workspace: string;
  from: Item;
  to: Item;
}

/** In each workspace, from each of its items to every other that it can name. */
async function layRelations(items: Item[]): Promise<Relation[]> {
  const relations = items
    .filter(({ workspace }) => workspace !== platform)
    .flatMap((from) =>
      items
        .filter((to) => to !== from && (to.workspace === from.workspace || to.workspace === platform))
        .map((to) => ({ workspace: from.workspace, from, to })),
    );
  await ground.owner.begin(async (sql) => {
    const [type] = await sql<
      { id: string }[]
    >`select id from relation_type where workspace_id = ${platform} and code = 'hosts'`;
    for (const { workspace, from, to } of relations)
      await sql`insert into item_relation (workspace_id, type_workspace_id, type_id, impact, from_workspace_id, from_id, to_workspace_id, to_id)
        values (${workspace}, ${platform}, ${type!.id}, 'forward', ${from.workspace}, ${from.id}, ${to.workspace}, ${to.id})`;
  });
  return relations;
}

/** Who holds items.read where it stands and reads both its ends. */
function mayReadRelation(laid: Laid, account: string, { workspace, from, to }: Relation): boolean {
  return holds(laid, account, workspace, "items.read") && mayRead(laid, account, from) && mayRead(laid, account, to);
}

/** Every ticket is about all items that it can name. */
function itemsOfTicket(items: Item[], ticket: model.Ticket): Item[] {
  return items.filter(({ workspace }) => workspace === ticket.workspace || workspace === platform);
}

async function readAll(sql: postgres.TransactionSql, ids: string[]) {
  const item = await sql<{ id: string }[]>`select id from item where id = any(${ids})`;
  const version = await sql<{ id: string }[]>`select item_id as id from item_version where item_id = any(${ids})`;
  const related = await sql<{ id: string }[]>`
    select from_id || ' ' || to_id as id from item_relation where from_id = any(${ids})`;
  const ofTickets = await sql<{ id: string }[]>`
    select ticket_id || ' ' || item_id as id from ticket_item where item_id = any(${ids})`;
  const sorted = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();
  return { item: sorted(item), version: sorted(version), related: sorted(related), ofTickets: sorted(ofTickets) };
}

const holds = (laid: Laid, account: string, workspace: string, permission: "items.read" | "items.write") =>
  model.permissionsIn(laid.facts, account, workspace)?.includes(permission) ?? false;

const spaces = () => ground.workspaces.map(({ id }) => id);

const writesSomewhere = (laid: Laid, account: string) =>
  spaces().some((workspace) => holds(laid, account, workspace, "items.write"));

/** The projects of a random world stand behind its tickets. */
function asTicket(item: Item): model.Ticket {
  return { id: "", requester: "", workspace: item.workspace, project: item.project! };
}

function mayRead(laid: Laid, account: string, item: Item): boolean {
  if (item.workspace === platform)
    return (
      item.author === account || item.sharedWith.some((workspace) => holds(laid, account, workspace, "items.read"))
    );
  if (!holds(laid, account, item.workspace, "items.read")) return false;
  return item.project === null || model.mayReadProject(laid.facts, account, asTicket(item));
}

function mayWrite(laid: Laid, account: string, item: Item): boolean {
  if (item.workspace === platform)
    return (
      writesSomewhere(laid, account) &&
      item.sharedWith.every((workspace) => holds(laid, account, workspace, "items.write")) &&
      (item.author === account || item.sharedWith.length > 0)
    );
  if (!holds(laid, account, item.workspace, "items.write")) return false;
  return item.project === null || model.mayWriteProject(laid.facts, account, asTicket(item));
}

async function writtenBy(account: string, { id, workspace, project }: Item) {
  return {
    change: await tries(
      ground,
      account,
      (sql) => sql`update item set name = 'y', updated_by = ${account} where id = ${id}`,
    ),
    forge: await tries(
      ground,
      account,
      (sql) =>
        sql`insert into item_version (workspace_id, item_id, version, state) values (${workspace}, ${id}, 9, '{}')`,
    ),
    add: await tries(
      ground,
      account,
      (sql) => sql`insert into item (workspace_id, type_workspace_id, type_id, project_id, name, created_by)
        values (${workspace}, ${platform}, ${siteType}, ${project}, 'z', ${account})`,
    ),
  };
}
