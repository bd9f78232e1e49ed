-- The worker lays down the mailbox of IMAP_URL at its start; the others are an administrator's.
grant insert on mailbox to guichet_worker;
--> statement-breakpoint
grant update (name, host, port, security, user_name, sealed_password, folder, done_folder, project_id, sender_trust, authserv_id,
  paused_at) on mailbox to guichet_worker;
--> statement-breakpoint
-- One at most has no author: two workers that start together must not lay it down twice.
create unique index mailbox_of_settings on mailbox ((created_by is null)) where created_by is null;
