import fc from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../world";
import { mayRead, mayReadPart, mayTouchTicket, mayWriteMessage } from "./model";
import { type Ground, type Laid, layWorld, plans } from "./random-world";

let world: World;
let ground: Ground;
let web: postgres.Sql;

beforeAll(async () => {
  world = await openWorld();
  const { roleUrl } = await import("@/lib/settings/environment");
  web = postgres(roleUrl("guichet_web"), { max: 4, onnotice: () => {} });
  const worker = postgres(roleUrl("guichet_worker"), { max: 2, onnotice: () => {} });
  ground = { owner: world.owner, worker, workspaces: [] };
  for (const key of ["culture", "efs"]) {
    const id = world.workspace(key).id;
    const [status] = await worker.begin(async (sql) => {
      await sql`select set_config('app.workspace_id', ${id}, true)`;
      return sql<{ id: string }[]>`select id from status where kind = 'request' and phase = 'new' limit 1`;
    });
    ground.workspaces.push({ id, statusId: status!.id });
  }
});
afterAll(async () => {
  await Promise.all([web.end(), ground.worker.end()]);
  await world.close();
});

test("what PostgreSQL shows each account of a random world is what the plain model says, row by row", async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const laid = await layWorld(ground, plan);
      for (const account of laid.accounts) {
        expect(await seenBy(account, laid)).toEqual(shouldSee(account, laid));
        expect(await foundBy(account, laid)).toEqual(shouldFind(account, laid));
      }
    }),
    { numRuns: 80 },
  );
});

test("what PostgreSQL lets each account write, verbs aside, is what the plain model says", async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const laid = await layWorld(ground, plan);
      for (const account of laid.accounts)
        for (const ticket of laid.facts.tickets) {
          const outcome = await writesOf(account, ticket);
          expect(outcome).toEqual({
            message: mayWriteMessage(laid.facts, account, ticket, false),
            note: mayWriteMessage(laid.facts, account, ticket, true),
            touch: mayTouchTicket(laid.facts, account, ticket),
          });
        }
    }),
    { numRuns: 30 },
  );
});

function as<T>(account: string, ask: (sql: postgres.TransactionSql) => Promise<T>): Promise<T> {
  return web.begin(async (sql) => {
    await sql`select set_config('app.account_id', ${account}, true)`;
    return ask(sql);
  }) as Promise<T>;
}

function seenBy(account: string, laid: Laid) {
  const tickets = laid.facts.tickets.map((ticket) => ticket.id);
  return as(account, async (sql) => {
    const ids = async (table: string, id: string, ticket: string) =>
      (await sql.unsafe<{ id: string }[]>(`select ${id} as id from ${table} where ${ticket} = any($1)`, [tickets]))
        .map((row) => row.id)
        .sort();
    return {
      ticket: await ids("ticket", "id", "id"),
      message: await ids("message", "id", "ticket_id"),
      attachment: await ids("attachment", "id", "ticket_id"),
      event: await ids("event", "id", "ticket_id"),
      participant: await ids("participant", "ticket_id || ' ' || account_id", "ticket_id"),
    };
  });
}

function shouldSee(account: string, laid: Laid) {
  const { facts, rows } = laid;
  const ofTable = (table: (typeof rows)[number]["table"]) =>
    rows
      .filter((row) => row.table === table && mayReadPart(facts, account, ticketOf(laid, row.ticket), row.requires))
      .map((row) => row.id)
      .sort();
  return {
    ticket: facts.tickets
      .filter((ticket) => mayRead(facts, account, ticket))
      .map((ticket) => ticket.id)
      .sort(),
    message: ofTable("message"),
    attachment: ofTable("attachment"),
    event: ofTable("event"),
    participant: ofTable("participant"),
  };
}

function foundBy(account: string, laid: Laid) {
  return as(account, async (sql) => {
    const found: string[] = [];
    for (const word of laid.words.keys()) {
      const rows = await sql`select ticket_id from search_ticket_ids(${word}, null, null, 10)`;
      if (rows.length > 0) found.push(word);
    }
    return found.sort();
  });
}

function shouldFind(account: string, laid: Laid): string[] {
  return [...laid.words]
    .filter(([, { ticket, requires }]) => mayReadPart(laid.facts, account, ticketOf(laid, ticket), requires))
    .map(([word]) => word)
    .sort();
}

function ticketOf(laid: Laid, id: string) {
  return laid.facts.tickets.find((ticket) => ticket.id === id)!;
}

async function writesOf(account: string, ticket: { id: string; workspace: string }) {
  const message = (internal: boolean) =>
    lets(
      account,
      (sql) => sql`insert into message (workspace_id, ticket_id, internal, author_id, body, door)
      values (${ticket.workspace}, ${ticket.id}, ${internal}, ${account}, 'essai', 'web')`,
    );
  return {
    message: await message(false),
    note: await message(true),
    touch: await lets(account, (sql) => sql`update ticket set title = 'essai' where id = ${ticket.id}`),
  };
}

class Undo extends Error {}

/** Whether a write goes through and touches a row; always undone. */
async function lets(
  account: string,
  write: (sql: postgres.TransactionSql) => Promise<{ count: number }>,
): Promise<boolean> {
  let touched = 0;
  try {
    await as(account, async (sql) => {
      touched = (await write(sql)).count;
      throw new Undo();
    });
  } catch (error) {
    if (error instanceof Undo) return touched === 1;
    if ((error as { code?: string }).code === "42501") return false;
    throw error;
  }
  return false;
}
