-- A lead's score is carried forward touch by touch, looked at again when it is due, and worked out anew for all when a definition begins.

alter table lead_scores
  -- What scoring remembers of the person's touches under this definition; null: work it out from all of them.
  add column tally jsonb,
  -- The part of the engagement that stands at its caps; the rest falls with the half-life from scored_at on.
  add column engagement_held numeric not null default 0,
  -- Orders leads by engagement at whatever moment they were scored: what falls alike keeps its order.
  add column engagement_rank numeric not null default 0,
  -- When the standing changes next although nothing happens; null: never.
  add column look_again_at timestamptz;

update lead_scores set look_again_at = now(), engagement_held = engagement,
  engagement_rank = case when engagement > 0 then log(2, engagement) * 14 + extract(epoch from scored_at) / 86400 else engagement - 1e12 end;
create index lead_scores_to_look_at on lead_scores (workspace_id, look_again_at) where look_again_at is not null;
create index lead_scores_by_rank on lead_scores (workspace_id, engagement_rank desc, lead_id desc);
drop index lead_scores_by_engagement;

create table rescorings (
  workspace_id uuid not null references workspaces on delete cascade,
  definition_id uuid not null,
  begun_at timestamptz not null,
  -- How many leads were open then, how many of them are done, and the last of these.
  leads integer not null,
  leads_done integer not null default 0,
  reached_id uuid,
  finished_at timestamptz,
  primary key (workspace_id, definition_id),
  foreign key (workspace_id, definition_id) references definitions
);

select protect_workspace_table('rescorings'::regclass);
