-- The ground every room stands on: workspaces and their members, keys, events, and the wall between workspaces.

-- The workspace of the running transaction, set with set_config('samspil.workspace', …, true); null when none is set, and then no row is visible.
create function current_workspace() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('samspil.workspace', true), '')::uuid $$;

-- The signed-in user of the running transaction; lets a user find their own memberships before a workspace is chosen.
create function current_user_id() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('samspil.user', true), '')::uuid $$;

-- The hash of the secret presented; a key or an invitation is visible to whoever holds its secret.
create function current_secret() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('samspil.secret', true), '') $$;

-- Every workspace table passes through here once.
create function protect_workspace_table(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy workspace_wall on %s using (workspace_id = current_workspace()) with check (workspace_id = current_workspace())', target);
end $$;

create table workspaces (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  country text not null check (country ~ '^[A-Z]{2}$'),
  time_zone text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  example boolean not null default false,
  created_at timestamptz not null
);

-- A user signs in once and may be a member of many workspaces.
create table users (
  id uuid primary key,
  email text not null unique check (email = lower(email)),
  name text not null,
  password_hash text,
  language text not null default 'en' check (language in ('en', 'da', 'nb', 'nl')),
  number_format text,
  color_scheme text not null default 'auto' check (color_scheme in ('auto', 'light', 'dark')),
  created_at timestamptz not null
);

create table sessions (
  token_hash text primary key,
  user_id uuid not null references users on delete cascade,
  workspace_id uuid references workspaces on delete set null,
  created_at timestamptz not null,
  authenticated_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_by_user on sessions (user_id);

-- Failed sign-ins by what was tried (a hash of the address, or of the network), for throttling.
create table sign_in_failures (
  subject_hash text not null,
  failed_at timestamptz not null,
  id uuid primary key
);
create index sign_in_failures_by_subject on sign_in_failures (subject_hash, failed_at);

create table members (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  user_id uuid not null references users,
  role text not null check (role in ('admin', 'marketing', 'sales', 'finance', 'leadership')),
  team text not null check (team in ('marketing', 'sales', 'finance', 'leadership')),
  head boolean not null default false,
  calendar_id uuid,
  monthly_capacity integer check (monthly_capacity >= 0),
  created_at timestamptz not null,
  left_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, user_id)
);
create index members_by_user on members (user_id);

create table invitations (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  token_hash text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members on delete cascade
);
create index invitations_by_token on invitations (token_hash);

create table api_keys (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null,
  key_hash text not null,
  hint text not null,
  scopes text[] not null,
  created_by uuid,
  created_at timestamptz not null,
  revoked_at timestamptz,
  primary key (workspace_id, id)
);
create index api_keys_by_hash on api_keys (key_hash);

create table write_keys (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null,
  key_hash text not null,
  hint text not null,
  created_by uuid,
  created_at timestamptz not null,
  revoked_at timestamptz,
  primary key (workspace_id, id)
);
create index write_keys_by_hash on write_keys (key_hash);

-- Everything that changed, who did it and when. Append-only for the application; timeline, clocks, notifications, audit and roll-ups read it.
-- xid orders the outbox: a reader takes only what is older than every transaction still running, so it never skips one that commits late.
create table events (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  recorded_at timestamptz not null,
  type text not null,
  actor_kind text not null check (actor_kind in ('member', 'api_key', 'write_key', 'system')),
  actor_id uuid,
  subject_kind text not null,
  subject_id uuid,
  data jsonb not null default '{}',
  primary key (workspace_id, id)
);
create index events_by_xid on events (workspace_id, xid, id);
create index events_by_subject on events (workspace_id, subject_kind, subject_id, at);

create table outbox_cursors (
  workspace_id uuid not null references workspaces on delete cascade,
  consumer text not null,
  xid xid8 not null,
  event_id uuid not null,
  moved_at timestamptz not null,
  primary key (workspace_id, consumer)
);

create table idempotency_keys (
  workspace_id uuid not null references workspaces on delete cascade,
  actor_id uuid not null,
  key text not null,
  request_hash text not null,
  status integer,
  content_type text,
  body bytea,
  created_at timestamptz not null,
  primary key (workspace_id, actor_id, key)
);

create table notifications (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  member_id uuid not null,
  kind text not null,
  subject_kind text not null,
  subject_id uuid not null,
  data jsonb not null default '{}',
  created_at timestamptz not null,
  read_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, member_id, kind, subject_id),
  foreign key (workspace_id, member_id) references members on delete cascade
);

alter table workspaces enable row level security;
alter table workspaces force row level security;
create policy workspace_wall on workspaces
  using (id = current_workspace() or exists (select from members where members.workspace_id = workspaces.id and members.user_id = current_user_id()))
  with check (id = current_workspace());

select protect_workspace_table(name::regclass)
  from unnest(array['members', 'invitations', 'api_keys', 'write_keys', 'events', 'outbox_cursors', 'idempotency_keys', 'notifications']) as name;
create policy own_membership on members for select using (user_id = current_user_id());
create policy holder_of_secret on invitations for select using (token_hash = current_secret());
create policy holder_of_secret on api_keys for select using (key_hash = current_secret());
create policy holder_of_secret on write_keys for select using (key_hash = current_secret());

-- The worker goes from workspace to workspace: it may learn which there are, and nothing about them.
create policy owner_lists on workspaces for select to current_user using (true);
create function workspace_ids() returns setof uuid language sql stable security definer set search_path from current
  as $$ select id from workspaces order by id $$;
revoke all on function workspace_ids from public;
