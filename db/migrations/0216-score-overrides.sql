-- Somebody's word against a score: why, and until when. The score itself is never changed by it.

create table score_overrides (
  workspace_id uuid not null,
  id uuid not null,
  lead_id uuid not null,
  ready boolean not null,
  reason text not null check (reason <> ''),
  -- The last day it holds in the workspace's zone, and the moment that day ends.
  until date not null,
  ends_at timestamptz not null,
  member_id uuid,
  set_at timestamptz not null,
  -- When it ended: lifted or followed by another before its time (by whom), or told of as over.
  ended_at timestamptz,
  ended_by uuid,
  check (ends_at > set_at),
  primary key (workspace_id, id),
  foreign key (workspace_id, lead_id) references leads on delete cascade
);
-- One word at a time.
create unique index score_overrides_standing on score_overrides (workspace_id, lead_id) where ended_at is null;
create index score_overrides_ending on score_overrides (workspace_id, ends_at) where ended_at is null;

select protect_workspace_table('score_overrides'::regclass);
