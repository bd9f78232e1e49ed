-- What the calendar and the releases need of PostgreSQL.
ALTER TABLE "plan" ADD COLUMN "window_reason" text;
--> statement-breakpoint
CREATE TABLE "calendar_feed" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"account_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feed_living" ON "calendar_feed" USING btree ("account_id") WHERE "calendar_feed"."revoked_at" is null;
--> statement-breakpoint
-- Whatever path wrote them: a window, a freeze and a verification end after they begin.
alter table plan add constraint plan_window check (
  (window_start is null) = (window_end is null) and (window_end is null or window_end > window_start));
--> statement-breakpoint
alter table "freeze" add constraint freeze_span check (ends_at > starts_at);
--> statement-breakpoint
alter table verification add constraint verification_span check (
  ends_on >= starts_on and (outcome is null) = (decided_at is null) and (outcome is null) = (decided_by is null));
--> statement-breakpoint
create index on "freeze" (ends_at) where removed_at is null;
--> statement-breakpoint
-- A look-up for each row, never a hash of every ticket (docs/traps.md).
alter policy seen on plan using (
  exists (select 1 from ticket t where t.workspace_id = plan.workspace_id and t.id = plan.ticket_id offset 0));
--> statement-breakpoint
create policy window_planned on plan for insert to guichet_web with check (exists (
  select 1 from ticket t where t.workspace_id = plan.workspace_id and t.id = plan.ticket_id
     and t.project_id in (select my_writable_project_ids())));
--> statement-breakpoint
create policy window_moved on plan for update to guichet_web using (exists (
  select 1 from ticket t where t.workspace_id = plan.workspace_id and t.id = plan.ticket_id
     and t.project_id in (select my_writable_project_ids())));
--> statement-breakpoint
-- A freeze of a project is known to its readers, one of a whole workspace to its members.
create policy seen on "freeze" for select to guichet_web using (
  case when project_id is null then workspace_id in (select my_workspace_ids()) else project_id in (select my_project_ids()) end
  or workspace_id in (select my_workspace_ids_with('settings.manage')));
--> statement-breakpoint
create policy declared on "freeze" for insert to guichet_web with check (
  created_by = app_account_id()
  and (workspace_id in (select my_workspace_ids_with('tickets.writeAll'))
       or workspace_id in (select my_workspace_ids_with('settings.manage'))));
--> statement-breakpoint
create policy lifted on "freeze" for update to guichet_web using (
  removed_at is null
  and (workspace_id in (select my_workspace_ids_with('tickets.writeAll'))
       or workspace_id in (select my_workspace_ids_with('settings.manage'))))
  with check (removed_by = app_account_id());
--> statement-breakpoint
-- Go and no-go are said by who decides approvals; what is done is said by who writes in the project.
create policy said on stage_step for insert to guichet_web with check (
  by = app_account_id()
  and exists (select 1 from ticket t where t.workspace_id = stage_step.workspace_id and t.id = stage_step.ticket_id
     and (t.project_id in (select my_writable_project_ids()) or stage_step.step in ('go', 'noGo')))
  and (step not in ('go', 'noGo') or workspace_id in (select my_workspace_ids_with('approvals.decide'))));
--> statement-breakpoint
create policy announced on verification for insert to guichet_web with check (
  created_by = app_account_id() and outcome is null
  and exists (select 1 from ticket t where t.workspace_id = verification.workspace_id and t.id = verification.ticket_id
     and t.project_id in (select my_writable_project_ids())));
--> statement-breakpoint
create policy decided on verification for update to guichet_web using (
  outcome is null and workspace_id in (select my_workspace_ids_with('approvals.decide'))
  and exists (select 1 from ticket t where t.workspace_id = verification.workspace_id and t.id = verification.ticket_id))
  with check (outcome is not null and decided_by = app_account_id());
--> statement-breakpoint
grant insert, update (window_start, window_end, window_reason) on plan to guichet_web;
--> statement-breakpoint
grant select, insert, update (removed_at, removed_by) on "freeze" to guichet_web;
--> statement-breakpoint
grant insert on stage_step to guichet_web;
--> statement-breakpoint
grant insert, update (outcome, reason, decided_at, decided_by) on verification to guichet_web;
--> statement-breakpoint
grant select on plan, "freeze", stage_step, verification to guichet_worker;
--> statement-breakpoint
alter table calendar_feed enable row level security;
--> statement-breakpoint
create policy own on calendar_feed to guichet_web using (account_id = app_account_id()) with check (account_id = app_account_id());
--> statement-breakpoint
grant select, insert, update (revoked_at, last_used_at) on calendar_feed to guichet_web;
--> statement-breakpoint
create function find_feed_account(feed_id uuid) returns table (account_id uuid, unused_seconds float8)
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select f.account_id, extract(epoch from now() - f.last_used_at)::float8
    from calendar_feed f join account a on a.id = f.account_id
   where f.id = feed_id and f.revoked_at is null and a.suspended_at is null;
end;
--> statement-breakpoint
revoke all on function find_feed_account(uuid) from public;
--> statement-breakpoint
grant execute on function find_feed_account(uuid) to guichet_web;
