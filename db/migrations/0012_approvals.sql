-- What the approvals need of PostgreSQL. The decision that a status requires is kept here, so that no path goes round it: a row's state
-- says only what its decisions say, and what was approved is compared with what stands, whoever changed it and however.

alter table approval add constraint approval_needed_some check (needed between 1 and 20);
--> statement-breakpoint
alter table decision add constraint decision_refusal_has_reason check (verdict = 'approve' or length(btrim(reason)) > 0);
--> statement-breakpoint
alter table delegation add constraint delegation_in_order check (ends_on >= starts_on and from_id <> to_id);
--> statement-breakpoint
alter table plan add constraint plan_risk_level check (risk between 1 and 4);
--> statement-breakpoint

-- Who may decide in a workspace, and whether he reads a project whole. Identifiers only, for its members and its jobs.
create function deciders_of(space uuid, place uuid) returns table (account_id uuid, reads boolean)
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select m.account_id, 'tickets.readAll' = any (f.permissions)
      or exists (select 1 from project_grant g where g.workspace_id = space and g.project_id = place and g.account_id = m.account_id)
    from membership m join account a on a.id = m.account_id
    join profile f on f.workspace_id = m.workspace_id and f.id = m.profile_id
   where m.workspace_id = space and m.ended_at is null and a.suspended_at is null and 'approvals.decide' = any (f.permissions)
     and (space in (select my_workspace_ids()) or space = app_workspace_id() or am_platform_administrator());
end;
--> statement-breakpoint
-- Who may decide on a ticket now: those who may decide, and read it.
create function ticket_deciders(t ticket) returns setof uuid
  language sql stable set search_path = pg_catalog, public
begin atomic
  select d.account_id from deciders_of(t.workspace_id, t.project_id) d
   where d.reads or d.account_id = t.requester_id or exists (select 1 from participant p
     where p.workspace_id = t.workspace_id and p.ticket_id = t.id and p.account_id = d.account_id and p.left_at is null);
end;
--> statement-breakpoint
-- Today where the service is: delegations are written in its days.
create function service_day() returns date language sql stable parallel safe return (now() at time zone 'Europe/Paris')::date;
--> statement-breakpoint
-- Whether `deputy` decides in the place of `absent` today.
create function stands_in(space uuid, absent uuid, deputy uuid) returns boolean
  language sql stable set search_path = pg_catalog, public
begin atomic
  select exists (select 1 from delegation d where d.workspace_id = space and d.from_id = absent and d.to_id = deputy
    and d.ended_at is null and service_day() between d.starts_on and d.ends_on);
end;
--> statement-breakpoint

-- SHA-256 of what is approved, as every reader of the ticket sees it: nature, place, title, request, fields, plan and steps.
create function ticket_fingerprint(t ticket) returns text
  language sql stable set search_path = pg_catalog, public
begin atomic
  select encode(sha256(convert_to(jsonb_build_array(t.kind, t.project_id, t.title, t.fields,
    (select m.body from message m where m.workspace_id = t.workspace_id and m.ticket_id = t.id and not m.internal
      and m.taken_back_at is null order by m.created_at, m.id limit 1),
    (select jsonb_build_array(p.type, p.template_id, extract(epoch from p.window_start), extract(epoch from p.window_end), p.risk_answers)
      from plan p where p.workspace_id = t.workspace_id and p.ticket_id = t.id),
    (select jsonb_agg(jsonb_build_array(s.list, s.title) order by s.list, s.position, s.id) from task s
      where s.workspace_id = t.workspace_id and s.ticket_id = t.id and s.list <> 'tasks' and s.removed_at is null)
  )::text, 'UTF8')), 'hex');
end;
--> statement-breakpoint
-- Which decision a status waits for: of a release, its last stage; the first one is asked for before it is installed, not by a status.
create function approval_subject(kind text) returns text language sql immutable parallel safe
  return case kind when 'release' then 'production' else 'change' end;
--> statement-breakpoint
-- Whether a ticket, as it stands in this row, was given that decision: approved, or an emergency of which the decision was asked.
create function has_approval(t ticket, subject text) returns boolean
  language sql stable set search_path = pg_catalog, public
begin atomic
  select exists (select 1 from approval a
    where a.workspace_id = t.workspace_id and a.ticket_id = t.id and a.subject = has_approval.subject
      and (a.state = 'approved' or a.state = 'pending' and a.after_the_fact and exists (select 1 from plan p
        where p.workspace_id = t.workspace_id and p.ticket_id = t.id and p.type = 'emergency'))
      and a.fingerprint = ticket_fingerprint(t));
end;
--> statement-breakpoint

-- The gate. GU001 is the refusal `approval-missing` of the verbs.
create function keep_gate() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare entered status;
begin
  select * into entered from status s where s.workspace_id = new.workspace_id and s.id = new.status_id;
  if entered.requires_approval and not has_approval(new, approval_subject(new.kind)) then
    raise exception 'approval-missing' using errcode = 'GU001';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger keep_gate_at_opening before insert on ticket for each row execute function keep_gate();
