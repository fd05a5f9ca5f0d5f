-- What the migrations add up to. Made by bin/dump-schema; do not edit.

create table absences (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  starts_at timestamp without time zone not null,
  ends_at timestamp without time zone not null,
  created_at timestamp with time zone not null,
  entered_by uuid,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, entered_by) REFERENCES members(workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, withdrawn_by) REFERENCES members(workspace_id, id),
  CHECK ((ends_at > starts_at))
);
CREATE INDEX absences_by_member ON absences USING btree (workspace_id, member_id, ends_at);

create table agreement_signatures (
  workspace_id uuid not null,
  agreement_id uuid not null,
  team text not null,
  member_id uuid not null,
  full_name text not null,
  text_hash text not null,
  signed_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, agreement_id, team),
  FOREIGN KEY (workspace_id, agreement_id) REFERENCES agreements(workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id),
  CHECK ((team = ANY (ARRAY['marketing'::text, 'sales'::text])))
);

create table agreements (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null,
  in_force_from date not null,
  definition_id uuid not null,
  briefing_items jsonb not null,
  text_hash text not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  cadence jsonb not null,
  UNIQUE (workspace_id, version),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, definition_id) REFERENCES definitions(workspace_id, id),
  CHECK ((version > 0))
);

create table api_keys (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  key_hash text not null,
  hint text not null,
  scopes text[] not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
);
CREATE INDEX api_keys_by_hash ON api_keys USING btree (key_hash);

create table attempts (
  workspace_id uuid not null,
  id uuid not null,
  lead_id uuid not null,
  handoff_id uuid,
  member_id uuid,
  kind text not null,
  response text not null,
  note text,
  next_step text,
  next_step_on date,
  attempted_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  moved_from text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, handoff_id) REFERENCES handoffs(workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, lead_id) REFERENCES leads(workspace_id, id) ON DELETE CASCADE,
  CHECK ((kind = ANY (ARRAY['call'::text, 'mail'::text, 'meeting'::text]))),
  CHECK ((response = ANY (ARRAY['reached'::text, 'no_answer'::text, 'awaiting'::text])))
);
CREATE INDEX attempts_by_handoff ON attempts USING btree (workspace_id, handoff_id, attempted_at);
CREATE INDEX attempts_by_lead ON attempts USING btree (workspace_id, lead_id, attempted_at);
CREATE INDEX attempts_by_member ON attempts USING btree (workspace_id, member_id, attempted_at);
CREATE INDEX contacts_by_time ON attempts USING btree (workspace_id, attempted_at DESC) WHERE (handoff_id IS NOT NULL);

create table back_tests (
  workspace_id uuid not null,
  id uuid not null,
  body jsonb not null,
  body_hash text not null,
  from_day date not null,
  to_day date not null,
  definition_id uuid,
  created_by uuid,
  created_at timestamp with time zone not null,
  leads integer,
  leads_judged integer not null,
  finished_at timestamp with time zone,
  result jsonb,
  problem text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, definition_id) REFERENCES definitions(workspace_id, id),
  CHECK (((result IS NULL) = (finished_at IS NULL))),
  CHECK ((to_day > from_day))
);
CREATE INDEX back_tests_by_age ON back_tests USING btree (workspace_id, created_at DESC);

create table bulk_change_leads (
  workspace_id uuid not null,
  bulk_change_id uuid not null,
  lead_id uuid not null,
  outcome text,
  refusal jsonb,
  undone_at timestamp with time zone,
  undo_refusal jsonb,
  held_before uuid,
  held_after uuid,
  PRIMARY KEY (workspace_id, bulk_change_id, lead_id),
  FOREIGN KEY (workspace_id, bulk_change_id) REFERENCES bulk_changes(workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, lead_id) REFERENCES leads(workspace_id, id) ON DELETE CASCADE,
  CHECK (((outcome = 'refused'::text) = (refusal IS NOT NULL))),
  CHECK ((outcome = ANY (ARRAY['done'::text, 'unchanged'::text, 'refused'::text])))
);
CREATE INDEX bulk_leads_to_do ON bulk_change_leads USING btree (workspace_id, bulk_change_id, lead_id) WHERE (outcome IS NULL);
CREATE INDEX bulk_leads_to_undo ON bulk_change_leads USING btree (workspace_id, bulk_change_id, lead_id) WHERE ((outcome = 'done'::text) AND (undone_at IS NULL) AND (undo_refusal IS NULL));

create table bulk_changes (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  asked jsonb not null,
  chosen jsonb not null,
  actor_kind text not null,
  actor_id uuid not null,
  created_at timestamp with time zone not null,
  leads integer not null,
  done integer not null,
  unchanged integer not null,
  refused integer not null,
  finished_at timestamp with time zone,
  undo_asked_at timestamp with time zone,
  undone integer not null,
  undo_finished_at timestamp with time zone,
  problem text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  CHECK (((finished_at IS NULL) OR (((done + unchanged) + refused) = leads))),
  CHECK (((undo_asked_at IS NULL) OR (finished_at IS NOT NULL))),
  CHECK ((kind = ANY (ARRAY['assignment'::text, 'handoff'::text, 'recycling'::text, 'disqualification'::text])))
);
CREATE INDEX bulk_changes_by_actor ON bulk_changes USING btree (workspace_id, actor_id, created_at DESC, id DESC);

create table buying_roles (
  workspace_id uuid not null,
  id uuid not null,
  company_id uuid not null,
  person_id uuid not null,
  role text not null,
  said_by uuid,
  said_at timestamp with time zone not null,
  withdrawn_by uuid,
  withdrawn_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, company_id) REFERENCES companies(workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, person_id) REFERENCES people(workspace_id, id) ON DELETE CASCADE,
  CHECK ((role = ANY (ARRAY['decision_maker'::text, 'budget_owner'::text, 'champion'::text, 'influencer'::text, 'user'::text, 'gatekeeper'::text])))
);
CREATE INDEX buying_roles_by_company ON buying_roles USING btree (workspace_id, company_id);
CREATE INDEX buying_roles_by_person ON buying_roles USING btree (workspace_id, person_id);

