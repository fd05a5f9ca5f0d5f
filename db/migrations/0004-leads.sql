-- A person's passage through the funnel, and the hand-off between the teams.

-- The stages and the moves between them that are allowed; lead_stages points here, so the database itself refuses any other move.
create table stage_moves (
  from_stage text not null,
  to_stage text not null,
  primary key (from_stage, to_stage)
);

create table leads (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  person_id uuid not null,
  company_id uuid,
  stage text not null,
  stage_since timestamptz not null,
  moves integer not null,
  owner_member_id uuid,
  recycled_from uuid,
  re_entry_on date,
  closed_at timestamptz,
  channel text,
  source text,
  medium text,
  campaign text,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, person_id) references people,
  foreign key (workspace_id, company_id) references companies,
  foreign key (workspace_id, recycled_from) references leads
);
create unique index one_open_lead_a_person on leads (workspace_id, person_id) where closed_at is null;
create index leads_by_stage on leads (workspace_id, stage, stage_since desc);
create index leads_by_age on leads (workspace_id, created_at desc, id desc);
create index leads_by_company on leads (workspace_id, company_id);

-- Every move, in order. A skipped stage gets its own row at the same time as the one reached.
create table lead_stages (
  workspace_id uuid not null,
  lead_id uuid not null,
  move integer not null,
  from_stage text not null,
  stage text not null,
  entered_at timestamptz not null,
  recorded_at timestamptz not null,
  skipped boolean not null default false,
  reason text,
  member_id uuid,
  primary key (workspace_id, lead_id, move),
  foreign key (workspace_id, lead_id) references leads on delete cascade,
  foreign key (from_stage, stage) references stage_moves,
  check ((stage in ('rejected', 'recycled', 'disqualified')) = (reason is not null))
);
create index lead_stages_by_time on lead_stages (workspace_id, stage, entered_at);

-- What the score was when last worked out: for sorting lists and for seeing a threshold crossed. The truth is the touches and the definition.
create table lead_scores (
  workspace_id uuid not null,
  lead_id uuid not null,
  definition_id uuid not null,
  fit numeric not null,
  engagement numeric not null,
  ready boolean not null,
  scored_at timestamptz not null,
  primary key (workspace_id, lead_id),
  foreign key (workspace_id, lead_id) references leads on delete cascade
);

create table reasons (
  workspace_id uuid not null references workspaces on delete cascade,
  kind text not null check (kind in ('rejected', 'recycled', 'disqualified')),
  code text not null,
  label jsonb not null,
  repair text not null check (repair in ('nurture', 'fix_source', 'fix_field', 'disqualify', 'appeal')),
  nurture_days integer,
  position integer not null,
  retired_at timestamptz,
  primary key (workspace_id, kind, code)
);

-- briefing: the agreed items as they were at submission, and the journey told. met_definition and lead_type are judged then and never again.
create table handoffs (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  lead_id uuid not null,
  submitted_at timestamptz not null,
  submitted_by uuid,
  lead_type text not null check (lead_type in ('hot', 'other')),
  definition_id uuid not null,
  agreement_id uuid,
  met_definition boolean not null,
  briefing jsonb not null,
  items_agreed integer not null,
  items_filled integer not null check (items_filled between 0 and items_agreed),
  incomplete_because text,
  assigned_to uuid,
  recycled boolean not null default false,
  primary key (workspace_id, id),
  check (items_filled = items_agreed or incomplete_because is not null),
  foreign key (workspace_id, lead_id) references leads on delete cascade,
  foreign key (workspace_id, definition_id) references definitions,
  foreign key (workspace_id, agreement_id) references agreements,
  foreign key (workspace_id, assigned_to) references members
);
create index handoffs_by_lead on handoffs (workspace_id, lead_id);
create index handoffs_by_time on handoffs (workspace_id, submitted_at desc, id desc);
create index handoffs_by_rep on handoffs (workspace_id, assigned_to, submitted_at);

create table handoff_assignments (
  workspace_id uuid not null,
  handoff_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  because text not null,
  assigned_at timestamptz not null,
  assigned_by uuid,
  primary key (workspace_id, handoff_id, id),
  foreign key (workspace_id, handoff_id) references handoffs on delete cascade,
  foreign key (workspace_id, member_id) references members
);

-- One standing decision a hand-off; given back always with exactly one reason. An undone decision stays on record.
create table handoff_decisions (
  workspace_id uuid not null,
  handoff_id uuid not null,
  id uuid not null,
  decision text not null check (decision in ('accepted', 'rejected')),
  reason_kind text generated always as (case when decision = 'rejected' then 'rejected' end) stored,
  reason text,
  comment text,
  member_id uuid,
  decided_at timestamptz not null,
  undone_at timestamptz,
  primary key (workspace_id, handoff_id, id),
  check ((decision = 'rejected') = (reason is not null)),
  foreign key (workspace_id, handoff_id) references handoffs on delete cascade,
  foreign key (workspace_id, reason_kind, reason) references reasons
);
create unique index one_standing_decision on handoff_decisions (workspace_id, handoff_id) where undone_at is null;

create table handoff_snoozes (
  workspace_id uuid not null,
  handoff_id uuid not null,
  id uuid not null,
  member_id uuid,
  snoozed_at timestamptz not null,
  until timestamptz not null,
  primary key (workspace_id, handoff_id, id),
  foreign key (workspace_id, handoff_id) references handoffs on delete cascade
);

-- Genuine human acts towards the prospect. The first of a hand-off is its first contact.
create table attempts (
  workspace_id uuid not null,
  id uuid not null,
  lead_id uuid not null,
  handoff_id uuid,
  member_id uuid,
  kind text not null check (kind in ('call', 'mail', 'meeting')),
  response text not null check (response in ('reached', 'no_answer', 'awaiting')),
  note text,
  next_step text,
  next_step_on date,
  attempted_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, lead_id) references leads on delete cascade,
  foreign key (workspace_id, handoff_id) references handoffs on delete cascade
);
create index attempts_by_handoff on attempts (workspace_id, handoff_id, attempted_at);
create index attempts_by_lead on attempts (workspace_id, lead_id, attempted_at);

select protect_workspace_table(name::regclass) from unnest(array['leads', 'lead_stages', 'lead_scores', 'reasons', 'handoffs', 'handoff_assignments',
  'handoff_decisions', 'handoff_snoozes', 'attempts']) as name;

-- known → engaged → mql → submitted → accepted → working → connected → sql → opportunity → won → invoiced, side exits, and the ways back.
insert into stage_moves (from_stage, to_stage) values
  ('new', 'known'), ('known', 'engaged'), ('engaged', 'mql'), ('mql', 'submitted'), ('submitted', 'accepted'), ('accepted', 'working'),
  ('working', 'connected'), ('connected', 'sql'), ('sql', 'opportunity'), ('opportunity', 'won'), ('won', 'invoiced'),
  ('engaged', 'known'), ('mql', 'engaged'), ('mql', 'known'), ('accepted', 'submitted'), ('opportunity', 'sql'), ('won', 'opportunity'), ('invoiced', 'won'),
  ('submitted', 'rejected'), ('rejected', 'submitted'), ('rejected', 'recycled'), ('rejected', 'disqualified'),
  ('known', 'disqualified'), ('engaged', 'disqualified'), ('mql', 'disqualified'), ('accepted', 'disqualified'), ('working', 'disqualified'),
  ('connected', 'disqualified'), ('sql', 'disqualified'), ('opportunity', 'disqualified'),
  ('accepted', 'recycled'), ('working', 'recycled'), ('connected', 'recycled'), ('sql', 'recycled'), ('opportunity', 'recycled');
