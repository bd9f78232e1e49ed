CREATE TABLE "field" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"code" text NOT NULL,
	"label_fr" text NOT NULL,
	"label_en" text NOT NULL,
	"type" text NOT NULL,
	"kinds" text[] NOT NULL,
	"choices" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"position" integer NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "field_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "field_workspaceId_code_unique" UNIQUE("workspace_id","code")
);
--> statement-breakpoint
CREATE TABLE "request_form" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"code" text NOT NULL,
	"label_fr" text NOT NULL,
	"label_en" text NOT NULL,
	"description_fr" text DEFAULT '' NOT NULL,
	"description_en" text DEFAULT '' NOT NULL,
	"project_id" uuid,
	"kind" text DEFAULT 'request' NOT NULL,
	"category_id" uuid,
	"impact" smallint DEFAULT 3 NOT NULL,
	"urgency" smallint DEFAULT 3 NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"questions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"position" integer NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "request_form_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "request_form_workspaceId_code_unique" UNIQUE("workspace_id","code")
);
--> statement-breakpoint
CREATE TABLE "workflow" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "workflow_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "workflow_workspaceId_kind_version_unique" UNIQUE("workspace_id","kind","version")
);
--> statement-breakpoint
CREATE TABLE "approval" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"ticket_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"needed" integer NOT NULL,
	"after_the_fact" boolean DEFAULT false NOT NULL,
	"template_id" uuid,
	"state" text DEFAULT 'pending' NOT NULL,
	"fingerprint" text NOT NULL,
	"asked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"asked_by" uuid NOT NULL,
	"due_at" timestamp (3) with time zone,
	"reminded_at" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "approval_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "approver" (
	"workspace_id" uuid NOT NULL,
	"approval_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	CONSTRAINT "approver_workspace_id_approval_id_account_id_pk" PRIMARY KEY("workspace_id","approval_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "change_template" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"project_id" uuid,
	"title" text NOT NULL,
	"message" text NOT NULL,
	"fields" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"steps" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"risk" smallint DEFAULT 1 NOT NULL,
	"approved_by" uuid NOT NULL,
	"approved_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "change_template_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "decision" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"approval_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"decided_by" uuid NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "decision_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "delegation" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"from_id" uuid NOT NULL,
	"to_id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "delegation_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "freeze" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"project_id" uuid,
	"title" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"removed_at" timestamp (3) with time zone,
	"removed_by" uuid,
	CONSTRAINT "freeze_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "operation" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"batch_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"account_id" uuid NOT NULL,
	"asked" jsonb NOT NULL,
	"total" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"undone_at" timestamp (3) with time zone,
	CONSTRAINT "operation_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "operation_ticket" (
	"workspace_id" uuid NOT NULL,
	"operation_id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"before" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version_after" integer,
	"refusal" text,
	"undone_at" timestamp (3) with time zone,
	CONSTRAINT "operation_ticket_workspace_id_operation_id_ticket_id_pk" PRIMARY KEY("workspace_id","operation_id","ticket_id")
);
--> statement-breakpoint
CREATE TABLE "plan" (
	"workspace_id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"type" text,
	"template_id" uuid,
	"window_start" timestamp (3) with time zone,
	"window_end" timestamp (3) with time zone,
	"risk_answers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"risk" smallint,
	"review" text,
	"reviewed_at" timestamp (3) with time zone,
	"reviewed_by" uuid,
	CONSTRAINT "plan_workspace_id_ticket_id_pk" PRIMARY KEY("workspace_id","ticket_id")
);
--> statement-breakpoint
CREATE TABLE "stage_step" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"ticket_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"step" text NOT NULL,
	"reason" text,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"by" uuid NOT NULL,
	CONSTRAINT "stage_step_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "task" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"ticket_id" uuid NOT NULL,
	"list" text DEFAULT 'tasks' NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"assignee_id" uuid,
	"due_on" date,
	"done_at" timestamp (3) with time zone,
	"done_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "task_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "time_entry" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"ticket_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"spent_on" date NOT NULL,
	"accounted_minutes" integer NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "time_entry_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "time_real" (
	"workspace_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"real_minutes" integer NOT NULL,
	CONSTRAINT "time_real_workspace_id_entry_id_pk" PRIMARY KEY("workspace_id","entry_id")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"ticket_id" uuid NOT NULL,
	"type" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"outcome" text,
	"reason" text,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "verification_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "status" ADD COLUMN "colour" text DEFAULT 'grey' NOT NULL;--> statement-breakpoint