create table calendar_changes (
  workspace_id uuid not null,
  id uuid not null,
  type text not null,
  calendar_id uuid,
  member_id uuid,
  made_by uuid,
  made_at timestamp with time zone not null,
  everybody boolean not null,
  teams text[] not null,
  member_ids text[] not null,
  reckoned integer not null,
  reckoned_to uuid,
  finished_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendars(workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, made_by) REFERENCES members(workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE
);

create table calendar_feeds (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  team text,
  token_hash text not null,
  hint text not null,
  created_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE,
  CHECK ((team = ANY (ARRAY['marketing'::text, 'sales'::text, 'finance'::text, 'leadership'::text])))
);
CREATE INDEX calendar_feeds_by_hash ON calendar_feeds USING btree (token_hash);
CREATE INDEX calendar_feeds_by_member ON calendar_feeds USING btree (workspace_id, member_id);

create table calendars (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  time_zone text not null,
  weekly jsonb not null,
  holiday_country text,
  holidays_added date[] not null,
  holidays_removed date[] not null,
  standard boolean not null,
  created_at timestamp with time zone not null,
  holiday_region text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  CHECK (((holiday_region IS NULL) OR (holiday_country IS NOT NULL)))
);
CREATE UNIQUE INDEX one_standard_calendar ON calendars USING btree (workspace_id) WHERE standard;

create table channel_rule_previews (
  workspace_id uuid not null,
  id uuid not null,
  based_on integer not null,
  rules jsonb not null,
  created_at timestamp with time zone not null,
  created_by uuid,
  counted_at timestamp with time zone,
  impact jsonb,
  run_at timestamp with time zone,
  run_by uuid,
  version integer,
  applied_at timestamp with time zone,
  problem text,
  touches bigint not null,
  changed bigint not null,
  reached_at timestamp with time zone,
  reached_id uuid,
  own_domains text[] not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, version) REFERENCES channel_rule_versions(workspace_id, version),
  CHECK (((applied_at IS NULL) OR (run_at IS NOT NULL))),
  CHECK (((run_at IS NULL) = (version IS NULL))),
  CHECK (((run_at IS NULL) OR (counted_at IS NOT NULL)))
);
CREATE UNIQUE INDEX one_channel_rule_run ON channel_rule_previews USING btree (workspace_id) WHERE ((run_at IS NOT NULL) AND (applied_at IS NULL) AND (problem IS NULL));

create table channel_rule_versions (
  workspace_id uuid not null,
  version integer not null,
  rules jsonb not null,
  created_at timestamp with time zone not null,
  created_by uuid,
  PRIMARY KEY (workspace_id, version),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  CHECK ((version > 0))
);

create table clauses (
  workspace_id uuid not null,
  agreement_id uuid not null,
  key text not null,
  position integer not null,
  owner_side text not null,
  metric text not null,
  operator text not null,
  target numeric not null,
  period text not null,
  segment jsonb not null,
  hours numeric,
  PRIMARY KEY (workspace_id, agreement_id, key),
  FOREIGN KEY (workspace_id, agreement_id) REFERENCES agreements(workspace_id, id) ON DELETE CASCADE,
  CHECK ((hours > (0)::numeric)),
  CHECK ((operator = ANY (ARRAY['>='::text, '<='::text]))),
  CHECK ((owner_side = ANY (ARRAY['marketing'::text, 'sales'::text, 'both'::text]))),
  CHECK ((period = ANY (ARRAY['month'::text, 'trailing_90_days'::text])))
);

create table comments (
  workspace_id uuid not null,
  id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  about text,
  body text not null,
  member_id uuid,
  made_at timestamp with time zone not null,
  resolved_by uuid,
  resolved_at timestamp with time zone,
  asks boolean not null,
  answers uuid,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, answers) REFERENCES comments(workspace_id, id),
  CHECK ((body <> ''::text)),
  CHECK ((subject_kind = ANY (ARRAY['definition'::text, 'agreement'::text, 'handoff'::text])))
);
CREATE INDEX comments_on ON comments USING btree (workspace_id, subject_kind, subject_id, id);

create table companies (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  organisation_number text,
  country text,
  industry text,
  employees integer,
  owner_member_id uuid,
  created_at timestamp with time zone not null,
  merged_into uuid,
  search_text text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, merged_into) REFERENCES companies(workspace_id, id),
  CHECK ((employees >= 0))
);
CREATE INDEX companies_by_merge ON companies USING btree (workspace_id, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX companies_by_name ON companies USING btree (workspace_id, search_text);
CREATE INDEX companies_by_organisation_number ON companies USING btree (workspace_id, organisation_number) WHERE (organisation_number IS NOT NULL);

create table company_distinctions (
  workspace_id uuid not null,
  one_company_id uuid not null,
  other_company_id uuid not null,
  member_id uuid,
  decided_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  PRIMARY KEY (workspace_id, one_company_id, other_company_id),
  FOREIGN KEY (workspace_id, one_company_id) REFERENCES companies(workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, other_company_id) REFERENCES companies(workspace_id, id) ON DELETE CASCADE,
  CHECK ((one_company_id < other_company_id))
);

create table company_identities (
  workspace_id uuid not null,
  kind text not null,
  source text not null,
  value text not null,
  company_id uuid not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, kind, source, value),
  FOREIGN KEY (workspace_id, company_id) REFERENCES companies(workspace_id, id) ON DELETE CASCADE,
  CHECK (((kind = 'organisation_number'::text) OR ((source = ''::text) = (kind <> 'external_id'::text)))),
  CHECK ((kind = ANY (ARRAY['organisation_number'::text, 'external_id'::text, 'domain'::text, 'name'::text])))
);
CREATE INDEX company_identities_by_company ON company_identities USING btree (workspace_id, company_id);

create table company_merges (
  workspace_id uuid not null,
  id uuid not null,
  kept_company_id uuid not null,
  merged_company_id uuid not null,
  reason text,
  evidence jsonb,
  moved jsonb not null,
  merged_at timestamp with time zone not null,
  merged_by uuid,
  undone_at timestamp with time zone,
  undone_by uuid,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, kept_company_id) REFERENCES companies(workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, merged_company_id) REFERENCES companies(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX company_merges_by_kept ON company_merges USING btree (workspace_id, kept_company_id);
CREATE INDEX company_merges_by_merged ON company_merges USING btree (workspace_id, merged_company_id);

create table consent_texts (
  workspace_id uuid not null,
  id uuid not null,
  version text not null,
  language text not null,
  text text not null,
  text_hash text not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  UNIQUE (workspace_id, version, language),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  CHECK ((language = ANY (ARRAY['en'::text, 'da'::text, 'nb'::text, 'nl'::text])))
);

create table consents (
  workspace_id uuid not null,
  id uuid not null,
  person_id uuid,
  anonymous_id text,
  named boolean not null,
  purpose text not null,
  granted boolean not null,
  text_version text,
  text_hash text,
  source text not null,
  at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  message_id text,
  proof jsonb not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, person_id) REFERENCES people(workspace_id, id) ON DELETE CASCADE,
  CHECK (((named = false) OR (person_id IS NOT NULL))),
  CHECK (((person_id IS NOT NULL) OR (anonymous_id IS NOT NULL))),
  CHECK ((purpose = ANY (ARRAY['analytics'::text, 'marketing'::text]))),
  CHECK ((source = ANY (ARRAY['tracker'::text, 'api'::text, 'form'::text, 'import'::text])))
);
CREATE INDEX consents_by_browser ON consents USING btree (workspace_id, anonymous_id, purpose, at) WHERE (anonymous_id IS NOT NULL);
CREATE INDEX consents_by_person ON consents USING btree (workspace_id, person_id, at) WHERE (person_id IS NOT NULL);

create table currency_rates (
  workspace_id uuid not null,
  currency text not null,
  day date not null,
  rate numeric not null,
  PRIMARY KEY (workspace_id, currency, day),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CHECK ((rate > (0)::numeric))
);

create table deal_stages (
  workspace_id uuid not null,
  deal_id uuid not null,
  id uuid not null,
  stage text not null,
  stage_name text,
  entered_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, deal_id, id),
  FOREIGN KEY (workspace_id, deal_id) REFERENCES deals(workspace_id, id) ON DELETE CASCADE
);

