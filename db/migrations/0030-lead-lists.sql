-- Lists of a hundred thousand leads answer from indexes, and a side exit names a reason of its own catalogue.

-- Whether the person has asked for contact lately: shown in lists, and for an incomplete briefing the reason to hand over all the same.
alter table lead_scores add column hand_raised boolean not null default false;

alter table lead_stages add column reason_kind text generated always as (case when stage in ('rejected', 'recycled', 'disqualified') then stage end) stored;
alter table lead_stages add foreign key (workspace_id, reason_kind, reason) references reasons;

-- Searched by any part. Row-level security keeps LIKE from using an index (it is not leakproof), so the text is kept in one folded column to look through.
alter table people add column search_text text generated always as (lower(coalesce(name, '') || ' ' || coalesce(email, ''))) stored;
alter table companies add column search_text text generated always as (lower(name)) stored;

create index leads_by_person on leads (workspace_id, person_id);
create index leads_by_stage_time on leads (workspace_id, stage_since desc, id desc);
create index leads_by_owner on leads (workspace_id, owner_member_id, created_at desc);
create index lead_scores_by_engagement on lead_scores (workspace_id, engagement desc, lead_id desc);
create index ready_leads on lead_scores (workspace_id, lead_id) where ready;
create index people_by_name on people (workspace_id, lower(coalesce(name, email, '')));

-- The audit of one thing, the latest first, whatever kind of thing it is.
create index events_of_subject on events (workspace_id, subject_id, id desc);
