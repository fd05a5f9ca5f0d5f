-- Who gets which hand-off, and what happens when its time is over: every version of the rules is kept.
create table routing_versions (
  workspace_id uuid not null references workspaces on delete cascade,
  version integer not null check (version > 0),
  rules jsonb not null,
  ladder jsonb not null,
  created_at timestamptz not null,
  created_by uuid,
  primary key (workspace_id, version)
);

-- Which rule chose the rep; null where none did.
alter table handoff_assignments add column rule text;

select protect_workspace_table('routing_versions'::regclass);