create table deals (
  workspace_id uuid not null,
  id uuid not null,
  source text not null,
  external_id text not null,
  name text not null,
  company_id uuid,
  person_id uuid,
  lead_id uuid,
  owner_member_id uuid,
  stage text not null,
  stage_name text,
  amount_minor bigint,
  currency text,
  opened_on date not null,
  closed_on date,
  import_id uuid,
  created_at timestamp with time zone not null,
  UNIQUE (workspace_id, source, external_id),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, company_id) REFERENCES companies(workspace_id, id),
  FOREIGN KEY (workspace_id, lead_id) REFERENCES leads(workspace_id, id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES people(workspace_id, id),
  CHECK (((amount_minor IS NULL) = (currency IS NULL))),
  CHECK (((stage = 'open'::text) OR (closed_on IS NOT NULL))),
  CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CHECK ((stage = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text])))
);
CREATE INDEX deals_by_close ON deals USING btree (workspace_id, stage, closed_on);
CREATE INDEX deals_by_company ON deals USING btree (workspace_id, company_id);
CREATE INDEX deals_by_lead ON deals USING btree (workspace_id, lead_id);
CREATE INDEX deals_by_person ON deals USING btree (workspace_id, person_id) WHERE (person_id IS NOT NULL);

create table definition_signatures (
  workspace_id uuid not null,
  definition_id uuid not null,
  team text not null,
  member_id uuid not null,
  full_name text not null,
  body_hash text not null,
  signed_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, definition_id, team),
  FOREIGN KEY (workspace_id, definition_id) REFERENCES definitions(workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id),
  CHECK ((team = ANY (ARRAY['marketing'::text, 'sales'::text])))
);

create table definitions (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null,
  body jsonb not null,
  body_hash text not null,
  in_force_from timestamp with time zone not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  UNIQUE (workspace_id, version),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  CHECK ((version > 0))
);

