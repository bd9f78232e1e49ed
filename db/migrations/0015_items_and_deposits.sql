CREATE TABLE "package" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"project_id" uuid NOT NULL,
	"environment" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"label" text DEFAULT '' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"ticket_id" uuid,
	"arrival" text DEFAULT 'preparing' NOT NULL,
	"failure" text,
	"sources" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"compressed" text DEFAULT 'none' NOT NULL,
	"prepared" bigint DEFAULT 0 NOT NULL,
	"type" text,
	"size" bigint,
	"sha256" text,
	"storage_key" text,
	"signature_name" text,
	"signature_size" integer,
	"signature_sha256" text,
	"signature_storage_key" text,
	"state" text DEFAULT 'deposited' NOT NULL,
	"listing" text DEFAULT 'none' NOT NULL,
	"flags" text[] DEFAULT '{}' NOT NULL,
	"scanned_at" timestamp (3) with time zone,
	"verdict" text,
	"scan_engine" text,
	"threat" text,
	"deposited_by" uuid NOT NULL,
	"deposited_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"erased_at" timestamp (3) with time zone,
	CONSTRAINT "package_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "deposit_retention" (
	"workspace_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"days" integer NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "deposit_retention_workspace_id_project_id_kind_pk" PRIMARY KEY("workspace_id","project_id","kind")
);
--> statement-breakpoint
CREATE TABLE "deposit_watch" (
	"workspace_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "deposit_watch_workspace_id_project_id_account_id_pk" PRIMARY KEY("workspace_id","project_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "package_entry" (
	"workspace_id" uuid NOT NULL,
	"package_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"path" text NOT NULL,
	"size" bigint,
	"directory" boolean DEFAULT false NOT NULL,
	"flags" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "package_entry_workspace_id_package_id_position_pk" PRIMARY KEY("workspace_id","package_id","position")
);
--> statement-breakpoint
CREATE TABLE "package_item" (
	"workspace_id" uuid NOT NULL,
	"package_id" uuid NOT NULL,
	"item_workspace_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"added_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"added_by" uuid,
	CONSTRAINT "package_item_workspace_id_package_id_item_id_pk" PRIMARY KEY("workspace_id","package_id","item_id"),
	CONSTRAINT "own_or_platform_item" CHECK ("package_item"."item_workspace_id" in ("package_item"."workspace_id", platform_id()))
);
--> statement-breakpoint
CREATE TABLE "package_link" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"package_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	"uses" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "package_link_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "package_step" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"package_id" uuid NOT NULL,
	"state" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"by" uuid,
	"reason" text,
	CONSTRAINT "package_step_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "dashboard" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"shared_workspace_id" uuid,
	"cards" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "dump" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"account_id" uuid NOT NULL,
	"workspace_id" uuid,
	"encryption" text DEFAULT 'none' NOT NULL,
	"recipient" text,
	"part_size" bigint,
	"state" text DEFAULT 'waiting' NOT NULL,
	"failure" text,
	"rows_total" bigint,
	"rows_done" bigint DEFAULT 0 NOT NULL,
	"bytes_total" bigint,
	"bytes_done" bigint DEFAULT 0 NOT NULL,
	"parts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "export_job" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"account_id" uuid NOT NULL,
	"schedule_id" uuid,
	"subject" text NOT NULL,
	"query" text DEFAULT '' NOT NULL,
	"columns" text[] DEFAULT '{}' NOT NULL,
	"format" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"failure" text,
	"total" integer,
	"done" integer DEFAULT 0 NOT NULL,
	"name" text,
	"size" bigint,
	"sha256" text,
	"storage_key" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "export_schedule" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"subject" text NOT NULL,
	"query" text DEFAULT '' NOT NULL,
	"columns" text[] DEFAULT '{}' NOT NULL,
	"format" text NOT NULL,
	"every" text NOT NULL,
	"day" smallint,
	"hour" smallint NOT NULL,
	"attached" boolean DEFAULT false NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "item" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"type_workspace_id" uuid NOT NULL,
	"type_id" uuid NOT NULL,
	"project_id" uuid,
	"name" text NOT NULL,
	"external_key" text,
	"status" text DEFAULT 'planned' NOT NULL,
	"criticality" smallint DEFAULT 3 NOT NULL,
	"owner_id" uuid,
	"starts_on" date,
	"expires_on" date,
	"values" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "item_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "item_workspaceId_externalKey_unique" UNIQUE("workspace_id","external_key"),
	CONSTRAINT "own_or_platform_type" CHECK ("item"."type_workspace_id" in ("item"."workspace_id", platform_id())),
	CONSTRAINT "platform_items_have_no_project" CHECK ("item"."workspace_id" <> platform_id() or "item"."project_id" is null)
);
--> statement-breakpoint
CREATE TABLE "item_import" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"account_id" uuid NOT NULL,
	"type_workspace_id" uuid NOT NULL,
	"type_id" uuid NOT NULL,
	"project_id" uuid,
	"name" text NOT NULL,
	"size" bigint NOT NULL,
	"sha256" text NOT NULL,
	"storage_key" text NOT NULL,
	"columns" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"mapping" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"state" text DEFAULT 'reading' NOT NULL,
	"failure" text,
	"total" integer DEFAULT 0 NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"previewed_at" timestamp (3) with time zone,
	"applied_at" timestamp (3) with time zone,
	"ticket_id" uuid,
	CONSTRAINT "item_import_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "own_or_platform_type" CHECK ("item_import"."type_workspace_id" in ("item_import"."workspace_id", platform_id()))
);
--> statement-breakpoint
CREATE TABLE "item_import_line" (
	"workspace_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"cells" jsonb NOT NULL,
	"action" text,
	"reason" text,
	"external_key" text,
	"item_id" uuid,
	"state" jsonb,
	CONSTRAINT "item_import_line_workspace_id_import_id_line_pk" PRIMARY KEY("workspace_id","import_id","line")
);
--> statement-breakpoint
CREATE TABLE "item_relation" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"type_workspace_id" uuid NOT NULL,
	"type_id" uuid NOT NULL,
	"impact" text NOT NULL,
	"from_workspace_id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"from_project_id" uuid,
	"to_workspace_id" uuid NOT NULL,
	"to_id" uuid NOT NULL,
	"to_project_id" uuid,
	"since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"until" timestamp (3) with time zone,
	"created_by" uuid,
	"ended_by" uuid,
	"ticket_id" uuid,
	"end_ticket_id" uuid,
	CONSTRAINT "item_relation_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "own_or_platform_type" CHECK ("item_relation"."type_workspace_id" in ("item_relation"."workspace_id", platform_id())),
	CONSTRAINT "never_to_itself" CHECK ("item_relation"."from_id" <> "item_relation"."to_id"),
	CONSTRAINT "one_workspace" CHECK ("item_relation"."from_workspace_id" in ("item_relation"."workspace_id", platform_id()) and "item_relation"."to_workspace_id" in ("item_relation"."workspace_id", platform_id())
      and ("item_relation"."workspace_id" = platform_id() or "item_relation"."workspace_id" in ("item_relation"."from_workspace_id", "item_relation"."to_workspace_id")))
);
--> statement-breakpoint
CREATE TABLE "item_reminder" (
	"workspace_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"expires_on" date NOT NULL,
	"days_before" integer NOT NULL,
	"sent_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "item_reminder_workspace_id_item_id_expires_on_days_before_pk" PRIMARY KEY("workspace_id","item_id","expires_on","days_before")
);
--> statement-breakpoint
CREATE TABLE "item_share" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"item_workspace_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"shared_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"shared_by" uuid,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	CONSTRAINT "item_share_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "of_the_platform" CHECK ("item_share"."item_workspace_id" = platform_id())
);
--> statement-breakpoint
CREATE TABLE "item_type" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"code" text NOT NULL,
	"label_fr" text NOT NULL,
	"label_en" text NOT NULL,
	"fields" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"remind_days" integer[] DEFAULT '{60,30,7,1}' NOT NULL,
	"position" integer NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "item_type_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "item_type_workspaceId_code_unique" UNIQUE("workspace_id","code")
);
--> statement-breakpoint
CREATE TABLE "item_version" (
	"workspace_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"valid_from" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"valid_to" timestamp (3) with time zone,
	"state" jsonb NOT NULL,
	"changed_by" uuid,
	"import_id" uuid,
	CONSTRAINT "item_version_workspace_id_item_id_version_pk" PRIMARY KEY("workspace_id","item_id","version")
);
--> statement-breakpoint
CREATE TABLE "item_version_ticket" (
	"workspace_id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"item_workspace_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "item_version_ticket_workspace_id_item_id_version_ticket_id_pk" PRIMARY KEY("workspace_id","item_id","version","ticket_id"),
	CONSTRAINT "own_or_platform_item" CHECK ("item_version_ticket"."item_workspace_id" in ("item_version_ticket"."workspace_id", platform_id()))
);
--> statement-breakpoint
CREATE TABLE "relation_type" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"code" text NOT NULL,
	"label_fr" text NOT NULL,
	"label_en" text NOT NULL,
	"reverse_fr" text NOT NULL,
	"reverse_en" text NOT NULL,
	"impact" text NOT NULL,
	"position" integer NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "relation_type_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "relation_type_workspaceId_code_unique" UNIQUE("workspace_id","code")
);
--> statement-breakpoint
CREATE TABLE "ticket_item" (
	"workspace_id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"item_workspace_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"added_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"added_by" uuid,
	CONSTRAINT "ticket_item_workspace_id_ticket_id_item_id_pk" PRIMARY KEY("workspace_id","ticket_id","item_id"),
	CONSTRAINT "own_or_platform_item" CHECK ("ticket_item"."item_workspace_id" in ("ticket_item"."workspace_id", platform_id()))
);
--> statement-breakpoint
ALTER TABLE "attachment" ADD COLUMN "scan_engine" text;--> statement-breakpoint
ALTER TABLE "attachment" ADD COLUMN "threat" text;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "item_id" uuid;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "package_id" uuid;--> statement-breakpoint
ALTER TABLE "upload" ADD COLUMN "purpose" text DEFAULT 'attachment' NOT NULL;--> statement-breakpoint
ALTER TABLE "package" ADD CONSTRAINT "package_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package" ADD CONSTRAINT "package_workspace_id_deposited_by_membership_workspace_id_account_id_fk" FOREIGN KEY ("workspace_id","deposited_by") REFERENCES "public"."membership"("workspace_id","account_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package" ADD CONSTRAINT "package_workspace_id_ticket_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","ticket_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deposit_retention" ADD CONSTRAINT "deposit_retention_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deposit_watch" ADD CONSTRAINT "deposit_watch_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deposit_watch" ADD CONSTRAINT "deposit_watch_workspace_id_account_id_membership_workspace_id_account_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."membership"("workspace_id","account_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_entry" ADD CONSTRAINT "package_entry_workspace_id_package_id_package_workspace_id_id_fk" FOREIGN KEY ("workspace_id","package_id") REFERENCES "public"."package"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_item" ADD CONSTRAINT "package_item_workspace_id_package_id_package_workspace_id_id_fk" FOREIGN KEY ("workspace_id","package_id") REFERENCES "public"."package"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_item" ADD CONSTRAINT "package_item_item_workspace_id_item_id_item_workspace_id_id_fk" FOREIGN KEY ("item_workspace_id","item_id") REFERENCES "public"."item"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_link" ADD CONSTRAINT "package_link_workspace_id_package_id_package_workspace_id_id_fk" FOREIGN KEY ("workspace_id","package_id") REFERENCES "public"."package"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_link" ADD CONSTRAINT "package_link_workspace_id_account_id_membership_workspace_id_account_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."membership"("workspace_id","account_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_step" ADD CONSTRAINT "package_step_workspace_id_package_id_package_workspace_id_id_fk" FOREIGN KEY ("workspace_id","package_id") REFERENCES "public"."package"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dashboard" ADD CONSTRAINT "dashboard_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dashboard" ADD CONSTRAINT "dashboard_shared_workspace_id_workspace_id_fk" FOREIGN KEY ("shared_workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dump" ADD CONSTRAINT "dump_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dump" ADD CONSTRAINT "dump_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_job" ADD CONSTRAINT "export_job_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_schedule" ADD CONSTRAINT "export_schedule_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item" ADD CONSTRAINT "item_owner_id_account_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item" ADD CONSTRAINT "item_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item" ADD CONSTRAINT "item_type_workspace_id_type_id_item_type_workspace_id_id_fk" FOREIGN KEY ("type_workspace_id","type_id") REFERENCES "public"."item_type"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_import" ADD CONSTRAINT "item_import_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_import" ADD CONSTRAINT "item_import_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_import" ADD CONSTRAINT "item_import_type_workspace_id_type_id_item_type_workspace_id_id_fk" FOREIGN KEY ("type_workspace_id","type_id") REFERENCES "public"."item_type"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_import_line" ADD CONSTRAINT "item_import_line_workspace_id_import_id_item_import_workspace_id_id_fk" FOREIGN KEY ("workspace_id","import_id") REFERENCES "public"."item_import"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_relation" ADD CONSTRAINT "item_relation_type_workspace_id_type_id_relation_type_workspace_id_id_fk" FOREIGN KEY ("type_workspace_id","type_id") REFERENCES "public"."relation_type"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_relation" ADD CONSTRAINT "item_relation_from_workspace_id_from_id_item_workspace_id_id_fk" FOREIGN KEY ("from_workspace_id","from_id") REFERENCES "public"."item"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_relation" ADD CONSTRAINT "item_relation_to_workspace_id_to_id_item_workspace_id_id_fk" FOREIGN KEY ("to_workspace_id","to_id") REFERENCES "public"."item"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_relation" ADD CONSTRAINT "item_relation_workspace_id_ticket_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","ticket_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_relation" ADD CONSTRAINT "item_relation_workspace_id_end_ticket_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","end_ticket_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_reminder" ADD CONSTRAINT "item_reminder_workspace_id_item_id_item_workspace_id_id_fk" FOREIGN KEY ("workspace_id","item_id") REFERENCES "public"."item"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_share" ADD CONSTRAINT "item_share_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_share" ADD CONSTRAINT "item_share_item_workspace_id_item_id_item_workspace_id_id_fk" FOREIGN KEY ("item_workspace_id","item_id") REFERENCES "public"."item"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_version" ADD CONSTRAINT "item_version_workspace_id_item_id_item_workspace_id_id_fk" FOREIGN KEY ("workspace_id","item_id") REFERENCES "public"."item"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_version_ticket" ADD CONSTRAINT "item_version_ticket_workspace_id_ticket_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","ticket_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_version_ticket" ADD CONSTRAINT "item_version_ticket_item_workspace_id_item_id_version_item_version_workspace_id_item_id_version_fk" FOREIGN KEY ("item_workspace_id","item_id","version") REFERENCES "public"."item_version"("workspace_id","item_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_item" ADD CONSTRAINT "ticket_item_workspace_id_ticket_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","ticket_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_item" ADD CONSTRAINT "ticket_item_item_workspace_id_item_id_item_workspace_id_id_fk" FOREIGN KEY ("item_workspace_id","item_id") REFERENCES "public"."item"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "package_version" ON "package" USING btree ("project_id","environment","kind",lower("name"),"version");--> statement-breakpoint
CREATE INDEX "package_project_id_environment_kind_deposited_at_index" ON "package" USING btree ("project_id","environment","kind","deposited_at");--> statement-breakpoint
CREATE INDEX "package_id_index" ON "package" USING btree ("id");--> statement-breakpoint
CREATE INDEX "package_ticket_id_index" ON "package" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "package_storage_key_index" ON "package" USING btree ("storage_key");--> statement-breakpoint
CREATE INDEX "deposit_watch_account_id_index" ON "deposit_watch" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "package_item_item_id_index" ON "package_item" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "package_link_package_id_index" ON "package_link" USING btree ("package_id");--> statement-breakpoint
CREATE INDEX "package_link_account_id_index" ON "package_link" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "package_step_package_id_at_index" ON "package_step" USING btree ("package_id","at");--> statement-breakpoint
CREATE INDEX "dashboard_account_id_index" ON "dashboard" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "dashboard_shared_workspace_id_index" ON "dashboard" USING btree ("shared_workspace_id");--> statement-breakpoint
CREATE INDEX "dump_account_id_index" ON "dump" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "dump_expires_at_index" ON "dump" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "export_job_account_id_created_at_index" ON "export_job" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "export_job_expires_at_index" ON "export_job" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "export_schedule_account_id_index" ON "export_schedule" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "export_schedule_next_at_index" ON "export_schedule" USING btree ("next_at");--> statement-breakpoint
CREATE INDEX "item_id_index" ON "item" USING btree ("id");--> statement-breakpoint
CREATE INDEX "item_workspace_id_type_id_name_id_index" ON "item" USING btree ("workspace_id","type_id","name","id");--> statement-breakpoint
CREATE INDEX "item_project_id_name_index" ON "item" USING btree ("project_id","name");--> statement-breakpoint
CREATE INDEX "item_name_id_index" ON "item" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "item_expires_on_index" ON "item" USING btree ("expires_on");--> statement-breakpoint
CREATE INDEX "item_import_account_id_created_at_index" ON "item_import" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "item_import_line_import_id_action_line_index" ON "item_import_line" USING btree ("import_id","action","line");--> statement-breakpoint
CREATE UNIQUE INDEX "item_relation_living" ON "item_relation" USING btree ("workspace_id","type_id","from_id","to_id") WHERE "item_relation"."until" is null;--> statement-breakpoint
CREATE INDEX "item_relation_from_id_index" ON "item_relation" USING btree ("from_id");--> statement-breakpoint
CREATE INDEX "item_relation_to_id_index" ON "item_relation" USING btree ("to_id");--> statement-breakpoint
CREATE UNIQUE INDEX "item_share_living" ON "item_share" USING btree ("workspace_id","item_id") WHERE "item_share"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "item_share_item_id_index" ON "item_share" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "item_version_ticket_ticket_id_index" ON "item_version_ticket" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "ticket_item_item_id_index" ON "ticket_item" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "event_item_id_at_index" ON "event" USING btree ("item_id","at") WHERE "event"."item_id" is not null;--> statement-breakpoint
CREATE INDEX "event_package_id_at_index" ON "event" USING btree ("package_id","at") WHERE "event"."package_id" is not null;--> statement-breakpoint

-- The wall of what is above. Items of the platform are of its pseudo-workspace: read where they are shared, never telling where else.
create function my_shared_item_ids() returns setof uuid
  language sql stable security definer parallel safe set search_path = pg_catalog, public
begin atomic
  select s.item_id from item_share s where s.ended_at is null and s.workspace_id in (select my_workspace_ids_with('items.read'));
end;
--> statement-breakpoint
-- Whoever may write items in every workspace that it serves writes an item of the platform; its author too until it is shared.
create function may_write_platform_item(item uuid, author uuid) returns boolean
  language sql stable security definer parallel safe set search_path = pg_catalog, public
begin atomic
  select am_platform_administrator() or (exists (select my_workspace_ids_with('items.write'))
    and not exists (select 1 from item_share s where s.item_id = item and s.ended_at is null
      and s.workspace_id not in (select my_workspace_ids_with('items.write')))
    and (author = app_account_id() or exists (select 1 from item_share s where s.item_id = item and s.ended_at is null)));
end;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['item_type','relation_type','item','item_version','item_version_ticket','item_relation','ticket_item','item_reminder',
    'item_import','item_import_line','package','package_step','package_entry','package_item','deposit_watch','deposit_retention','package_link',
    'dashboard','export_job','export_schedule','dump'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select on %I to guichet_web', t);
  end loop;
  foreach t in array array['item_type','relation_type','item','item_version','item_version_ticket','item_relation','ticket_item','item_reminder',
    'item_import','item_import_line','package','package_step','package_entry','package_item','deposit_watch','deposit_retention','package_link'] loop
    execute format('grant select on %I to guichet_worker', t);
  end loop;
  foreach t in array array['item_version','item_version_ticket','item_relation','ticket_item','item_reminder',
    'item_import','item_import_line','package','package_step','package_entry','package_item','deposit_watch','deposit_retention','package_link'] loop
    execute format('create policy in_workspace on %I to guichet_worker
      using (workspace_id = app_workspace_id()) with check (workspace_id = app_workspace_id())', t);
  end loop;
  foreach t in array array['export_job','export_schedule','dump'] loop
    execute format('create policy for_jobs on %I to guichet_worker using (true) with check (true)', t);
    execute format('create policy own on %I to guichet_web using (account_id = app_account_id()) with check (account_id = app_account_id())', t);
    execute format('grant insert, update on %I to guichet_web', t);
  end loop;
  foreach t in array array['item_type','relation_type'] loop
    execute format('create policy seen on %I for select to guichet_web using (
      workspace_id = platform_id() or workspace_id in (select my_workspace_ids()) or (select am_platform_administrator()))', t);
    execute format('create policy added on %I for insert to guichet_web with check (
      workspace_id in (select my_workspace_ids_with(''settings.manage'')) or (select am_platform_administrator()))', t);
    execute format('create policy changed on %I for update to guichet_web using (
      workspace_id in (select my_workspace_ids_with(''settings.manage'')) or (select am_platform_administrator()))
      with check (workspace_id in (select my_workspace_ids_with(''settings.manage'')) or (select am_platform_administrator()))', t);
    execute format('create policy for_jobs on %I for select to guichet_worker using (workspace_id in (app_workspace_id(), platform_id()))', t);
    execute format('grant insert, update on %I to guichet_web', t);
  end loop;
  foreach t in array array['item_version','item_version_ticket','package_step','package_entry','package_item'] loop
    execute format('create policy seen on %I for select to guichet_web using (exists (select 1 from %I o where o.workspace_id = %I.%I and o.id = %I.%I))',
      t, case when t like 'item%' then 'item' else 'package' end, t, case when t = 'item_version_ticket' then 'item_workspace_id' else 'workspace_id' end,
      t, case when t like 'item%' then 'item_id' else 'package_id' end);
  end loop;
end $$;
--> statement-breakpoint
-- Jobs find what waits for whom, whoever it belongs to; what is asked they read as its account.
grant select (id, account_id, state, storage_key, expires_at) on export_job to guichet_worker;
--> statement-breakpoint
grant select (id, account_id, next_at, ended_at) on export_schedule to guichet_worker;
--> statement-breakpoint
grant select (id, account_id, state, parts, expires_at) on dump to guichet_worker;
--> statement-breakpoint
-- Which workspaces an item of the platform serves: identifiers, read by the functions above as their owner.
alter table item_share enable row level security;
--> statement-breakpoint
create policy seen on item_share for select to guichet_web using (
  workspace_id in (select my_workspace_ids_with('items.read')) or (select am_platform_administrator()));
--> statement-breakpoint
create policy shared on item_share for insert to guichet_web with check (
  (workspace_id in (select my_workspace_ids_with('items.write')) or (select am_platform_administrator()))
  and exists (select 1 from item i where i.workspace_id = item_share.item_workspace_id and i.id = item_share.item_id
    and may_write_platform_item(i.id, i.created_by)));
--> statement-breakpoint
create policy ended on item_share for update to guichet_web using (
  workspace_id in (select my_workspace_ids_with('items.write')) or (select am_platform_administrator()))
  with check (workspace_id in (select my_workspace_ids_with('items.write')) or (select am_platform_administrator()));
--> statement-breakpoint
create policy for_jobs on item_share for select to guichet_worker using (workspace_id = app_workspace_id() or app_workspace_id() = platform_id());
--> statement-breakpoint
grant select, insert on item_share to guichet_web;
--> statement-breakpoint
grant update (ended_at, ended_by) on item_share to guichet_web;
--> statement-breakpoint
grant select on item_share to guichet_worker;
--> statement-breakpoint
create policy seen on item for select to guichet_web using (
  (workspace_id in (select my_workspace_ids_with('items.read')) and (project_id is null or project_id in (select my_project_ids())))
  or (workspace_id = platform_id()
    and (id in (select my_shared_item_ids()) or created_by = app_account_id() or (select am_platform_administrator()))));
--> statement-breakpoint
create policy added on item for insert to guichet_web with check (
  (workspace_id in (select my_workspace_ids_with('items.write')) and (project_id is null or project_id in (select my_writable_project_ids())))
  or (workspace_id = platform_id() and created_by = app_account_id()
    and ((select am_platform_administrator()) or exists (select my_workspace_ids_with('items.write')))));
--> statement-breakpoint
create policy changed on item for update to guichet_web using (
  (workspace_id in (select my_workspace_ids_with('items.write')) and (project_id is null or project_id in (select my_writable_project_ids())))
  or (workspace_id = platform_id() and may_write_platform_item(id, created_by)))
  with check (
  (workspace_id in (select my_workspace_ids_with('items.write')) and (project_id is null or project_id in (select my_writable_project_ids())))
  or (workspace_id = platform_id() and may_write_platform_item(id, created_by)));
--> statement-breakpoint
-- A job inside a workspace reads what is shared there too.
create policy in_workspace on item to guichet_worker
  using (workspace_id = app_workspace_id() or id in (select s.item_id from item_share s where s.workspace_id = app_workspace_id() and s.ended_at is null))
  with check (workspace_id = app_workspace_id());
--> statement-breakpoint
grant insert, update on item to guichet_web;
--> statement-breakpoint
-- Rights are asked of a relation without its ends: their projects stand on it, kept by triggers.
create policy seen on item_relation for select to guichet_web using (
  (workspace_id = platform_id() or workspace_id in (select my_workspace_ids_with('items.read')))
  and (from_project_id is null or from_project_id in (select my_project_ids()))
  and (to_project_id is null or to_project_id in (select my_project_ids()))
  and (from_workspace_id <> platform_id() or from_id in (select my_shared_item_ids()) or (select am_platform_administrator()))
  and (to_workspace_id <> platform_id() or to_id in (select my_shared_item_ids()) or (select am_platform_administrator())));
--> statement-breakpoint
create policy seen on ticket_item for select to guichet_web using (
  exists (select 1 from ticket t where t.workspace_id = ticket_item.workspace_id and t.id = ticket_item.ticket_id)
  and exists (select 1 from item i where i.workspace_id = ticket_item.item_workspace_id and i.id = ticket_item.item_id));
--> statement-breakpoint
alter policy seen on item_version_ticket using (
  exists (select 1 from ticket t where t.workspace_id = item_version_ticket.workspace_id and t.id = item_version_ticket.ticket_id)
  and exists (select 1 from item i where i.workspace_id = item_version_ticket.item_workspace_id and i.id = item_version_ticket.item_id));
--> statement-breakpoint
alter policy seen on package_item using (
  exists (select 1 from package p where p.workspace_id = package_item.workspace_id and p.id = package_item.package_id)
  and exists (select 1 from item i where i.workspace_id = package_item.item_workspace_id and i.id = package_item.item_id));
--> statement-breakpoint
create policy own on item_import to guichet_web
  using (account_id = app_account_id() and workspace_id in (select my_workspace_ids_with('items.write')))
  with check (account_id = app_account_id() and workspace_id in (select my_workspace_ids_with('items.write')));
--> statement-breakpoint
create policy own on item_import_line to guichet_web
  using (exists (select 1 from item_import i where i.workspace_id = item_import_line.workspace_id and i.id = item_import_line.import_id))
  with check (exists (select 1 from item_import i where i.workspace_id = item_import_line.workspace_id and i.id = item_import_line.import_id));
--> statement-breakpoint
create policy seen on package for select to guichet_web using (
  project_id in (select my_project_ids()) and workspace_id in (select my_workspace_ids_with('deposits.read')));
--> statement-breakpoint
create policy own on deposit_watch to guichet_web
  using (account_id = app_account_id() and project_id in (select my_project_ids()) and workspace_id in (select my_workspace_ids_with('deposits.read')))
  with check (account_id = app_account_id() and project_id in (select my_project_ids()) and workspace_id in (select my_workspace_ids_with('deposits.read')));
--> statement-breakpoint
create policy seen on deposit_retention for select to guichet_web using (
  (project_id in (select my_project_ids()) and workspace_id in (select my_workspace_ids_with('deposits.read')))
  or workspace_id in (select my_workspace_ids_with('settings.manage')) or (select am_platform_administrator()));
--> statement-breakpoint
create policy own on package_link to guichet_web
  using (account_id = app_account_id() and exists (select 1 from package p where p.workspace_id = package_link.workspace_id and p.id = package_link.package_id))
  with check (account_id = app_account_id() and exists (select 1 from package p where p.workspace_id = package_link.workspace_id and p.id = package_link.package_id));
--> statement-breakpoint
create policy seen on dashboard for select to guichet_web using (
  account_id = app_account_id() or shared_workspace_id in (select my_workspace_ids_with('statistics.read')));
--> statement-breakpoint
create policy added on dashboard for insert to guichet_web with check (
  account_id = app_account_id() and (shared_workspace_id is null or shared_workspace_id in (select my_workspace_ids_with('statistics.read'))));
--> statement-breakpoint
create policy changed on dashboard for update to guichet_web using (account_id = app_account_id()) with check (
  account_id = app_account_id() and (shared_workspace_id is null or shared_workspace_id in (select my_workspace_ids_with('statistics.read'))));
--> statement-breakpoint
grant insert, update on dashboard to guichet_web;
--> statement-breakpoint
-- A line is read by whoever reads all that it is about.
alter policy seen on event using (
  (requires is null or i_hold(requires, workspace_id))
  and case when ticket_id is null and item_id is null and package_id is null
    then workspace_id in (select my_workspace_ids_with('journal.read')) or (select am_platform_administrator())
    else (ticket_id is null or exists (select 1 from ticket t where t.workspace_id = event.workspace_id and t.id = event.ticket_id))
      and (item_id is null or exists (select 1 from item i where i.id = event.item_id))
      and (package_id is null or exists (select 1 from package p where p.workspace_id = event.workspace_id and p.id = event.package_id)) end);
--> statement-breakpoint
revoke all on function my_shared_item_ids(), may_write_platform_item(uuid, uuid) from public;
--> statement-breakpoint
grant execute on function my_shared_item_ids(), may_write_platform_item(uuid, uuid) to guichet_web;
