-- The money: deals, invoices, spend, and how they came in.

create table imports (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  kind text not null,
  file_name text not null,
  file bytea not null,
  file_hash text not null,
  mapping jsonb,
  state text not null check (state in ('previewed', 'queued', 'running', 'done', 'undone', 'stopped')),
  counts jsonb not null default '{}',
  rows_done integer not null default 0,
  problem text,
  created_by uuid,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (workspace_id, id)
);

create table import_rejections (
  workspace_id uuid not null,
  import_id uuid not null,
  row_number integer not null,
  column_name text not null,
  value text,
  problem text not null,
  original text not null,
  primary key (workspace_id, import_id, row_number, column_name),
  foreign key (workspace_id, import_id) references imports on delete cascade
);

-- What an import made or changed, with what stood there before: the way back.
create table import_effects (
  workspace_id uuid not null,
  import_id uuid not null,
  sequence integer not null,
  subject_kind text not null,
  subject_id uuid not null,
  before jsonb,
  after jsonb,
  primary key (workspace_id, import_id, sequence),
  foreign key (workspace_id, import_id) references imports on delete cascade
);

create table deals (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  source text not null,
  external_id text not null,
  name text not null,
  company_id uuid,
  person_id uuid,
  lead_id uuid,
  owner_member_id uuid,
  stage text not null check (stage in ('open', 'won', 'lost')),
  stage_name text,
  amount_minor bigint,
  currency text check (currency ~ '^[A-Z]{3}$'),
  opened_on date not null,
  closed_on date,
  import_id uuid,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, source, external_id),
  check ((amount_minor is null) = (currency is null)),
  check (stage = 'open' or closed_on is not null),
  foreign key (workspace_id, company_id) references companies,
  foreign key (workspace_id, person_id) references people,
  foreign key (workspace_id, lead_id) references leads
);
create index deals_by_company on deals (workspace_id, company_id);
create index deals_by_lead on deals (workspace_id, lead_id);
create index deals_by_close on deals (workspace_id, stage, closed_on);

create table deal_stages (
  workspace_id uuid not null,
  deal_id uuid not null,
  id uuid not null,
  stage text not null,
  stage_name text,
  entered_at timestamptz not null,
  primary key (workspace_id, deal_id, id),
  foreign key (workspace_id, deal_id) references deals on delete cascade
);

-- Net of VAT; credit notes are negative. seller + number identify an invoice.
create table invoices (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('invoice', 'credit_note')),
  number text not null,
  seller text not null default '',
  issued_on date not null,
  due_on date,
  paid_on date,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  net_minor bigint not null,
  tax_minor bigint not null,
  rounding_minor bigint not null default 0,
  gross_minor bigint not null,
  customer_name text not null,
  customer_organisation_number text,
  customer_country text,
  credited_number text,
  order_reference text,
  import_id uuid,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, seller, kind, number),
  check (net_minor + tax_minor + rounding_minor = gross_minor)
);
create index invoices_by_day on invoices (workspace_id, issued_on);

-- Which company and deal an invoice belongs to: certain by organisation number, otherwise a suggestion until somebody confirms it.
create table invoice_matches (
  workspace_id uuid not null,
  invoice_id uuid not null,
  company_id uuid not null,
  deal_id uuid,
  basis text not null check (basis in ('organisation_number', 'credited_invoice', 'name', 'chosen')),
  likeness numeric not null,
  state text not null check (state in ('suggested', 'confirmed', 'dismissed')),
  matched_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  primary key (workspace_id, invoice_id, company_id),
  foreign key (workspace_id, invoice_id) references invoices on delete cascade,
  foreign key (workspace_id, company_id) references companies,
  foreign key (workspace_id, deal_id) references deals
);
create unique index one_confirmed_match on invoice_matches (workspace_id, invoice_id) where state = 'confirmed';
create index invoice_matches_by_deal on invoice_matches (workspace_id, deal_id);

create table spend (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  day date not null,
  channel text not null,
  source text not null,
  campaign text not null default '',
  amount_minor bigint not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  impressions bigint,
  clicks bigint,
  import_id uuid,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, day, source, campaign, currency)
);

-- units of the workspace's currency for one unit of this one, from that day on.
create table currency_rates (
  workspace_id uuid not null references workspaces on delete cascade,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  day date not null,
  rate numeric not null check (rate > 0),
  primary key (workspace_id, currency, day)
);

select protect_workspace_table(name::regclass) from unnest(array['imports', 'import_rejections', 'import_effects', 'deals', 'deal_stages', 'invoices',
  'invoice_matches', 'spend', 'currency_rates']) as name;
