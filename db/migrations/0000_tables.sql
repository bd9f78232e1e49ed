CREATE TABLE "access_token" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "access_token_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"mail" text NOT NULL,
	"name" text NOT NULL,
	"locale" text DEFAULT 'fr' NOT NULL,
	"time_zone" text DEFAULT 'Europe/Paris' NOT NULL,
	"platform_administrator_since" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"suspended_at" timestamp (3) with time zone,
	"suspended_by" uuid,
	CONSTRAINT "account_mail_unique" UNIQUE("mail")
);
--> statement-breakpoint
CREATE TABLE "account_alias" (
	"mail" text PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "beneficiary" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "beneficiary_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "chain" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"last_sequence" integer DEFAULT 0 NOT NULL,
	"last_hash" text DEFAULT repeat('0', 64) NOT NULL,
	"last_at" timestamp (3) with time zone,
	CONSTRAINT "chain_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "credential" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"password_hash" text NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "heartbeat" (
	"process" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"listening" text
);
--> statement-breakpoint
CREATE TABLE "idempotency_key" (
	"account_id" uuid NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"response" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_key_account_id_key_pk" PRIMARY KEY("account_id","key")
);
--> statement-breakpoint
CREATE TABLE "mail_thread" (
	"message_id_hash" text NOT NULL,
	"workspace_id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"internal" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mail_thread_message_id_hash_workspace_id_ticket_id_pk" PRIMARY KEY("message_id_hash","workspace_id","ticket_id")
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"workspace_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"profile_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	CONSTRAINT "membership_workspace_id_account_id_pk" PRIMARY KEY("workspace_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "profile" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"built_in" text,
	"permissions" text[] NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "profile_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "profile_workspaceId_name_unique" UNIQUE("workspace_id","name")
);
--> statement-breakpoint
CREATE TABLE "project" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"inbound_address" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "project_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "project_id_unique" UNIQUE("id"),
	CONSTRAINT "project_key_unique" UNIQUE("key"),
	CONSTRAINT "project_inboundAddress_unique" UNIQUE("inbound_address")
);
--> statement-breakpoint
CREATE TABLE "project_counter" (
	"workspace_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"last_number" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "project_counter_workspace_id_project_id_pk" PRIMARY KEY("workspace_id","project_id")
);
--> statement-breakpoint
CREATE TABLE "project_grant" (
	"workspace_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"level" text NOT NULL,
	"given_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"given_by" uuid,
	CONSTRAINT "project_grant_workspace_id_project_id_account_id_pk" PRIMARY KEY("workspace_id","project_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"account_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	"user_agent" text,
	"address" text
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempt" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"mail" text NOT NULL,
	"account_id" uuid,
	"address" text NOT NULL,
	"user_agent" text,
	"outcome" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "single_use_link" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"account_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "workspace" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"beneficiary_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "workspace_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "incoming_mail" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"delivery_key" text NOT NULL,
	"sha256" text NOT NULL,
	"storage_key" text NOT NULL,
	"size" bigint NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"door" text NOT NULL,
	"peer" text,
	"peer_trusted" boolean NOT NULL,
	"envelope_from" text,
	"envelope_to" text[] NOT NULL,
	"message_id" text,
	"from_mail" text,
	"from_name" text,
	"subject" text,
	"outcome" text,
	"reason" text,
	"handled_at" timestamp (3) with time zone,
	"ticket_id" uuid,
	"account_id" uuid,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"decision" text,
	CONSTRAINT "incoming_mail_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "incoming_mail_id_unique" UNIQUE("id"),
	CONSTRAINT "incoming_mail_deliveryKey_unique" UNIQUE("delivery_key")
);
--> statement-breakpoint
CREATE TABLE "outgoing_mail" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"account_id" uuid,
	"to_mail" text NOT NULL,
	"ticket_id" uuid,
	"message_id" uuid,
	"event_id" uuid,
	"link_id" uuid,
	"incoming_mail_id" uuid,
	"internal" boolean DEFAULT false NOT NULL,
	"header_message_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"sent_at" timestamp (3) with time zone,
	CONSTRAINT "outgoing_mail_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "outgoing_mail_headerMessageId_unique" UNIQUE("header_message_id")
);
--> statement-breakpoint
CREATE TABLE "attachment" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"ticket_id" uuid NOT NULL,
	"message_id" uuid,
	"internal" boolean DEFAULT false NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"size" bigint NOT NULL,
	"sha256" text NOT NULL,
	"storage_key" text NOT NULL,
	"content_id" text,
	"added_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"scanned_at" timestamp (3) with time zone,
	"verdict" text,
	CONSTRAINT "attachment_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "category" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"code" text NOT NULL,
	"label_fr" text NOT NULL,
	"label_en" text NOT NULL,
	"position" integer NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "category_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "category_workspaceId_code_unique" UNIQUE("workspace_id","code")
);
--> statement-breakpoint
CREATE TABLE "event" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"chain_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"ticket_id" uuid,
	"requires" text,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" uuid,
	"door" text NOT NULL,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "event_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "event_workspaceId_chainId_sequence_unique" UNIQUE("workspace_id","chain_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "message" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"ticket_id" uuid NOT NULL,
	"internal" boolean DEFAULT false NOT NULL,
	"author_id" uuid NOT NULL,
	"body" text NOT NULL,
	"quote_from" integer,
	"html" text,
	"door" text NOT NULL,
	"incoming_mail_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "message_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "participant" (
	"workspace_id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"role" text NOT NULL,
	"added_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"added_by" uuid,
	"left_at" timestamp (3) with time zone,
	"left_by" uuid,
	CONSTRAINT "participant_workspace_id_ticket_id_account_id_pk" PRIMARY KEY("workspace_id","ticket_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "priority_rule" (
	"workspace_id" uuid NOT NULL,
	"impact" smallint NOT NULL,
	"urgency" smallint NOT NULL,
	"priority" smallint NOT NULL,
	CONSTRAINT "priority_rule_workspace_id_impact_urgency_pk" PRIMARY KEY("workspace_id","impact","urgency")
);
--> statement-breakpoint
CREATE TABLE "project_contact" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"project_id" uuid NOT NULL,
	"role" text NOT NULL,
	"name" text NOT NULL,
	"mail" text,
	"phone" text,
	CONSTRAINT "project_contact_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "search_document" (
	"workspace_id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"internal" boolean NOT NULL,
	"project_id" uuid NOT NULL,
	"requester_id" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"document" "tsvector" NOT NULL,
	CONSTRAINT "search_document_workspace_id_ticket_id_internal_pk" PRIMARY KEY("workspace_id","ticket_id","internal")
);
--> statement-breakpoint
CREATE TABLE "status" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"label_fr" text NOT NULL,
	"label_en" text NOT NULL,
	"phase" text NOT NULL,
	"position" integer NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "status_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "status_workspaceId_kind_code_unique" UNIQUE("workspace_id","kind","code")
);
--> statement-breakpoint
CREATE TABLE "ticket" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"project_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"reference" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"status_id" uuid NOT NULL,
	"phase" text NOT NULL,
	"category_id" uuid,
	"impact" smallint NOT NULL,
	"urgency" smallint NOT NULL,
	"priority" smallint NOT NULL,
	"priority_reason" text,
	"requester_id" uuid NOT NULL,
	"assignee_id" uuid,
	"channel" text NOT NULL,
	"initiator" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"opened_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"first_answered_at" timestamp (3) with time zone,
	"resolved_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "ticket_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "ticket_reference_unique" UNIQUE("reference"),
	CONSTRAINT "ticket_projectId_number_unique" UNIQUE("project_id","number")
);
--> statement-breakpoint
CREATE TABLE "ticket_alias" (
	"workspace_id" uuid NOT NULL,
	"reference" text NOT NULL,
	"ticket_id" uuid NOT NULL,
	"since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ticket_alias_workspace_id_reference_pk" PRIMARY KEY("workspace_id","reference"),
	CONSTRAINT "ticket_alias_reference_unique" UNIQUE("reference")
);
--> statement-breakpoint
CREATE TABLE "upload" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"size" bigint NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"type" text,
	"sha256" text,
	"storage_key" text,
	"taken_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "access_token" ADD CONSTRAINT "access_token_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_alias" ADD CONSTRAINT "account_alias_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential" ADD CONSTRAINT "credential_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_workspace_id_profile_id_profile_workspace_id_id_fk" FOREIGN KEY ("workspace_id","profile_id") REFERENCES "public"."profile"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile" ADD CONSTRAINT "profile_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project" ADD CONSTRAINT "project_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_counter" ADD CONSTRAINT "project_counter_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_grant" ADD CONSTRAINT "project_grant_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_grant" ADD CONSTRAINT "project_grant_workspace_id_account_id_membership_workspace_id_account_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."membership"("workspace_id","account_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "single_use_link" ADD CONSTRAINT "single_use_link_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_beneficiary_id_beneficiary_id_fk" FOREIGN KEY ("beneficiary_id") REFERENCES "public"."beneficiary"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outgoing_mail" ADD CONSTRAINT "outgoing_mail_workspace_id_ticket_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","ticket_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_workspace_id_ticket_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","ticket_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "category" ADD CONSTRAINT "category_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_workspace_id_ticket_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","ticket_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participant" ADD CONSTRAINT "participant_workspace_id_ticket_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","ticket_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participant" ADD CONSTRAINT "participant_workspace_id_account_id_membership_workspace_id_account_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."membership"("workspace_id","account_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "priority_rule" ADD CONSTRAINT "priority_rule_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_contact" ADD CONSTRAINT "project_contact_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_document" ADD CONSTRAINT "search_document_workspace_id_ticket_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","ticket_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status" ADD CONSTRAINT "status_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_workspace_id_project_id_project_workspace_id_id_fk" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."project"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_workspace_id_status_id_status_workspace_id_id_fk" FOREIGN KEY ("workspace_id","status_id") REFERENCES "public"."status"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_workspace_id_category_id_category_workspace_id_id_fk" FOREIGN KEY ("workspace_id","category_id") REFERENCES "public"."category"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_workspace_id_requester_id_membership_workspace_id_account_id_fk" FOREIGN KEY ("workspace_id","requester_id") REFERENCES "public"."membership"("workspace_id","account_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_workspace_id_assignee_id_membership_workspace_id_account_id_fk" FOREIGN KEY ("workspace_id","assignee_id") REFERENCES "public"."membership"("workspace_id","account_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_alias" ADD CONSTRAINT "ticket_alias_workspace_id_ticket_id_ticket_workspace_id_id_fk" FOREIGN KEY ("workspace_id","ticket_id") REFERENCES "public"."ticket"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_token_account_id_index" ON "access_token" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "idempotency_key_created_at_index" ON "idempotency_key" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "membership_account_id_index" ON "membership" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "project_grant_account_id_index" ON "project_grant" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "session_account_id_created_at_index" ON "session" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "sign_in_attempt_mail_at_index" ON "sign_in_attempt" USING btree ("mail","at");--> statement-breakpoint