--> statement-breakpoint
create trigger keep_gate before update of status_id, kind on ticket for each row
  when (old.status_id is distinct from new.status_id or old.kind is distinct from new.kind) execute function keep_gate();
--> statement-breakpoint

-- What its decisions say of an approval: the last line of each seat counts, and one person once, in whatever places he decides.
create function approval_verdict(space uuid, asked uuid) returns text
  language sql stable set search_path = pg_catalog, public
begin atomic
  select case when count(distinct last.decided_by) filter (where last.verdict = 'approve') >= a.needed then 'approved'
      when count(*) - count(*) filter (where last.verdict = 'refuse') < a.needed then 'refused' else 'pending' end
    from approval a
    join approver s on s.workspace_id = a.workspace_id and s.approval_id = a.id
    left join lateral (select d.verdict, d.decided_by from decision d where d.workspace_id = s.workspace_id and d.approval_id = s.approval_id
      and d.account_id = s.account_id order by d.at desc, d.id desc limit 1) last on true
   where a.workspace_id = space and a.id = asked
   group by a.needed;
end;
--> statement-breakpoint
-- Whether a change is what its template is, but for the particulars that follow its title and its text.
create function follows_template(t ticket, model uuid) returns boolean
  language sql stable set search_path = pg_catalog, public
begin atomic
  select exists (select 1 from change_template c
    join plan p on p.workspace_id = c.workspace_id and p.ticket_id = t.id and p.template_id = c.id and p.type = 'standard'
    where c.workspace_id = t.workspace_id and c.id = model and c.archived_at is null
      and (c.project_id is null or c.project_id = t.project_id)
      and t.kind = 'change' and starts_with(t.title, c.title) and t.fields = c.fields
      and starts_with((select m.body from message m where m.workspace_id = t.workspace_id and m.ticket_id = t.id and not m.internal
        and m.taken_back_at is null order by m.created_at, m.id limit 1), c.message)
      and c.steps = coalesce((select jsonb_agg(jsonb_build_object('list', s.list, 'title', s.title) order by s.list, s.position, s.id)
        from task s where s.workspace_id = t.workspace_id and s.ticket_id = t.id and s.list <> 'tasks' and s.removed_at is null), '[]'));
end;
--> statement-breakpoint
-- Nobody writes that something is approved: it is, by its decisions or by its template, as the ticket stands.
create function judge_approval() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare about ticket;
begin
  select * into about from ticket t where t.workspace_id = new.workspace_id and t.id = new.ticket_id;
  if tg_op = 'INSERT' then
    new.fingerprint := ticket_fingerprint(about);
    new.asked_at := now();
    if new.state = 'approved' and follows_template(about, new.template_id) then return new; end if;
    if new.state <> 'pending' or new.template_id is not null then
      raise exception 'approval-missing' using errcode = 'GU001';
    end if;
    -- What was refused does not become urgent.
    if new.after_the_fact and exists (select 1 from approval a where a.workspace_id = new.workspace_id and a.ticket_id = new.ticket_id
        and a.subject = new.subject and a.state = 'refused') then
      raise exception 'approval-refused' using errcode = 'GU002';
    end if;
    return new;
  end if;
  if old.state in ('lapsed', 'withdrawn') and new.state <> old.state then
    raise exception 'approval-over' using errcode = 'GU003';
  end if;
  if new.state in ('approved', 'refused', 'pending') and new.state <> old.state
    and (new.fingerprint <> ticket_fingerprint(about) or new.state <> approval_verdict(new.workspace_id, new.id)) then
    raise exception 'approval-missing' using errcode = 'GU001';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger judge_approval before insert or update of state on approval for each row execute function judge_approval();
--> statement-breakpoint
-- A decision is about what stands; its moment is the database's.
create function judge_decision() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare asked approval; about ticket;
begin
  select * into asked from approval a where a.workspace_id = new.workspace_id and a.id = new.approval_id;
  select * into about from ticket t where t.workspace_id = asked.workspace_id and t.id = asked.ticket_id;
  if asked.state in ('lapsed', 'withdrawn') or asked.template_id is not null or asked.fingerprint <> ticket_fingerprint(about) then
    raise exception 'approval-over' using errcode = 'GU003';
  end if;
  new.at := clock_timestamp();
  return new;
end $$;
--> statement-breakpoint
create trigger judge_decision before insert on decision for each row execute function judge_decision();
--> statement-breakpoint
-- A release is approved with the changes that it holds: one more, or one less, and it is no longer what was approved.
create function lapse_with_contents() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare link ticket_link := case when tg_op = 'DELETE' then old else new end;
begin
  if link.kind = 'releases' then
    update approval set state = 'lapsed', settled_at = now()
     where workspace_id = link.workspace_id and ticket_id = link.from_id and state in ('pending', 'approved');
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger lapse_with_contents after insert or delete on ticket_link for each row execute function lapse_with_contents();
--> statement-breakpoint

-- Who writes. Reading an approval is reading its ticket (0009); whatever hangs from it follows.
create policy asked on approval for insert to guichet_web with check (asked_by = app_account_id() and exists (
  select 1 from ticket t where t.workspace_id = approval.workspace_id and t.id = approval.ticket_id
     and t.project_id in (select my_writable_project_ids())));
