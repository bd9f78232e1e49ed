-- What a mail may have to do with mails elsewhere, as identifiers and numbers only, for jobs.
create policy answered on outgoing_mail for select to current_user using (true);
--> statement-breakpoint
-- The mails of ours that bear one of these Message-IDs: a delivery report names them, and no workspace.
create function find_sent_mails(wanted text[]) returns table (workspace_id uuid, id uuid, ticket_id uuid, account_id uuid)
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select m.workspace_id, m.id, m.ticket_id, m.account_id from outgoing_mail m
   where m.header_message_id = any (wanted) and m.state <> 'withheld' order by m.id limit 1;
end;
--> statement-breakpoint
-- How many messages of one sender went to tickets in the last hour; those held for being too many count too, so that a loop stays held.
create function count_recent_mails(sender text, ticket uuid) returns table (from_sender bigint, on_ticket bigint)
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select count(*), count(*) filter (where m.ticket_id = count_recent_mails.ticket)
    from incoming_mail m
   where m.from_mail = sender and m.received_at > now() - interval '1 hour'
     and (m.outcome in ('replied', 'automatic') or m.reason = 'too-many-mails');
end;
--> statement-breakpoint
-- How many acknowledgements left for one address in the last hour, whatever the workspace.
create function count_recent_acknowledgements(address text) returns bigint
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select count(*) from outgoing_mail m
   where m.to_mail = address and m.created_at > now() - interval '1 hour' and m.kind = 'ticket-opened' and m.state = 'sent';
end;
--> statement-breakpoint
revoke all on function find_sent_mails(text[]), count_recent_mails(text, uuid), count_recent_acknowledgements(text) from public;
--> statement-breakpoint
grant execute on function find_sent_mails(text[]), count_recent_mails(text, uuid), count_recent_acknowledgements(text)
  to guichet_worker;
--> statement-breakpoint
-- An address that refuses mail is flagged by the job that reads the report, and cleared by the one that reads a mail from there
-- or by an administrator.
create policy bounced on account for update to guichet_worker using (true) with check (true);
--> statement-breakpoint
grant update (hard_bounces, bounce_reason, mail_flagged_at) on account to guichet_worker, guichet_web;
