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
grant insert, update (ticket_id, title, assignee_id, due_on, position, done_at, done_by, removed_at) on task to guichet_web;
--> statement-breakpoint
grant select on task to guichet_worker;
--> statement-breakpoint

-- What can be undone: its author's alone, as long as he belongs to the workspace, and of tickets that he still reads.
create policy seen on operation for select to guichet_web using (
  account_id = app_account_id() and workspace_id in (select my_workspace_ids()));
--> statement-breakpoint
create policy added on operation for insert to guichet_web with check (
  account_id = app_account_id() and workspace_id in (select my_workspace_ids()));
--> statement-breakpoint
create policy changed on operation for update to guichet_web using (
  account_id = app_account_id() and workspace_id in (select my_workspace_ids()));
--> statement-breakpoint
create function operation_is_mine(workspace uuid, operation uuid) returns boolean
  language sql stable parallel safe
  return exists (select 1 from operation o where o.workspace_id = workspace and o.id = operation and o.account_id = app_account_id());
--> statement-breakpoint
do $$
declare
  mine constant text := 'operation_is_mine(workspace_id, operation_id) and exists (
    select 1 from ticket t where t.workspace_id = operation_ticket.workspace_id and t.id = operation_ticket.ticket_id offset 0)';
begin
  execute 'create policy seen on operation_ticket for select to guichet_web using (' || mine || ')';
  execute 'create policy added on operation_ticket for insert to guichet_web with check (' || mine || ')';
  execute 'create policy changed on operation_ticket for update to guichet_web using (' || mine || ')';
end $$;
--> statement-breakpoint
revoke all on function operation_is_mine(uuid, uuid) from public;
--> statement-breakpoint
grant execute on function operation_is_mine(uuid, uuid) to guichet_web;
--> statement-breakpoint
grant select, insert, update (asked, total, done, finished_at, undone_at) on operation to guichet_web;
--> statement-breakpoint
grant select, insert, update (before, version_after, refusal, undone_at) on operation_ticket to guichet_web;
--> statement-breakpoint
grant select on operation, operation_ticket to guichet_worker;
--> statement-breakpoint
create index operation_ticket_ticket on operation_ticket (ticket_id);
--> statement-breakpoint
create index ticket_merged_into on ticket (merged_into_id) where merged_into_id is not null;
--> statement-breakpoint

-- Threads. Messages and files are never rewritten, but a merge or a split puts them on another ticket. Their owner alone may, in the
-- one function below, and it sees only what the asking account may write.
create policy worked_on_by_who_asks on ticket for select to current_user using (project_id in (select my_writable_project_ids()));
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['message','attachment'] loop
    execute format('create policy put_on_another_ticket on %I for update to current_user
      using (exists (select 1 from ticket t where t.workspace_id = %I.workspace_id and t.id = %I.ticket_id offset 0))', t, t, t);
  end loop;
end $$;
--> statement-breakpoint
create policy put_on_another_ticket_seen on attachment for select to current_user using (
  exists (select 1 from ticket t where t.workspace_id = attachment.workspace_id and t.id = attachment.ticket_id offset 0));
--> statement-breakpoint
-- The words of a ticket read anew: those of its title (weight A), then its messages in their order.
create function read_ticket_words(workspace uuid, ticket uuid, notes boolean) returns void
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  words tsvector := case when notes then '' else (select ts_filter(d.document, '{a}') from search_document d
    where d.workspace_id = workspace and d.ticket_id = ticket and not d.internal) end;
  said text;
  kept boolean := not notes;
begin
  for said in select m.body from message m where m.workspace_id = workspace and m.ticket_id = ticket and m.internal = notes
      and m.taken_back_at is null and m.nature is distinct from 'automatic' order by m.created_at, m.id
  loop
    kept := true;
    begin
      words := words || to_tsvector('public.guichet_fr', left(said, 200000));
    exception when program_limit_exceeded then null;
    end;
  end loop;
  if not kept then
    delete from search_document d where d.workspace_id = workspace and d.ticket_id = ticket and d.internal = notes;
    return;
  end if;
  insert into search_document as d (workspace_id, ticket_id, internal, project_id, requester_id, opened_at, document)
  select f.workspace_id, f.ticket_id, notes, f.project_id, f.requester_id, f.opened_at, words
    from search_document f where f.workspace_id = workspace and f.ticket_id = ticket and not f.internal
  on conflict (workspace_id, ticket_id, internal) do update set document = excluded.document;
end $$;
--> statement-breakpoint
-- From one ticket to another, both the asking account's to write and to read whole. Gives how many messages went.
create function put_on_ticket(workspace uuid, messages uuid[], files uuid[], source uuid, target uuid) returns integer
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  place uuid;
  moved integer;
begin
  if not i_hold('notes.read', workspace) or not exists (select 1 from ticket t where t.workspace_id = workspace and t.id = target) then
    return 0;
  end if;
  update message m set ticket_id = target where m.workspace_id = workspace and m.ticket_id = source and m.id = any (messages);
  get diagnostics moved = row_count;
  update attachment a set ticket_id = target where a.workspace_id = workspace and a.ticket_id = source and a.id = any (files);
  foreach place in array array[source, target] loop
    perform read_ticket_words(workspace, place, false), read_ticket_words(workspace, place, true);
  end loop;
  return moved;
end $$;
--> statement-breakpoint
revoke all on function read_ticket_words(uuid, uuid, boolean), put_on_ticket(uuid, uuid[], uuid[], uuid, uuid) from public;
--> statement-breakpoint
grant execute on function put_on_ticket(uuid, uuid[], uuid[], uuid, uuid) to guichet_web;
--> statement-breakpoint
-- Undone, an operation takes out whom it had brought in, and nobody else.
create policy forgotten on participant for delete to guichet_web using (
  exists (select 1 from ticket t where t.workspace_id = participant.workspace_id and t.id = participant.ticket_id
    and t.project_id in (select my_writable_project_ids()) offset 0)
  and exists (select 1 from operation_ticket ot join operation o on o.workspace_id = ot.workspace_id and o.id = ot.operation_id
    where ot.ticket_id = participant.ticket_id and ot.workspace_id = participant.workspace_id
      and ot.undone_at is null and o.created_at > now() - interval '25 hours'
      and ot.before -> 'joined' ? participant.account_id::text offset 0));
--> statement-breakpoint
grant delete on participant to guichet_web;
