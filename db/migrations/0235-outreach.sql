-- What keeps marketing's messages and sales' calls from colliding on one person.

-- What both teams agreed about how often somebody is contacted; every version is kept, and the latest holds.
create table outreach_policy_versions (
  workspace_id uuid not null references workspaces on delete cascade,
  version integer not null check (version > 0),
  most integer not null check (most between 1 and 50),
  days integer not null check (days between 1 and 90),
  pauses_colleagues boolean not null,
  set_at timestamptz not null,
  set_by uuid,
  primary key (workspace_id, version)
);

-- A message that a tool outside is going to send, as marketing announced it.
create table planned_contacts (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('mail', 'ad', 'event')),
  title text not null,
  campaign text,
  at timestamptz not null,
  announced_at timestamptz not null,
  announced_by uuid,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  primary key (workspace_id, id)
);
create index planned_contacts_by_time on planned_contacts (workspace_id, at, id);

create table planned_contact_recipients (
  workspace_id uuid not null,
  planned_contact_id uuid not null,
  person_id uuid not null,
  -- Taken out because the message collided with something.
  excluded_at timestamptz,
  excluded_by uuid,
  primary key (workspace_id, planned_contact_id, person_id),
  foreign key (workspace_id, planned_contact_id) references planned_contacts on delete cascade,
  foreign key (workspace_id, person_id) references people on delete cascade
);
create index planned_contact_recipients_by_person on planned_contact_recipients (workspace_id, person_id);

select protect_workspace_table(name::regclass)
  from unnest(array['outreach_policy_versions', 'planned_contacts', 'planned_contact_recipients']) as name;
