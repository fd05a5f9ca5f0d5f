-- Addresses that get no marketing mail. Only a keyed hash is kept, so that the list outlives the erasure of the person and names nobody.

-- The key of a workspace's hashes: without it the list cannot be tried against a directory of addresses, nor compared with another workspace's.
create table suppression_keys (
  workspace_id uuid not null references workspaces on delete cascade,
  key text not null,
  created_at timestamptz not null,
  primary key (workspace_id)
);

create table suppressions (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  address_hash text not null,
  reason text not null check (reason in ('asked', 'unsubscribed', 'consent_withdrawn', 'complained', 'bounced', 'imported')),
  suppressed_at timestamptz not null,
  created_by uuid,
  person_id uuid,
  import_id uuid,
  primary key (workspace_id, id),
  unique (workspace_id, address_hash),
  foreign key (workspace_id, person_id) references people on delete set null (person_id)
);
create index suppressions_by_import on suppressions (workspace_id, import_id) where import_id is not null;
create index suppressions_by_person on suppressions (workspace_id, person_id) where person_id is not null;

select protect_workspace_table(name::regclass) from unnest(array['suppression_keys', 'suppressions']) as name;
