-- How items stand to one another, everywhere: rows of the platform, which it alone changes.
alter table relation_type no force row level security;
--> statement-breakpoint
insert into relation_type (workspace_id, id, code, label_fr, label_en, reverse_fr, reverse_en, impact, position) values
  (platform_id(), '00000000-0000-7000-8000-000000000201', 'hosts', 'héberge', 'hosts', 'est hébergé par', 'is hosted by', 'forward', 1),
  (platform_id(), '00000000-0000-7000-8000-000000000202', 'serves', 'sert', 'serves', 'est servi par', 'is served by', 'forward', 2),
  (platform_id(), '00000000-0000-7000-8000-000000000203', 'depends-on', 'dépend de', 'depends on', 'est nécessaire à', 'is needed by', 'backward', 3),
  (platform_id(), '00000000-0000-7000-8000-000000000204', 'certifies', 'certifie', 'certifies', 'est certifié par', 'is certified by', 'forward', 4),
  (platform_id(), '00000000-0000-7000-8000-000000000205', 'applies-to', 's’applique à', 'applies to', 'est soumis à', 'is subject to', 'forward', 5),
  (platform_id(), '00000000-0000-7000-8000-000000000206', 'contains', 'contient', 'contains', 'est contenu dans', 'is contained in', 'forward', 6),
  (platform_id(), '00000000-0000-7000-8000-000000000207', 'connected-to', 'est relié à', 'is connected to', 'est relié à', 'is connected to', 'none', 7),
  (platform_id(), '00000000-0000-7000-8000-000000000208', 'contact-of', 'est le contact de', 'is the contact of', 'a pour contact', 'has for contact', 'none', 8),
  (platform_id(), '00000000-0000-7000-8000-000000000209', 'covers', 'couvre', 'covers', 'est couvert par', 'is covered by', 'none', 9);
--> statement-breakpoint
alter table relation_type force row level security;
--> statement-breakpoint
-- What rights and impact ask of a relation stands on it: taken from its type and its ends, whoever writes it.
create function fill_relation() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  select y.impact into new.impact from relation_type y where y.workspace_id = new.type_workspace_id and y.id = new.type_id;
  select i.project_id into new.from_project_id from item i where i.workspace_id = new.from_workspace_id and i.id = new.from_id;
  select i.project_id into new.to_project_id from item i where i.workspace_id = new.to_workspace_id and i.id = new.to_id;
  return new;
end $$;
--> statement-breakpoint
create trigger fill_relation before insert on item_relation for each row execute function fill_relation();
--> statement-breakpoint
-- An item that moves takes its relations along, those included that its mover may not read.
create policy follow_their_ends on item_relation for update to current_user using (true) with check (true);
--> statement-breakpoint
create policy follow_their_ends_seen on item_relation for select to current_user using (true);
--> statement-breakpoint
create function move_relations() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update item_relation set from_project_id = new.project_id where from_id = new.id and from_workspace_id = new.workspace_id;
  update item_relation set to_project_id = new.project_id where to_id = new.id and to_workspace_id = new.workspace_id;
  return null;
end $$;
--> statement-breakpoint
create trigger move_relations after update on item for each row when (new.project_id is distinct from old.project_id) execute function move_relations();
--> statement-breakpoint
create function carry_impact() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update item_relation set impact = new.impact where type_workspace_id = new.workspace_id and type_id = new.id;
  return null;
end $$;
--> statement-breakpoint
create trigger carry_impact after update on relation_type for each row when (new.impact <> old.impact) execute function carry_impact();
--> statement-breakpoint
revoke all on function fill_relation(), move_relations(), carry_impact() from public;
--> statement-breakpoint
-- Items are related, and parted, by who reads both and writes one of them. What stands among items of the platform is written by who writes both.
create function may_relate(place uuid, from_item uuid, to_item uuid) returns boolean
  language sql stable parallel safe set search_path = pg_catalog, public
begin atomic
  select case when place = platform_id()
    then not exists (select 1 from item i where i.id in (from_item, to_item) and not may_write_platform_item(i.id, i.created_by))
    else place in (select my_workspace_ids_with('items.write'))
      and exists (select 1 from item i where i.id in (from_item, to_item) and i.workspace_id = place
        and (i.project_id is null or i.project_id in (select my_writable_project_ids()))) end
    and (select count(*) from item i where i.id in (from_item, to_item)) = 2;
end;
--> statement-breakpoint
revoke all on function may_relate(uuid, uuid, uuid) from public;
--> statement-breakpoint
grant execute on function may_relate(uuid, uuid, uuid) to guichet_web;
--> statement-breakpoint
create policy related on item_relation for insert to guichet_web with check (
  may_relate(workspace_id, from_id, to_id) and created_by = app_account_id());
--> statement-breakpoint
create policy parted on item_relation for update to guichet_web
  using (until is null and may_relate(workspace_id, from_id, to_id))
  with check (until is not null and may_relate(workspace_id, from_id, to_id));
--> statement-breakpoint
grant insert, update (until, ended_by, end_ticket_id) on item_relation to guichet_web;
--> statement-breakpoint
create policy added on ticket_item for insert to guichet_web with check (added_by = app_account_id()
  and exists (select 1 from ticket t where t.workspace_id = ticket_item.workspace_id and t.id = ticket_item.ticket_id
    and t.project_id in (select my_writable_project_ids()))
  and exists (select 1 from item i where i.workspace_id = ticket_item.item_workspace_id and i.id = ticket_item.item_id));
--> statement-breakpoint
create policy removed on ticket_item for delete to guichet_web using (
  exists (select 1 from ticket t where t.workspace_id = ticket_item.workspace_id and t.id = ticket_item.ticket_id
    and t.project_id in (select my_writable_project_ids())));
--> statement-breakpoint
grant insert, delete on ticket_item to guichet_web;
--> statement-breakpoint
-- Impact is walked by indexes alone: what rights are asked of a relation stands in them.
create index item_relation_onward on item_relation (from_id, impact)
  include (id, to_id, workspace_id, from_workspace_id, to_workspace_id, from_project_id, to_project_id, since, until);
--> statement-breakpoint
create index item_relation_against on item_relation (to_id, impact)
  include (id, from_id, workspace_id, from_workspace_id, to_workspace_id, from_project_id, to_project_id, since, until);
--> statement-breakpoint
-- Who laid an item of the platform reads it before it is shared, and what it stands to.
alter policy seen on item_relation using (
  (workspace_id = platform_id() or workspace_id in (select my_workspace_ids_with('items.read')))
  and (from_project_id is null or from_project_id in (select my_project_ids()))
  and (to_project_id is null or to_project_id in (select my_project_ids()))
  and (from_workspace_id <> platform_id() or from_id in (select my_shared_item_ids())
    or exists (select 1 from item i where i.workspace_id = platform_id() and i.id = item_relation.from_id))
  and (to_workspace_id <> platform_id() or to_id in (select my_shared_item_ids())
    or exists (select 1 from item i where i.workspace_id = platform_id() and i.id = item_relation.to_id)));
