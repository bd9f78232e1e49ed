-- What is verified of files that belong to nobody's workspace: which bytes they are.
grant select (sha256, size) on upload, export_job to guichet_worker;
--> statement-breakpoint
-- A job writes what the scanner says of an attached file, once.
grant update (scanned_at, verdict, scan_engine, threat) on attachment to guichet_worker;
--> statement-breakpoint
create policy scanned_once on attachment as restrictive for update to guichet_worker
  using (workspace_id = app_workspace_id() and scanned_at is null) with check (workspace_id = app_workspace_id());
--> statement-breakpoint
create index attachment_unscanned on attachment (workspace_id, created_at) where scanned_at is null and taken_back_at is null;
