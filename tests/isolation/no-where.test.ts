import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PLATFORM_ID } from "@/lib/tenancy/actor";
import { openWorld, type World } from "../world";
import { learnFacts, listTables, type Row, readWholeWorld } from "./demonstration-facts";
import { type Facts, mayRead, mayReadPart, mayReadProject, permissionsIn, type Ticket } from "./model";
import { as } from "./observe";

// Every condition of the application removed: `select *` from each table, as each person of the demonstration world.

let world: World;
let web: postgres.Sql;
let worker: postgres.Sql;
let everything: Map<string, Row[]>;
let facts: Facts;
let tables: string[];

beforeAll(async () => {
  world = await openWorld();
  const { roleUrl } = await import("@/lib/settings/environment");
  web = postgres(roleUrl("guichet_web"), { max: 1, onnotice: () => {} });
  worker = postgres(roleUrl("guichet_worker"), { max: 1, onnotice: () => {} });
  tables = await listTables(world.owner);
  everything = await readWholeWorld(world.owner, worker);
  facts = learnFacts(everything);
});
afterAll(async () => {
  await Promise.all([web.end(), worker.end()]);
  await world.close();
});

const people = [
  "admin@guichet.example",
  "nadia@titulaire.example",
  "oscar@titulaire.example",
  "camille@culture.example",
  "ines@culture.example",
  "jules@culture.example",
  "rachid@efs.example",
  "paula@culture.example",
];

describe.each(people)("all that PostgreSQL shows %s", (mail) => {
  let shown: Map<string, Row[]>;
  beforeAll(async () => {
    shown = await readAs(world.account(mail).id);
  });

  test("is, of tickets and what hangs on them, what the model says", () => {
    const account = world.account(mail).id;
    const parts: [table: string, requires: (row: Row) => never | null][] = [
      ["message", (row) => (row.internal ? "notes.read" : null) as never],
      ["attachment", (row) => (row.internal ? "notes.read" : null) as never],
      ["event", (row) => row.requires as never],
      ["participant", () => null],
      ["ticket_alias", () => null],
      ["time_entry", () => "time.readAccounted" as never],
      ["known_error", () => null],
    ];
    expect(keys(shown.get("ticket")!)).toEqual(
      keys(rowsOf("ticket").filter((row) => mayRead(facts, account, ticketOf(row.id)))),
    );
    for (const [table, requires] of parts)
      expect(keys(shown.get(table)!.filter((row) => row.ticket_id)), table).toEqual(
        keys(
          rowsOf(table).filter(
            (row) =>
              row.ticket_id &&
              mayReadPart(facts, account, ticketOf(row.ticket_id), requires(row), takenBackBy(row)) &&
              (!row.item_id || mayReadItem(account, mail === "admin@guichet.example", itemOf(row.item_id))),
          ),
        ),
      );
  });

  test("is, of mails and of administration, for those who hold the permission there", () => {
    const account = world.account(mail).id;
    const administers = mail === "admin@guichet.example";
    const holds = (row: Row, permission: "mails.review" | "journal.read" | "notes.read") =>
      permissionsIn(facts, account, String(row.workspace_id))?.includes(permission) ?? false;
    const platform = (row: Row) => administers && row.workspace_id === PLATFORM_ID;
    expect(keys(shown.get("incoming_mail")!)).toEqual(
      keys(rowsOf("incoming_mail").filter((row) => holds(row, "mails.review") || platform(row))),
    );
    expect(keys(shown.get("outgoing_mail")!)).toEqual(
      keys(
        rowsOf("outgoing_mail").filter(
          (row) =>
            (holds(row, "mails.review") && (!row.internal || holds(row, "notes.read"))) ||
            platform(row) ||
            bringsWordsOf(account, row),
        ),
      ),
    );
    const told = (row: Row) => !row.ticket_id && !row.item_id && !row.package_id;
    expect(keys(shown.get("event")!.filter(told))).toEqual(
      keys(rowsOf("event").filter((row) => told(row) && (holds(row, "journal.read") || administers))),
    );
  });

  test("is, of items, what stands where he reads it; their versions and their lines with them", () => {
    const account = world.account(mail).id;
    const readable = rowsOf("item").filter((row) => mayReadItem(account, mail === "admin@guichet.example", row));
    const ids = readable.map(({ id }) => id);
    expect(rowsOf("item").length).toBeGreaterThan(20);
    expect(keys(shown.get("item")!)).toEqual(keys(readable));
    expect(new Set(shown.get("item_version")!.map((row) => row.item_id))).toEqual(new Set(ids));
    const lines = (rows: Row[]) => rows.filter((row) => row.item_id && !row.ticket_id);
    expect(keys(lines(shown.get("event")!))).toEqual(
      keys(lines(rowsOf("event")).filter((row) => ids.includes(row.item_id))),
    );
  });

  test("is, of packages, what stands in a project that he reads where he holds deposits.read; what hangs on them with them", () => {
    const account = world.account(mail).id;
    const readable = rowsOf("package").filter(({ workspace_id, project_id }) => {
      const place = { id: "", requester: "", workspace: String(workspace_id), project: String(project_id) };
      return (
        permissionsIn(facts, account, place.workspace)?.includes("deposits.read") &&
        mayReadProject(facts, account, place)
      );
    });
    const ids = readable.map(({ id }) => id);
    expect(rowsOf("package").length).toBeGreaterThan(3);
    expect(keys(shown.get("package")!)).toEqual(keys(readable));
    for (const table of ["package_step", "package_entry"])
      expect(new Set(shown.get(table)!.map((row) => row.package_id))).toEqual(new Set(ids));
    const lines = (rows: Row[]) => rows.filter((row) => row.package_id && !row.ticket_id);
    expect(keys(lines(shown.get("event")!))).toEqual(
      keys(lines(rowsOf("event")).filter((row) => ids.includes(row.package_id))),
    );
  });

  test("names no workspace that is not his, in any column of any table", () => {
    if (mail === "admin@guichet.example") return;
    const text = JSON.stringify([...shown]);
    for (const key of ["culture", "efs", "inrap"]) {
      const { id } = world.workspace(key);
      if (!facts.memberships.some((m) => m.workspace === id && m.account === world.account(mail).id)) {
        expect(text).not.toContain(id);
        for (const row of rowsOf("ticket").filter((row) => row.workspace_id === id)) {
          expect(text).not.toContain(row.id);
          expect(text).not.toContain(row.reference);
          expect(text).not.toContain(JSON.stringify(row.title).slice(1, -1));
        }
      }
    }
  });

  test("names nobody of a workspace that is not his", () => {
    if (mail === "admin@guichet.example") return;
    const text = JSON.stringify([...shown]);
    const mine = workspacesOf(world.account(mail).id);
    for (const other of rowsOf("account")) {
      if (other.platform_administrator_since || workspacesOf(String(other.id)).some((id) => mine.includes(id)))
        continue;
      expect(text).not.toContain(other.mail);
      expect(text).not.toContain(JSON.stringify(other.name).slice(1, -1));
    }
  });

  test("is nobody's secret", () => {
    const account = world.account(mail).id;
    for (const table of ["upload", "idempotency_key"]) {
      expect(shown.get(table)!.filter((row) => row.account_id !== account)).toEqual([]);
    }
    if (mail === "admin@guichet.example") return;
    for (const table of ["session", "access_token", "account_alias", "sign_in_attempt"])
      expect(
        shown.get(table)!.filter((row) => row.account_id !== account),
        table,
      ).toEqual([]);
  });
});

