-- A draft of the definition held against the past before anybody signs it.

create table back_tests (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  body jsonb not null,
  body_hash text not null,
  -- The period looked back on, as days of the workspace's zone, half-open.
  from_day date not null,
  to_day date not null check (to_day > from_day),
  -- The version in force it is compared with; null: none was.
  definition_id uuid,
  created_by uuid,
  created_at timestamptz not null,
  leads integer,
  leads_judged integer not null default 0,
  finished_at timestamptz,
  result jsonb,
  problem text,
  primary key (workspace_id, id),
  foreign key (workspace_id, definition_id) references definitions,
  check ((result is null) = (finished_at is null))
);
create index back_tests_by_age on back_tests (workspace_id, created_at desc);

select protect_workspace_table('back_tests'::regclass);
