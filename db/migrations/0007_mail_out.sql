ALTER TABLE "outgoing_mail" ADD COLUMN "next_try_at" timestamp (3) with time zone;--> statement-breakpoint
grant update (notices, digest_hour) on account to guichet_web;
--> statement-breakpoint
-- A message that its author took back exists for nobody else, and its files neither.
alter policy seen on message using (
  (not internal or workspace_id in (select my_workspace_ids_with('notes.read')))
  and (taken_back_at is null or author_id = app_account_id())
  and exists (select 1 from ticket t where t.workspace_id = message.workspace_id and t.id = message.ticket_id));
--> statement-breakpoint
alter policy seen on attachment using (
  (not internal or workspace_id in (select my_workspace_ids_with('notes.read')))
  and (taken_back_at is null or added_by = app_account_id())
  and exists (select 1 from ticket t where t.workspace_id = attachment.workspace_id and t.id = attachment.ticket_id));
--> statement-breakpoint
-- By its author, once, in the fifteen seconds that follow: nothing else of what was said can be changed.
create policy taken_back on message for update to guichet_web using (
  author_id = app_account_id() and taken_back_at is null and created_at > clock_timestamp() - interval '15 seconds')
  with check (author_id = app_account_id() and taken_back_at is not null);
--> statement-breakpoint
create policy taken_back on attachment for update to guichet_web using (
  added_by = app_account_id() and taken_back_at is null and created_at > clock_timestamp() - interval '15 seconds')
  with check (added_by = app_account_id() and taken_back_at is not null);
--> statement-breakpoint
grant update (taken_back_at) on message, attachment to guichet_web;
--> statement-breakpoint
-- What was taken back is no longer found. Titles are the words of weight A: they stay, and the messages that remain are read anew.
create policy read_anew_for_search on message for select to current_user using (true);
--> statement-breakpoint
create function forget_message_words() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  kept tsvector;
  body text;
begin
  select ts_filter(d.document, '{a}') into kept from search_document d
   where d.workspace_id = new.workspace_id and d.ticket_id = new.ticket_id and d.internal = new.internal for update;
  for body in select m.body from message m where m.workspace_id = new.workspace_id and m.ticket_id = new.ticket_id
      and m.internal = new.internal and m.taken_back_at is null and m.nature is distinct from 'automatic' order by m.created_at, m.id
  loop
    begin
      kept := kept || to_tsvector('public.guichet_fr', left(body, 200000));
    exception when program_limit_exceeded then null;
    end;
  end loop;
  update search_document d set document = kept
   where d.workspace_id = new.workspace_id and d.ticket_id = new.ticket_id and d.internal = new.internal;
  return null;
end $$;
--> statement-breakpoint
create trigger forget_message_words after update of taken_back_at on message
  for each row when (new.taken_back_at is not null) execute function forget_message_words();
--> statement-breakpoint
-- Neither what was taken back nor "I am away until Monday" answers a search.
drop trigger index_message_words on message;
--> statement-breakpoint
create trigger index_message_words after insert on message
  for each row when (new.taken_back_at is null and new.nature is distinct from 'automatic') execute function index_message_words();
--> statement-breakpoint
-- An author sees what became of the mails that bring his message, and withholds them when he takes it back.
create policy told_to_its_author on outgoing_mail for select to guichet_web using (
  message_id is not null and exists (select 1 from message m where m.workspace_id = outgoing_mail.workspace_id
    and m.id = outgoing_mail.message_id and m.author_id = app_account_id() offset 0));
--> statement-breakpoint
create policy withheld_by_its_author on outgoing_mail for update to guichet_web using (
  state = 'queued' and attempts = 0 and exists (select 1 from message m where m.workspace_id = outgoing_mail.workspace_id
    and m.id = outgoing_mail.message_id and m.author_id = app_account_id() offset 0))
  with check (state = 'withheld');
--> statement-breakpoint
-- Digests. A person's rows lie in all his workspaces and a job enters one at a time: these give and take identifiers only.
create policy gathered_in_digests on outgoing_mail for select to current_user using (for_digest);
--> statement-breakpoint
create policy settled_with_digests on outgoing_mail for update to current_user using (for_digest) with check (for_digest);
--> statement-breakpoint
create index outgoing_mail_waiting_for_digest on outgoing_mail (account_id, created_at)
  where for_digest and state = 'queued' and digest_id is null;
--> statement-breakpoint
create index outgoing_mail_of_digest on outgoing_mail (digest_id) where digest_id is not null;
--> statement-breakpoint
create function find_waiting_digests() returns table (account_id uuid, since timestamptz)
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select o.account_id, min(o.created_at) from outgoing_mail o
   where o.for_digest and o.state = 'queued' and o.digest_id is null group by o.account_id;
end;
--> statement-breakpoint
create function gather_digest(digest uuid, account uuid, until timestamptz) returns integer
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare gathered integer;
begin
  update outgoing_mail o set digest_id = digest
   where o.account_id = account and o.for_digest and o.state = 'queued' and o.digest_id is null and o.created_at <= until;
  get diagnostics gathered = row_count;
  return gathered;
end $$;
--> statement-breakpoint
create function find_digest_rows(digest uuid)
  returns table (id uuid, kind text, ticket_id uuid, message_id uuid, event_id uuid, created_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select o.id, o.kind, o.ticket_id, o.message_id, o.event_id, o.created_at from outgoing_mail o
   where o.digest_id = digest and o.for_digest order by o.created_at, o.id;
end;
--> statement-breakpoint
-- What the digest told shares its fate; what it left out, with its reason (`{"id": "reason"}`), was withheld.
create function settle_digest(digest uuid, left_out jsonb, fate text, why text) returns void
  language sql security definer set search_path = pg_catalog, public
begin atomic
  update outgoing_mail o set
      state = case when left_out ? o.id::text then 'withheld' else fate end,
      last_error = coalesce(left_out ->> o.id::text, why),
      sent_at = case when fate = 'sent' and not left_out ? o.id::text then now() end,
      attempts = 1
   where o.digest_id = digest and o.for_digest;
end;
--> statement-breakpoint
revoke all on function forget_message_words(), find_waiting_digests(), gather_digest(uuid, uuid, timestamptz),
  find_digest_rows(uuid), settle_digest(uuid, jsonb, text, text) from public;
--> statement-breakpoint
grant execute on function find_waiting_digests(), gather_digest(uuid, uuid, timestamptz), find_digest_rows(uuid),
  settle_digest(uuid, jsonb, text, text) to guichet_worker;
