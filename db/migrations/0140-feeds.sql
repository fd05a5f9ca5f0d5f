-- Saved feeds: files that come by themselves, from a folder, an address or a program, and are imported without anybody looking first.
create table feeds (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null,
  kind text not null,
  -- Columns and options; null: proposed anew for each file.
  mapping jsonb,
  source text not null check (source in ('folder', 'url', 'push')),
  -- A folder below the workspace's own, or an address; null: files are sent.
  place text,
  every_minutes integer check (every_minutes between 5 and 10080),
  daily_at text check (daily_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  -- Within how long news is expected; null: nobody waits for any.
  expected_hours integer check (expected_hours between 1 and 8760),
  created_by uuid,
  created_at timestamptz not null,
  paused_at timestamptz,
  next_look_at timestamptz,
  looked_at timestamptz,
  succeeded_at timestamptz,
  -- Why the last look failed: a code, and what there is to know of it.
  problem jsonb,
  primary key (workspace_id, id),
  check ((source = 'push') = (place is null)),
  check ((source = 'push') = (every_minutes is null and daily_at is null)),
  check (every_minutes is null or daily_at is null)
);
create index feeds_by_next_look on feeds (workspace_id, next_look_at) where paused_at is null;

-- Every content that a feed has brought, once: what comes again is known and imported no second time.
create table feed_files (
  workspace_id uuid not null,
  feed_id uuid not null,
  file_hash text not null,
  file_name text not null,
  -- Name, size and time of change in its folder: unchanged, it need not be read again.
  seen_as text,
  received_at timestamptz not null,
  -- Null: refused before it could become an import, for the reason in problem.
  import_id uuid,
  problem jsonb,
  primary key (workspace_id, feed_id, file_hash),
  foreign key (workspace_id, feed_id) references feeds on delete cascade
);
create index feed_files_by_time on feed_files (workspace_id, feed_id, received_at desc);
create index feed_files_by_import on feed_files (workspace_id, import_id);

select protect_workspace_table(name::regclass) from unnest(array['feeds', 'feed_files']) as name;
