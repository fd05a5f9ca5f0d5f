-- What people have agreed to, in their own words' order: each yes and no is kept for good, with what was shown when it was said.

-- The words people are asked with. A version is never changed; another wording is another version.
create table consent_texts (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  version text not null,
  language text not null check (language in ('en', 'da', 'nb', 'nl')),
  text text not null,
  text_hash text not null,
  created_by uuid,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, version, language)
);

-- A yes or no of a person or, before anybody is known, of a browser. named: the sender said whose word it is; otherwise it goes with the browser.
create table consents (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  person_id uuid,
  anonymous_id text,
  named boolean not null,
  purpose text not null check (purpose in ('analytics', 'marketing')),
  granted boolean not null,
  text_version text,
  text_hash text,
  source text not null check (source in ('tracker', 'api', 'form', 'import')),
  at timestamptz not null,
  recorded_at timestamptz not null,
  message_id text,
  proof jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, person_id) references people on delete cascade,
  check (person_id is not null or anonymous_id is not null),
  check (named = false or person_id is not null)
);
create index consents_by_person on consents (workspace_id, person_id, at) where person_id is not null;
create index consents_by_browser on consents (workspace_id, anonymous_id, purpose, at) where anonymous_id is not null;

-- The company's own sites beside the one a page is on: coming from them is no referral, going to them no departure.
create table own_domains (
  workspace_id uuid not null references workspaces on delete cascade,
  domain text not null,
  created_by uuid,
  created_at timestamptz not null,
  primary key (workspace_id, domain)
);

select protect_workspace_table(name::regclass) from unnest(array['consent_texts', 'consents', 'own_domains']) as name;
