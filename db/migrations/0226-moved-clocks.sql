-- Each change of calendars, their holders and absences (its event's id), and how far the clocks that run have been reckoned anew for it.
create table calendar_changes (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  type text not null,
  calendar_id uuid,
  member_id uuid,
  made_by uuid,
  made_at timestamptz not null,
  -- Everybody's clocks, or those of hand-offs that a member of these has held.
  everybody boolean not null,
  teams text[] not null,
  member_ids text[] not null,
  reckoned integer not null default 0,
  reckoned_to uuid,
  finished_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, calendar_id) references calendars on delete cascade,
  foreign key (workspace_id, member_id) references members on delete cascade,
  foreign key (workspace_id, made_by) references members
);

-- The clocks a change moved: what was due, and what is.
create table moved_clocks (
  workspace_id uuid not null,
  change_id uuid not null,
  handoff_id uuid not null,
  before timestamptz,
  after timestamptz,
  moved_at timestamptz not null,
  primary key (workspace_id, change_id, handoff_id),
  foreign key (workspace_id, change_id) references calendar_changes on delete cascade,
  foreign key (workspace_id, handoff_id) references handoffs on delete cascade
);
create index moved_clocks_by_handoff on moved_clocks (workspace_id, handoff_id, moved_at);

select protect_workspace_table(name::regclass) from unnest(array['calendar_changes', 'moved_clocks']) as name;
