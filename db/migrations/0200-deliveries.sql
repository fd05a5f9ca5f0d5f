-- News that leaves Samspil: where members want it, the Slack and Teams channels it may go to, and what became of each message.
create table notification_connections (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null,
  carrier text not null check (carrier in ('slack', 'teams')),
  -- Whose news may go there; null: everybody's.
  team text check (team in ('marketing', 'sales', 'finance', 'leadership')),
  language text not null check (language in ('en', 'da', 'nb', 'nl')),
  -- Whoever has the webhook's address can write there: nobody is shown it, and it is gone when the connection is revoked.
  address text,
  host text not null,
  created_by uuid,
  created_at timestamptz not null,
  revoked_by uuid,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  check ((revoked_at is null) = (address is not null))
);

-- What a member chose where it differs from what holds unless they choose. Without a row all of that holds.
create table notification_preferences (
  workspace_id uuid not null,
  member_id uuid not null,
  -- By kind of news, by 'mail' or the id of a connection: true or false.
  choices jsonb not null default '{}',
  quiet_from text check (quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  quiet_until text check (quiet_until ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  working_hours_only boolean not null default false,
  urgent_pierces boolean not null default false,
  changed_at timestamptz not null,
  primary key (workspace_id, member_id),
  foreign key (workspace_id, member_id) references members on delete cascade,
  check ((quiet_from is null) = (quiet_until is null)),
  check (quiet_from <> quiet_until)
);

-- Null: nobody has looked yet where else it is wanted. News from before this table stays where it is.
alter table notifications add column planned_at timestamptz default now();
alter table notifications alter column planned_at drop default;
create index notifications_to_plan on notifications (workspace_id, id) where planned_at is null;

-- A message to one receiver, with one piece of news or several. Its id is what the receiver may know it again by.
create table deliveries (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  carrier text not null check (carrier in ('mail', 'slack', 'teams')),
  member_id uuid,
  connection_id uuid,
  -- Who asked for a test; null: it brings news.
  asked_by uuid,
  created_at timestamptz not null,
  -- Null: it has ended, in one of the three ways below.
  next_try_at timestamptz,
  -- Until then a worker is at it; one that died has let go by then.
  trying_until timestamptz,
  attempts integer not null default 0,
  first_tried_at timestamptz,
  last_tried_at timestamptz,
  -- A code, and the status the receiver answered with.
  last_answer jsonb,
  sent_at timestamptz,
  failed_at timestamptz,
  -- Nothing in it was to be told any more.
  dropped_at timestamptz,
  -- Turns these kinds of mail off without signing in.
  unsubscribe_key text,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members on delete cascade,
  foreign key (workspace_id, connection_id) references notification_connections on delete cascade,
  check ((carrier = 'mail') = (member_id is not null)),
  check (num_nonnulls(member_id, connection_id) = 1),
  check (num_nonnulls(next_try_at, sent_at, failed_at, dropped_at) = 1)
);
create index deliveries_due on deliveries (workspace_id, next_try_at) where next_try_at is not null;
create index deliveries_by_time on deliveries (workspace_id, id desc);

create table delivered_news (
  workspace_id uuid not null,
  delivery_id uuid not null,
  notification_id uuid not null,
  primary key (workspace_id, delivery_id, notification_id),
  foreign key (workspace_id, delivery_id) references deliveries on delete cascade,
  foreign key (workspace_id, notification_id) references notifications on delete cascade
);
create index delivered_news_by_notification on delivered_news (workspace_id, notification_id);

select protect_workspace_table(name::regclass)
  from unnest(array['notification_connections', 'notification_preferences', 'deliveries', 'delivered_news']) as name;
