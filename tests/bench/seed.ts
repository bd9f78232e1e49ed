import postgres from "postgres";
import { migrateDatabase } from "@/db/migrate";
import { installQueues } from "@/lib/jobs/install-queues";
import { getSettings, rolePassword, roleUrl } from "@/lib/settings/environment";
import { personActor } from "@/lib/tenancy/actor";
import { closeDatabase } from "@/lib/tenancy/database";
import { createBeneficiary } from "@/lib/workspaces/create-beneficiary";
import { createProject } from "@/lib/workspaces/create-project";
import { createWorkspace } from "@/lib/workspaces/create-workspace";
import { onBenchDatabase } from "./on-bench-database";
import { ticketsOfWorkspace } from "./seed-workspace";

/** The large world of the benches: 200 workspaces, 1,000 projects, 5,000 accounts and as many tickets as asked, under the real policies. */
async function seedLargeWorld(tickets: number, tell: (line: string) => void) {
  const ownerUrl = getSettings().databaseUrl!;
  await migrateDatabase(ownerUrl, { web: rolePassword("guichet_web"), worker: rolePassword("guichet_worker") });
  await installQueues(ownerUrl);
  const owner = postgres(ownerUrl, { max: 2, onnotice: () => {} });
  const worker = postgres(roleUrl("guichet_worker"), { max: 2, onnotice: () => {} });
  try {
    const [seeded] = await owner`select 1 from workspace where key = 'bench-001'`;
    if (seeded) return tell("La base contient déjà le monde des bancs : rien à faire.");
    const workspaces = await layDirectory(owner, tell);
    // Nobody listens while a bench is laid, and words are indexed once they are all there; row security stays as it is.
    await owner`alter table event disable trigger announce_event`;
    const restore = await setAsideForLoading(owner);
    await layTickets({ owner, worker }, workspaces, tickets, tell);
    tell("index des mots…");
    await restore();
    await owner`alter table event enable trigger announce_event`;
    tell("statistiques du planificateur…");
    await owner.unsafe("vacuum analyze");
  } finally {
    await Promise.all([owner.end(), worker.end(), closeDatabase()]);
  }
}

/** Drops the index of words and keeps the autovacuum from competing with the load; gives what puts both back as they were. */
async function setAsideForLoading(owner: postgres.Sql): Promise<() => Promise<void>> {
  const loaded = ["ticket", "participant", "message", "chain", "event", "search_document"];
  const [words] = await owner<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes where tablename = 'search_document' and indexdef like '% gin %'`;
  for (const table of loaded) await owner`alter table ${owner(table)} set (autovacuum_enabled = false)`;
  await owner`drop index ${owner(words!.name)}`;
  return async () => {
    await owner.unsafe(`set maintenance_work_mem = '512MB'; ${words!.definition}`);
    for (const table of loaded) await owner`alter table ${owner(table)} reset (autovacuum_enabled)`;
  };
}

const people = { agents: 20, requesters: 20, followers: 5 };

async function layDirectory(owner: postgres.Sql, tell: (line: string) => void) {
  const [administrator] = await owner<{ id: string }[]>`
    insert into account (mail, name, platform_administrator_since) values ('bench-admin@bench.example', 'Bench', now()) returning id`;
  const actor = personActor(administrator!.id, "cli");
  await owner`insert into account (mail, name)
    select 'agent-' || n || '@bench.example', 'Agent ' || n from generate_series(1, ${people.agents}) n`;
  const workspaces: { id: string; number: number }[] = [];
  for (let number = 1; number <= 200; number++) {
    const label = String(number).padStart(3, "0");
    const beneficiary =
      number % 10 === 1
        ? (await createBeneficiary(actor, { name: `Service ${label}` })).id
        : await lastBeneficiary(owner);
    const { id } = await createWorkspace(actor, { beneficiary, key: `bench-${label}`, name: `Espace ${label}` });
    for (let project = 1; project <= 5; project++)
      await createProject(actor, {
        workspace: `bench-${label}`,
        key: `B${label}P${project}`,
        name: `Projet ${label}.${project}`,
      });
    await layPeople(owner, id, number);
    workspaces.push({ id, number });
    if (number % 50 === 0) tell(`${number} espaces sur 200`);
  }
  return workspaces;
}

async function lastBeneficiary(owner: postgres.Sql): Promise<string> {
  const [last] = await owner<{ id: string }[]>`select id from beneficiary order by created_at desc, id desc limit 1`;
  return last!.id;
}

/** 25 people of the workspace and the 20 agents of the contractor; a follower reads three of its five projects. */
async function layPeople(owner: postgres.Sql, workspaceId: string, number: number) {
  const local = people.requesters + people.followers;
  await owner`insert into account (mail, name)
    select 'person-' || ${number}::int || '-' || n || '@bench.example', 'Personne ' || ${number}::int || '.' || n
    from generate_series(1, ${local}) n`;
  await owner`
    insert into membership (workspace_id, account_id, profile_id)
    select ${workspaceId}, a.id, p.id from account a join profile p on p.workspace_id = ${workspaceId} and p.built_in = case
        when a.mail like 'agent-%' then 'agent'
        when split_part(split_part(a.mail, '@', 1), '-', 3)::int <= ${people.requesters} then 'requester' else 'follower' end
    where a.mail like 'agent-%@bench.example' or a.mail like ${`person-${number}-%@bench.example`}`;
  await owner`
    insert into project_grant (workspace_id, project_id, account_id, level)
    select ${workspaceId}, p.id, m.account_id, 'read'
    from membership m join profile f on f.workspace_id = m.workspace_id and f.id = m.profile_id and f.built_in = 'follower'
    cross join lateral (select id from project where workspace_id = ${workspaceId} order by key limit 3) p
    where m.workspace_id = ${workspaceId}`;
}

/** Two workspaces at a time, each in one transaction as guichet_worker. */
async function layTickets(
  { owner, worker }: { owner: postgres.Sql; worker: postgres.Sql },
  workspaces: { id: string; number: number }[],
  tickets: number,
  tell: (line: string) => void,
) {
  const queue = [...workspaces];
  const each = Math.ceil(tickets / workspaces.length);
  const started = Date.now();
  const lay = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      await ticketsOfWorkspace(worker, next.id, each);
      await owner`update project_counter set last_number = ${Math.ceil(each / 5)} where workspace_id = ${next.id}`;
      const done = workspaces.length - queue.length;
      if (done % 10 === 0) tell(`${done * each} fiches, ${Math.round((Date.now() - started) / 1000)} s`);
    }
  };
  await Promise.all([lay(), lay()]);
}

await onBenchDatabase(async () => {
  const asked = Number(process.argv[process.argv.indexOf("--tickets") + 1]) || 1_000_000;
  const started = Date.now();
  await seedLargeWorld(asked, (line) => console.log(line));
  console.log(`${asked} fiches en ${Math.round((Date.now() - started) / 1000)} s`);
});
