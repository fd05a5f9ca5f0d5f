-- An id says who somebody is only beside whose id it is: contact 17 of one tool is not user 17 of the website. And a mobile number recognises a person.
alter table identities add column source text not null default '';
update identities set source = 'user_id' where kind = 'external_id';
alter table identities drop constraint identities_pkey, add primary key (workspace_id, kind, source, value);
alter table identities drop constraint identities_kind_check, add check (kind in ('email', 'phone', 'anonymous_id', 'external_id')),
  add check ((source = '') = (kind <> 'external_id'));

-- A merge says who wanted it, or which message named both.
alter table person_merges alter column reason drop not null, add column evidence jsonb, add column merged_by uuid, add column undone_by uuid;
update person_merges set reason = null where reason = 'One message holds names of both.';

-- On what it stands that a person works for their company; null when one of us or a file said so. Of several the surest counts, then the first.
alter table people add column company_basis text check (company_basis in ('group', 'address', 'name')), add column company_since timestamptz;

-- A way to recognise a company, as identities are of people: its organisation number, a sender's own id, a domain; a name only while nothing surer is known.
create table company_identities (
  workspace_id uuid not null,
  kind text not null check (kind in ('organisation_number', 'external_id', 'domain', 'name')),
  source text not null default '' check ((source = '') = (kind <> 'external_id')),
  value text not null,
  company_id uuid not null,
  created_at timestamptz not null,
  primary key (workspace_id, kind, source, value),
  foreign key (workspace_id, company_id) references companies on delete cascade
);
create index company_identities_by_company on company_identities (workspace_id, company_id);

alter table companies add column merged_into uuid, add foreign key (workspace_id, merged_into) references companies;
insert into company_identities (workspace_id, kind, source, value, company_id, created_at)
  select workspace_id, 'organisation_number', '', organisation_number, id, created_at from companies where organisation_number is not null
  union all select c.workspace_id, 'external_id', e.key, e.value, c.id, c.created_at from companies c, jsonb_each_text(c.external_ids) e
  union all select d.workspace_id, 'domain', '', d.domain, d.company_id, c.created_at
    from company_domains d join companies c on c.workspace_id = d.workspace_id and c.id = d.company_id
  on conflict do nothing;
insert into company_identities (workspace_id, kind, value, company_id, created_at)
  select workspace_id, 'name', lower(name), id, created_at from companies c
   where not exists (select from company_identities i where i.workspace_id = c.workspace_id and i.company_id = c.id)
  on conflict do nothing;
drop table company_domains;
drop index companies_by_organisation_number;
drop index companies_by_group;
alter table companies drop column external_ids;
create index companies_by_organisation_number on companies (workspace_id, organisation_number) where organisation_number is not null;
create index companies_by_merge on companies (workspace_id, merged_into) where merged_into is not null;

create table company_merges (
  workspace_id uuid not null,
  id uuid not null,
  kept_company_id uuid not null,
  merged_company_id uuid not null,
  reason text,
  evidence jsonb,
  moved jsonb not null,
  merged_at timestamptz not null,
  merged_by uuid,
  undone_at timestamptz,
  undone_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, kept_company_id) references companies on delete cascade,
  foreign key (workspace_id, merged_company_id) references companies on delete cascade
);
create index company_merges_by_kept on company_merges (workspace_id, kept_company_id);
create index company_merges_by_merged on company_merges (workspace_id, merged_company_id);

-- Two companies that look like one and are two: somebody said so.
create table company_distinctions (
  workspace_id uuid not null,
  one_company_id uuid not null,
  other_company_id uuid not null check (one_company_id < other_company_id),
  member_id uuid,
  decided_at timestamptz not null,
  primary key (workspace_id, one_company_id, other_company_id),
  foreign key (workspace_id, one_company_id) references companies on delete cascade,
  foreign key (workspace_id, other_company_id) references companies on delete cascade
);

-- Who is who in a company's buying group: which role, who said so and when, until somebody takes it back.
create table buying_roles (
  workspace_id uuid not null,
  id uuid not null,
  company_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('decision_maker', 'budget_owner', 'champion', 'influencer', 'user', 'gatekeeper')),
  said_by uuid,
  said_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, company_id) references companies on delete cascade,
  foreign key (workspace_id, person_id) references people on delete cascade
);
create index buying_roles_by_company on buying_roles (workspace_id, company_id);
create index buying_roles_by_person on buying_roles (workspace_id, person_id);

select protect_workspace_table(name::regclass)
  from unnest(array['company_identities', 'company_merges', 'company_distinctions', 'buying_roles']) as name;