--> statement-breakpoint
create policy settled on approval for update to guichet_web using (
  i_hold('approvals.decide', workspace_id) or exists (
  select 1 from ticket t where t.workspace_id = approval.workspace_id and t.id = approval.ticket_id
     and t.project_id in (select my_writable_project_ids())));
--> statement-breakpoint
create policy seen on approver for select to guichet_web using (exists (
  select 1 from approval a where a.workspace_id = approver.workspace_id and a.id = approver.approval_id));
--> statement-breakpoint
-- Named by who asks, in the transaction in which he asks, among those who may decide on that ticket and are not himself.
create policy named on approver for insert to guichet_web with check (account_id <> app_account_id() and exists (
  select 1 from approval a join ticket t on t.workspace_id = a.workspace_id and t.id = a.ticket_id
   where a.workspace_id = approver.workspace_id and a.id = approver.approval_id
     and a.asked_by = app_account_id() and a.asked_at = now()::timestamptz(3) and a.template_id is null
     and approver.account_id in (select ticket_deciders(t))));
--> statement-breakpoint
create policy seen on decision for select to guichet_web using (exists (
  select 1 from approval a where a.workspace_id = decision.workspace_id and a.id = decision.approval_id));
--> statement-breakpoint
-- By the one who was named or his deputy of the day, both of whom may still decide there; never by the one who asks.
create policy decided on decision for insert to guichet_web with check (decided_by = app_account_id()
  and (account_id = decided_by or stands_in(workspace_id, account_id, decided_by))
  and exists (select 1 from approval a join ticket t on t.workspace_id = a.workspace_id and t.id = a.ticket_id
   where a.workspace_id = decision.workspace_id and a.id = decision.approval_id and a.asked_by <> decision.decided_by
     and decision.account_id in (select ticket_deciders(t)) and decision.decided_by in (select ticket_deciders(t))));
--> statement-breakpoint
create policy seen on delegation for select to guichet_web using (
  from_id = app_account_id() or to_id = app_account_id() or workspace_id in (select my_directory_workspace_ids()));
--> statement-breakpoint
create policy given on delegation for insert to guichet_web with check (
  (from_id = app_account_id() and i_hold('approvals.decide', workspace_id))
  or (to_id <> app_account_id() and workspace_id in (select my_workspace_ids_with('members.manage'))));
--> statement-breakpoint
create policy ended on delegation for update to guichet_web using (
  from_id = app_account_id() or to_id = app_account_id() or workspace_id in (select my_workspace_ids_with('members.manage')));
--> statement-breakpoint
create policy seen on change_template for select to guichet_web using (workspace_id in (select my_workspace_ids()));
--> statement-breakpoint
-- A template is an approval given beforehand: by who may decide there.
create policy approved on change_template for insert to guichet_web with check (
  approved_by = app_account_id() and workspace_id in (select my_workspace_ids_with('approvals.decide')));
--> statement-breakpoint
create policy archived on change_template for update to guichet_web using (
  workspace_id in (select my_workspace_ids_with('approvals.decide'))
  or workspace_id in (select my_workspace_ids_with('settings.manage')));
--> statement-breakpoint
create policy planned on plan for insert to guichet_web with check (exists (
  select 1 from ticket t where t.workspace_id = plan.workspace_id and t.id = plan.ticket_id
     and t.project_id in (select my_writable_project_ids())));
--> statement-breakpoint
create policy planned_anew on plan for update to guichet_web using (exists (
  select 1 from ticket t where t.workspace_id = plan.workspace_id and t.id = plan.ticket_id
     and t.project_id in (select my_writable_project_ids())));
--> statement-breakpoint
grant insert, select on approval, approver, decision, delegation, change_template, plan to guichet_web;
--> statement-breakpoint
grant update (state, settled_at) on approval to guichet_web;
--> statement-breakpoint
grant update (ended_at) on delegation to guichet_web;
--> statement-breakpoint
grant update (archived_at) on change_template to guichet_web;
--> statement-breakpoint
grant update on plan to guichet_web;
--> statement-breakpoint
grant select on approval, approver, decision, delegation, change_template, plan, task to guichet_worker;
--> statement-breakpoint
grant update (state, settled_at, reminded_at) on approval to guichet_worker;
--> statement-breakpoint
revoke all on function deciders_of(uuid, uuid), ticket_deciders(ticket), service_day(), stands_in(uuid, uuid, uuid), ticket_fingerprint(ticket),
  approval_subject(text), has_approval(ticket, text), keep_gate(), approval_verdict(uuid, uuid), follows_template(ticket, uuid),
  judge_approval(), judge_decision(), lapse_with_contents() from public;
--> statement-breakpoint
grant execute on function deciders_of(uuid, uuid), ticket_deciders(ticket), service_day(), stands_in(uuid, uuid, uuid), ticket_fingerprint(ticket),
  approval_subject(text), has_approval(ticket, text), keep_gate(), approval_verdict(uuid, uuid), follows_template(ticket, uuid),
  judge_approval(), judge_decision(), lapse_with_contents() to guichet_web, guichet_worker;
