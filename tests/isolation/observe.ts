import type postgres from "postgres";
import * as model from "./model";
import type { Laid } from "./random-world-shapes";

// What PostgreSQL shows an account, beside what the model says that it should.

/** With what is reached worked out once per transaction, as every actor does; or asked anew by each policy, as after a change of rights. */
export const ways = ["kept", "asked anew"] as const;
type Way = (typeof ways)[number];

/** Runs as `account` does everything: nothing but row security stands between it and the tables. */
export function as<T>(
  web: postgres.Sql,
  account: string,
  ask: (sql: postgres.TransactionSql) => Promise<T>,
  way: Way = "kept",
): Promise<T> {
  return web.begin(async (sql) => {
    await sql`select set_config('app.account_id', ${account}, true)`;
    if (way === "kept") await sql`select keep_reach()`;
    return ask(sql);
  }) as Promise<T>;
}

export function readBy(web: postgres.Sql, account: string, laid: Laid, way: Way) {
  const tickets = laid.facts.tickets.map((ticket) => ticket.id);
  const approvals = laid.rows.filter((row) => row.table === "approval").map((row) => row.id);
  const operations = laid.operations.map(({ id }) => id);
  const read = async (sql: postgres.TransactionSql) => {
    const ids = async (table: string, id: string, about: string, wanted = tickets) =>
      (await sql.unsafe<{ id: string }[]>(`select ${id} as id from "${table}" where ${about} = any($1)`, [wanted]))
        .map((row) => row.id)
        .sort();
    return {
      ticket: await ids("ticket", "id", "id"),
      message: await ids("message", "id", "ticket_id"),
      attachment: await ids("attachment", "id", "ticket_id"),
      event: await ids("event", "id", "ticket_id"),
      participant: await ids("participant", "ticket_id || ' ' || account_id", "ticket_id"),
      timeEntry: await ids("time_entry", "id", "ticket_id"),
      timeReal: (
        await sql<{ id: string }[]>`select entry_id as id from time_real
        where entry_id = any(${laid.rows.filter(({ table }) => table === "time_real").map(({ id }) => id)})`
      )
        .map(({ id }) => id)
        .sort(),
      knownError: await ids("known_error", "ticket_id", "ticket_id"),
      helped: await helped(sql, tickets),
      plan: await ids("plan", "ticket_id", "ticket_id"),
      approval: await ids("approval", "id", "ticket_id"),
      approver: await ids("approver", "approval_id || ' ' || account_id", "approval_id", approvals),
      decision: await ids("decision", "id", "approval_id", approvals),
      link: await ids("ticket_link", "id", "from_id"),
      task: await ids("task", "id", "ticket_id"),
      operation: await ids("operation", "id", "id", operations),
      undoable: await ids("operation_ticket", "operation_id || ' ' || ticket_id", "operation_id", operations),
      found: await found(sql, laid),
    };
  };
  return as(web, account, read, way);
}

async function helped(sql: postgres.TransactionSql, tickets: string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`select distinct t.id from unnest(${tickets}::uuid[]) t (id)
    cross join lateral published_workarounds(t.id)`;
  return rows.map(({ id }) => id).sort();
}

async function found(sql: postgres.TransactionSql, laid: Laid): Promise<string[]> {
  const words: string[] = [];
  for (const word of laid.words.keys()) {
    const rows = await sql`select ticket_id from search_ticket_ids(${word}, null, null, 10)`;
    if (rows.length > 0) words.push(word);
  }
  return words.sort();
}

export function shouldRead(
  account: string,
  { facts, rows, words, links, operations, helped: helpedTickets }: Laid,
): Awaited<ReturnType<typeof readBy>> {
  const reads = (ticket: string, requires: (typeof rows)[number]["requires"], takenBackBy?: string) =>
    model.mayReadPart(facts, account, facts.tickets.find(({ id }) => id === ticket)!, requires, takenBackBy);
  const ofTable = (table: (typeof rows)[number]["table"]) =>
    rows
      .filter((row) => row.table === table && reads(row.ticket, row.requires, row.takenBackBy))
      .filter((row) => !row.also || reads(row.ticket, row.also))
      .map((row) => row.id)
      .sort();
  const mine = operations.filter(
    ({ author, workspace }) => author === account && model.permissionsIn(facts, account, workspace),
  );
  return {
    ticket: facts.tickets
      .filter((ticket) => model.mayRead(facts, account, ticket))
      .map((ticket) => ticket.id)
      .sort(),
    message: ofTable("message"),
    attachment: ofTable("attachment"),
    event: ofTable("event"),
    participant: ofTable("participant"),
    timeEntry: ofTable("time_entry"),
    timeReal: ofTable("time_real"),
    knownError: ofTable("known_error"),
    helped: helpedTickets.filter((id) => reads(id, null)).sort(),
    plan: ofTable("plan"),
    approval: ofTable("approval"),
    approver: ofTable("approver"),
    decision: ofTable("decision"),
    link: links
      .filter(({ from, to }) => reads(from, null) && reads(to, null))
      .map(({ id }) => id)
      .sort(),
    task: ofTable("task"),
    operation: mine.map(({ id }) => id).sort(),
    undoable: mine
      .flatMap(({ id, tickets }) => tickets.filter((ticket) => reads(ticket, null)).map((ticket) => `${id} ${ticket}`))
      .sort(),
    found: [...words]
      .filter(([, { ticket, requires, lost }]) => !lost && reads(ticket, requires))
      .map(([word]) => word)
      .sort(),
  };
}
