import fc from "fast-check";
import type postgres from "postgres";
import { permissions } from "@/lib/access/permissions";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { layApproval, layDesk, layProcesses } from "./lay-processes";
import type { Ground, Laid, Plan } from "./random-world-shapes";

const accountCount = 5;
/** Two workspaces of two projects each: 0 and 1 in the first, 2 and 3 in the second. */
const workspaceOfProject = (project: number) => (project < 2 ? 0 : 1);

const seenPermissions = permissions.filter((name) =>
  /^(tickets|notes|members|journal|mails|time|approvals|settings|items|deposits)\./.test(name),
);

export const plans: fc.Arbitrary<Plan> = fc.record({
  accounts: fc.array(fc.record({ suspended: sometimes(8) }), { minLength: accountCount, maxLength: accountCount }),
  memberships: fc.uniqueArray(
    fc.record({
      workspace: fc.nat(1),
      account: fc.nat(accountCount - 1),
      permissions: fc.subarray([...seenPermissions]),
      ended: sometimes(6),
    }),
    { minLength: 3, maxLength: 9, selector: (m) => `${m.workspace}-${m.account}` },
  ),
  grants: fc.uniqueArray(
    fc.record({
      project: fc.nat(3),
      account: fc.nat(accountCount - 1),
      level: fc.constantFrom("read" as const, "write" as const),
    }),
    { maxLength: 6, selector: (g) => `${g.project}-${g.account}` },
  ),
  tickets: fc.array(
    fc.record({
      project: fc.nat(3),
      requester: fc.nat(accountCount - 1),
      participants: fc.uniqueArray(fc.record({ account: fc.nat(accountCount - 1), left: sometimes(3) }), {
        maxLength: 3,
        selector: (p) => p.account,
      }),
      notes: fc.nat(1),
      takenBack: fc.boolean(),
      published: fc.boolean(),
      approvedBy: fc.oneof(fc.constant(null), fc.nat(accountCount - 1)),
      assignee: fc.oneof(fc.constant(null), fc.nat(accountCount - 1)),
    }),
    { minLength: 1, maxLength: 6 },
  ),
});

function sometimes(oneIn: number) {
  return fc.nat(oneIn - 1).map((drawn) => drawn === 0);
}

/** Lays a plan: the directory as its owner, the content as the worker, one workspace at a time, so that every row passes the wall. */
export async function layWorld({ owner, worker, workspaces }: Ground, plan: Plan): Promise<Laid> {
  const run = newIdentifier().replaceAll("-", "");
  const accounts = plan.accounts.map(() => newIdentifier());
  const projects = [0, 1, 2, 3].map(() => newIdentifier());
  const laid: Laid = {
    accounts,
    facts: { suspended: [], memberships: [], grants: [], tickets: [], participants: [] },
    rows: [],
    words: new Map(),
    helped: [],
    links: [],
    tasks: [],
    operations: [],
  };
  // Foreign keys want a membership of any sort: those who have none in the plan get one that ended, which is no membership.
  const memberships = workspaces.flatMap((_, workspace) =>
    accounts.map(
      (_, account) =>
        plan.memberships.find((m) => m.workspace === workspace && m.account === account) ?? {
          workspace,
          account,
          permissions: [],
          ended: true,
        },
    ),
  );
  laid.facts.suspended = accounts.filter((_, index) => plan.accounts[index]!.suspended);
  laid.facts.memberships = memberships.map((m) => ({
    ...m,
    workspace: workspaces[m.workspace]!.id,
    account: accounts[m.account]!,
  }));
  laid.facts.grants = plan.grants.map((g) => ({ ...g, project: projects[g.project]!, account: accounts[g.account]! }));
  await layDirectory(owner, workspaces, { run, accounts, projects, laid, plan, memberships });
  for (const [index, ticket] of plan.tickets.entries()) {
    const place = workspaces[workspaceOfProject(ticket.project)]!;
    await layTicket(worker, place, projects[ticket.project]!, { run, index, ticket, laid });
  }
  await layProcesses(owner, worker, plan, laid);
  await layDesk(owner, plan, laid);
  return laid;
}

async function layDirectory(
  owner: postgres.Sql,
  workspaces: Ground["workspaces"],
  given: {
    run: string;
    accounts: string[];
    projects: string[];
    laid: Laid;
    plan: Plan;
    memberships: Plan["memberships"];
  },
) {
  const { run, accounts, projects, laid, memberships } = given;
  await owner.begin(async (sql) => {
    for (const [index, id] of accounts.entries())
      await sql`insert into account (id, mail, name, suspended_at)
        values (${id}, ${`${run}-${index}@test.example`}, ${`Account ${index}`}, ${laid.facts.suspended.includes(id) ? new Date() : null})`;
    for (const [index, id] of projects.entries())
      await sql`insert into project (workspace_id, id, key, name, inbound_address)
        values (${workspaces[workspaceOfProject(index)]!.id}, ${id}, ${`R${run}${index}`.toUpperCase()}, 'Random', ${`${run}-${index}@in.example`})`;
    for (const m of memberships) {
      const profile = newIdentifier();
      const workspace = workspaces[m.workspace]!.id;
      await sql`insert into profile (workspace_id, id, name, permissions) values (${workspace}, ${profile}, ${profile}, ${m.permissions})`;
      await sql`insert into membership (workspace_id, account_id, profile_id, ended_at)
        values (${workspace}, ${accounts[m.account]!}, ${profile}, ${m.ended ? new Date() : null})`;
    }
    for (const g of given.plan.grants)
      await sql`insert into project_grant (workspace_id, project_id, account_id, level)
        values (${workspaces[workspaceOfProject(g.project)]!.id}, ${projects[g.project]!}, ${accounts[g.account]!}, ${g.level})`;
  });
}