test("whoever is nobody sees settings, heartbeats and the head of the platform's own journal, and nothing else", async () => {
  const shown = await readAs("");
  for (const [table, rows] of shown)
    if (!["setting", "heartbeat"].includes(table))
      expect(
        rows.filter((row) => !(table === "chain" && row.workspace_id === PLATFORM_ID)),
        table,
      ).toEqual([]);
});

test("a job in one workspace sees no content of another, and none at all outside of any", async () => {
  const content = [
    "ticket",
    "message",
    "attachment",
    "event",
    "participant",
    "ticket_alias",
    "project_contact",
    "chain",
  ];
  for (const key of ["culture", "efs", "inrap", ""]) {
    const id = key && world.workspace(key).id;
    await worker.begin(async (sql) => {
      await sql`select set_config('app.workspace_id', ${id}, true)`;
      for (const table of content) {
        const rows = await sql.unsafe<Row[]>(`select * from "${table}"`);
        expect(new Set(rows.map((row) => row.workspace_id)), table).toEqual(
          new Set(
            rowsOf(table)
              .filter((row) => row.workspace_id === id)
              .map(() => id),
          ),
        );
      }
    });
  }
});

function mayReadItem(account: string, administers: boolean, row: Row): boolean {
  const holds = (workspace: unknown) =>
    permissionsIn(facts, account, String(workspace))?.includes("items.read") ?? false;
  if (row.workspace_id === PLATFORM_ID) {
    const shares = rowsOf("item_share").filter((share) => share.item_id === row.id && !share.ended_at);
    return administers || row.created_by === account || shares.some((share) => holds(share.workspace_id));
  }
  const place = { id: "", requester: "", workspace: String(row.workspace_id), project: String(row.project_id) };
  return holds(row.workspace_id) && (row.project_id === null || mayReadProject(facts, account, place));
}

function takenBackBy(row: Row): string | null {
  return row.taken_back_at ? String(row.author_id ?? row.added_by) : null;
}

/** An author sees what became of the mails that bring a message of his, as long as he reads it. */
function bringsWordsOf(account: string, mail: Row): boolean {
  const message = rowsOf("message").find((row) => row.id === mail.message_id);
  if (message?.author_id !== account) return false;
  return mayReadPart(facts, account, ticketOf(message.ticket_id), (message.internal ? "notes.read" : null) as never);
}

function rowsOf(table: string): Row[] {
  return everything.get(table)!;
}

function itemOf(id: unknown): Row {
  return rowsOf("item").find((row) => row.id === id)!;
}

function ticketOf(id: unknown): Ticket {
  return facts.tickets.find((ticket) => ticket.id === id)!;
}

function workspacesOf(account: string): string[] {
  return facts.memberships.filter((m) => m.account === account && !m.ended).map((m) => m.workspace);
}

function keys(rows: Row[]): string[] {
  return rows.map((row) => String(row.id ?? `${row.ticket_id} ${row.account_id ?? row.reference}`)).sort();
}

/** All of it: people may only add to mail_thread. */
async function readAs(account: string): Promise<Map<string, Row[]>> {
  return as(web, account, async (sql) => {
    const shown = new Map<string, Row[]>();
    for (const table of tables) {
      if (table === "mail_thread") continue;
      shown.set(table, await sql.unsafe<Row[]>(`select * from "${table}"`));
    }
    return shown;
  });
}
