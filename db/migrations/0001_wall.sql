-- The wall. Who sees what is decided here and nowhere else; tests/isolation holds it against a plain model.
-- guichet_web serves one person at a time (app.account_id); guichet_worker one workspace at a time (app.workspace_id).
-- After a transaction a setting reads '', hence nullif.

create extension if not exists unaccent;
--> statement-breakpoint
create text search configuration guichet_fr (copy = pg_catalog.french);
--> statement-breakpoint
alter text search configuration guichet_fr
  alter mapping for hword, hword_part, word, hword_asciipart, asciihword, asciiword with unaccent, french_stem;
--> statement-breakpoint

create function app_account_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.account_id', true), '')::uuid;
--> statement-breakpoint
create function app_workspace_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.workspace_id', true), '')::uuid;
--> statement-breakpoint
-- The pseudo-workspace of what belongs to the platform itself: account mails, unrouted mail, its own journal chain.
create function platform_id() returns uuid language sql immutable parallel safe
  return '00000000-0000-0000-0000-000000000000'::uuid;
--> statement-breakpoint

-- What the asking account may reach, worked out once per transaction (keep_reach) and kept in settings of that transaction: every
-- table of a page asks it anew. Each setting bears the account's id, and whatever changes rights forgets them, so that the functions
-- below then ask the tables themselves. To forge one is to be able to set app.account_id: the same power, not another one.
create function kept_reach(name text) returns uuid[] language sql stable parallel safe
  return case when starts_with(current_setting(name, true), app_account_id()::text || ':') then substr(current_setting(name, true), 38)::uuid[] end;
--> statement-breakpoint
create function my_reach(out spaces uuid[], out projects uuid[], out directory uuid[])
  language plpgsql stable security definer parallel safe set search_path = pg_catalog, public as $$
declare me uuid := app_account_id(); readers uuid[]; granted uuid[];
begin
  select coalesce(array_agg(m.workspace_id), '{}'),
      coalesce(array_agg(m.workspace_id) filter (where 'tickets.readAll' = any (f.permissions)), '{}'),
      coalesce(array_agg(m.workspace_id) filter (where f.permissions && array['tickets.readAll', 'tickets.assign', 'members.manage']), '{}')
    into spaces, readers, directory
    from membership m join account a on a.id = m.account_id
    join profile f on f.workspace_id = m.workspace_id and f.id = m.profile_id
   where m.account_id = me and m.ended_at is null and a.suspended_at is null;
  select coalesce(array_agg(g.project_id), '{}'), directory || coalesce(array_agg(g.workspace_id), '{}')
    into granted, directory from project_grant g where g.account_id = me and g.workspace_id = any (spaces);
  projects := array(select p.id from project p where p.workspace_id = any (readers)) || granted;
end $$;
--> statement-breakpoint
create function keep_reach() returns void
  language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare me text := app_account_id() || ':';
begin
  perform set_config('app.my_workspaces', me || spaces::text, true), set_config('app.my_projects', me || projects::text, true),
    set_config('app.my_directory', me || directory::text, true) from my_reach();
end $$;
--> statement-breakpoint
create function forget_reach() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  perform set_config('app.my_workspaces', '', true), set_config('app.my_projects', '', true), set_config('app.my_directory', '', true);
  return null;
end $$;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['account','membership','profile','project','project_grant'] loop
    execute format('create trigger forget_reach after insert or update or delete on %I for each statement execute function forget_reach()', t);
  end loop;
end $$;
--> statement-breakpoint

-- What the asking account may reach. Definer functions, because they read the directory on behalf of people who may not.
create function am_platform_administrator() returns boolean
  language sql stable security definer parallel safe set search_path = pg_catalog, public
begin atomic
  select exists (select 1 from account a where a.id = app_account_id()
    and a.platform_administrator_since is not null and a.suspended_at is null);
