ALTER TABLE "incoming_mail" ADD COLUMN "excerpt" text;--> statement-breakpoint
-- A copy of a message must be known whatever the workspace in which the first one ended. These two give identifiers only.
create policy routed on incoming_mail for select to current_user using (true);
--> statement-breakpoint
create function find_mail_delivery(key text) returns table (workspace_id uuid, id uuid, storage_key text)
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select m.workspace_id, m.id, m.storage_key from incoming_mail m where m.delivery_key = key;
end;
--> statement-breakpoint
create function find_mail_twins(wanted text) returns table (workspace_id uuid, id uuid, handled boolean)
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select m.workspace_id, m.id, m.handled_at is not null from incoming_mail m
   where m.message_id = wanted and m.outcome is distinct from 'duplicate'
   order by m.id limit 20;
end;
--> statement-breakpoint
-- How many answers to strangers left lately, whatever the workspace whose quarantine their messages are in.
create policy counted on outgoing_mail for select to current_user using (kind = 'quarantine-answer');
--> statement-breakpoint
create function count_quarantine_answers(address text) returns table (to_address_today bigint, to_all_this_hour bigint)
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select count(*) filter (where m.to_mail = address), count(*) filter (where m.created_at > now() - interval '1 hour')
    from outgoing_mail m where m.kind = 'quarantine-answer' and m.created_at > now() - interval '1 day';
end;
--> statement-breakpoint
revoke all on function find_mail_delivery(text), find_mail_twins(text), count_quarantine_answers(text) from public;
--> statement-breakpoint
grant execute on function find_mail_delivery(text), find_mail_twins(text), count_quarantine_answers(text) to guichet_worker;
