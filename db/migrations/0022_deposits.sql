-- Who writes in the deposit space: whoever may upload or install there and may write in the project; jobs make what came in ready.
ALTER TABLE "outgoing_mail" ADD COLUMN "package_id" uuid;
--> statement-breakpoint
create policy deposited on package for insert to guichet_web with check (
  deposited_by = app_account_id() and project_id in (select my_writable_project_ids())
  and workspace_id in (select my_workspace_ids_with('deposits.upload')));
--> statement-breakpoint
create policy changed on package for update to guichet_web using (
  project_id in (select my_writable_project_ids())
  and (workspace_id in (select my_workspace_ids_with('deposits.upload')) or workspace_id in (select my_workspace_ids_with('deposits.install'))))
  with check (project_id in (select my_writable_project_ids())
  and (workspace_id in (select my_workspace_ids_with('deposits.upload')) or workspace_id in (select my_workspace_ids_with('deposits.install'))));
--> statement-breakpoint
grant insert, update (label, description, ticket_id, state, signature_name, signature_size, signature_sha256, signature_storage_key)
  on package to guichet_web;
--> statement-breakpoint
-- Nothing that was said of a package's states is ever changed or taken away.
create policy entered on package_step for insert to guichet_web with check (
  "by" = app_account_id() and exists (select 1 from package p where p.workspace_id = package_step.workspace_id and p.id = package_step.package_id
    and p.project_id in (select my_writable_project_ids())
    and (p.workspace_id in (select my_workspace_ids_with('deposits.upload')) or p.workspace_id in (select my_workspace_ids_with('deposits.install')))));
--> statement-breakpoint
grant insert on package_step to guichet_web;
--> statement-breakpoint
create policy added on package_item for insert to guichet_web with check (
  exists (select 1 from package p where p.workspace_id = package_item.workspace_id and p.id = package_item.package_id
    and p.project_id in (select my_writable_project_ids()) and p.workspace_id in (select my_workspace_ids_with('deposits.upload')))
  and exists (select 1 from item i where i.workspace_id = package_item.item_workspace_id and i.id = package_item.item_id));
--> statement-breakpoint
create policy removed on package_item for delete to guichet_web using (
  exists (select 1 from package p where p.workspace_id = package_item.workspace_id and p.id = package_item.package_id
    and p.project_id in (select my_writable_project_ids()) and p.workspace_id in (select my_workspace_ids_with('deposits.upload'))));
--> statement-breakpoint
grant insert, delete on package_item to guichet_web;
--> statement-breakpoint
grant insert, delete on deposit_watch to guichet_web;
--> statement-breakpoint
grant update (arrival, failure, sources, compressed, prepared, type, size, sha256, storage_key, listing, flags, scanned_at, verdict, scan_engine, threat, erased_at) on package to guichet_worker;
--> statement-breakpoint
grant insert on package_entry to guichet_worker;

--> statement-breakpoint
-- For how long bytes are kept is the workspace's settings; what is said once is never taken away.
create policy said on deposit_retention for insert to guichet_web with check (
  workspace_id in (select my_workspace_ids_with('settings.manage')) or (select am_platform_administrator()));
--> statement-breakpoint
create policy changed on deposit_retention for update to guichet_web using (
  workspace_id in (select my_workspace_ids_with('settings.manage')) or (select am_platform_administrator()))
  with check (workspace_id in (select my_workspace_ids_with('settings.manage')) or (select am_platform_administrator()));
--> statement-breakpoint
grant insert, update (days, updated_at, updated_by) on deposit_retention to guichet_web;
--> statement-breakpoint
grant insert, update (revoked_at, last_used_at, uses) on package_link to guichet_web;
--> statement-breakpoint
-- Whoever holds the address has its signature checked before anything is asked here.
create policy for_machines on package_link for select to current_user using (true);
--> statement-breakpoint
create function find_package_link(link_id uuid) returns table (account_id uuid, package_id uuid, workspace_id uuid)
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select l.account_id, l.package_id, l.workspace_id
    from package_link l join account a on a.id = l.account_id
   where l.id = link_id and l.revoked_at is null and l.expires_at > now() and a.suspended_at is null;
end;
--> statement-breakpoint
revoke all on function find_package_link(uuid) from public;
--> statement-breakpoint
grant execute on function find_package_link(uuid) to guichet_web;