async function layTicket(
  worker: postgres.Sql,
  place: Ground["workspaces"][number],
  project: string,
  given: { run: string; index: number; ticket: Plan["tickets"][number]; laid: Laid },
) {
  const { run, index, ticket, laid } = given;
  const { accounts, facts, rows, words } = laid;
  const id = newIdentifier();
  const requester = accounts[ticket.requester]!;
  facts.tickets.push({ id, workspace: place.id, project, requester });
  await worker.begin(async (sql) => {
    await sql`select set_config('app.workspace_id', ${place.id}, true)`;
    await sql`insert into ticket (workspace_id, id, project_id, number, reference, kind, title, status_id, phase, impact, urgency, priority,
        requester_id, channel, initiator)
      values (${place.id}, ${id}, ${project}, ${index + 1}, ${`${run}-${index}`}, 'request', ${`titre ${wordOf(run, index, "t")}`},
        ${place.statusId}, 'new', 3, 3, 3, ${requester}, 'web', 'beneficiary')`;
    words.set(wordOf(run, index, "t"), { ticket: id, requires: null });
    for (const participant of ticket.participants) {
      await sql`insert into participant (workspace_id, ticket_id, account_id, role, left_at)
        values (${place.id}, ${id}, ${accounts[participant.account]!}, 'watcher', ${participant.left ? new Date() : null})`;
      facts.participants.push({ ticket: id, account: accounts[participant.account]!, left: participant.left });
      rows.push({ table: "participant", id: `${id} ${accounts[participant.account]!}`, ticket: id, requires: null });
    }
    for (const internal of [false, ...Array<boolean>(ticket.notes).fill(true)]) {
      const requires = internal ? ("notes.read" as const) : null;
      const [message, attachment, event] = [newIdentifier(), newIdentifier(), newIdentifier()];
      const word = wordOf(run, index, internal ? "n" : "m");
      await sql`insert into message (workspace_id, id, ticket_id, internal, author_id, body, door, created_at)
        values (${place.id}, ${message}, ${id}, ${internal}, ${requester}, ${`texte ${word}`}, 'web', now() - interval '1 hour')`;
      await sql`insert into attachment (workspace_id, id, ticket_id, message_id, internal, name, type, size, sha256, storage_key, added_by, created_at)
        values (${place.id}, ${attachment}, ${id}, ${message}, ${internal}, 'f', 'text/plain', 1, 'x', ${attachment}, ${requester}, now() - interval '1 hour')`;
      await sql`insert into event (workspace_id, id, chain_id, sequence, ticket_id, requires, at, door, type, payload, previous_hash, hash)
        values (${place.id}, ${event}, ${id}, ${internal ? 2 : 1}, ${id}, ${requires}, now(), 'web', 'message.added', '{}', '0', '0')`;
      words.set(word, { ticket: id, requires });
      rows.push({ table: "message", id: message, ticket: id, requires });
      rows.push({ table: "attachment", id: attachment, ticket: id, requires });
      rows.push({ table: "event", id: event, ticket: id, requires });
    }
    if (ticket.approvedBy !== null) await layApproval(sql, place, id, accounts[ticket.approvedBy]!, laid);
    if (ticket.takenBack) await layTakenBack(sql, place, id, { run, index, laid, requester });
  });
}

/** A message and a file that their author took back an hour ago. */
async function layTakenBack(
  sql: postgres.TransactionSql,
  place: Ground["workspaces"][number],
  ticket: string,
  { run, index, laid, requester }: { run: string; index: number; laid: Laid; requester: string },
) {
  const [message, attachment] = [newIdentifier(), newIdentifier()];
  const word = wordOf(run, index, "b");
  await sql`insert into message (workspace_id, id, ticket_id, author_id, body, door, created_at, taken_back_at)
    values (${place.id}, ${message}, ${ticket}, ${requester}, ${`texte ${word}`}, 'web', now() - interval '1 hour', now())`;
  await sql`insert into attachment (workspace_id, id, ticket_id, message_id, name, type, size, sha256, storage_key, added_by, created_at, taken_back_at)
    values (${place.id}, ${attachment}, ${ticket}, ${message}, 'f', 'text/plain', 1, 'x', ${attachment}, ${requester}, now() - interval '1 hour', now())`;
  laid.words.set(word, { ticket, requires: null, lost: true });
  laid.rows.push({ table: "message", id: message, ticket, requires: null, takenBackBy: requester });
  laid.rows.push({ table: "attachment", id: attachment, ticket, requires: null, takenBackBy: requester });
}

/** A word that stands nowhere else. */
function wordOf(run: string, index: number, kind: string): string {
  return `${kind}${run}x${index}`;
}