ALTER TABLE "status" ADD COLUMN "requires_approval" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "status" ADD COLUMN "replaced_by_id" uuid;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "fields" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "form_id" uuid;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "major_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "field" ADD CONSTRAINT "field_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_form" ADD CONSTRAINT "request_form_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_form" ADD CONSTRAINT "request_form_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_form" ADD CONSTRAINT "request_form_workspace_id_category_id_category_workspace_id_id_fk" FOREIGN KEY ("workspace_id","category_id") REFERENCES "public"."category"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflow" ADD CONSTRAINT "workflow_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval" ADD CONSTRAINT "approval_workspace_id_ticket_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","ticket_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approver" ADD CONSTRAINT "approver_workspace_id_approval_id_approval_workspace_id_id_fk" FOREIGN KEY ("workspace_id","approval_id") REFERENCES "public"."approval"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approver" ADD CONSTRAINT "approver_workspace_id_account_id_membership_workspace_id_account_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."membership"("workspace_id","account_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_template" ADD CONSTRAINT "change_template_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_template" ADD CONSTRAINT "change_template_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_template" ADD CONSTRAINT "change_template_workspace_id_approved_by_membership_workspace_id_account_id_fk" FOREIGN KEY ("workspace_id","approved_by") REFERENCES "public"."membership"("workspace_id","account_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_workspace_id_approval_id_account_id_approver_workspace_id_approval_id_account_id_fk" FOREIGN KEY ("workspace_id","approval_id","account_id") REFERENCES "public"."approver"("workspace_id","approval_id","account_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_workspace_id_from_id_membership_workspace_id_account_id_fk" FOREIGN KEY ("workspace_id","from_id") REFERENCES "public"."membership"("workspace_id","account_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_workspace_id_to_id_membership_workspace_id_account_id_fk" FOREIGN KEY ("workspace_id","to_id") REFERENCES "public"."membership"("workspace_id","account_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freeze" ADD CONSTRAINT "freeze_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freeze" ADD CONSTRAINT "freeze_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operation" ADD CONSTRAINT "operation_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operation_ticket" ADD CONSTRAINT "operation_ticket_workspace_id_ticket_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","ticket_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operation_ticket" ADD CONSTRAINT "operation_ticket_workspace_id_operation_id_operation_workspace_id_id_fk" FOREIGN KEY ("workspace_id","operation_id") REFERENCES "public"."operation"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan" ADD CONSTRAINT "plan_workspace_id_ticket_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","ticket_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan" ADD CONSTRAINT "plan_workspace_id_template_id_change_template_workspace_id_id_fk" FOREIGN KEY ("workspace_id","template_id") REFERENCES "public"."change_template"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stage_step" ADD CONSTRAINT "stage_step_workspace_id_ticket_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","ticket_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_workspace_id_ticket_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","ticket_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_workspace_id_assignee_id_membership_workspace_id_account_id_fk" FOREIGN KEY ("workspace_id","assignee_id") REFERENCES "public"."membership"("workspace_id","account_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_entry" ADD CONSTRAINT "time_entry_workspace_id_ticket_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","ticket_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_entry" ADD CONSTRAINT "time_entry_workspace_id_account_id_membership_workspace_id_account_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."membership"("workspace_id","account_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_real" ADD CONSTRAINT "time_real_workspace_id_entry_id_time_entry_workspace_id_id_fk" FOREIGN KEY ("workspace_id","entry_id") REFERENCES "public"."time_entry"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification" ADD CONSTRAINT "verification_workspace_id_ticket_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","ticket_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approval_ticket_id_asked_at_index" ON "approval" USING btree ("ticket_id","asked_at");--> statement-breakpoint
CREATE INDEX "approval_state_index" ON "approval" USING btree ("state");--> statement-breakpoint
CREATE INDEX "approver_account_id_index" ON "approver" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "decision_approval_id_at_index" ON "decision" USING btree ("approval_id","at");--> statement-breakpoint
CREATE INDEX "delegation_from_id_index" ON "delegation" USING btree ("from_id");--> statement-breakpoint
CREATE INDEX "delegation_to_id_index" ON "delegation" USING btree ("to_id");--> statement-breakpoint
CREATE INDEX "freeze_workspace_id_starts_at_index" ON "freeze" USING btree ("workspace_id","starts_at");--> statement-breakpoint
CREATE INDEX "operation_account_id_created_at_index" ON "operation" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "operation_batch_id_index" ON "operation" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "plan_window_start_window_end_index" ON "plan" USING btree ("window_start","window_end");--> statement-breakpoint
CREATE INDEX "plan_ticket_id_index" ON "plan" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "stage_step_ticket_id_at_index" ON "stage_step" USING btree ("ticket_id","at");--> statement-breakpoint
CREATE INDEX "task_ticket_id_list_position_index" ON "task" USING btree ("ticket_id","list","position");--> statement-breakpoint
CREATE INDEX "task_assignee_id_index" ON "task" USING btree ("assignee_id");--> statement-breakpoint
CREATE INDEX "time_entry_ticket_id_index" ON "time_entry" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "time_entry_account_id_spent_on_index" ON "time_entry" USING btree ("account_id","spent_on");--> statement-breakpoint
CREATE INDEX "verification_ticket_id_index" ON "verification" USING btree ("ticket_id");--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_workspace_id_form_id_request_form_workspace_id_id_fk" FOREIGN KEY ("workspace_id","form_id") REFERENCES "public"."request_form"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_workspace_id_merged_into_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","merged_into_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint

-- The wall of what is above: everything is content, forced. Each room's own file says who writes it.
do $$
declare t text;
begin
  foreach t in array array['workflow','field','request_form','change_template','plan','freeze','approval','approver','decision','delegation',
    'stage_step','verification','task','operation','operation_ticket','time_entry','time_real'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy in_workspace on %I to guichet_worker
      using (workspace_id = app_workspace_id()) with check (workspace_id = app_workspace_id())', t);
  end loop;
  foreach t in array array['plan','approval','stage_step','verification','task'] loop
    execute format('create policy seen on %I for select to guichet_web using (
      exists (select 1 from ticket t where t.workspace_id = %I.workspace_id and t.id = %I.ticket_id))', t, t, t);
    execute format('grant select on %I to guichet_web', t);
  end loop;
  foreach t in array array['workflow','field','request_form'] loop
    execute format('create policy seen on %I for select to guichet_web using (
      workspace_id in (select my_workspace_ids()) or (select am_platform_administrator()))', t);
    execute format('create policy added on %I for insert to guichet_web with check (
      workspace_id in (select my_workspace_ids_with(''settings.manage'')) or (select am_platform_administrator()))', t);
    execute format('grant select, insert on %I to guichet_web', t);
    execute format('grant select on %I to guichet_worker', t);
  end loop;
end $$;
