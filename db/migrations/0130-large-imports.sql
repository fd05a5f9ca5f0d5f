-- A file to import is stored part by part as it arrives, under the id that its import will have, so that no process ever holds it as a whole.
create table import_file_parts (
  workspace_id uuid not null references workspaces on delete cascade,
  import_id uuid not null,
  position integer not null,
  bytes bytea not null,
  stored_at timestamptz not null,
  primary key (workspace_id, import_id, position)
);
alter table import_file_parts alter column bytes set storage external;

-- What campaigns cost by day as an import has summed it so far, in minor units that are not rounded yet; rounded and recorded when it runs.
create table import_spend (
  workspace_id uuid not null,
  import_id uuid not null,
  day date not null,
  source text not null,
  campaign text not null,
  currency text not null,
  id uuid not null,
  channel text not null,
  minor numeric not null,
  impressions bigint,
  clicks bigint,
  rows integer not null,
  first_row integer not null,
  primary key (workspace_id, import_id, day, source, campaign, currency),
  foreign key (workspace_id, import_id) references imports on delete cascade
);

select protect_workspace_table(name::regclass) from unnest(array['import_file_parts', 'import_spend']) as name;

alter table imports
  drop constraint imports_state_check,
  add constraint imports_state_check
    check (state in ('reading', 'unreadable', 'previewed', 'queued', 'running', 'done', 'undoing', 'undone', 'stopped')),
  -- What one reading of the whole file told of it; the columns and problems shown before it runs; what undoing it came to.
  add survey jsonb,
  add preview jsonb,
  add undone jsonb,
  -- A problem as data, by which it is said in the reader's language.
  add said jsonb;
alter table import_rejections add said jsonb;

-- The whole files move to their parts when nothing reads them here any more.
alter table imports alter column file drop not null;
