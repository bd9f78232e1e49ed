-- What sign-in asks before anybody is known. Each function gives back the least that its question needs; none gives a secret
-- but begin_sign_in and my_password_hash, whose hash never leaves the verbs that verify it.

create function find_account_id(address text) returns uuid
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select a.id from account a where a.mail = address
  union all
  select s.account_id from account_alias s where s.mail = address;
end;
--> statement-breakpoint
-- Counts, then writes the attempt as refused before its password is looked at: attempts made at once cannot all pass the count.
-- An address from which the account signed in lately has a count of its own, so that strangers cannot lock its owner out.
create function begin_sign_in(address text, peer text, agent text,
    out attempt_id uuid, out throttled boolean, out account_id uuid, out password_hash text)
  language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  asked text;
  since timestamptz := now() - interval '15 minutes';
  familiar boolean;
begin
  select a.id, a.mail, case when a.suspended_at is null then c.password_hash end into account_id, asked, password_hash
    from account a left join credential c on c.account_id = a.id where a.id = find_account_id(address);
  asked := coalesce(asked, address);
  perform pg_advisory_xact_lock(hashtextextended('sign-in to ' || asked, 0));
  perform pg_advisory_xact_lock(hashtextextended('sign-in from ' || peer, 0));
  familiar := exists (select 1 from sign_in_attempt s where s.mail = asked and s.address = peer
    and s.at > now() - interval '90 days' and s.outcome = 'accepted');
  throttled := 5 <= (select count(*) from sign_in_attempt s where s.mail = asked and s.at > since and s.outcome = 'refused'
      and (not familiar or s.address = peer)
      and not exists (select 1 from sign_in_attempt later where later.mail = asked and later.at > s.at
        and later.outcome = 'accepted' and later.address = peer))
    or 20 <= (select count(*) from sign_in_attempt s where s.address = peer and s.at > since and s.outcome = 'refused');
  insert into sign_in_attempt (mail, account_id, address, user_agent, outcome)
    values (asked, begin_sign_in.account_id, peer, agent, case when throttled then 'throttled' else 'refused' end)
    returning id into attempt_id;
end $$;
--> statement-breakpoint
create function accept_sign_in(attempt_id uuid) returns void
  language sql volatile security definer set search_path = pg_catalog, public
begin atomic
  update sign_in_attempt s set outcome = 'accepted'
   where s.id = attempt_id and s.outcome = 'refused' and s.at > now() - interval '1 minute';
end;
--> statement-breakpoint
create function my_password_hash() returns text
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select c.password_hash from credential c where c.account_id = app_account_id();
end;
--> statement-breakpoint
-- The same password hashed anew, with parameters that rose, keeps its date.
create function set_my_password_hash(hash text, same_password boolean) returns void
  language sql volatile security definer set search_path = pg_catalog, public
begin atomic
  insert into credential (account_id, password_hash) select app_account_id(), hash where app_account_id() is not null
  on conflict (account_id) do update set password_hash = excluded.password_hash,
    changed_at = case when same_password then credential.changed_at else now() end;
end;
--> statement-breakpoint
-- Everything that a request needs to know of who is asking, in one question. The limits are minutes without a request, which
-- the setting `sessions` may change; a session's absolute end was written when it opened.
create function find_session_account(session_id uuid)
  returns table (account_id uuid, mail text, name text, locale text, time_zone text, last_seen_at timestamptz,
    platform_administrator boolean, memberships json, grants json)
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select a.id, a.mail, a.name, a.locale, a.time_zone, s.last_seen_at, a.platform_administrator_since is not null,
    coalesce((select json_agg(json_build_object('workspaceId', m.workspace_id, 'workspaceName', w.name, 'permissions', f.permissions)
        order by w.name)
      from membership m join profile f on f.workspace_id = m.workspace_id and f.id = m.profile_id
      join workspace w on w.id = m.workspace_id
      where m.account_id = a.id and m.ended_at is null), '[]'),
    coalesce((select json_agg(json_build_object('projectId', g.project_id, 'level', g.level))
      from project_grant g join membership m on m.workspace_id = g.workspace_id and m.account_id = g.account_id
      where g.account_id = a.id and m.ended_at is null), '[]')
    from session s join account a on a.id = s.account_id
    left join setting limits on limits.key = 'sessions'
   where s.id = session_id and s.ended_at is null and s.expires_at > now() and a.suspended_at is null
     and s.last_seen_at > now() - make_interval(mins => case when a.platform_administrator_since is null
       then coalesce((limits.value ->> 'idleMinutes')::integer, 720)
       else coalesce((limits.value ->> 'administratorIdleMinutes')::integer, 30) end);
end;
--> statement-breakpoint
create function find_token_account(hash text) returns table (account_id uuid, token_id uuid, last_used_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select t.account_id, t.id, t.last_used_at from access_token t join account a on a.id = t.account_id
   where t.token_hash = hash and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())
     and a.suspended_at is null;
