-- Figures are counted on the tickets themselves. Three facts that a row would forget stand beside the others: how long it waited
-- for who asked, and what it had been before it was taken up again. tests/figures holds them against the journal.
ALTER TABLE "ticket" ADD COLUMN "waited_ms" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "waiting_since" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "answer_waited_ms" bigint;
--> statement-breakpoint
CREATE TABLE "ticket_reopening" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"ticket_id" uuid NOT NULL,
	"resolved_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"waited_ms" bigint NOT NULL,
	"reopened_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "ticket_reopening_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "ticket_reopening" ADD CONSTRAINT "ticket_reopening_workspace_id_ticket_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","ticket_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "ticket_reopening_ticket_id_index" ON "ticket_reopening" USING btree ("ticket_id");
--> statement-breakpoint
CREATE INDEX "ticket_reopening_resolved_at_index" ON "ticket_reopening" USING btree ("resolved_at");
--> statement-breakpoint
CREATE INDEX "ticket_reopening_closed_at_index" ON "ticket_reopening" USING btree ("closed_at");
--> statement-breakpoint
CREATE INDEX "ticket_reopening_reopened_at_index" ON "ticket_reopening" USING btree ("reopened_at");
--> statement-breakpoint
CREATE INDEX "ticket_first_answered_at" ON "ticket" USING btree ("first_answered_at") WHERE "ticket"."first_answered_at" is not null;
--> statement-breakpoint
CREATE INDEX "ticket_resolved_at" ON "ticket" USING btree ("resolved_at") WHERE "ticket"."resolved_at" is not null;
--> statement-breakpoint
CREATE INDEX "ticket_closed_at" ON "ticket" USING btree ("closed_at") WHERE "ticket"."closed_at" is not null;
--> statement-breakpoint
CREATE INDEX "ticket_ended_at" ON "ticket" USING btree (least("resolved_at", "closed_at"));
--> statement-breakpoint
create function keep_waiting() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare waits boolean;
begin
  if new.status_id is distinct from old.status_id then
    select s.code = 'waiting-requester' into waits from status s where s.workspace_id = new.workspace_id and s.id = new.status_id;
    if waits and old.waiting_since is null then
      new.waiting_since := now();
    elsif not coalesce(waits, false) and old.waiting_since is not null then
      new.waited_ms := old.waited_ms + greatest(0, extract(epoch from now()::timestamptz(3) - old.waiting_since) * 1000)::bigint;
      new.waiting_since := null;
    end if;
  end if;
  if new.first_answered_at is null then
    new.answer_waited_ms := null;
  elsif old.first_answered_at is null then
    new.answer_waited_ms := old.waited_ms + case when old.waiting_since is null then 0
      else greatest(0, extract(epoch from new.first_answered_at - old.waiting_since) * 1000)::bigint end;
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger keep_waiting before update of status_id, first_answered_at on ticket for each row execute function keep_waiting();
--> statement-breakpoint
-- A reopening that is itself undone (a message taken back, an operation undone) gives the ticket its former end again, and goes.
create function keep_reopenings() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare ended timestamptz := least(old.resolved_at, old.closed_at); ends timestamptz := least(new.resolved_at, new.closed_at);
begin
  if ended is not null and ends is null then
    insert into ticket_reopening (workspace_id, ticket_id, resolved_at, closed_at, waited_ms, reopened_at)
    values (old.workspace_id, old.id, old.resolved_at, old.closed_at, old.waited_ms, now());
  elsif ended is null and ends is not null then
    delete from ticket_reopening r where r.workspace_id = new.workspace_id and r.ticket_id = new.id
      and least(r.resolved_at, r.closed_at) = ends;
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger keep_reopenings after update of resolved_at, closed_at on ticket for each row
  when (least(old.resolved_at, old.closed_at) is null <> (least(new.resolved_at, new.closed_at) is null))
  execute function keep_reopenings();
--> statement-breakpoint
alter table ticket_reopening enable row level security;
--> statement-breakpoint
alter table ticket_reopening force row level security;
--> statement-breakpoint
create policy through_triggers on ticket_reopening to current_user using (true) with check (true);
--> statement-breakpoint
create policy seen on ticket_reopening for select to guichet_web using (
  exists (select 1 from ticket t where t.workspace_id = ticket_reopening.workspace_id and t.id = ticket_reopening.ticket_id offset 0));
--> statement-breakpoint
create policy in_workspace on ticket_reopening to guichet_worker
  using (workspace_id = app_workspace_id()) with check (workspace_id = app_workspace_id());
--> statement-breakpoint
grant select on ticket_reopening to guichet_web;
--> statement-breakpoint
grant select, insert on ticket_reopening to guichet_worker;
--> statement-breakpoint
revoke all on function keep_waiting(), keep_reopenings() from public;
