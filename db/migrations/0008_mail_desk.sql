-- "What happened to my mail?" Full-text and pattern operators are not leakproof, so row security would forbid them an index: this one
-- function applies the policy's own rights and gives back identifiers only (docs/decisions/0002).
create extension if not exists pg_trgm;
--> statement-breakpoint
-- Of settled mails only: a row is written twice before that, and these indexes would be too.
create index incoming_mail_sender_words on incoming_mail
  using gin ((coalesce(from_mail, '') || ' ' || coalesce(from_name, '')) gin_trgm_ops) where outcome is not null;
--> statement-breakpoint
create index incoming_mail_subject_words on incoming_mail
  using gin (to_tsvector('public.guichet_fr'::regconfig, coalesce(subject, ''))) where outcome is not null;
--> statement-breakpoint
create index incoming_mail_waiting on incoming_mail (workspace_id, id) where outcome = 'quarantined' and decided_at is null;
--> statement-breakpoint
create index incoming_mail_spam on incoming_mail (from_mail) where decision = 'spam';
--> statement-breakpoint
create index outgoing_mail_about_incoming on outgoing_mail (incoming_mail_id) where incoming_mail_id is not null;
--> statement-breakpoint
create function search_mail_ids(sender text, words text, either boolean, before_id uuid, wanted integer) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  places uuid[] := array(select my_workspace_ids_with('mails.review'));
  pattern text := '%' || replace(replace(replace(sender, '\', '\\'), '%', '\%'), '_', '\_') || '%';
  query tsquery := websearch_to_tsquery('public.guichet_fr', words);
  by_sender constant text := '(coalesce(m.from_mail, '''') || '' '' || coalesce(m.from_name, '''')) ilike $2';
  by_words constant text := 'to_tsvector(''public.guichet_fr''::regconfig, coalesce(m.subject, '''')) @@ $3';
  asked text;
begin
  if am_platform_administrator() then places := places || platform_id(); end if;
  asked := case
    when sender is null and words is null then 'true'
    when sender is null then by_words
    when words is null then by_sender
    else '(' || by_sender || case when either then ' or ' else ' and ' end || by_words || ')' end;
  return query execute 'select m.id from incoming_mail m where m.outcome is not null and m.workspace_id = any ($1) and ' || asked ||
    ' and ($4 is null or m.id < $4) order by m.id desc limit $5'
    using places, pattern, query, before_id, wanted;
end $$;
--> statement-breakpoint
revoke all on function search_mail_ids(text, text, boolean, uuid, integer) from public;
--> statement-breakpoint
grant execute on function search_mail_ids(text, text, boolean, uuid, integer) to guichet_web;
--> statement-breakpoint
-- The quarantines whose agents declared this address unwanted: routing asks before it knows a workspace.
create function find_spam_quarantines(address text) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select distinct m.workspace_id from incoming_mail m where m.from_mail = address and m.decision = 'spam';
end;
--> statement-breakpoint
revoke all on function find_spam_quarantines(text) from public;
--> statement-breakpoint
grant execute on function find_spam_quarantines(text) to guichet_worker;
