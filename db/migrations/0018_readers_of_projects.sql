-- Who reads a project by a grant of it, told to whoever writes there: before a ticket is moved, its mover sees who will read it.
create function readers_by_grant(project uuid) returns setof uuid
  language sql stable security definer parallel safe set search_path = pg_catalog, public
begin atomic
  select g.account_id from project_grant g
    join membership m on m.workspace_id = g.workspace_id and m.account_id = g.account_id and m.ended_at is null
    join profile f on f.workspace_id = m.workspace_id and f.id = m.profile_id and not 'tickets.readAll' = any (f.permissions)
    join account a on a.id = g.account_id and a.suspended_at is null
  where g.project_id = project and project in (select my_writable_project_ids());
end;
--> statement-breakpoint
revoke all on function readers_by_grant(uuid) from public;
--> statement-breakpoint
grant execute on function readers_by_grant(uuid) to guichet_web;
