-- Imported files leave the row of their import for their parts. The owner of the tables is held by their walls as well, so these are
-- opened while files of all workspaces move.
alter table imports no force row level security;
alter table import_file_parts no force row level security;
insert into import_file_parts (workspace_id, import_id, position, bytes, stored_at)
select workspace_id, id, n, substring(file from n * 262144 + 1 for 262144), created_at
  from imports, generate_series(0, (octet_length(file) - 1) / 262144) as n
 where state in ('previewed', 'queued', 'running', 'stopped');
alter table imports force row level security;
alter table import_file_parts force row level security;
alter table imports drop column file;

-- Spend is summed in the currency's own unit and rounded when it is recorded.
alter table import_spend rename minor to amount;
alter table import_spend drop column id;

-- An invoice is recognised by its number also where nobody says who issued it.
create index invoices_by_number on invoices (workspace_id, kind, number);
-- Parts that were uploaded and never became an import are found by their age.
create index import_file_parts_by_age on import_file_parts (workspace_id, stored_at) where position = 0;
