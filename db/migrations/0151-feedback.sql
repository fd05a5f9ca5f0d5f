-- What sales says of a hand-off after the first conversation. Said again, the latest counts; what was said before stays on record.
create table handoff_feedback (
  workspace_id uuid not null,
  handoff_id uuid not null,
  id uuid not null,
  member_id uuid,
  given_at timestamptz not null,
  fit text not null check (fit in ('yes', 'partly', 'no')),
  timing text not null check (timing in ('now', 'later', 'never')),
  briefing text not null check (briefing in ('yes', 'partly', 'no')),
  -- Keys of the agreed items that were of use in the conversation.
  useful text[] not null default '{}',
  -- What should have been known and was not among the items.
  missed text,
  comment text,
  primary key (workspace_id, handoff_id, id),
  foreign key (workspace_id, handoff_id) references handoffs on delete cascade,
  foreign key (workspace_id, member_id) references members
);

-- Marketing's word against a rejection, once; the head of sales answers it.
create table handoff_appeals (
  workspace_id uuid not null,
  handoff_id uuid not null,
  decision_id uuid not null,
  reason text not null,
  member_id uuid,
  appealed_at timestamptz not null,
  answer text check (answer in ('upheld', 'overturned')),
  answer_comment text,
  answered_by uuid,
  answered_at timestamptz,
  primary key (workspace_id, handoff_id),
  foreign key (workspace_id, handoff_id, decision_id) references handoff_decisions (workspace_id, handoff_id, id) on delete cascade,
  foreign key (workspace_id, member_id) references members,
  foreign key (workspace_id, answered_by) references members,
  check ((answer is null) = (answered_at is null))
);

select protect_workspace_table(name::regclass) from unnest(array['handoff_feedback', 'handoff_appeals']) as name;
