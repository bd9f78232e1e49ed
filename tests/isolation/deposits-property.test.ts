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

// Packages, their steps, what they hold and the links to them in random worlds: what PostgreSQL shows and lets write, beside the model.

vi.setConfig({ testTimeout: 180_000 });

let ground: RandomGround;

beforeAll(async () => {
  ground = await openRandomGround();
  for (const table of ["package", "package_step", "package_entry", "package_link"])
    await ground.owner.unsafe(
      `create policy laid_by_this_test on ${table} for insert to current_user with check (true)`,
    );
});
afterAll(() => ground?.close());

interface Package {
  id: string;
  workspace: string;
  project: string;
  /** Whose link opens it. */
  holder: string;
}

test("a package, its steps and its content are read by who holds deposits.read there and reads its project; a link by its holder alone", async () => {
  const seen = { yes: 0, no: 0 };
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const laid = await layWorld(ground, plan);
      const packages = await layPackages(laid);
      const ids = packages.map(({ id }) => id);
      for (const account of laid.accounts)
        for (const way of ways) {
          const found = await as(ground.web, account, (sql) => readAll(sql, ids), way);
          const readable = packages.filter((one) => mayRead(laid, account, one));
          const names = readable.map(({ id }) => id).sort();
          seen.yes += names.length;
          seen.no += ids.length - names.length;
          const links = readable.filter(({ holder }) => holder === account).map(({ id }) => id);
          expect(found, way).toEqual({ packages: names, steps: names, entries: names, links: links.sort() });
        }
    }),
    { numRuns: 40 },
  );
  expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(50);
});

test("a package is changed by who may upload or install and writes its project; what was said of it is never rewritten", async () => {
  const let_ = { yes: 0, no: 0 };
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const laid = await layWorld(ground, plan);
      const packages = await layPackages(laid);
      for (const account of laid.accounts)
        for (const one of packages) {
          const may = mayRead(laid, account, one) && mayChange(laid, account, one);
          expect(await writtenBy(account, one)).toEqual({ state: may, bytes: false, step: may, rewrite: false });
          let_[may ? "yes" : "no"] += 1;
        }
    }),
    { numRuns: 40 },
  );
  expect(Math.min(let_.yes, let_.no)).toBeGreaterThan(20);
});

/** In each project of the world one package, with a step, an entry, and a link of one of its workspace's members. */
async function layPackages(laid: Laid): Promise<Package[]> {
  const places = [...new Map(laid.facts.tickets.map((one) => [one.project, one])).values()];
  const packages = places.flatMap(({ workspace, project }, position) => {
    const members = laid.facts.memberships.filter((one) => one.workspace === workspace).map(({ account }) => account);
    const holder = members[position % Math.max(members.length, 1)];
    return holder ? [{ id: newIdentifier(), workspace, project, holder }] : [];
  });
  await ground.owner.begin(async (sql) => {
    for (const { id, workspace, project, holder } of packages) {
      await sql`insert into package (workspace_id, id, project_id, environment, kind, name, version, deposited_by)
        values (${workspace}, ${id}, ${project}, 'production', 'script', ${id}, 1, ${holder})`;
      await sql`insert into package_step (workspace_id, package_id, state) values (${workspace}, ${id}, 'deposited')`;
      await sql`insert into package_entry (workspace_id, package_id, position, path) values (${workspace}, ${id}, 0, 'x')`;
      await sql`insert into package_link (workspace_id, package_id, account_id, expires_at)
        values (${workspace}, ${id}, ${holder}, now() + interval '1 day')`;
    }
  });
  return packages;
}

async function readAll(sql: postgres.TransactionSql, ids: string[]) {
  const sorted = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();
  return {
    packages: sorted(await sql<{ id: string }[]>`select id from package where id = any(${ids})`),
    steps: sorted(
      await sql<{ id: string }[]>`select package_id as id from package_step where package_id = any(${ids})`,
    ),
    entries: sorted(
      await sql<{ id: string }[]>`select package_id as id from package_entry where package_id = any(${ids})`,
    ),
    links: sorted(
      await sql<{ id: string }[]>`select package_id as id from package_link where package_id = any(${ids})`,
    ),
  };
}

const holds = (laid: Laid, account: string, { workspace }: Package, permission: "read" | "upload" | "install") =>
  model.permissionsIn(laid.facts, account, workspace)?.includes(`deposits.${permission}`) ?? false;

/** The projects of a random world stand behind its tickets. */
const asTicket = ({ workspace, project }: Package): model.Ticket => ({ id: "", requester: "", workspace, project });

function mayRead(laid: Laid, account: string, one: Package): boolean {
  return holds(laid, account, one, "read") && model.mayReadProject(laid.facts, account, asTicket(one));
}

function mayChange(laid: Laid, account: string, one: Package): boolean {
  const entitled = holds(laid, account, one, "upload") || holds(laid, account, one, "install");
  return entitled && model.mayWriteProject(laid.facts, account, asTicket(one));
}

async function writtenBy(account: string, { id, workspace }: Package) {
  return {
    state: await tries(ground, account, (sql) => sql`update package set state = 'verified' where id = ${id}`),
    bytes: await tries(ground, account, (sql) => sql`update package set sha256 = 'x' where id = ${id}`),
    step: await tries(
      ground,
      account,
      (sql) => sql`insert into package_step (workspace_id, package_id, state, "by")
        values (${workspace}, ${id}, 'verified', ${account})`,
    ),
    rewrite: await tries(ground, account, (sql) => sql`update package_step set reason = 'x' where package_id = ${id}`),
  };
}
