-- The workspace's own rules for the road of a touch: every version is kept, and each can be held against the past before it is applied to it.

create table channel_rule_versions (
  workspace_id uuid not null references workspaces on delete cascade,
  version integer not null check (version > 0),
  rules jsonb not null,
  created_at timestamptz not null,
  created_by uuid,
  primary key (workspace_id, version)
);

-- A table of rules held against the stored past: counted first and, once somebody says so, applied. How far it has come stands in reached_*.
create table channel_rule_previews (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  based_on integer not null,
  rules jsonb not null,
  created_at timestamptz not null,
  created_by uuid,
  counted_at timestamptz,
  impact jsonb,
  run_at timestamptz,
  run_by uuid,
  version integer,
  applied_at timestamptz,
  problem text,
  touches bigint not null default 0,
  changed bigint not null default 0,
  reached_at timestamptz,
  reached_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, version) references channel_rule_versions,
  check ((run_at is null) = (version is null)),
  check (applied_at is null or run_at is not null),
  check (run_at is null or counted_at is not null)
);
-- The past is rewritten by one at a time.
create unique index one_channel_rule_run on channel_rule_previews (workspace_id) where run_at is not null and applied_at is null and problem is null;

select protect_workspace_table(name::regclass) from unnest(array['channel_rule_versions', 'channel_rule_previews']) as name;

-- What a sender said of the road beside the address and the referrer, so that the road can be worked out again from the facts alone.
alter table touchpoints add column told jsonb;
create index touchpoints_without_home on touchpoints (workspace_id, occurred_at) where channel in ('other', 'referral') and not bot;

-- Touches stored before: what is no page, or has no address, keeps the road it was given as what was told.
do $$
declare
  place uuid;
begin
  for place in select id from workspaces loop
    perform set_config('samspil.workspace', place::text, true);
    update touchpoints set told = jsonb_strip_nulls(jsonb_build_object('channel', channel, 'source', source, 'medium', medium, 'campaign', campaign,
        'term', term, 'content', content))
     where workspace_id = place and (url is null or kind <> 'page');
  end loop;
  perform set_config('samspil.workspace', '', true);
end $$;
