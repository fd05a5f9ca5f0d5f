-- Who the customers are and everything that happened with them.

create table companies (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null,
  organisation_number text,
  country text,
  industry text,
  employees integer check (employees >= 0),
  owner_member_id uuid,
  external_ids jsonb not null default '{}',
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index companies_by_organisation_number on companies (workspace_id, organisation_number) where organisation_number is not null;
create index companies_by_name on companies (workspace_id, lower(name));

create table company_domains (
  workspace_id uuid not null,
  domain text not null,
  company_id uuid not null,
  primary key (workspace_id, domain),
  foreign key (workspace_id, company_id) references companies on delete cascade
);
create index company_domains_by_company on company_domains (workspace_id, company_id);

create table people (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text,
  email text,
  phone text,
  title text,
  company_id uuid,
  country text,
  language text,
  traits jsonb not null default '{}',
  first_seen_at timestamptz,
  created_at timestamptz not null,
  merged_into uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, company_id) references companies,
  foreign key (workspace_id, merged_into) references people
);
create index people_by_company on people (workspace_id, company_id);
create index people_by_email on people (workspace_id, email);

-- A way to recognise a person. value is normalised; one identity belongs to one person at a time.
create table identities (
  workspace_id uuid not null,
  kind text not null check (kind in ('email', 'anonymous_id', 'external_id')),
  value text not null,
  person_id uuid not null,
  created_at timestamptz not null,
  primary key (workspace_id, kind, value),
  foreign key (workspace_id, person_id) references people on delete cascade
);
create index identities_by_person on identities (workspace_id, person_id);

-- A merge says why and what moved, so that it can be undone exactly.
create table person_merges (
  workspace_id uuid not null,
  id uuid not null,
  kept_person_id uuid not null,
  merged_person_id uuid not null,
  reason text not null,
  moved jsonb not null,
  merged_at timestamptz not null,
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, kept_person_id) references people on delete cascade,
  foreign key (workspace_id, merged_person_id) references people on delete cascade
);

-- The message ids seen, for exact deduplication. The hash tells a repeat from a conflict.
create table tracking_messages (
  workspace_id uuid not null references workspaces on delete cascade,
  message_id text not null,
  payload_hash text not null,
  received_at timestamptz not null,
  primary key (workspace_id, message_id)
);
create index tracking_messages_by_age on tracking_messages (workspace_id, received_at);

create table quarantine (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  received_at timestamptz not null,
  reason text not null,
  path text,
  original bytea not null,
  primary key (workspace_id, id)
);

-- The ledger of the door: received = accepted + duplicate + quarantined + refused.
create table tracking_ledger (
  workspace_id uuid not null references workspaces on delete cascade,
  day date not null,
  received bigint not null default 0,
  accepted bigint not null default 0,
  duplicate bigint not null default 0,
  quarantined bigint not null default 0,
  refused bigint not null default 0,
  primary key (workspace_id, day),
  check (received = accepted + duplicate + quarantined + refused)
);

-- The salt of cookieless visitor hashes; yesterday's is destroyed, and with it the way back to a visitor.
create table visitor_salts (
  workspace_id uuid not null references workspaces on delete cascade,
  day date not null,
  salt text not null,
  primary key (workspace_id, day)
);

create table touchpoints (
  workspace_id uuid not null,
  occurred_at timestamptz not null,
  id uuid not null,
  received_at timestamptz not null,
  message_id text,
  person_id uuid,
  anonymous_id text,
  user_key text,
  side text not null check (side in ('marketing', 'sales', 'customer')),
  kind text not null,
  channel text not null,
  source text,
  medium text,
  campaign text,
  term text,
  content text,
  title text,
  url text,
  path text,
  referrer text,
  properties jsonb not null default '{}',
  bot boolean not null default false,
  member_id uuid,
  import_id uuid,
  primary key (workspace_id, occurred_at, id)
) partition by range (occurred_at);
create index touchpoints_by_person on touchpoints (workspace_id, person_id, occurred_at desc) where person_id is not null;
create index touchpoints_by_visitor on touchpoints (workspace_id, anonymous_id, occurred_at) where anonymous_id is not null;
create index touchpoints_by_import on touchpoints (workspace_id, import_id) where import_id is not null;
create table touchpoints_other partition of touchpoints default;

-- Makes the monthly partitions of a span, each behind the same wall. Runs with the owner's rights because the application may not create tables.
create function make_touchpoint_partitions(first_day date, last_day date) returns void
  language plpgsql security definer set search_path from current as $$
declare
  month date := date_trunc('month', first_day);
  part text;
begin
  while month <= last_day loop
    part := format('touchpoints_%s', to_char(month, 'YYYY_MM'));
    if to_regclass(part) is null then
      execute format('create table %I partition of touchpoints for values from (%L) to (%L)', part,
        month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC');
      perform protect_workspace_table(part::regclass);
    end if;
    month := month + interval '1 month';
  end loop;
end $$;
revoke all on function make_touchpoint_partitions from public;

select protect_workspace_table(name::regclass) from unnest(array['companies', 'company_domains', 'people', 'identities', 'person_merges',
  'tracking_messages', 'quarantine', 'tracking_ledger', 'visitor_salts', 'touchpoints', 'touchpoints_other']) as name;
select make_touchpoint_partitions((now() - interval '25 months')::date, (now() + interval '3 months')::date);
