-- Leaving with everything: who makes a dump reads as a job does, workspace by workspace, in a transaction that says so.

create function is_dumping() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.dumping', true), '') = 'on';
--> statement-breakpoint
-- What of the platform served a workspace once is named by its rows for ever: its dump holds it.
create policy dumped on item for select to guichet_worker using (
  (select is_dumping()) and workspace_id = platform_id()
  and id in (select s.item_id from item_share s where s.workspace_id = app_workspace_id()));
--> statement-breakpoint
create policy dumped on item_version for select to guichet_worker using (
  (select is_dumping()) and workspace_id = platform_id()
  and item_id in (select s.item_id from item_share s where s.workspace_id = app_workspace_id()));
--> statement-breakpoint
-- Dashboards are their accounts' own: a workspace's dump holds those shown in it, the instance's all of them.
create policy dumped on dashboard for select to guichet_worker using (
  (select is_dumping()) and (shared_workspace_id = app_workspace_id() or app_workspace_id() = platform_id()));
--> statement-breakpoint
grant select on dashboard, project_counter, chain to guichet_worker;
--> statement-breakpoint
create policy for_jobs on project_counter for select to guichet_worker using (true);
--> statement-breakpoint
revoke all on function is_dumping() from public;
--> statement-breakpoint
grant execute on function is_dumping() to guichet_web, guichet_worker;
