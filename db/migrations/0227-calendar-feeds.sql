-- Secret addresses at which a member's calendar program reads what is due for them, or who of a team is absent. Of a secret only its hash is kept.
create table calendar_feeds (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  -- Null: what is due for the member themself.
  team text check (team in ('marketing', 'sales', 'finance', 'leadership')),
  token_hash text not null unique,
  hint text not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members on delete cascade
);
create index calendar_feeds_by_member on calendar_feeds (workspace_id, member_id);

select protect_workspace_table('calendar_feeds'::regclass);
create policy holder_of_secret on calendar_feeds for select using (token_hash = current_secret());
