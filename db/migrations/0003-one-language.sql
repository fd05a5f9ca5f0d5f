-- What both teams agreed: definitions, calendars, agreements. Versions are never edited; signatures are facts.

create table definitions (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  version integer not null check (version > 0),
  body jsonb not null,
  body_hash text not null,
  in_force_from timestamptz not null,
  created_by uuid,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, version)
);

create table definition_signatures (
  workspace_id uuid not null,
  definition_id uuid not null,
  team text not null check (team in ('marketing', 'sales')),
  member_id uuid not null,
  full_name text not null,
  body_hash text not null,
  signed_at timestamptz not null,
  primary key (workspace_id, definition_id, team),
  foreign key (workspace_id, definition_id) references definitions on delete cascade,
  foreign key (workspace_id, member_id) references members
);

-- A soft criterion asserted: which, in whose words, by whom, until when.
create table evidence (
  workspace_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  criterion text not null,
  quote text,
  source text not null check (source in ('form', 'call', 'mail', 'meeting', 'other')),
  author_member_id uuid,
  asserted_at timestamptz not null,
  expires_at timestamptz,
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, person_id) references people on delete cascade
);
create index evidence_by_person on evidence (workspace_id, person_id);

create table calendars (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null,
  time_zone text not null,
  weekly jsonb not null,
  holiday_country text,
  holidays_added date[] not null default '{}',
  holidays_removed date[] not null default '{}',
  standard boolean not null default false,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index one_standard_calendar on calendars (workspace_id) where standard;
alter table members add foreign key (workspace_id, calendar_id) references calendars;

-- Local times of the member's calendar; half-open.
create table absences (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  starts_at timestamp not null,
  ends_at timestamp not null check (ends_at > starts_at),
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members on delete cascade
);

create table agreements (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  version integer not null check (version > 0),
  in_force_from date not null,
  definition_id uuid not null,
  briefing_items jsonb not null,
  text_hash text not null,
  created_by uuid,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, version),
  foreign key (workspace_id, definition_id) references definitions
);

create table clauses (
  workspace_id uuid not null,
  agreement_id uuid not null,
  key text not null,
  position integer not null,
  owner_side text not null check (owner_side in ('marketing', 'sales', 'both')),
  metric text not null,
  operator text not null check (operator in ('>=', '<=')),
  target numeric not null,
  period text not null check (period in ('month', 'trailing_90_days')),
  segment jsonb not null default '{}',
  hours numeric check (hours > 0),
  primary key (workspace_id, agreement_id, key),
  foreign key (workspace_id, agreement_id) references agreements on delete cascade
);

create table agreement_signatures (
  workspace_id uuid not null,
  agreement_id uuid not null,
  team text not null check (team in ('marketing', 'sales')),
  member_id uuid not null,
  full_name text not null,
  text_hash text not null,
  signed_at timestamptz not null,
  primary key (workspace_id, agreement_id, team),
  foreign key (workspace_id, agreement_id) references agreements on delete cascade,
  foreign key (workspace_id, member_id) references members
);

select protect_workspace_table(name::regclass) from unnest(array['definitions', 'definition_signatures', 'evidence', 'calendars', 'absences',
  'agreements', 'clauses', 'agreement_signatures']) as name;