end;
--> statement-breakpoint
create function my_workspace_ids() returns setof uuid
  language sql stable security definer parallel safe set search_path = pg_catalog, public
begin atomic
  select unnest(coalesce(kept_reach('app.my_workspaces'), (select r.spaces from my_reach() r)));
end;
--> statement-breakpoint
create function i_hold(permission text, workspace uuid) returns boolean
  language sql stable security definer parallel safe set search_path = pg_catalog, public
begin atomic
  select exists (select 1 from membership m join account a on a.id = m.account_id
    join profile f on f.workspace_id = m.workspace_id and f.id = m.profile_id
   where m.workspace_id = workspace and m.account_id = app_account_id() and m.ended_at is null and a.suspended_at is null
     and permission = any (f.permissions));
end;
--> statement-breakpoint
create function my_workspace_ids_with(permission text) returns setof uuid
  language sql stable security definer parallel safe set search_path = pg_catalog, public
begin atomic
  select m.workspace_id from membership m join account a on a.id = m.account_id
    join profile f on f.workspace_id = m.workspace_id and f.id = m.profile_id
   where m.account_id = app_account_id() and m.ended_at is null and a.suspended_at is null
     and permission = any (f.permissions);
end;
--> statement-breakpoint
-- Flat joins: functions inside functions cost six times as much, and every page asks this.
create function my_project_ids() returns setof uuid
  language sql stable security definer parallel safe set search_path = pg_catalog, public
begin atomic
  select unnest(coalesce(kept_reach('app.my_projects'), (select r.projects from my_reach() r)));
end;
--> statement-breakpoint
create function my_writable_project_ids() returns setof uuid
  language sql stable security definer parallel safe set search_path = pg_catalog, public
begin atomic
  select p.id from membership m join account a on a.id = m.account_id
    join profile f on f.workspace_id = m.workspace_id and f.id = m.profile_id
    join project p on p.workspace_id = m.workspace_id
   where m.account_id = app_account_id() and m.ended_at is null and a.suspended_at is null
     and 'tickets.writeAll' = any (f.permissions)
  union all
  select g.project_id from project_grant g
    join membership m on m.workspace_id = g.workspace_id and m.account_id = g.account_id
    join account a on a.id = m.account_id
   where g.account_id = app_account_id() and g.level = 'write' and m.ended_at is null and a.suspended_at is null;
end;
--> statement-breakpoint
-- Tickets in which the asking account takes part (its own, and those it was added to).
create function my_ticket_ids() returns setof uuid
  language sql stable security definer parallel safe set search_path = pg_catalog, public
begin atomic
  select p.ticket_id from participant p
   where p.account_id = app_account_id() and p.left_at is null and p.workspace_id in (select my_workspace_ids());
end;
--> statement-breakpoint
-- The workspaces in which the asking account follows other people's tickets or manages people, and so may see who they are.
create function my_directory_workspace_ids() returns setof uuid
  language sql stable security definer parallel safe set search_path = pg_catalog, public
begin atomic
  select unnest(coalesce(kept_reach('app.my_directory'), (select r.directory from my_reach() r)));
end;
--> statement-breakpoint
-- My tickets where I am not shown the directory: their participants are all the people whom a requester knows. Nothing, and at
-- once, for an agent, who takes part in tens of thousands.
create function my_tickets_elsewhere() returns table (workspace_id uuid, ticket_id uuid)
  language plpgsql stable security definer parallel safe rows 20 set search_path = pg_catalog, public as $$
declare elsewhere uuid[] := array(select my_workspace_ids() except select my_directory_workspace_ids());
begin
  if cardinality(elsewhere) = 0 then return; end if;
  return query select p.workspace_id, p.ticket_id from participant p
    where p.account_id = app_account_id() and p.left_at is null and p.workspace_id = any (elsewhere);
end $$;
--> statement-breakpoint

