-- What is verified of files that belong to nobody's workspace: which bytes they are.
grant select (sha256, size) on upload, export_job to guichet_worker;
