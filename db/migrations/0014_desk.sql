-- Links. Who works on one of two tickets links them; a requester's ticket may only follow another one.
alter policy added on ticket_link with check (
  created_by is not distinct from app_account_id()
  and exists (select 1 from ticket t where t.workspace_id = ticket_link.workspace_id and t.id = ticket_link.from_id offset 0)
  and exists (select 1 from ticket t where t.workspace_id = ticket_link.workspace_id and t.id = ticket_link.to_id offset 0)
  and exists (select 1 from ticket t where t.workspace_id = ticket_link.workspace_id
    and (t.id in (ticket_link.from_id, ticket_link.to_id) and t.project_id in (select my_writable_project_ids())
      or ticket_link.kind = 'follows' and t.id = ticket_link.from_id and t.requester_id = app_account_id()) offset 0));
--> statement-breakpoint
create policy removed on ticket_link for delete to guichet_web using (exists (
  select 1 from ticket t where t.workspace_id = ticket_link.workspace_id and t.id in (ticket_link.from_id, ticket_link.to_id)
    and t.project_id in (select my_writable_project_ids()) offset 0));
--> statement-breakpoint
grant delete on ticket_link to guichet_web;
--> statement-breakpoint

-- Tasks are written by who works on their ticket; whoever was given one says when it is done.
create policy added on task for insert to guichet_web with check (exists (
  select 1 from ticket t where t.workspace_id = task.workspace_id and t.id = task.ticket_id
    and t.project_id in (select my_writable_project_ids()) offset 0));
--> statement-breakpoint
create policy changed on task for update to guichet_web using (
  assignee_id = app_account_id() or exists (
    select 1 from ticket t where t.workspace_id = task.workspace_id and t.id = task.ticket_id
      and t.project_id in (select my_writable_project_ids()) offset 0));
--> statement-breakpoint
grant insert, update (title, assignee_id, due_on, position, done_at, done_by, removed_at) on task to guichet_web;
