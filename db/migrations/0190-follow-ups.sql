-- Following a lead up after the hand-off: the cadence both teams agreed, what is due when, who had read the briefing, and the way back.

-- The attempts that sales owes a lead which does not answer, in order; empty where none were agreed.
alter table agreements add cadence jsonb not null default '[]';

-- Where an attempt found the lead that it moved on; by it the attempt is taken back.
alter table attempts add moved_from text;
create index attempts_by_member on attempts (workspace_id, member_id, attempted_at);

-- Points of engagement gained since it was recycled that bring a lead back before its day.
alter table leads add re_entry_engagement numeric check (re_entry_engagement > 0);
create index leads_to_re_enter on leads (workspace_id, re_entry_on, id) where stage = 'recycled';
create index leads_by_passage_before on leads (workspace_id, recycled_from) where recycled_from is not null;

-- A contact, and a lead that was sent back, can be undone within half a minute.
insert into stage_moves (from_stage, to_stage) values ('working', 'accepted'), ('connected', 'working'), ('connected', 'accepted'),
  ('recycled', 'accepted'), ('recycled', 'working'), ('recycled', 'connected'), ('recycled', 'sql'), ('recycled', 'opportunity');

-- Who had a briefing open before the first contact was made.
create table handoff_readings (
  workspace_id uuid not null,
  handoff_id uuid not null,
  member_id uuid not null,
  read_at timestamptz not null,
  primary key (workspace_id, handoff_id, member_id),
  foreign key (workspace_id, handoff_id) references handoffs on delete cascade,
  foreign key (workspace_id, member_id) references members
);

-- What was last reckoned to be due for each lead that somebody works on: by it a day's list is put in order without reckoning every lead.
-- The truth is reckoned anew at each read, and by the worker each hour.
create table follow_ups (
  workspace_id uuid not null,
  lead_id uuid not null,
  member_id uuid,
  kind text not null,
  due timestamptz,
  reckoned_at timestamptz not null,
  primary key (workspace_id, lead_id),
  foreign key (workspace_id, lead_id) references leads on delete cascade
);
create index follow_ups_by_member on follow_ups (workspace_id, member_id, due, lead_id);
create index follow_ups_by_due on follow_ups (workspace_id, due, lead_id);

select protect_workspace_table(name::regclass) from unnest(array['handoff_readings', 'follow_ups']) as name;
