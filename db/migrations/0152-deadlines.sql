-- When the clock of each hand-off was last reckoned to run out: by it lists of many are put in order without reckoning all of them. The truth
-- is reckoned anew at each read of a hand-off, and by the worker each hour of those that are open.
create table handoff_deadlines (
  workspace_id uuid not null,
  handoff_id uuid not null,
  due timestamptz,
  reckoned_at timestamptz not null,
  primary key (workspace_id, handoff_id),
  foreign key (workspace_id, handoff_id) references handoffs on delete cascade
);

select protect_workspace_table('handoff_deadlines'::regclass);
