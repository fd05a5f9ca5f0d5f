-- What sales needs to know of a lead before the first call, as both teams have agreed on it since the agreement in force was written.

-- A team asks for an item, for another wording of it, or to drop it; the other team answers. Both stay on record.
create table item_requests (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('add', 'change', 'retire')),
  item_key text not null,
  -- The item as it is to be; null where it is to go.
  item jsonb,
  why text,
  side text not null check (side in ('marketing', 'sales')),
  asked_by uuid,
  asked_at timestamptz not null,
  answer text check (answer in ('agreed', 'declined')),
  answer_comment text,
  answered_by uuid,
  answered_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, asked_by) references members,
  foreign key (workspace_id, answered_by) references members,
  check ((item is null) = (kind = 'retire')),
  check ((answer is null) = (answered_at is null))
);
-- One open request for an item at a time: two would overwrite each other.
create unique index item_requests_open on item_requests (workspace_id, item_key) where answer is null;

-- All items from a moment on, by the request that was agreed. Never changed.
create table information_contracts (
  workspace_id uuid not null references workspaces on delete cascade,
  version integer not null check (version > 0),
  items jsonb not null,
  request_id uuid not null,
  made_at timestamptz not null,
  primary key (workspace_id, version),
  foreign key (workspace_id, request_id) references item_requests on delete cascade
);

select protect_workspace_table(name::regclass) from unnest(array['item_requests', 'information_contracts']) as name;
