CREATE TABLE "mailbox" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"host" text NOT NULL,
	"port" integer NOT NULL,
	"security" text NOT NULL,
	"user_name" text NOT NULL,
	"sealed_password" text NOT NULL,
	"folder" text DEFAULT 'INBOX' NOT NULL,
	"done_folder" text DEFAULT 'traité' NOT NULL,
	"project_id" uuid,
	"sender_trust" text NOT NULL,
	"authserv_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"paused_at" timestamp (3) with time zone,
	"paused_by" uuid,
	"leased_by" uuid,
	"leased_until" timestamp (3) with time zone,
	"last_seen_at" timestamp (3) with time zone,
	"last_mail_at" timestamp (3) with time zone,
	"last_error" text,
	"last_error_at" timestamp (3) with time zone,
	CONSTRAINT "mailbox_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "ticket_link" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"from_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"to_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "ticket_link_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "ticket_link_workspaceId_fromId_kind_toId_unique" UNIQUE("workspace_id","from_id","kind","to_id")
);
--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "notices" text DEFAULT 'all' NOT NULL;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "digest_hour" smallint DEFAULT 8 NOT NULL;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "hard_bounces" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "bounce_reason" text;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "mail_flagged_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "project" ADD COLUMN "sender_address" text;--> statement-breakpoint
ALTER TABLE "project" ADD COLUMN "signature" text;--> statement-breakpoint
ALTER TABLE "project" ADD COLUMN "reopen_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "incoming_mail" ADD COLUMN "helo" text;--> statement-breakpoint
ALTER TABLE "incoming_mail" ADD COLUMN "mailbox_id" uuid;--> statement-breakpoint
ALTER TABLE "incoming_mail" ADD COLUMN "authentication" jsonb;--> statement-breakpoint
ALTER TABLE "incoming_mail" ADD COLUMN "remarks" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "incoming_mail" ADD COLUMN "bounced_mail_id" uuid;--> statement-breakpoint
ALTER TABLE "outgoing_mail" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "outgoing_mail" ADD COLUMN "for_digest" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "outgoing_mail" ADD COLUMN "digest_id" uuid;--> statement-breakpoint
ALTER TABLE "outgoing_mail" ADD COLUMN "bounced_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "outgoing_mail" ADD COLUMN "bounce_status" text;--> statement-breakpoint
ALTER TABLE "attachment" ADD COLUMN "taken_back_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "nature" text;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "taken_back_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "mailbox" ADD CONSTRAINT "mailbox_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailbox" ADD CONSTRAINT "mailbox_created_by_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_link" ADD CONSTRAINT "ticket_link_workspace_id_from_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","from_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_link" ADD CONSTRAINT "ticket_link_workspace_id_to_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","to_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ticket_link_from_id_index" ON "ticket_link" USING btree ("from_id");--> statement-breakpoint
CREATE INDEX "ticket_link_to_id_index" ON "ticket_link" USING btree ("to_id");--> statement-breakpoint
CREATE INDEX "incoming_mail_from_mail_received_at_index" ON "incoming_mail" USING btree ("from_mail","received_at");--> statement-breakpoint
CREATE INDEX "outgoing_mail_to_mail_created_at_index" ON "outgoing_mail" USING btree ("to_mail","created_at");--> statement-breakpoint
CREATE INDEX "outgoing_mail_account_id_for_digest_index" ON "outgoing_mail" USING btree ("account_id","for_digest");--> statement-breakpoint
alter table mailbox enable row level security;
--> statement-breakpoint
-- Only administrators see how a mailbox is reached; the worker reaches it.
create policy seen on mailbox for select to guichet_web using ((select am_platform_administrator()));
--> statement-breakpoint
create policy added on mailbox for insert to guichet_web with check ((select am_platform_administrator()));
--> statement-breakpoint
create policy changed on mailbox for update to guichet_web using ((select am_platform_administrator()))
  with check ((select am_platform_administrator()));
--> statement-breakpoint
create policy for_jobs on mailbox to guichet_worker using (true) with check (true);
--> statement-breakpoint
create policy removed on mailbox for delete to guichet_web using ((select am_platform_administrator()));
--> statement-breakpoint
grant select, insert, update, delete on mailbox to guichet_web;
--> statement-breakpoint
grant select on mailbox to guichet_worker;
--> statement-breakpoint
grant update (leased_by, leased_until, last_seen_at, last_mail_at, last_error, last_error_at) on mailbox to guichet_worker;
--> statement-breakpoint
-- A link exists for whoever may read both tickets.
alter table ticket_link enable row level security;
--> statement-breakpoint
alter table ticket_link force row level security;
--> statement-breakpoint
create policy seen on ticket_link for select to guichet_web using (
  exists (select 1 from ticket t where t.workspace_id = ticket_link.workspace_id and t.id = ticket_link.from_id offset 0)
  and exists (select 1 from ticket t where t.workspace_id = ticket_link.workspace_id and t.id = ticket_link.to_id offset 0));
--> statement-breakpoint
create policy added on ticket_link for insert to guichet_web with check (
  created_by is not distinct from app_account_id()
  and exists (select 1 from ticket t where t.workspace_id = ticket_link.workspace_id and t.id = ticket_link.from_id offset 0)
  and exists (select 1 from ticket t where t.workspace_id = ticket_link.workspace_id and t.id = ticket_link.to_id offset 0));
--> statement-breakpoint
create policy in_workspace on ticket_link to guichet_worker
  using (workspace_id = app_workspace_id()) with check (workspace_id = app_workspace_id());
--> statement-breakpoint
grant select, insert on ticket_link to guichet_web, guichet_worker;
--> statement-breakpoint
-- Each mail is routed by the address that it was written to, in any case.
create index project_inbound_address_lower on project (lower(inbound_address));