end;
--> statement-breakpoint
create function find_single_use_link(link_id uuid)
  returns table (kind text, account_id uuid, mail text, name text, platform_administrator boolean, expires_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select l.kind, l.account_id, a.mail, a.name, a.platform_administrator_since is not null, l.expires_at
    from single_use_link l left join account a on a.id = l.account_id
   where l.id = link_id and l.used_at is null and l.expires_at > now() and (a.id is null or a.suspended_at is null);
end;
--> statement-breakpoint
-- True for exactly one caller: the row lock makes the second one see used_at. The account's other links of that kind end with it.
create function use_single_use_link(link_id uuid) returns boolean
  language sql volatile security definer set search_path = pg_catalog, public
begin atomic
  with used as (update single_use_link l set used_at = now()
     where l.id = link_id and l.used_at is null and l.expires_at > now() returning l.account_id, l.kind),
  others as (update single_use_link l set expires_at = now() from used u
     where l.account_id = u.account_id and l.id <> link_id and l.used_at is null and l.expires_at > now())
  select exists (select 1 from used);
end;
--> statement-breakpoint
-- At most three resets of one account in fifteen minutes; null when there is nobody to write to.
create function create_reset_link(link_id uuid, address text, out account_id uuid, out mail text)
  language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  select a.id, a.mail into account_id, mail from account a join credential c on c.account_id = a.id
   where a.id = find_account_id(address) and a.suspended_at is null for no key update of a;
  if not found or 3 <= (select count(*) from single_use_link l where l.account_id = create_reset_link.account_id
      and l.kind = 'reset' and l.created_at > now() - interval '15 minutes') then
    account_id := null;
    mail := null;
    return;
  end if;
  insert into single_use_link (id, kind, account_id, expires_at)
    values (link_id, 'reset', create_reset_link.account_id, now() + interval '30 minutes');
end $$;
--> statement-breakpoint
-- False once an administrator exists. A new offer ends the former ones.
create function offer_first_administrator(link_id uuid) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  perform pg_advisory_xact_lock(hashtext('first-administrator'));
  if exists (select 1 from account where platform_administrator_since is not null) then return false; end if;
  update single_use_link set expires_at = now()
   where kind = 'first-administrator' and used_at is null and expires_at > now();
  insert into single_use_link (id, kind, expires_at) values (link_id, 'first-administrator', now() + interval '24 hours');
  return true;
end $$;
--> statement-breakpoint
create function create_first_administrator(link_id uuid, address text, full_name text, hash text) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare created uuid;
begin
  perform pg_advisory_xact_lock(hashtext('first-administrator'));
  if exists (select 1 from account where platform_administrator_since is not null) then return null; end if;
  update single_use_link set used_at = now()
   where id = link_id and kind = 'first-administrator' and used_at is null and expires_at > now();
  if not found then return null; end if;
  insert into account (mail, name, platform_administrator_since) values (address, full_name, now()) returning id into created;
  insert into credential (account_id, password_hash) values (created, hash);
  return created;
end $$;
--> statement-breakpoint

-- An administrator makes another one, or takes that back from him; never from himself, so that one always stays.
create function set_platform_administrator(account_id uuid, administers boolean) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  perform pg_advisory_xact_lock(hashtext('first-administrator'));
  if not am_platform_administrator() or account_id = app_account_id() then return false; end if;
  update account a set platform_administrator_since = case when administers then now() end
   where a.id = account_id and (a.platform_administrator_since is not null) <> administers
     and (not administers or a.suspended_at is null);
  return found;
end $$;
--> statement-breakpoint

-- One address belongs to one account, as its own or as an alias: two unique indexes cannot say that, this lock can.
create function lock_mail_address(address text) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('mail address ' || address, 0));
  return find_account_id(address) is not null;
end $$;
--> statement-breakpoint
-- For whoever writes without asking first.
create function keep_mail_addresses_apart() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if lock_mail_address(new.mail) then raise unique_violation using message = 'mail address taken'; end if;
  return new;
end $$;
--> statement-breakpoint
create trigger keep_mail_addresses_apart before insert or update of mail on account
  for each row execute function keep_mail_addresses_apart();
--> statement-breakpoint
create trigger keep_mail_addresses_apart before insert or update of mail on account_alias
  for each row execute function keep_mail_addresses_apart();
--> statement-breakpoint

-- Nobody makes himself an administrator, whatever a verb forgets: that column is written by two functions alone.
revoke update on account from guichet_web;
--> statement-breakpoint
grant update (name, locale, time_zone, suspended_at, suspended_by) on account to guichet_web;
--> statement-breakpoint
-- Whether and since when an account has a password, never the password's hash.
create policy dated on credential for select to guichet_web using (
  account_id = app_account_id() or (select am_platform_administrator()));
--> statement-breakpoint
grant select (account_id, changed_at) on credential to guichet_web;
--> statement-breakpoint

revoke all on function find_account_id(text), begin_sign_in(text, text, text), accept_sign_in(uuid), my_password_hash(),
  set_my_password_hash(text, boolean), find_session_account(uuid), find_token_account(text), find_single_use_link(uuid),
  use_single_use_link(uuid), create_reset_link(uuid, text), offer_first_administrator(uuid),
  create_first_administrator(uuid, text, text, text), set_platform_administrator(uuid, boolean),
  lock_mail_address(text), keep_mail_addresses_apart() from public;
--> statement-breakpoint
grant execute on function find_account_id(text), begin_sign_in(text, text, text), accept_sign_in(uuid), my_password_hash(),
  set_my_password_hash(text, boolean), find_session_account(uuid), find_token_account(text), find_single_use_link(uuid),
  use_single_use_link(uuid), create_reset_link(uuid, text), offer_first_administrator(uuid),
  create_first_administrator(uuid, text, text, text), set_platform_administrator(uuid, boolean), lock_mail_address(text) to guichet_web;
--> statement-breakpoint
-- People look a name up without its accents.
grant execute on function unaccent(text) to guichet_web;
