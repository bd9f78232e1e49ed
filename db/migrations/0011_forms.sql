-- What the forms need of PostgreSQL: fields and request forms that are edited, the known error of a problem, time.

CREATE TABLE "known_error" (
	"workspace_id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"workaround" text NOT NULL,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid NOT NULL,
	"published_at" timestamp (3) with time zone,
	"published_by" uuid,
	CONSTRAINT "known_error_workspace_id_ticket_id_pk" PRIMARY KEY("workspace_id","ticket_id")
);
--> statement-breakpoint
ALTER TABLE "known_error" ADD CONSTRAINT "known_error_workspace_id_ticket_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","ticket_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
-- The list of major incidents, and an origin, are asked of few tickets among many.
create index ticket_major_since on ticket (major_since) where major_since is not null;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['field','request_form'] loop
    execute format('create policy changed on %I for update to guichet_web using (
      workspace_id in (select my_workspace_ids_with(''settings.manage'')) or (select am_platform_administrator()))
      with check (workspace_id in (select my_workspace_ids_with(''settings.manage'')) or (select am_platform_administrator()))', t);
    execute format('grant update on %I to guichet_web', t);
  end loop;
end $$;
--> statement-breakpoint

-- A known error is read with its problem. What was published of it is read on the incidents that the problem causes, by the readers of
-- each, who may not read the problem nor know that it exists: hence a function, which applies the same rights as the search does.
alter table known_error enable row level security;
--> statement-breakpoint
alter table known_error force row level security;
--> statement-breakpoint
create policy seen on known_error for select to guichet_web using (
  exists (select 1 from ticket t where t.workspace_id = known_error.workspace_id and t.id = known_error.ticket_id offset 0));
--> statement-breakpoint
create policy recorded on known_error for insert to guichet_web with check (recorded_by = app_account_id() and exists (
  select 1 from ticket t where t.workspace_id = known_error.workspace_id and t.id = known_error.ticket_id
     and t.project_id in (select my_writable_project_ids())));
--> statement-breakpoint
create policy changed on known_error for update to guichet_web using (exists (
  select 1 from ticket t where t.workspace_id = known_error.workspace_id and t.id = known_error.ticket_id
     and t.project_id in (select my_writable_project_ids())));
--> statement-breakpoint
create policy in_workspace on known_error to guichet_worker
  using (workspace_id = app_workspace_id()) with check (workspace_id = app_workspace_id());
--> statement-breakpoint
grant select, insert, update on known_error to guichet_web;
--> statement-breakpoint
grant select on known_error to guichet_worker;
--> statement-breakpoint
create policy published on known_error for select to current_user using (published_at is not null);
--> statement-breakpoint
create policy causes_of_incidents on ticket_link for select to current_user using (kind = 'causes');
--> statement-breakpoint
create function published_workarounds(incident uuid) returns table (workaround text, published_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select k.workaround, k.published_at::timestamptz
    from search_document d
    join ticket_link l on l.workspace_id = d.workspace_id and l.to_id = d.ticket_id and l.kind = 'causes'
    join known_error k on k.workspace_id = l.workspace_id and k.ticket_id = l.from_id and k.published_at is not null
   where d.ticket_id = incident and not d.internal
     and (d.project_id in (select my_project_ids()) or d.ticket_id in (select my_ticket_ids())
       or d.requester_id = app_account_id() and d.workspace_id in (select my_workspace_ids()))
   order by k.published_at desc;
end;
--> statement-breakpoint
revoke all on function published_workarounds(uuid) from public;
--> statement-breakpoint
grant execute on function published_workarounds(uuid) to guichet_web;
--> statement-breakpoint

-- Time: accounted and real stand in two tables, since row security hides rows and not columns. A line is written by the one whose time it
-- is, and never changed but to be removed: a correction is another line.
create policy seen on time_entry for select to guichet_web using (
  workspace_id in (select my_workspace_ids_with('time.readAccounted'))
  and exists (select 1 from ticket t where t.workspace_id = time_entry.workspace_id and t.id = time_entry.ticket_id offset 0));
--> statement-breakpoint
create policy added on time_entry for insert to guichet_web with check (
  created_by = app_account_id() and removed_at is null
  and workspace_id in (select my_workspace_ids_with('time.write'))
  and exists (select 1 from ticket t where t.workspace_id = time_entry.workspace_id and t.id = time_entry.ticket_id offset 0));
--> statement-breakpoint
create policy removed on time_entry for update to guichet_web using (
  removed_at is null and workspace_id in (select my_workspace_ids_with('time.write'))
  and exists (select 1 from ticket t where t.workspace_id = time_entry.workspace_id and t.id = time_entry.ticket_id offset 0))
  with check (removed_at is not null);
--> statement-breakpoint
create policy seen on time_real for select to guichet_web using (
  workspace_id in (select my_workspace_ids_with('time.readReal'))
  and exists (select 1 from time_entry e where e.workspace_id = time_real.workspace_id and e.id = time_real.entry_id offset 0));
--> statement-breakpoint
create policy added on time_real for insert to guichet_web with check (
  workspace_id in (select my_workspace_ids_with('time.write'))
  and exists (select 1 from time_entry e where e.workspace_id = time_real.workspace_id and e.id = time_real.entry_id
    and e.created_by = app_account_id() offset 0));
--> statement-breakpoint
grant select, insert on time_entry, time_real to guichet_web;
--> statement-breakpoint
grant update (removed_at) on time_entry to guichet_web;
--> statement-breakpoint
grant select on time_entry, time_real to guichet_worker;
