-- A dump is poured back by the tables' owner, in a transaction that says so; for the two roles that serve, nothing changes.

create function is_restoring() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.restoring', true), '') = 'on' and current_user not in ('guichet_web', 'guichet_worker');
--> statement-breakpoint
do $$
declare t record;
begin
  for t in select c.relname from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relforcerowsecurity
  loop
    execute format('create policy restored on %I to current_user using ((select is_restoring())) with check ((select is_restoring()))', t.relname);
  end loop;
end $$;
--> statement-breakpoint
-- What these triggers would judge, count or tell has happened already: the rows say it.
do $$
declare t record;
begin
  for t in select tgname, pg_get_triggerdef(oid) as definition, tgrelid::regclass as on_table from pg_trigger
    where tgname in ('judge_approval', 'judge_decision', 'announce_event', 'keep_item_version', 'fill_relation', 'keep_gate_at_opening', 'lapse_with_contents')
  loop
    execute format('drop trigger %I on %s', t.tgname, t.on_table);
    execute replace(t.definition, 'FOR EACH ROW EXECUTE', 'FOR EACH ROW WHEN (not is_restoring()) EXECUTE');
  end loop;
end $$;
--> statement-breakpoint
revoke all on function is_restoring() from public;
--> statement-breakpoint
grant execute on function is_restoring() to guichet_web, guichet_worker;