create table delivered_news (
  workspace_id uuid not null,
  delivery_id uuid not null,
  notification_id uuid not null,
  PRIMARY KEY (workspace_id, delivery_id, notification_id),
  FOREIGN KEY (workspace_id, delivery_id) REFERENCES deliveries(workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, notification_id) REFERENCES notifications(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX delivered_news_by_notification ON delivered_news USING btree (workspace_id, notification_id);

create table deliveries (
  workspace_id uuid not null,
  id uuid not null,
  carrier text not null,
  member_id uuid,
  connection_id uuid,
  asked_by uuid,
  created_at timestamp with time zone not null,
  next_try_at timestamp with time zone,
  trying_until timestamp with time zone,
  attempts integer not null,
  first_tried_at timestamp with time zone,
  last_tried_at timestamp with time zone,
  last_answer jsonb,
  sent_at timestamp with time zone,
  failed_at timestamp with time zone,
  dropped_at timestamp with time zone,
  unsubscribe_key text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, connection_id) REFERENCES notification_connections(workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE,
  CHECK (((carrier = 'mail'::text) = (member_id IS NOT NULL))),
  CHECK ((carrier = ANY (ARRAY['mail'::text, 'slack'::text, 'teams'::text]))),
  CHECK ((num_nonnulls(member_id, connection_id) = 1)),
  CHECK ((num_nonnulls(next_try_at, sent_at, failed_at, dropped_at) = 1))
);
CREATE INDEX deliveries_by_time ON deliveries USING btree (workspace_id, id DESC);
CREATE INDEX deliveries_due ON deliveries USING btree (workspace_id, next_try_at) WHERE (next_try_at IS NOT NULL);

create table events (
  workspace_id uuid not null,
  id uuid not null,
  xid xid8 not null,
  at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  type text not null,
  actor_kind text not null,
  actor_id uuid,
  subject_kind text not null,
  subject_id uuid,
  data jsonb not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  CHECK ((actor_kind = ANY (ARRAY['member'::text, 'api_key'::text, 'write_key'::text, 'system'::text])))
);
CREATE INDEX events_by_subject ON events USING btree (workspace_id, subject_kind, subject_id, at);
CREATE INDEX events_by_xid ON events USING btree (workspace_id, xid, id);
CREATE INDEX events_of_subject ON events USING btree (workspace_id, subject_id, id DESC);

create table evidence (
  workspace_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  criterion text not null,
  quote text,
  source text not null,
  author_member_id uuid,
  asserted_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES people(workspace_id, id) ON DELETE CASCADE,
  CHECK ((source = ANY (ARRAY['form'::text, 'call'::text, 'mail'::text, 'meeting'::text, 'other'::text])))
);
CREATE INDEX evidence_by_person ON evidence USING btree (workspace_id, person_id);

create table feed_files (
  workspace_id uuid not null,
  feed_id uuid not null,
  file_hash text not null,
  file_name text not null,
  seen_as text,
  received_at timestamp with time zone not null,
  import_id uuid,
  problem jsonb,
  PRIMARY KEY (workspace_id, feed_id, file_hash),
  FOREIGN KEY (workspace_id, feed_id) REFERENCES feeds(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX feed_files_by_import ON feed_files USING btree (workspace_id, import_id);
CREATE INDEX feed_files_by_time ON feed_files USING btree (workspace_id, feed_id, received_at DESC);

create table feeds (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  kind text not null,
  mapping jsonb,
  source text not null,
  place text,
  every_minutes integer,
  daily_at text,
  expected_hours integer,
  created_by uuid,
  created_at timestamp with time zone not null,
  paused_at timestamp with time zone,
  next_look_at timestamp with time zone,
  looked_at timestamp with time zone,
  succeeded_at timestamp with time zone,
  problem jsonb,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  CHECK (((every_minutes >= 5) AND (every_minutes <= 10080))),
  CHECK (((every_minutes IS NULL) OR (daily_at IS NULL))),
  CHECK (((expected_hours >= 1) AND (expected_hours <= 8760))),
  CHECK (((source = 'push'::text) = ((every_minutes IS NULL) AND (daily_at IS NULL)))),
  CHECK (((source = 'push'::text) = (place IS NULL))),
  CHECK ((daily_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
  CHECK ((source = ANY (ARRAY['folder'::text, 'url'::text, 'push'::text])))
);
CREATE INDEX feeds_by_next_look ON feeds USING btree (workspace_id, next_look_at) WHERE (paused_at IS NULL);

create table follow_ups (
  workspace_id uuid not null,
  lead_id uuid not null,
  member_id uuid,
  kind text not null,
  due timestamp with time zone,
  reckoned_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, lead_id),
  FOREIGN KEY (workspace_id, lead_id) REFERENCES leads(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX follow_ups_by_due ON follow_ups USING btree (workspace_id, due, lead_id);
CREATE INDEX follow_ups_by_member ON follow_ups USING btree (workspace_id, member_id, due, lead_id);

create table former_calendar_holders (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid,
  team text,
  calendar_id uuid,
  until timestamp with time zone not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendars(workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE,
  CHECK ((num_nonnulls(member_id, team) = 1)),
  CHECK ((team = ANY (ARRAY['marketing'::text, 'sales'::text, 'finance'::text, 'leadership'::text])))
);
CREATE INDEX former_calendar_holders_by_time ON former_calendar_holders USING btree (workspace_id, until);

create table former_calendars (
  workspace_id uuid not null,
  id uuid not null,
  calendar_id uuid not null,
  until timestamp with time zone not null,
  name text not null,
  time_zone text not null,
  weekly jsonb not null,
  holiday_country text,
  holiday_region text,
  holidays_added date[] not null,
  holidays_removed date[] not null,
  standard boolean not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendars(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX former_calendars_by_time ON former_calendars USING btree (workspace_id, until);

create table forms (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  texts jsonb not null,
  fields jsonb not null,
  questions_at_once integer not null,
  hand_raise boolean not null,
  consent_purpose text,
  consent_text text,
  write_key_id uuid not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, write_key_id) REFERENCES write_keys(workspace_id, id),
  CHECK (((consent_purpose IS NULL) = (consent_text IS NULL))),
  CHECK (((questions_at_once >= 2) AND (questions_at_once <= 20))),
  CHECK ((consent_purpose = ANY (ARRAY['analytics'::text, 'marketing'::text])))
);
CREATE INDEX forms_by_id ON forms USING btree (id);

create table handoff_appeals (
  workspace_id uuid not null,
  handoff_id uuid not null,
  decision_id uuid not null,
  reason text not null,
  member_id uuid,
  appealed_at timestamp with time zone not null,
  answer text,
  answer_comment text,
  answered_by uuid,
  answered_at timestamp with time zone,
  PRIMARY KEY (workspace_id, handoff_id),
  FOREIGN KEY (workspace_id, answered_by) REFERENCES members(workspace_id, id),
  FOREIGN KEY (workspace_id, handoff_id, decision_id) REFERENCES handoff_decisions(workspace_id, handoff_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id),
  CHECK (((answer IS NULL) = (answered_at IS NULL))),
  CHECK ((answer = ANY (ARRAY['upheld'::text, 'overturned'::text])))
);

create table handoff_assignments (
  workspace_id uuid not null,
  handoff_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  because text not null,
  assigned_at timestamp with time zone not null,
  assigned_by uuid,
  rule text,
  PRIMARY KEY (workspace_id, handoff_id, id),
  FOREIGN KEY (workspace_id, handoff_id) REFERENCES handoffs(workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id)
);

create table handoff_deadlines (
  workspace_id uuid not null,
  handoff_id uuid not null,
  due timestamp with time zone,
  reckoned_at timestamp with time zone not null,
  open boolean not null,
  assigned_to uuid,
  known_at timestamp with time zone,
  contacted_at timestamp with time zone,
  took_minutes integer,
  kept boolean,
  revision integer not null,
  submitted_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, handoff_id),
  FOREIGN KEY (workspace_id, assigned_to) REFERENCES members(workspace_id, id),
  FOREIGN KEY (workspace_id, handoff_id) REFERENCES handoffs(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX clocks_to_reckon ON handoff_deadlines USING btree (workspace_id, handoff_id) WHERE (known_at IS NULL);
CREATE INDEX done_handoffs ON handoff_deadlines USING btree (workspace_id, submitted_at DESC, handoff_id DESC) WHERE (NOT open);
CREATE INDEX done_handoffs_of_reps ON handoff_deadlines USING btree (workspace_id, assigned_to, submitted_at DESC, handoff_id DESC) WHERE (NOT open);
CREATE INDEX open_handoffs ON handoff_deadlines USING btree (workspace_id, COALESCE(due, 'infinity'::timestamp with time zone), handoff_id) WHERE open;
CREATE INDEX open_handoffs_of_reps ON handoff_deadlines USING btree (workspace_id, assigned_to, COALESCE(due, 'infinity'::timestamp with time zone), handoff_id) WHERE open;

create table handoff_decisions (
  workspace_id uuid not null,
  handoff_id uuid not null,
  id uuid not null,
  decision text not null,
  reason_kind text,
  reason text,
  comment text,
  member_id uuid,
  decided_at timestamp with time zone not null,
  undone_at timestamp with time zone,
  PRIMARY KEY (workspace_id, handoff_id, id),
  FOREIGN KEY (workspace_id, handoff_id) REFERENCES handoffs(workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, reason_kind, reason) REFERENCES reasons(workspace_id, kind, code),
  CHECK (((decision = 'rejected'::text) = (reason IS NOT NULL))),
  CHECK ((decision = ANY (ARRAY['accepted'::text, 'rejected'::text])))
);
CREATE INDEX standing_decisions_by_time ON handoff_decisions USING btree (workspace_id, decided_at) WHERE (undone_at IS NULL);
CREATE UNIQUE INDEX one_standing_decision ON handoff_decisions USING btree (workspace_id, handoff_id) WHERE (undone_at IS NULL);

create table handoff_feedback (
  workspace_id uuid not null,
  handoff_id uuid not null,
  id uuid not null,
  member_id uuid,
  given_at timestamp with time zone not null,
  fit text not null,
  timing text not null,
  briefing text not null,
  useful text[] not null,
  missed text,
  comment text,
  PRIMARY KEY (workspace_id, handoff_id, id),
  FOREIGN KEY (workspace_id, handoff_id) REFERENCES handoffs(workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id),
  CHECK ((briefing = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text]))),
  CHECK ((fit = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text]))),
  CHECK ((timing = ANY (ARRAY['now'::text, 'later'::text, 'never'::text])))
);

create table handoff_readings (
  workspace_id uuid not null,
  handoff_id uuid not null,
  member_id uuid not null,
  read_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, handoff_id, member_id),
  FOREIGN KEY (workspace_id, handoff_id) REFERENCES handoffs(workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id)
);

create table handoff_snoozes (
  workspace_id uuid not null,
  handoff_id uuid not null,
  id uuid not null,
  member_id uuid,
  snoozed_at timestamp with time zone not null,
  until timestamp with time zone not null,
  PRIMARY KEY (workspace_id, handoff_id, id),
  FOREIGN KEY (workspace_id, handoff_id) REFERENCES handoffs(workspace_id, id) ON DELETE CASCADE
);

create table handoffs (
  workspace_id uuid not null,
  id uuid not null,
  lead_id uuid not null,
  submitted_at timestamp with time zone not null,
  submitted_by uuid,
  lead_type text not null,
  definition_id uuid not null,
  agreement_id uuid,
  met_definition boolean not null,
  briefing jsonb not null,
  items_agreed integer not null,
  items_filled integer not null,
  incomplete_because text,
  assigned_to uuid,
  recycled boolean not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, agreement_id) REFERENCES agreements(workspace_id, id),
  FOREIGN KEY (workspace_id, assigned_to) REFERENCES members(workspace_id, id),
  FOREIGN KEY (workspace_id, definition_id) REFERENCES definitions(workspace_id, id),
  FOREIGN KEY (workspace_id, lead_id) REFERENCES leads(workspace_id, id) ON DELETE CASCADE,
  CHECK (((items_filled = items_agreed) OR (incomplete_because IS NOT NULL))),
  CHECK (((items_filled >= 0) AND (items_filled <= items_agreed))),
  CHECK ((lead_type = ANY (ARRAY['hot'::text, 'other'::text])))
);
CREATE INDEX handoffs_by_lead ON handoffs USING btree (workspace_id, lead_id);
CREATE INDEX handoffs_by_rep ON handoffs USING btree (workspace_id, assigned_to, submitted_at);
CREATE INDEX handoffs_by_time ON handoffs USING btree (workspace_id, submitted_at DESC, id DESC);

create table idempotency_keys (
  workspace_id uuid not null,
  actor_id uuid not null,
  key text not null,
  request_hash text not null,
  status integer,
  content_type text,
  body bytea,
  created_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, actor_id, key),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
);

create table identities (
  workspace_id uuid not null,
  kind text not null,
  value text not null,
  person_id uuid not null,
  created_at timestamp with time zone not null,
  source text not null,
  PRIMARY KEY (workspace_id, kind, source, value),
  FOREIGN KEY (workspace_id, person_id) REFERENCES people(workspace_id, id) ON DELETE CASCADE,
  CHECK (((source = ''::text) = (kind <> 'external_id'::text))),
  CHECK ((kind = ANY (ARRAY['email'::text, 'phone'::text, 'anonymous_id'::text, 'external_id'::text])))
);
CREATE INDEX identities_by_person ON identities USING btree (workspace_id, person_id);

create table import_effects (
  workspace_id uuid not null,
  import_id uuid not null,
  sequence integer not null,
  subject_kind text not null,
  subject_id uuid not null,
  before jsonb,
  after jsonb,
  PRIMARY KEY (workspace_id, import_id, sequence),
  FOREIGN KEY (workspace_id, import_id) REFERENCES imports(workspace_id, id) ON DELETE CASCADE
);

create table import_file_parts (
  workspace_id uuid not null,
  import_id uuid not null,
  position integer not null,
  bytes bytea not null,
  stored_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, import_id, "position"),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
);
CREATE INDEX import_file_parts_by_age ON import_file_parts USING btree (workspace_id, stored_at) WHERE ("position" = 0);

create table import_rejections (
  workspace_id uuid not null,
  import_id uuid not null,
  row_number integer not null,
  column_name text not null,
  value text,
  problem text not null,
  original text not null,
  said jsonb,
  PRIMARY KEY (workspace_id, import_id, row_number, column_name),
  FOREIGN KEY (workspace_id, import_id) REFERENCES imports(workspace_id, id) ON DELETE CASCADE
);

create table import_spend (
  workspace_id uuid not null,
  import_id uuid not null,
  day date not null,
  source text not null,
  campaign text not null,
  currency text not null,
  channel text not null,
  amount numeric not null,
  impressions bigint,
  clicks bigint,
  rows integer not null,
  first_row integer not null,
  PRIMARY KEY (workspace_id, import_id, day, source, campaign, currency),
  FOREIGN KEY (workspace_id, import_id) REFERENCES imports(workspace_id, id) ON DELETE CASCADE
);

create table imports (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  file_name text not null,
  file_hash text not null,
  mapping jsonb,
  state text not null,
  counts jsonb not null,
  rows_done integer not null,
  problem text,
  created_by uuid,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  survey jsonb,
  preview jsonb,
  undone jsonb,
  said jsonb,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  CHECK ((state = ANY (ARRAY['reading'::text, 'unreadable'::text, 'previewed'::text, 'queued'::text, 'running'::text, 'done'::text, 'undoing'::text, 'undone'::text, 'stopped'::text])))
);
CREATE INDEX imports_by_hash ON imports USING btree (workspace_id, kind, file_hash);

create table information_contracts (
  workspace_id uuid not null,
  version integer not null,
  items jsonb not null,
  request_id uuid not null,
  made_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, version),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, request_id) REFERENCES item_requests(workspace_id, id) ON DELETE CASCADE,
  CHECK ((version > 0))
);

