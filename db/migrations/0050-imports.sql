-- Imported files are read in slices, so that a large one never stands in memory as a whole; that needs them stored as they are.
alter table imports alter column file set storage external;
create index imports_by_hash on imports (workspace_id, kind, file_hash);
