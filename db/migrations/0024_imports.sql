-- An import is its author's: he lays it and its lines, and takes the lines away when the file is read again.
grant insert, update on item_import to guichet_web;
--> statement-breakpoint
grant insert, update, delete on item_import_line to guichet_web;
--> statement-breakpoint
-- What is too old to go on with is taken away by a job.
grant delete on item_import_line to guichet_worker;
--> statement-breakpoint
grant update (state, storage_key) on item_import to guichet_worker;
--> statement-breakpoint
-- How many lines of an import create, change, leave as it is or refuse, and which items it saw.
create index item_import_line_item on item_import_line (import_id, item_id) where item_id is not null;
