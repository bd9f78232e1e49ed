import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorld, type World } from "../world";
import {
  appendOnlyTables,
  definerFunctions,
  directoryTables,
  ownersPolicies,
  uniqueAcrossWorkspaces,
  writtenOnceColumns,
} from "./catalogue-lists";

let world: World;
let sql: postgres.Sql;

beforeAll(async () => {
  world = await openWorld();
  sql = world.owner;
});
afterAll(() => world.close());

/** One column of text, sorted: what these tests compare with a list. */
async function names(query: postgres.PendingQuery<{ name: string }[]>): Promise<string[]> {
  return (await query).map((row) => row.name).sort();
}

const roles = ["guichet_web", "guichet_worker"];

describe("tables", () => {
  test("each has row security, and a policy for somebody", async () => {
    expect(
      await names(sql`select relname as name from pg_class c where relnamespace = 'public'::regnamespace
        and relkind in ('r', 'p') and (not relrowsecurity or not exists (select 1 from pg_policy where polrelid = c.oid))`),
    ).toEqual([]);
  });

  test("each is content, with FORCE, or directory, with its reason", async () => {
    expect(
      await names(sql`select relname as name from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relforcerowsecurity`),
    ).toEqual(Object.keys(directoryTables).sort());
  });

  test("no view, materialised view, sequence or foreign table hands out what a table would not", async () => {
    expect(
      await names(sql`select relname as name from pg_class where relnamespace = 'public'::regnamespace
        and relkind not in ('r', 'p', 'i', 'I', 't') and not (relkind = 'v' and 'security_invoker=true' = any(reloptions))`),
    ).toEqual([]);
  });

  test("references between client tables carry the workspace, because they are checked without row security", async () => {
    expect(
      await names(sql`
        with carrying as (select attrelid, attnum from pg_attribute where attname = 'workspace_id'),
          bound as (select attrelid, attnum from pg_attribute where attname ~ 'workspace_id$')
        select c.conrelid::regclass || ' → ' || c.confrelid::regclass as name from pg_constraint c
          join carrying a on a.attrelid = c.conrelid join carrying b on b.attrelid = c.confrelid
         where c.contype = 'f' and not (b.attnum = any(c.confkey)
           and exists (select 1 from bound k where k.attrelid = c.conrelid and k.attnum = any(c.conkey)))`),
    ).toEqual([]);
  });

  test("what names another workspace than its own may only name the platform's", async () => {
    expect(
      await names(sql`
        select a.attrelid::regclass || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
         where a.attname ~ '_workspace_id$' and a.attname <> 'shared_workspace_id' and c.relkind = 'r'
           and c.relnamespace = 'public'::regnamespace and not exists (select 1 from pg_constraint k
             where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any(k.conkey) and pg_get_constraintdef(k.oid) ~ 'platform_id')`),
    ).toEqual([]);
  });

  test("a unique key that spans workspaces tells nothing, and says why", async () => {
    expect(
      await names(sql`
        select distinct i.indrelid::regclass || ' (' || (select string_agg(attname, ', ' order by position)
            from unnest(i.indkey::int2[]) with ordinality as k (number, position)
            join pg_attribute on attrelid = i.indrelid and attnum = k.number) || ')' as name
          from pg_index i join pg_class c on c.oid = i.indrelid
         where i.indisunique and c.relnamespace = 'public'::regnamespace and c.relforcerowsecurity
           and not exists (select 1 from pg_attribute where attrelid = c.oid and attname = 'workspace_id' and attnum = any(i.indkey))`),
    ).toEqual(Object.keys(uniqueAcrossWorkspaces).sort());
  });
});

