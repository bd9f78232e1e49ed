import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorld, type World } from "../world";
import { learnFacts, type Row, readWholeWorld } from "./demonstration-facts";
import { type Facts, mayRead, mayWriteProject, type Ticket } from "./model";
import { as } from "./observe";

// Links, tasks and operations, verbs aside: what PostgreSQL shows and lets write, beside the model.

let world: World;
let web: postgres.Sql;
let worker: postgres.Sql;
let everything: Map<string, Row[]>;
let facts: Facts;

const people = [
  ...["admin@guichet.example", "nadia@titulaire.example", "oscar@titulaire.example", "camille@culture.example"],
  ...["ines@culture.example", "jules@culture.example", "rachid@efs.example", "paula@culture.example"],
];

beforeAll(async () => {
  world = await openWorld();
  const { roleUrl } = await import("@/lib/settings/environment");
  web = postgres(roleUrl("guichet_web"), { max: 1, onnotice: () => {} });
  worker = postgres(roleUrl("guichet_worker"), { max: 1, onnotice: () => {} });
  everything = await readWholeWorld(world.owner, worker);
  facts = learnFacts(everything);
});
afterAll(async () => {
  await Promise.all([web?.end(), worker?.end()]);
  await world?.close();
});

const ticketOf = (id: unknown): Ticket => facts.tickets.find((ticket) => ticket.id === id)!;
const idsOf = (rows: Row[]) => rows.map(({ id }) => String(id)).sort();

describe.each(people)("for %s", (mail) => {
  const me = () => world.account(mail).id;
  const reads = (id: unknown) => mayRead(facts, me(), ticketOf(id));
  const writes = (id: unknown) => reads(id) && mayWriteProject(facts, me(), ticketOf(id));
  const shown = (table: string) => as(web, me(), (sql) => sql.unsafe<Row[]>(`select * from "${table}"`));

  test("a link is there for who reads both its tickets, a task for who reads its ticket, an operation for its author", async () => {
    expect(everything.get("ticket_link")!.length).toBeGreaterThan(1);
    expect(everything.get("task")!.length).toBeGreaterThan(1);
    expect(everything.get("operation")!.length).toBeGreaterThan(0);
    expect(idsOf(await shown("ticket_link"))).toEqual(
      idsOf(everything.get("ticket_link")!.filter((row) => reads(row.from_id) && reads(row.to_id))),
    );
    expect(idsOf(await shown("task"))).toEqual(idsOf(everything.get("task")!.filter((row) => reads(row.ticket_id))));
    expect(idsOf(await shown("operation"))).toEqual(
      idsOf(everything.get("operation")!.filter((row) => row.account_id === me())),
    );
    const mine = new Set(idsOf(everything.get("operation")!.filter((row) => row.account_id === me())));
    expect((await shown("operation_ticket")).map((row) => row.ticket_id).sort()).toEqual(
      everything
        .get("operation_ticket")!
        .filter((row) => mine.has(String(row.operation_id)) && reads(row.ticket_id))
        .map((row) => row.ticket_id)
        .sort(),
    );
  });

  test("links are written and removed by who writes one of the two and reads both; tasks by who writes on their ticket", async () => {
    for (const link of everything.get("ticket_link")!) {
      const both = reads(link.from_id) && reads(link.to_id);
      const may = both && (writes(link.from_id) || writes(link.to_id));
      expect(await tries((sql) => sql`delete from ticket_link where id = ${String(link.id)}`)).toBe(may);
      expect(
        await tries(
          (sql) => sql`insert into ticket_link (workspace_id, from_id, kind, to_id, created_by)
            values (${String(link.workspace_id)}, ${String(link.to_id)}, 'solves', ${String(link.from_id)}, ${me()})`,
        ),
      ).toBe(may);
    }
    for (const task of everything.get("task")!) {
      const may = writes(task.ticket_id);
      expect(
        await tries(
          (sql) => sql`insert into task (workspace_id, ticket_id, position, title)
            values (${String(task.workspace_id)}, ${String(task.ticket_id)}, 99, 'essai')`,
        ),
      ).toBe(may);
      expect(await tries((sql) => sql`update task set done_at = now() where id = ${String(task.id)}`)).toBe(
        may || (reads(task.ticket_id) && task.assignee_id === me()),
      );
    }
  });

  test("nobody takes a participant out but whose operation brought him in, nor moves a message that he may not", async () => {
    const brought = everything.get("operation_ticket")!.flatMap((row) => {
      const { joined = [] } = row.before as { joined?: string[] };
      const { account_id: author } = everything.get("operation")!.find(({ id }) => id === row.operation_id)!;
      return joined.map((account) => ({ ticket: row.ticket_id, account, author }));
    });
    expect(brought.length).toBeGreaterThan(0);
    for (const row of everything
      .get("participant")!
      .filter(({ ticket_id: id }) => reads(id))
      .slice(0, 60)) {
      const may = brought.some(
        ({ ticket, account, author }) => ticket === row.ticket_id && account === row.account_id && author === me(),
      );
      const [ticket, account] = [String(row.ticket_id), String(row.account_id)];
      expect(
        await tries((sql) => sql`delete from participant where ticket_id = ${ticket} and account_id = ${account}`),
      ).toBe(may && writes(row.ticket_id));
    }
    for (const message of everything.get("message")!.filter((_, at) => at % 5 === 0)) {
      const place = ticketOf(message.ticket_id);
      const others = facts.tickets.filter(({ workspace, id }) => workspace === place.workspace && id !== place.id);
      const target = others.find(({ project }) => project === place.project) ?? others[0]!;
      const permissions = facts.memberships.find(
        (one) => one.workspace === place.workspace && one.account === me() && !one.ended,
      )?.permissions;
      const may = writes(place.id) && writes(target.id) && (permissions ?? []).includes("notes.read");
      const [moved] = await undone(
        (sql) => sql<{ moved: number }[]>`select put_on_ticket(${place.workspace}, ${[String(message.id)]}::uuid[],
          '{}', ${place.id}, ${target.id}) as moved`,
      );
      expect(moved!.moved).toBe(may ? 1 : 0);
    }
  });

  class Undo extends Error {}

  async function undone<T>(work: (sql: postgres.TransactionSql) => Promise<T>): Promise<T> {
    let result: T | undefined;
    await as(web, me(), async (sql) => {
      result = await work(sql);
      throw new Undo();
    }).catch((error) => {
      if (!(error instanceof Undo)) throw error;
    });
    return result!;
  }

  async function tries(write: (sql: postgres.TransactionSql) => Promise<{ count: number }>): Promise<boolean> {
    try {
      return (await undone(write)).count === 1;
    } catch (error) {
      if ((error as { code?: string }).code === "42501") return false;
      throw error;
    }
  }
});
