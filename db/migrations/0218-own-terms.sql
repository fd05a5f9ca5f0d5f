-- Words of a workspace's own, beside the product's. Each saving is a version; the latest holds.

create table term_versions (
  workspace_id uuid not null references workspaces on delete cascade,
  term_id uuid not null,
  version integer not null check (version > 0),
  -- By language, one to four of them; the word and its meaning.
  word jsonb not null,
  meaning jsonb not null,
  removed boolean not null default false,
  member_id uuid,
  saved_at timestamptz not null,
  primary key (workspace_id, term_id, version)
);

select protect_workspace_table('term_versions'::regclass);