describe("policies", () => {
  test("each is for a role of ours by name, and none for everybody", async () => {
    expect(
      await names(sql`select distinct pg_get_userbyid(r) as name from pg_policy, unnest(polroles) r
        where r not in (0, current_user::regrole)`),
    ).toEqual(roles);
    expect(await names(sql`select polname as name from pg_policy where 0 = any(polroles)`)).toEqual([]);
  });

  test("the owner passes by its functions' doors, and by that of restoration", async () => {
    expect(
      await names(sql`select polrelid::regclass || '.' || polname as name from pg_policy
        where current_user::regrole = any(polroles) and polname <> 'restored'`),
    ).toEqual(Object.keys(ownersPolicies).sort());
  });

  test("each table of content can be restored, by the owner alone and in a restoration alone", async () => {
    const restored = await names(sql`select polrelid::regclass::text as name from pg_policy where polname = 'restored'
      and polroles = array[current_user::regrole::oid] and pg_get_expr(polqual, polrelid) = pg_get_expr(polwithcheck, polrelid)
      and pg_get_expr(polqual, polrelid) ~ 'is_restoring'`);
    const content = await names(sql`select oid::regclass::text as name from pg_class
      where relforcerowsecurity and relnamespace = 'public'::regnamespace`);
    expect(restored).toEqual(content);
  });

  test("what happens at an insertion yields to a restoration, or takes part in it", async () => {
    expect(
      await names(sql`select tgrelid::regclass || '.' || tgname as name from pg_trigger t join pg_class c on c.oid = tgrelid
        where not tgisinternal and c.relnamespace = 'public'::regnamespace and (tgtype & 4) <> 0
          and pg_get_triggerdef(t.oid) !~ 'is_restoring'`),
    ).toEqual([
      "account.forget_reach",
      "account.keep_mail_addresses_apart",
      "account_alias.keep_mail_addresses_apart",
      "membership.forget_reach",
      "message.index_message_words",
      "profile.forget_reach",
      "project.forget_reach",
      "project_grant.forget_reach",
      "ticket.index_ticket_words",
    ]);
  });

  test("jobs see content of one workspace at a time", async () => {
    expect(
      await names(sql`select polrelid::regclass || '.' || polname as name from pg_policy p join pg_class c on c.oid = p.polrelid
        where c.relforcerowsecurity and exists (select 1 from unnest(polroles) r where pg_get_userbyid(r) = 'guichet_worker')
          and pg_get_expr(polqual, polrelid) !~ 'app_workspace_id'`),
    ).toEqual([
      "dump.for_jobs",
      "export_job.for_jobs",
      "export_schedule.for_jobs",
      "idempotency_key.for_jobs",
      "upload.for_jobs",
    ]);
    // Those are cleaned whoever they belong to; the columns that jobs may read hold no content.
    expect(
      await names(sql`select table_name || '.' || column_name as name from information_schema.column_privileges
        where grantee = 'guichet_worker' and privilege_type = 'SELECT' and table_name in ('dump', 'export_job', 'export_schedule', 'idempotency_key', 'upload')`),
    ).toEqual([
      "dump.account_id",
      "dump.expires_at",
      "dump.id",
      "dump.parts",
      "dump.state",
      "export_job.account_id",
      "export_job.expires_at",
      "export_job.id",
      "export_job.sha256",
      "export_job.size",
      "export_job.state",
      "export_job.storage_key",
      "export_schedule.account_id",
      "export_schedule.ended_at",
      "export_schedule.id",
      "export_schedule.next_at",
      "idempotency_key.account_id",
      "idempotency_key.created_at",
      "idempotency_key.key",
      "upload.expires_at",
      "upload.id",
      "upload.sha256",
      "upload.size",
      "upload.storage_key",
      "upload.taken_at",
    ]);
  });
});

describe("functions", () => {
  test("those that read as the owner are known, each with its reason", async () => {
    expect(
      await names(sql`select proname as name from pg_proc p join pg_namespace n on n.oid = pronamespace
        where prosecdef and nspname not in ('pg_catalog', 'information_schema')`),
    ).toEqual(Object.keys(definerFunctions).sort());
  });

  test("each of them has a fixed search path", async () => {
    expect(
      await names(sql`select proname as name from pg_proc
        where prosecdef and pronamespace = 'public'::regnamespace
          and coalesce(not 'search_path=pg_catalog, public' = any(proconfig), true)`),
    ).toEqual([]);
  });

  test("none of ours is open to everybody", async () => {
    expect(
      await names(sql`select proname as name from pg_proc p
        where pronamespace = 'public'::regnamespace
          and (proacl is null or exists (select 1 from aclexplode(proacl) where grantee = 0))
          and not exists (select 1 from pg_depend where objid = p.oid and deptype = 'e')`),
    ).toEqual([]);
  });
});

describe("rights", () => {
  test("what happened and what was said can be added to, never changed nor removed", async () => {
    expect(
      await names(sql`select table_name || '.' || column_name || ' ' || privilege_type || ' ' || grantee as name
        from information_schema.column_privileges where table_name = any(${appendOnlyTables})
          and grantee = any(${[...roles, "PUBLIC"]}) and privilege_type not in ('SELECT', 'INSERT')
        union select table_name || ' ' || privilege_type || ' ' || grantee from information_schema.table_privileges
         where table_name = any(${appendOnlyTables}) and grantee = any(${[...roles, "PUBLIC"]})
           and privilege_type not in ('SELECT', 'INSERT')`),
    ).toEqual(Object.keys(writtenOnceColumns).sort());
  });

  test("nobody may empty a table, hang a trigger on it, or look at the documents of search", async () => {
    expect(
      await names(sql`select table_name || ' ' || privilege_type || ' ' || grantee as name from information_schema.table_privileges
        where table_schema = 'public' and grantee = any(${[...roles, "PUBLIC"]})
          and (privilege_type in ('TRUNCATE', 'TRIGGER', 'REFERENCES') or table_name = 'search_document' or grantee = 'PUBLIC')`),
    ).toEqual([]);
  });

  test("the roles reach the product's schema and the queues', nothing else", async () => {
    for (const role of roles)
      expect(
        await names(sql`select nspname as name from pg_namespace
          where nspname !~ '^pg_' and nspname <> 'information_schema' and has_schema_privilege(${role}, oid, 'usage')`),
      ).toEqual(["pgboss", "public"]);
    expect(
      await names(sql`select nspname || ' ' || r as name from pg_namespace, unnest(${roles}::text[]) r
        where has_schema_privilege(r, oid, 'create')`),
    ).toEqual([]);
  });

  test("the roles are neither superuser, nor owner, nor past row security, nor able to become somebody who is", async () => {
    expect(
      await names(sql`select rolname as name from pg_roles where rolname = any(${roles})
        and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`),
    ).toEqual(roles);
    expect(
      await names(sql`select relname as name from pg_class where pg_get_userbyid(relowner) = any(${roles})`),
    ).toEqual([]);
    expect(
      await names(sql`select roleid::regrole || ' to ' || member::regrole as name from pg_auth_members
        where pg_get_userbyid(member) = any(${roles})`),
    ).toEqual([]);
  });
});
