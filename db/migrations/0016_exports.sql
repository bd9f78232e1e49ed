-- The rights under which an export was made: whoever lost one of them since no longer opens it.
alter table export_job add column held jsonb;
--> statement-breakpoint
-- A mail about an export leads to it.
alter table outgoing_mail add column export_id uuid;
--> statement-breakpoint
-- A job takes the files of expired exports away, whoever they belonged to; it sees no more of them than before.
grant update (storage_key) on export_job to guichet_worker;