-- Who manages members gives the profiles that hold nothing he lacks himself, or any when he manages settings too
-- (docs/decisions/0041); nobody gives himself anything.
create function my_givable_profile_ids() returns setof uuid
  language sql stable security definer parallel safe set search_path = pg_catalog, public
begin atomic
  select f.id from membership m join account a on a.id = m.account_id
    join profile mine on mine.workspace_id = m.workspace_id and mine.id = m.profile_id
    join profile f on f.workspace_id = m.workspace_id
   where m.account_id = app_account_id() and m.ended_at is null and a.suspended_at is null
     and 'members.manage' = any (mine.permissions)
     and (f.permissions <@ mine.permissions or 'settings.manage' = any (mine.permissions));
end;
--> statement-breakpoint
-- Whether somebody would still manage the members of a workspace; asked by people who may not see who.
create function has_manager(workspace uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select exists (select 1 from membership m join account a on a.id = m.account_id
    join profile f on f.workspace_id = m.workspace_id and f.id = m.profile_id
   where m.workspace_id = workspace and m.ended_at is null and a.suspended_at is null
     and 'members.manage' = any (f.permissions)
     and (workspace in (select my_workspace_ids()) or am_platform_administrator()));
end;
--> statement-breakpoint

-- What sign-in asks before anybody is known stands in 0002_sign_in.sql.

-- Search. Full-text operators are not leakproof, so row security would forbid them the index: the documents are closed to
-- every role of the application, and this one function, which applies the same rights, gives back identifiers only.
create function search_ticket_ids(words text, before_opened timestamptz, before_id uuid, wanted integer)
  returns table (ticket_id uuid, opened_at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  query tsquery := websearch_to_tsquery('public.guichet_fr', words);
  projects uuid[] := array(select my_project_ids());
  note_workspaces uuid[] := array(select my_workspace_ids_with('notes.read'));
  own constant text := '(d.requester_id = app_account_id() and d.workspace_id in (select my_workspace_ids()))';
  scope text;
begin
  -- A hashed subplan for who reads many projects, arrays (index scans) for who reads few: measured, see docs/decisions.
  if cardinality(projects) <= 20 then
    scope := '(d.project_id = any ($4) or d.ticket_id = any (array(select my_ticket_ids())) or ' || own || ')';
  else
    scope := '(d.project_id in (select unnest($4)) or d.ticket_id in (select my_ticket_ids()) or ' || own || ')';
  end if;
  return query execute
    'select d.ticket_id, d.opened_at::timestamptz from search_document d where d.document @@ $1 and ' || scope ||
    ' and (not d.internal or d.workspace_id = any ($5))
      and ($2 is null or (d.opened_at, d.ticket_id) < ($2, $3))
      order by d.opened_at desc, d.ticket_id desc limit $6'
    using query, before_opened, before_id, projects, note_workspaces, wanted;
end $$;
--> statement-breakpoint
create function index_ticket_words() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op = 'INSERT' then
    insert into search_document (workspace_id, ticket_id, internal, project_id, requester_id, opened_at, document)
    values (new.workspace_id, new.id, false, new.project_id, new.requester_id, new.opened_at,
            setweight(to_tsvector('public.guichet_fr', new.title), 'A'));
  elsif new.project_id <> old.project_id then
    update search_document set project_id = new.project_id
     where workspace_id = new.workspace_id and search_document.ticket_id = new.id;
  end if;
  if tg_op = 'UPDATE' and new.title <> old.title then
    update search_document set document = document || setweight(to_tsvector('public.guichet_fr', new.title), 'A')
     where workspace_id = new.workspace_id and search_document.ticket_id = new.id and not internal;
  end if;
  return null;
end $$;
--> statement-breakpoint
create function index_message_words() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare words tsvector := to_tsvector('public.guichet_fr', left(new.body, 200000));
begin
  insert into search_document as d (workspace_id, ticket_id, internal, project_id, requester_id, opened_at, document)
  select f.workspace_id, f.ticket_id, new.internal, f.project_id, f.requester_id, f.opened_at, words
    from search_document f where f.workspace_id = new.workspace_id and f.ticket_id = new.ticket_id and not f.internal
  on conflict (workspace_id, ticket_id, internal) do update set document = d.document || excluded.document;
  return null;
exception when program_limit_exceeded then
  -- A tsvector holds 1 MB at most: past it the message is kept and its words are not searched.
  return null;
end $$;
--> statement-breakpoint
create trigger index_ticket_words after insert or update of title, project_id on ticket
  for each row execute function index_ticket_words();
--> statement-breakpoint
create trigger index_message_words after insert on message for each row execute function index_message_words();
--> statement-breakpoint

-- Live updates: identifiers only; whoever listens asks again with his own rights before he tells anybody.
create function announce_event() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if new.ticket_id is not null then
    perform pg_notify('guichet_event', json_build_object('ticket', new.ticket_id, 'requires', new.requires)::text);
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger announce_event after insert on event for each row execute function announce_event();
--> statement-breakpoint

-- Every table has row security; content is forced, so that even its owner passes through a policy.
do $$
declare t record;
begin
  for t in select c.oid::regclass as name, c.relname from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
  loop
    execute format('alter table %s enable row level security', t.name);
    if t.relname = any (array['project_contact','category','status','priority_rule','ticket','ticket_alias','participant',
      'message','attachment','upload','event','search_document','incoming_mail','outgoing_mail','idempotency_key']) then
      execute format('alter table %s force row level security', t.name);
    end if;
  end loop;
end $$;
--> statement-breakpoint
create policy of_the_asking_account on participant for select to current_user using (account_id = app_account_id());
--> statement-breakpoint
create policy through_triggers_and_search on search_document to current_user using (true) with check (true);
--> statement-breakpoint

-- Directory, for people.
create policy seen on beneficiary for select to guichet_web using (
  (select am_platform_administrator()) or id in (select w.beneficiary_id from workspace w));
--> statement-breakpoint
create policy kept on beneficiary to guichet_web using ((select am_platform_administrator())) with check ((select am_platform_administrator()));
--> statement-breakpoint
create policy seen on workspace for select to guichet_web using (
  id in (select my_workspace_ids()) or (select am_platform_administrator()));
--> statement-breakpoint
create policy kept on workspace to guichet_web using ((select am_platform_administrator())) with check ((select am_platform_administrator()));
--> statement-breakpoint
create policy seen on project for select to guichet_web using (
  workspace_id in (select my_workspace_ids()) or (select am_platform_administrator()));
--> statement-breakpoint
create policy kept on project to guichet_web using (
  workspace_id in (select my_workspace_ids_with('settings.manage')) or (select am_platform_administrator()))
  with check (workspace_id in (select my_workspace_ids_with('settings.manage')) or (select am_platform_administrator()));
--> statement-breakpoint
create policy taken on project_counter to guichet_web using (
  workspace_id in (select my_workspace_ids()) or (select am_platform_administrator()))
  with check (workspace_id in (select my_workspace_ids()) or (select am_platform_administrator()));
--> statement-breakpoint
create policy seen on account for select to guichet_web using (
  id = app_account_id() or (select am_platform_administrator())
  -- A membership that its own policy shows. `offset 0` keeps it a look-up for each account shown, not a hash of all memberships.
  or exists (select 1 from membership m where m.account_id = account.id offset 0)
  or id in (select p.account_id from my_tickets_elsewhere() mine
    join participant p on p.workspace_id = mine.workspace_id and p.ticket_id = mine.ticket_id));
--> statement-breakpoint
create policy kept on account for update to guichet_web using (
  id = app_account_id() or (select am_platform_administrator()))
  with check (id = app_account_id() or (select am_platform_administrator()));
--> statement-breakpoint
create policy invited on account for insert to guichet_web with check (
  platform_administrator_since is null
  and ((select am_platform_administrator()) or exists (select my_workspace_ids_with('members.manage'))));
--> statement-breakpoint
create policy seen on account_alias for select to guichet_web using (
  account_id = app_account_id() or (select am_platform_administrator()));
--> statement-breakpoint
create policy kept on account_alias to guichet_web using ((select am_platform_administrator())) with check ((select am_platform_administrator()));
--> statement-breakpoint
create policy own on session to guichet_web using (account_id = app_account_id() or (select am_platform_administrator()))
  with check (account_id = app_account_id() or (select am_platform_administrator()));
--> statement-breakpoint
create policy own on access_token to guichet_web using (account_id = app_account_id() or (select am_platform_administrator()))
  with check (account_id = app_account_id() or (select am_platform_administrator()));
--> statement-breakpoint
create policy seen on single_use_link for select to guichet_web using ((select am_platform_administrator()) or created_by = app_account_id());
--> statement-breakpoint
create policy given on single_use_link for insert to guichet_web with check (
  (kind = 'reset' and account_id = app_account_id()) or (select am_platform_administrator())
  or (kind = 'invitation' and exists (select my_workspace_ids_with('members.manage'))));
--> statement-breakpoint
create policy noted on sign_in_attempt for insert to guichet_web with check (true);
--> statement-breakpoint
create policy seen on sign_in_attempt for select to guichet_web using (
  account_id = app_account_id() or (select am_platform_administrator()));
--> statement-breakpoint
create policy seen on profile for select to guichet_web using (
  workspace_id in (select my_workspace_ids()) or (select am_platform_administrator()));
--> statement-breakpoint
-- Nobody edits the profile that he has himself: it would be giving himself a permission.
create policy kept on profile to guichet_web using ((select am_platform_administrator())
  or workspace_id in (select my_workspace_ids_with('settings.manage'))
    and id not in (select m.profile_id from membership m where m.account_id = app_account_id() and m.ended_at is null))
  with check (workspace_id in (select my_workspace_ids_with('settings.manage')) or (select am_platform_administrator()));
--> statement-breakpoint
create policy seen on membership for select to guichet_web using (
  account_id = app_account_id() or (select am_platform_administrator()) or workspace_id in (select my_directory_workspace_ids()));
--> statement-breakpoint
create policy kept on membership to guichet_web using ((select am_platform_administrator())
  or account_id <> app_account_id() and profile_id in (select my_givable_profile_ids()))
  with check ((select am_platform_administrator())
  or account_id <> app_account_id() and profile_id in (select my_givable_profile_ids()));
--> statement-breakpoint
create policy seen on project_grant for select to guichet_web using (
  account_id = app_account_id() or (select am_platform_administrator())
  or workspace_id in (select my_workspace_ids_with('members.manage')));
--> statement-breakpoint
create policy kept on project_grant to guichet_web using ((select am_platform_administrator())
  or account_id <> app_account_id() and workspace_id in (select my_workspace_ids_with('members.manage')))
  with check ((select am_platform_administrator())
  or account_id <> app_account_id() and workspace_id in (select my_workspace_ids_with('members.manage'))
    and (workspace_id in (select my_workspace_ids_with('settings.manage'))
      or project_id in (select my_writable_project_ids())
      or level = 'read' and project_id in (select my_project_ids())));
--> statement-breakpoint
create policy seen on setting for select to guichet_web using (true);
--> statement-breakpoint
create policy kept on setting to guichet_web using ((select am_platform_administrator())) with check ((select am_platform_administrator()));
--> statement-breakpoint
create policy own on idempotency_key to guichet_web using (account_id = app_account_id()) with check (account_id = app_account_id());
--> statement-breakpoint
create policy noted on mail_thread for insert to guichet_web with check (workspace_id in (select my_workspace_ids()));
--> statement-breakpoint
create policy advanced on chain to guichet_web using (
  workspace_id in (select my_workspace_ids()) or (select am_platform_administrator()) or workspace_id = platform_id())
  with check (workspace_id in (select my_workspace_ids()) or (select am_platform_administrator()) or workspace_id = platform_id());
--> statement-breakpoint
create policy seen on heartbeat for select to guichet_web using (true);
--> statement-breakpoint

-- Content, for people.
create policy seen on project_contact for select to guichet_web using (
  project_id in (select my_project_ids()) or workspace_id in (select my_workspace_ids_with('settings.manage'))
  or (select am_platform_administrator()));
--> statement-breakpoint
create policy kept on project_contact to guichet_web using (
  workspace_id in (select my_workspace_ids_with('settings.manage')) or (select am_platform_administrator()))
  with check (workspace_id in (select my_workspace_ids_with('settings.manage')) or (select am_platform_administrator()));
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['category','status','priority_rule'] loop
    execute format('create policy seen on %I for select to guichet_web using (
      workspace_id in (select my_workspace_ids()) or (select am_platform_administrator()))', t);
    execute format('create policy kept on %I to guichet_web using (
      workspace_id in (select my_workspace_ids_with(''settings.manage'')) or (select am_platform_administrator()))
      with check (workspace_id in (select my_workspace_ids_with(''settings.manage'')) or (select am_platform_administrator()))', t);
  end loop;
end $$;
--> statement-breakpoint
-- In this order: what somebody takes part in is only asked about the tickets that are neither of his projects nor his own.
create policy seen on ticket for select to guichet_web using (
  project_id in (select my_project_ids())
  or (requester_id = app_account_id() and workspace_id in (select my_workspace_ids()))
  or id in (select my_ticket_ids()));
--> statement-breakpoint
create policy opened on ticket for insert to guichet_web with check (
  workspace_id in (select my_workspace_ids_with('tickets.open'))
  and (requester_id = app_account_id() or project_id in (select my_writable_project_ids())));
--> statement-breakpoint
create policy changed on ticket for update to guichet_web using (
  project_id in (select my_writable_project_ids()) or id in (select my_ticket_ids()))
  with check (workspace_id in (select my_workspace_ids()));
--> statement-breakpoint
create policy seen on ticket_alias for select to guichet_web using (
  exists (select 1 from ticket t where t.workspace_id = ticket_alias.workspace_id and t.id = ticket_alias.ticket_id));
--> statement-breakpoint
create policy kept on ticket_alias for insert to guichet_web with check (exists (
  select 1 from ticket t where t.workspace_id = ticket_alias.workspace_id and t.id = ticket_alias.ticket_id
     and t.project_id in (select my_writable_project_ids())));
--> statement-breakpoint
create policy seen on participant for select to guichet_web using (
  exists (select 1 from ticket t where t.workspace_id = participant.workspace_id and t.id = participant.ticket_id));
--> statement-breakpoint
create policy added on participant for insert to guichet_web with check (exists (
  select 1 from ticket t where t.workspace_id = participant.workspace_id and t.id = participant.ticket_id
     and (t.project_id in (select my_writable_project_ids())
          or (participant.account_id = app_account_id()
              and (t.requester_id = app_account_id() or t.project_id in (select my_project_ids()))))));
--> statement-breakpoint
create policy changed on participant for update to guichet_web using (exists (
  select 1 from ticket t where t.workspace_id = participant.workspace_id and t.id = participant.ticket_id
     and (t.project_id in (select my_writable_project_ids()) or participant.account_id = app_account_id())));
--> statement-breakpoint
create policy seen on message for select to guichet_web using (
  (not internal or workspace_id in (select my_workspace_ids_with('notes.read')))
  and exists (select 1 from ticket t where t.workspace_id = message.workspace_id and t.id = message.ticket_id));
--> statement-breakpoint
create policy written on message for insert to guichet_web with check (
  author_id = app_account_id()
  and (not internal or workspace_id in (select my_workspace_ids_with('notes.write')))
  and exists (select 1 from ticket t where t.workspace_id = message.workspace_id and t.id = message.ticket_id
     and (t.project_id in (select my_writable_project_ids()) or t.requester_id = app_account_id()
          or t.id in (select my_ticket_ids()))));
--> statement-breakpoint
create policy seen on attachment for select to guichet_web using (
  (not internal or workspace_id in (select my_workspace_ids_with('notes.read')))
  and exists (select 1 from ticket t where t.workspace_id = attachment.workspace_id and t.id = attachment.ticket_id));
--> statement-breakpoint
create policy added on attachment for insert to guichet_web with check (
  added_by = app_account_id()
  and (not internal or workspace_id in (select my_workspace_ids_with('notes.write')))
  and exists (select 1 from ticket t where t.workspace_id = attachment.workspace_id and t.id = attachment.ticket_id
     and (t.project_id in (select my_writable_project_ids()) or t.requester_id = app_account_id()
          or t.id in (select my_ticket_ids()))));
--> statement-breakpoint
create policy own on upload to guichet_web using (account_id = app_account_id()) with check (account_id = app_account_id());
--> statement-breakpoint
create policy seen on event for select to guichet_web using (
  (requires is null or i_hold(requires, workspace_id))
  and case when ticket_id is null
    then workspace_id in (select my_workspace_ids_with('journal.read')) or (select am_platform_administrator())
    else exists (select 1 from ticket t where t.workspace_id = event.workspace_id and t.id = event.ticket_id) end);
--> statement-breakpoint
create policy recorded on event for insert to guichet_web with check (
  actor_id is not distinct from app_account_id()
  and (workspace_id in (select my_workspace_ids()) or (select am_platform_administrator()) or workspace_id = platform_id()));
--> statement-breakpoint
create policy reviewed on incoming_mail for select to guichet_web using (
  workspace_id in (select my_workspace_ids_with('mails.review'))
  or (workspace_id = platform_id() and (select am_platform_administrator())));
--> statement-breakpoint
create policy decided on incoming_mail for update to guichet_web using (
  workspace_id in (select my_workspace_ids_with('mails.review'))
  or (workspace_id = platform_id() and (select am_platform_administrator())))
  with check (workspace_id in (select my_workspace_ids_with('mails.review')) or (select am_platform_administrator()));
--> statement-breakpoint
create policy seen on outgoing_mail for select to guichet_web using (
  (workspace_id in (select my_workspace_ids_with('mails.review'))
    and (not internal or workspace_id in (select my_workspace_ids_with('notes.read'))))
  or (workspace_id = platform_id() and (select am_platform_administrator())));
--> statement-breakpoint
create policy queued on outgoing_mail for insert to guichet_web with check (
  workspace_id in (select my_workspace_ids()) or workspace_id = platform_id());
--> statement-breakpoint
create policy retried on outgoing_mail for update to guichet_web using (
  workspace_id in (select my_workspace_ids_with('mails.review')) or (workspace_id = platform_id() and (select am_platform_administrator())));
--> statement-breakpoint

-- `kept` stood for every command, reading included, so that each reading asked its functions too: it becomes one policy for each
-- way of writing, and `seen` alone decides what is read.
do $$
declare p record;
begin
  for p in select tablename, qual, with_check from pg_policies where schemaname = 'public' and policyname = 'kept' and cmd = 'ALL' loop
    execute format('drop policy kept on %I', p.tablename);
    execute format('create policy added on %I for insert to guichet_web with check (%s)', p.tablename, p.with_check);
    execute format('create policy changed on %I for update to guichet_web using (%s) with check (%s)', p.tablename, p.qual, p.with_check);
    execute format('create policy removed on %I for delete to guichet_web using (%s)', p.tablename, p.qual);
  end loop;
end $$;
--> statement-breakpoint

-- Jobs: the directory is theirs to read; content one workspace at a time, or the platform's own.
do $$
declare t text;
begin
  foreach t in array array['beneficiary','workspace','project','account','account_alias','profile','membership',
    'project_grant','setting','single_use_link','session','sign_in_attempt'] loop
    execute format('create policy for_jobs on %I for select to guichet_worker using (true)', t);
  end loop;
  foreach t in array array['mail_thread','heartbeat','idempotency_key'] loop
    execute format('create policy for_jobs on %I to guichet_worker using (true) with check (true)', t);
  end loop;
  foreach t in array array['project_contact','category','status','priority_rule','ticket','ticket_alias','participant',
    'message','attachment','event','chain'] loop
    execute format('create policy in_workspace on %I to guichet_worker
      using (workspace_id = app_workspace_id()) with check (workspace_id = app_workspace_id())', t);
  end loop;
  foreach t in array array['incoming_mail','outgoing_mail'] loop
    execute format('create policy in_workspace on %I to guichet_worker
      using (workspace_id in (app_workspace_id(), platform_id())) with check (workspace_id in (app_workspace_id(), platform_id()))', t);
  end loop;
end $$;
--> statement-breakpoint
-- Unfinished and untaken uploads expire whoever made them: a job removes them, seeing neither names nor bytes of tickets.
create policy for_jobs on upload to guichet_worker using (true) with check (true);
--> statement-breakpoint

revoke all on all tables in schema public from public;
--> statement-breakpoint
revoke all on all functions in schema public from public;
--> statement-breakpoint
grant usage on schema public to guichet_web, guichet_worker;
--> statement-breakpoint
grant execute on function app_account_id(), app_workspace_id(), platform_id(), kept_reach(text), my_reach(), am_platform_administrator(), my_workspace_ids(),
  my_workspace_ids_with(text), i_hold(text, uuid), my_project_ids(), my_writable_project_ids(), my_ticket_ids(), my_directory_workspace_ids(), my_tickets_elsewhere(),
  my_givable_profile_ids()
  to guichet_web, guichet_worker;
--> statement-breakpoint
grant execute on function search_ticket_ids(text, timestamptz, uuid, integer), has_manager(uuid), keep_reach()
  to guichet_web;
--> statement-breakpoint
grant execute on function forget_reach() to guichet_web, guichet_worker;
--> statement-breakpoint
grant execute on function announce_event() to guichet_web, guichet_worker;
--> statement-breakpoint
grant select, insert, update on beneficiary, workspace, project, project_counter, account, account_alias, session, access_token,
  single_use_link, profile, membership, project_grant, setting, idempotency_key, chain, project_contact, category, status,
  priority_rule, ticket, participant, incoming_mail, outgoing_mail, upload to guichet_web;
--> statement-breakpoint
grant delete on account_alias, project_grant, project_contact, priority_rule, upload, idempotency_key, profile to guichet_web;
--> statement-breakpoint
grant select, insert on sign_in_attempt, ticket_alias, message, attachment, event to guichet_web;
--> statement-breakpoint
grant insert on mail_thread to guichet_web;
--> statement-breakpoint
grant select on heartbeat to guichet_web;
--> statement-breakpoint
grant select on beneficiary, workspace, project, account, account_alias, profile, membership, project_grant, setting, session,
  sign_in_attempt, single_use_link, project_contact, category, status, priority_rule to guichet_worker;
--> statement-breakpoint
grant select, insert, update on mail_thread, heartbeat, ticket, participant, chain, incoming_mail, outgoing_mail to guichet_worker;
--> statement-breakpoint
-- Jobs clean these two for everybody: they see when each ends, neither a file's name nor what a request was answered.
grant select (id, storage_key, taken_at, expires_at), delete on upload to guichet_worker;
--> statement-breakpoint
grant select (account_id, key, created_at), delete on idempotency_key to guichet_worker;
--> statement-breakpoint
grant select, insert on ticket_alias, message, attachment, event to guichet_worker;