create table invitations (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  token_hash text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX invitations_by_token ON invitations USING btree (token_hash);

create table invoice_matches (
  workspace_id uuid not null,
  invoice_id uuid not null,
  company_id uuid not null,
  deal_id uuid,
  basis text not null,
  likeness numeric not null,
  state text not null,
  matched_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  PRIMARY KEY (workspace_id, invoice_id, company_id),
  FOREIGN KEY (workspace_id, company_id) REFERENCES companies(workspace_id, id),
  FOREIGN KEY (workspace_id, deal_id) REFERENCES deals(workspace_id, id),
  FOREIGN KEY (workspace_id, invoice_id) REFERENCES invoices(workspace_id, id) ON DELETE CASCADE,
  CHECK ((basis = ANY (ARRAY['organisation_number'::text, 'credited_invoice'::text, 'name'::text, 'chosen'::text]))),
  CHECK ((state = ANY (ARRAY['suggested'::text, 'confirmed'::text, 'dismissed'::text])))
);
CREATE INDEX invoice_matches_by_company ON invoice_matches USING btree (workspace_id, company_id) WHERE (state = 'confirmed'::text);
CREATE INDEX invoice_matches_by_deal ON invoice_matches USING btree (workspace_id, deal_id);
CREATE UNIQUE INDEX one_confirmed_match ON invoice_matches USING btree (workspace_id, invoice_id) WHERE (state = 'confirmed'::text);

create table invoices (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  number text not null,
  seller text not null,
  issued_on date not null,
  due_on date,
  paid_on date,
  currency text not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  rounding_minor bigint not null,
  gross_minor bigint not null,
  customer_name text not null,
  customer_organisation_number text,
  customer_country text,
  credited_number text,
  order_reference text,
  import_id uuid,
  created_at timestamp with time zone not null,
  UNIQUE (workspace_id, seller, kind, number),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  CHECK ((((net_minor + tax_minor) + rounding_minor) = gross_minor)),
  CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CHECK ((kind = ANY (ARRAY['invoice'::text, 'credit_note'::text])))
);
CREATE INDEX invoices_by_day ON invoices USING btree (workspace_id, issued_on);
CREATE INDEX invoices_by_number ON invoices USING btree (workspace_id, kind, number);

create table item_answers (
  workspace_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  item_key text not null,
  value text,
  source text not null,
  form_id uuid,
  message_id text,
  member_id uuid,
  answered_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, form_id) REFERENCES forms(workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES people(workspace_id, id) ON DELETE CASCADE,
  CHECK (((source = 'form'::text) = (form_id IS NOT NULL))),
  CHECK (((value IS NOT NULL) OR (source = 'form'::text))),
  CHECK ((source = ANY (ARRAY['form'::text, 'call'::text, 'mail'::text, 'meeting'::text])))
);
CREATE INDEX item_answers_by_form ON item_answers USING btree (workspace_id, form_id, item_key) WHERE (form_id IS NOT NULL);
CREATE INDEX item_answers_by_person ON item_answers USING btree (workspace_id, person_id, item_key, answered_at);

create table item_requests (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  item_key text not null,
  item jsonb,
  why text,
  side text not null,
  asked_by uuid,
  asked_at timestamp with time zone not null,
  answer text,
  answer_comment text,
  answered_by uuid,
  answered_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, answered_by) REFERENCES members(workspace_id, id),
  FOREIGN KEY (workspace_id, asked_by) REFERENCES members(workspace_id, id),
  CHECK (((answer IS NULL) = (answered_at IS NULL))),
  CHECK (((item IS NULL) = (kind = 'retire'::text))),
  CHECK ((answer = ANY (ARRAY['agreed'::text, 'declined'::text]))),
  CHECK ((kind = ANY (ARRAY['add'::text, 'change'::text, 'retire'::text]))),
  CHECK ((side = ANY (ARRAY['marketing'::text, 'sales'::text])))
);
CREATE UNIQUE INDEX item_requests_open ON item_requests USING btree (workspace_id, item_key) WHERE (answer IS NULL);

