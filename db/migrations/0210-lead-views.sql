-- Views of leads that members keep, and the indexes by which each list of them is read in its order.

-- What stands in the address of the screen, as texts: a filter that a later release no longer has is kept, and told.
create table lead_views (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null,
  query jsonb not null,
  member_id uuid not null,
  created_at timestamptz not null,
  -- Since when the whole team sees it; null: its owner alone.
  shared_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members on delete cascade
);
create unique index one_view_of_a_name on lead_views (workspace_id, member_id, lower(name));

-- What a member's list of leads opens with: a view that was kept, or one of those everybody has.
create table lead_view_defaults (
  workspace_id uuid not null,
  member_id uuid not null,
  view_id uuid,
  standard text,
  primary key (workspace_id, member_id),
  foreign key (workspace_id, member_id) references members on delete cascade,
  foreign key (workspace_id, view_id) references lead_views on delete cascade,
  check (num_nonnulls(view_id, standard) = 1)
);

select protect_workspace_table(name::regclass) from unnest(array['lead_views', 'lead_view_defaults']) as name;

-- A column of the board is one stage in its order; the same index counts the stages.
drop index leads_by_stage;
create index leads_by_stage on leads (workspace_id, stage, stage_since desc, id desc);
create index returned_leads on leads (workspace_id, created_at desc, id desc) where recycled_from is not null;
create index leads_by_channel on leads (workspace_id, channel, created_at desc, id desc);