CREATE INDEX "sign_in_attempt_address_at_index" ON "sign_in_attempt" USING btree ("address","at");--> statement-breakpoint
CREATE INDEX "single_use_link_account_id_index" ON "single_use_link" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "incoming_mail_workspace_id_outcome_received_at_index" ON "incoming_mail" USING btree ("workspace_id","outcome","received_at");--> statement-breakpoint
CREATE INDEX "incoming_mail_message_id_index" ON "incoming_mail" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "incoming_mail_ticket_id_index" ON "incoming_mail" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "outgoing_mail_state_created_at_index" ON "outgoing_mail" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "outgoing_mail_ticket_id_index" ON "outgoing_mail" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "outgoing_mail_message_id_index" ON "outgoing_mail" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "attachment_ticket_id_index" ON "attachment" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "attachment_message_id_index" ON "attachment" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "event_ticket_id_sequence_index" ON "event" USING btree ("ticket_id","sequence");--> statement-breakpoint
CREATE INDEX "event_workspace_id_at_index" ON "event" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE INDEX "message_ticket_id_created_at_id_index" ON "message" USING btree ("ticket_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "message_workspace_id_incoming_mail_id_index" ON "message" USING btree ("workspace_id","incoming_mail_id");--> statement-breakpoint
CREATE INDEX "participant_account_id_ticket_id_index" ON "participant" USING btree ("account_id","ticket_id");--> statement-breakpoint
CREATE INDEX "search_document_document_index" ON "search_document" USING gin ("document");--> statement-breakpoint
CREATE INDEX "search_document_opened_at_ticket_id_index" ON "search_document" USING btree ("opened_at","ticket_id");--> statement-breakpoint
CREATE INDEX "search_document_project_id_index" ON "search_document" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "search_document_requester_id_index" ON "search_document" USING btree ("requester_id");--> statement-breakpoint
CREATE INDEX "search_document_ticket_id_index" ON "search_document" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "ticket_updated_at_id_index" ON "ticket" USING btree ("updated_at","id");--> statement-breakpoint
CREATE INDEX "ticket_opened_at_id_index" ON "ticket" USING btree ("opened_at","id");--> statement-breakpoint
CREATE INDEX "ticket_workspace_id_updated_at_id_index" ON "ticket" USING btree ("workspace_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "ticket_project_id_updated_at_id_index" ON "ticket" USING btree ("project_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "ticket_project_id_opened_at_id_index" ON "ticket" USING btree ("project_id","opened_at","id");--> statement-breakpoint
CREATE INDEX "ticket_requester_id_updated_at_id_index" ON "ticket" USING btree ("requester_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "ticket_assignee_id_updated_at_id_index" ON "ticket" USING btree ("assignee_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "ticket_id_index" ON "ticket" USING btree ("id");--> statement-breakpoint
CREATE INDEX "upload_account_id_index" ON "upload" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "upload_expires_at_index" ON "upload" USING btree ("expires_at");