create table lead_scores (
  workspace_id uuid not null,
  lead_id uuid not null,
  definition_id uuid not null,
  fit numeric not null,
  engagement numeric not null,
  ready boolean not null,
  scored_at timestamp with time zone not null,
  hand_raised boolean not null,
  tally jsonb,
  engagement_held numeric not null,
  engagement_rank numeric not null,
  look_again_at timestamp with time zone,
  PRIMARY KEY (workspace_id, lead_id),
  FOREIGN KEY (workspace_id, lead_id) REFERENCES leads(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX lead_scores_by_rank ON lead_scores USING btree (workspace_id, engagement_rank DESC, lead_id DESC);
CREATE INDEX lead_scores_to_look_at ON lead_scores USING btree (workspace_id, look_again_at) WHERE (look_again_at IS NOT NULL);
CREATE INDEX ready_leads ON lead_scores USING btree (workspace_id, lead_id) WHERE ready;

create table lead_stages (
  workspace_id uuid not null,
  lead_id uuid not null,
  move integer not null,
  from_stage text not null,
  stage text not null,
  entered_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  skipped boolean not null,
  reason text,
  member_id uuid,
  reason_kind text,
  PRIMARY KEY (workspace_id, lead_id, move),
  FOREIGN KEY (from_stage, stage) REFERENCES stage_moves(from_stage, to_stage),
  FOREIGN KEY (workspace_id, lead_id) REFERENCES leads(workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, reason_kind, reason) REFERENCES reasons(workspace_id, kind, code),
  CHECK ((((reason_kind IS NULL) = (reason IS NULL)) AND ((reason_kind IS NULL) OR (reason_kind = stage) OR ((from_stage = 'rejected'::text) AND (reason_kind = 'rejected'::text))))),
  CHECK (((stage = ANY (ARRAY['rejected'::text, 'recycled'::text, 'disqualified'::text])) = (reason IS NOT NULL)))
);
CREATE INDEX lead_stages_by_time ON lead_stages USING btree (workspace_id, stage, entered_at);

create table lead_view_defaults (
  workspace_id uuid not null,
  member_id uuid not null,
  view_id uuid,
  standard text,
  PRIMARY KEY (workspace_id, member_id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, view_id) REFERENCES lead_views(workspace_id, id) ON DELETE CASCADE,
  CHECK ((num_nonnulls(view_id, standard) = 1))
);

create table lead_views (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  query jsonb not null,
  member_id uuid not null,
  created_at timestamp with time zone not null,
  shared_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX one_view_of_a_name ON lead_views USING btree (workspace_id, member_id, lower(name));

create table leads (
  workspace_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  company_id uuid,
  stage text not null,
  stage_since timestamp with time zone not null,
  moves integer not null,
  owner_member_id uuid,
  recycled_from uuid,
  re_entry_on date,
  closed_at timestamp with time zone,
  channel text,
  source text,
  medium text,
  campaign text,
  created_at timestamp with time zone not null,
  re_entry_engagement numeric,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, company_id) REFERENCES companies(workspace_id, id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES people(workspace_id, id),
  FOREIGN KEY (workspace_id, recycled_from) REFERENCES leads(workspace_id, id),
  CHECK ((re_entry_engagement > (0)::numeric))
);
CREATE INDEX leads_by_age ON leads USING btree (workspace_id, created_at DESC, id DESC);
CREATE INDEX leads_by_channel ON leads USING btree (workspace_id, channel, created_at DESC, id DESC);
CREATE INDEX leads_by_company ON leads USING btree (workspace_id, company_id);
CREATE INDEX leads_by_owner ON leads USING btree (workspace_id, owner_member_id, created_at DESC);
CREATE INDEX leads_by_passage_before ON leads USING btree (workspace_id, recycled_from) WHERE (recycled_from IS NOT NULL);
CREATE INDEX leads_by_person ON leads USING btree (workspace_id, person_id);
CREATE INDEX leads_by_stage ON leads USING btree (workspace_id, stage, stage_since DESC, id DESC);
CREATE INDEX leads_by_stage_time ON leads USING btree (workspace_id, stage_since DESC, id DESC);
CREATE INDEX leads_to_re_enter ON leads USING btree (workspace_id, re_entry_on, id) WHERE (stage = 'recycled'::text);
CREATE INDEX returned_leads ON leads USING btree (workspace_id, created_at DESC, id DESC) WHERE (recycled_from IS NOT NULL);
CREATE UNIQUE INDEX one_open_lead_a_person ON leads USING btree (workspace_id, person_id) WHERE (closed_at IS NULL);

create table members (
  workspace_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  role text not null,
  team text not null,
  head boolean not null,
  calendar_id uuid,
  monthly_capacity integer,
  created_at timestamp with time zone not null,
  left_at timestamp with time zone,
  UNIQUE (workspace_id, user_id),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (user_id) REFERENCES users(id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendars(workspace_id, id),
  CHECK ((monthly_capacity >= 0)),
  CHECK ((role = ANY (ARRAY['admin'::text, 'marketing'::text, 'sales'::text, 'finance'::text, 'leadership'::text]))),
  CHECK ((team = ANY (ARRAY['marketing'::text, 'sales'::text, 'finance'::text, 'leadership'::text])))
);
CREATE INDEX members_by_user ON members USING btree (user_id);

create table moved_clocks (
  workspace_id uuid not null,
  change_id uuid not null,
  handoff_id uuid not null,
  before timestamp with time zone,
  after timestamp with time zone,
  moved_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, change_id, handoff_id),
  FOREIGN KEY (workspace_id, change_id) REFERENCES calendar_changes(workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, handoff_id) REFERENCES handoffs(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX moved_clocks_by_handoff ON moved_clocks USING btree (workspace_id, handoff_id, moved_at);

create table notification_connections (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  carrier text not null,
  team text,
  language text not null,
  address text,
  host text not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  revoked_by uuid,
  revoked_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  CHECK (((revoked_at IS NULL) = (address IS NOT NULL))),
  CHECK ((carrier = ANY (ARRAY['slack'::text, 'teams'::text]))),
  CHECK ((language = ANY (ARRAY['en'::text, 'da'::text, 'nb'::text, 'nl'::text]))),
  CHECK ((team = ANY (ARRAY['marketing'::text, 'sales'::text, 'finance'::text, 'leadership'::text])))
);

create table notification_preferences (
  workspace_id uuid not null,
  member_id uuid not null,
  choices jsonb not null,
  quiet_from text,
  quiet_until text,
  working_hours_only boolean not null,
  urgent_pierces boolean not null,
  changed_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, member_id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE,
  CHECK (((quiet_from IS NULL) = (quiet_until IS NULL))),
  CHECK ((quiet_from <> quiet_until)),
  CHECK ((quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
  CHECK ((quiet_until ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text))
);

create table notifications (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  kind text not null,
  subject_kind text not null,
  subject_id uuid not null,
  data jsonb not null,
  created_at timestamp with time zone not null,
  read_at timestamp with time zone,
  planned_at timestamp with time zone,
  UNIQUE (workspace_id, member_id, kind, subject_id),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX notifications_to_plan ON notifications USING btree (workspace_id, id) WHERE (planned_at IS NULL);

create table outbox_cursors (
  workspace_id uuid not null,
  consumer text not null,
  xid xid8 not null,
  event_id uuid not null,
  moved_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, consumer),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
);

create table outreach_policy_versions (
  workspace_id uuid not null,
  version integer not null,
  most integer not null,
  days integer not null,
  pauses_colleagues boolean not null,
  set_at timestamp with time zone not null,
  set_by uuid,
  PRIMARY KEY (workspace_id, version),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  CHECK (((days >= 1) AND (days <= 90))),
  CHECK (((most >= 1) AND (most <= 50))),
  CHECK ((version > 0))
);

create table own_domains (
  workspace_id uuid not null,
  domain text not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, domain),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
);

create table pause_endings (
  workspace_id uuid not null,
  id uuid not null,
  lead_id uuid not null,
  reason text not null,
  ends_at timestamp with time zone not null,
  set_at timestamp with time zone not null,
  set_by uuid,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, lead_id) REFERENCES leads(workspace_id, id) ON DELETE CASCADE,
  CHECK ((reason <> ''::text))
);
CREATE UNIQUE INDEX pause_endings_standing ON pause_endings USING btree (workspace_id, lead_id) WHERE (withdrawn_at IS NULL);

create table people (
  workspace_id uuid not null,
  id uuid not null,
  name text,
  email text,
  phone text,
  title text,
  company_id uuid,
  country text,
  language text,
  traits jsonb not null,
  first_seen_at timestamp with time zone,
  created_at timestamp with time zone not null,
  merged_into uuid,
  company_basis text,
  company_since timestamp with time zone,
  search_text text,
  sort_name text not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, company_id) REFERENCES companies(workspace_id, id),
  FOREIGN KEY (workspace_id, merged_into) REFERENCES people(workspace_id, id),
  CHECK ((company_basis = ANY (ARRAY['group'::text, 'address'::text, 'name'::text])))
);
CREATE INDEX people_by_company ON people USING btree (workspace_id, company_id);
CREATE INDEX people_by_email ON people USING btree (workspace_id, email);
CREATE INDEX people_by_merge ON people USING btree (workspace_id, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX people_by_name ON people USING btree (workspace_id, sort_name);

create table person_distinctions (
  workspace_id uuid not null,
  one_person_id uuid not null,
  other_person_id uuid not null,
  member_id uuid,
  decided_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  PRIMARY KEY (workspace_id, one_person_id, other_person_id),
  FOREIGN KEY (workspace_id, one_person_id) REFERENCES people(workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, other_person_id) REFERENCES people(workspace_id, id) ON DELETE CASCADE,
  CHECK ((one_person_id < other_person_id))
);

create table person_merges (
  workspace_id uuid not null,
  id uuid not null,
  kept_person_id uuid not null,
  merged_person_id uuid not null,
  reason text,
  moved jsonb not null,
  merged_at timestamp with time zone not null,
  undone_at timestamp with time zone,
  evidence jsonb,
  merged_by uuid,
  undone_by uuid,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, kept_person_id) REFERENCES people(workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, merged_person_id) REFERENCES people(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX person_merges_by_kept ON person_merges USING btree (workspace_id, kept_person_id);
CREATE INDEX person_merges_by_merged ON person_merges USING btree (workspace_id, merged_person_id);

create table planned_contact_recipients (
  workspace_id uuid not null,
  planned_contact_id uuid not null,
  person_id uuid not null,
  excluded_at timestamp with time zone,
  excluded_by uuid,
  PRIMARY KEY (workspace_id, planned_contact_id, person_id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES people(workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, planned_contact_id) REFERENCES planned_contacts(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX planned_contact_recipients_by_person ON planned_contact_recipients USING btree (workspace_id, person_id);

create table planned_contacts (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  title text not null,
  campaign text,
  at timestamp with time zone not null,
  announced_at timestamp with time zone not null,
  announced_by uuid,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  CHECK ((kind = ANY (ARRAY['mail'::text, 'ad'::text, 'event'::text])))
);
CREATE INDEX planned_contacts_by_time ON planned_contacts USING btree (workspace_id, at, id);

create table quarantine (
  workspace_id uuid not null,
  id uuid not null,
  received_at timestamp with time zone not null,
  reason text not null,
  path text,
  original bytea not null,
  write_key_id uuid,
  call text,
  envelope text,
  user_agent text,
  correction text,
  corrected_at timestamp with time zone,
  corrected_by uuid,
  replayed_at timestamp with time zone,
  replayed_by uuid,
  asks_for_privacy boolean not null,
  ahead boolean not null,
  said jsonb,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
);
CREATE INDEX quarantine_waiting ON quarantine USING btree (workspace_id, reason, id) WHERE (replayed_at IS NULL);

create table reasons (
  workspace_id uuid not null,
  kind text not null,
  code text not null,
  label jsonb not null,
  repair text not null,
  nurture_days integer,
  position integer not null,
  retired_at timestamp with time zone,
  version integer not null,
  PRIMARY KEY (workspace_id, kind, code),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  CHECK (((kind = 'rejected'::text) OR (repair =
CASE kind
    WHEN 'recycled'::text THEN 'nurture'::text
    ELSE 'disqualify'::text
END))),
  CHECK (((nurture_days >= 1) AND (nurture_days <= 1000))),
  CHECK (((repair = 'nurture'::text) = (nurture_days IS NOT NULL))),
  CHECK ((kind = ANY (ARRAY['rejected'::text, 'recycled'::text, 'disqualified'::text]))),
  CHECK ((repair = ANY (ARRAY['nurture'::text, 'fix_source'::text, 'fix_field'::text, 'disqualify'::text, 'appeal'::text])))
);

create table rescorings (
  workspace_id uuid not null,
  definition_id uuid not null,
  begun_at timestamp with time zone not null,
  leads integer not null,
  leads_done integer not null,
  reached_id uuid,
  finished_at timestamp with time zone,
  stalled_at timestamp with time zone,
  PRIMARY KEY (workspace_id, definition_id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, definition_id) REFERENCES definitions(workspace_id, id)
);

create table routing_versions (
  workspace_id uuid not null,
  version integer not null,
  rules jsonb not null,
  ladder jsonb not null,
  created_at timestamp with time zone not null,
  created_by uuid,
  PRIMARY KEY (workspace_id, version),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  CHECK ((version > 0))
);

create table score_overrides (
  workspace_id uuid not null,
  id uuid not null,
  lead_id uuid not null,
  ready boolean not null,
  reason text not null,
  until date not null,
  ends_at timestamp with time zone not null,
  member_id uuid,
  set_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, lead_id) REFERENCES leads(workspace_id, id) ON DELETE CASCADE,
  CHECK ((ends_at > set_at)),
  CHECK ((reason <> ''::text))
);
CREATE INDEX score_overrides_ending ON score_overrides USING btree (workspace_id, ends_at) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX score_overrides_standing ON score_overrides USING btree (workspace_id, lead_id) WHERE (ended_at IS NULL);

create table sessions (
  token_hash text not null,
  user_id uuid not null,
  workspace_id uuid,
  created_at timestamp with time zone not null,
  authenticated_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  PRIMARY KEY (token_hash),
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE SET NULL
);
CREATE INDEX sessions_by_user ON sessions USING btree (user_id);

create table sign_in_failures (
  subject_hash text not null,
  failed_at timestamp with time zone not null,
  id uuid not null,
  PRIMARY KEY (id)
);
CREATE INDEX sign_in_failures_by_subject ON sign_in_failures USING btree (subject_hash, failed_at);

create table spend (
  workspace_id uuid not null,
  id uuid not null,
  day date not null,
  channel text not null,
  source text not null,
  campaign text not null,
  amount_minor bigint not null,
  currency text not null,
  impressions bigint,
  clicks bigint,
  import_id uuid,
  created_at timestamp with time zone not null,
  named_channel text,
  named_source text,
  named_campaign text,
  UNIQUE (workspace_id, day, source, campaign, currency),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  CHECK ((currency ~ '^[A-Z]{3}$'::text))
);

create table stage_moves (
  from_stage text not null,
  to_stage text not null,
  PRIMARY KEY (from_stage, to_stage)
);

create table stages_reached (
  workspace_id uuid not null,
  lead_id uuid not null,
  stage text not null,
  reached_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, lead_id, stage),
  FOREIGN KEY (workspace_id, lead_id) REFERENCES leads(workspace_id, id) ON DELETE CASCADE,
  CHECK ((stage = ANY (ARRAY['mql'::text, 'submitted'::text, 'accepted'::text, 'opportunity'::text, 'won'::text])))
);
CREATE INDEX stages_reached_by_time ON stages_reached USING btree (workspace_id, stage, reached_at, lead_id);

create table suppression_keys (
  workspace_id uuid not null,
  key text not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
);

create table suppressions (
  workspace_id uuid not null,
  id uuid not null,
  address_hash text not null,
  reason text not null,
  suppressed_at timestamp with time zone not null,
  created_by uuid,
  person_id uuid,
  import_id uuid,
  UNIQUE (workspace_id, address_hash),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, person_id) REFERENCES people(workspace_id, id) ON DELETE SET NULL (person_id),
  CHECK ((reason = ANY (ARRAY['asked'::text, 'unsubscribed'::text, 'consent_withdrawn'::text, 'complained'::text, 'bounced'::text, 'imported'::text])))
);
CREATE INDEX suppressions_by_import ON suppressions USING btree (workspace_id, import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX suppressions_by_person ON suppressions USING btree (workspace_id, person_id) WHERE (person_id IS NOT NULL);

create table team_calendars (
  workspace_id uuid not null,
  team text not null,
  calendar_id uuid not null,
  PRIMARY KEY (workspace_id, team),
  FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendars(workspace_id, id) ON DELETE CASCADE,
  CHECK ((team = ANY (ARRAY['marketing'::text, 'sales'::text, 'finance'::text, 'leadership'::text])))
);

create table term_versions (
  workspace_id uuid not null,
  term_id uuid not null,
  version integer not null,
  word jsonb not null,
  meaning jsonb not null,
  removed boolean not null,
  member_id uuid,
  saved_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, term_id, version),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  CHECK ((version > 0))
);

create table touchpoints (
  workspace_id uuid not null,
  occurred_at timestamp with time zone not null,
  id uuid not null,
  received_at timestamp with time zone not null,
  message_id text,
  person_id uuid,
  anonymous_id text,
  user_key text,
  side text not null,
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
  properties jsonb not null,
  bot boolean not null,
  member_id uuid,
  import_id uuid,
  told jsonb,
  PRIMARY KEY (workspace_id, occurred_at, id),
  CHECK ((side = ANY (ARRAY['marketing'::text, 'sales'::text, 'customer'::text])))
);
CREATE INDEX touchpoints_by_import ON ONLY touchpoints USING btree (workspace_id, import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX touchpoints_by_person ON ONLY touchpoints USING btree (workspace_id, person_id, occurred_at DESC) WHERE (person_id IS NOT NULL);
CREATE INDEX touchpoints_by_visitor ON ONLY touchpoints USING btree (workspace_id, anonymous_id, occurred_at) WHERE (anonymous_id IS NOT NULL);
CREATE INDEX touchpoints_without_home ON ONLY touchpoints USING btree (workspace_id, occurred_at) WHERE ((channel = ANY (ARRAY['other'::text, 'referral'::text])) AND (NOT bot));

create table tracking_journal (
  workspace_id uuid not null,
  id uuid not null,
  write_key_id uuid not null,
  letters text not null,
  taken_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, id)
);

create table tracking_ledger (
  workspace_id uuid not null,
  day date not null,
  received bigint not null,
  accepted bigint not null,
  duplicate bigint not null,
  quarantined bigint not null,
  refused bigint not null,
  write_key_id uuid not null,
  last_at timestamp with time zone,
  PRIMARY KEY (workspace_id, write_key_id, day),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  CHECK ((received = (((accepted + duplicate) + quarantined) + refused)))
);

create table tracking_messages (
  workspace_id uuid not null,
  message_id text not null,
  payload_hash text not null,
  received_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, message_id)
);
CREATE INDEX tracking_messages_by_age ON tracking_messages USING brin (received_at);

create table users (
  id uuid not null,
  email text not null,
  name text not null,
  password_hash text,
  language text not null,
  number_format text,
  color_scheme text not null,
  created_at timestamp with time zone not null,
  UNIQUE (email),
  PRIMARY KEY (id),
  CHECK ((color_scheme = ANY (ARRAY['auto'::text, 'light'::text, 'dark'::text]))),
  CHECK ((email = lower(email))),
  CHECK ((language = ANY (ARRAY['en'::text, 'da'::text, 'nb'::text, 'nl'::text])))
);

create table visitor_salts (
  workspace_id uuid not null,
  day date not null,
  salt text not null,
  PRIMARY KEY (workspace_id, day),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
);

create table workspaces (
  id uuid not null,
  name text not null,
  country text not null,
  time_zone text not null,
  currency text not null,
  example boolean not null,
  created_at timestamp with time zone not null,
  loading_progress smallint,
  PRIMARY KEY (id),
  CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  CHECK (((loading_progress >= 0) AND (loading_progress <= 100))),
  CHECK ((country ~ '^[A-Z]{2}$'::text)),
  CHECK ((currency ~ '^[A-Z]{3}$'::text))
);

create table write_keys (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  key_hash text not null,
  hint text not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
);
CREATE INDEX write_keys_by_hash ON write_keys USING btree (key_hash);
