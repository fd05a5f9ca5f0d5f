/**
 * What each column of the database says about people. A column that is missing here fails the build: whoever adds one decides at once what
 * an access request shows of it and what an erasure does to it.
 */
export const classes = {
  plain: 'Says nothing about a person.',
  identity: 'Names a customer, or is a way to recognise or reach one.',
  link: 'Points to a customer: personal as long as what it points to is.',
  behaviour: 'What a customer did, said yes or no to, or was sent; what was concluded about them.',
  words: 'Free text, documents and copies of rows, which may hold anything about anybody.',
  record: 'Facts about a customer in documents that the law makes a company keep.',
  staff: 'Names a member of the workspace, or says who of them did something.',
  secret: 'Proves who somebody is, or would undo a hash: never shown, never exported.',
} as const;
export type PersonalClass = keyof typeof classes;

type Classified = Partial<Record<PersonalClass, string>>;

/** Tables, each with its columns by class. `workspace_id` is plain everywhere and not repeated. */
export const personalData: Readonly<Record<string, Classified>> = {
  absences: { plain: 'id starts_at ends_at created_at withdrawn_at', staff: 'member_id entered_by withdrawn_by' },
  agreement_signatures: { plain: 'agreement_id team text_hash signed_at', staff: 'member_id full_name' },
  agreements: {
    plain: 'id version in_force_from definition_id briefing_items cadence text_hash created_at',
    staff: 'created_by',
  },
  api_keys: { plain: 'id name scopes created_at revoked_at', secret: 'key_hash hint', staff: 'created_by' },
  attempts: {
    plain: 'id kind recorded_at',
    link: 'lead_id handoff_id',
    behaviour: 'response next_step_on attempted_at moved_from',
    words: 'note next_step',
    staff: 'member_id',
  },
  back_tests: {
    plain: 'id body body_hash from_day to_day definition_id created_at leads leads_judged finished_at problem',
    behaviour: 'result',
    staff: 'created_by',
  },
  bulk_change_leads: {
    plain: 'bulk_change_id outcome refusal undone_at undo_refusal',
    link: 'lead_id',
    staff: 'held_before held_after',
  },
  bulk_changes: {
    plain: 'id kind created_at leads done unchanged refused finished_at undo_asked_at undone undo_finished_at problem actor_kind',
    // A search by which the leads were chosen may name anybody.
    words: 'asked chosen',
    staff: 'actor_id',
  },
  buying_roles: {
    plain: 'id company_id said_at withdrawn_at',
    link: 'person_id',
    behaviour: 'role',
    staff: 'said_by withdrawn_by',
  },
  calendar_changes: {
    plain: 'id type calendar_id made_at everybody teams reckoned reckoned_to finished_at',
    staff: 'member_id made_by member_ids',
  },
  calendar_feeds: { plain: 'id team created_at revoked_at', secret: 'token_hash hint', staff: 'member_id' },
  calendars: {
    plain: 'id name time_zone weekly holiday_country holiday_region holidays_added holidays_removed standard created_at',
  },
  channel_rule_previews: {
    plain:
      'id based_on rules own_domains created_at counted_at impact run_at version applied_at problem touches changed reached_at reached_id',
    staff: 'created_by run_by',
  },
  channel_rule_versions: { plain: 'version rules created_at', staff: 'created_by' },
  clauses: { plain: 'agreement_id key position owner_side metric operator target period segment hours' },
  comments: {
    plain: 'id subject_kind subject_id about made_at resolved_at asks answers',
    words: 'body',
    staff: 'member_id resolved_by',
  },
  // A company of one is a person: its name and number may be theirs.
  companies: {
    plain: 'id country industry employees created_at merged_into',
    identity: 'name organisation_number search_text',
    staff: 'owner_member_id',
  },
  person_distinctions: { plain: 'one_person_id other_person_id decided_at withdrawn_at', staff: 'member_id withdrawn_by' },
  company_distinctions: { plain: 'one_company_id other_company_id decided_at withdrawn_at', staff: 'member_id withdrawn_by' },
  company_identities: { plain: 'kind source company_id created_at', identity: 'value' },
  company_merges: {
    plain: 'id kept_company_id merged_company_id merged_at undone_at',
    words: 'reason evidence moved',
    staff: 'merged_by undone_by',
  },
  consent_texts: { plain: 'id version language text text_hash created_at', staff: 'created_by' },
  consents: {
    plain: 'id text_version text_hash source recorded_at',
    link: 'person_id',
    identity: 'anonymous_id',
    behaviour: 'named purpose granted at message_id',
    words: 'proof',
  },
  currency_rates: { plain: 'currency day rate' },
  deal_stages: { plain: 'deal_id id stage stage_name entered_at' },
  deals: {
    plain: 'id source external_id company_id stage stage_name amount_minor currency opened_on closed_on import_id created_at',
    link: 'person_id lead_id',
    words: 'name',
    staff: 'owner_member_id',
  },
  definition_signatures: { plain: 'definition_id team body_hash signed_at', staff: 'member_id full_name' },
  definitions: { plain: 'id version body body_hash in_force_from created_at', staff: 'created_by' },
  delivered_news: { plain: 'delivery_id notification_id' },
  deliveries: {
    plain:
      'id carrier connection_id created_at next_try_at trying_until attempts first_tried_at last_tried_at last_answer sent_at failed_at dropped_at',
    secret: 'unsubscribe_key',
    staff: 'member_id asked_by',
  },
  events: { plain: 'id xid at recorded_at type subject_kind', link: 'subject_id', words: 'data', staff: 'actor_kind actor_id' },
  evidence: {
    plain: 'id criterion source expires_at withdrawn_at',
    link: 'person_id',
    behaviour: 'asserted_at',
    words: 'quote',
    staff: 'author_member_id',
  },
  feed_files: { plain: 'feed_id file_hash file_name seen_as received_at import_id problem' },
  former_calendar_holders: { plain: 'id team calendar_id until', staff: 'member_id' },
  former_calendars: {
    plain: 'id calendar_id until name time_zone weekly holiday_country holiday_region holidays_added holidays_removed standard',
  },
  feeds: {
    plain:
      'id name kind mapping source every_minutes daily_at expected_hours created_at paused_at next_look_at looked_at succeeded_at problem',
    secret: 'place',
    staff: 'created_by',
  },
  follow_ups: { plain: 'kind due reckoned_at', link: 'lead_id', staff: 'member_id' },
  forms: {
    plain:
      'id name texts fields questions_at_once hand_raise consent_purpose consent_text write_key_id created_at changed_at closed_at',
    staff: 'created_by',
  },
  handoff_appeals: {
    plain: 'handoff_id decision_id appealed_at answer answered_at',
    words: 'reason answer_comment',
    staff: 'member_id answered_by',
  },
  handoff_assignments: { plain: 'handoff_id id because rule assigned_at', staff: 'member_id assigned_by' },
  handoff_deadlines: {
    plain: 'handoff_id due reckoned_at open known_at contacted_at took_minutes kept revision submitted_at',
    staff: 'assigned_to',
  },
  handoff_decisions: {
    plain: 'handoff_id id reason_kind decided_at undone_at',
    behaviour: 'decision reason',
    words: 'comment',
    staff: 'member_id',
  },
  handoff_feedback: {
    plain: 'handoff_id id given_at',
    behaviour: 'fit timing briefing useful missed',
    words: 'comment',
    staff: 'member_id',
  },
  handoff_readings: { plain: 'handoff_id read_at', staff: 'member_id' },
  handoff_snoozes: { plain: 'handoff_id id snoozed_at until', staff: 'member_id' },
  handoffs: {
    plain: 'id submitted_at lead_type definition_id agreement_id met_definition items_agreed items_filled recycled',
    link: 'lead_id',
    words: 'briefing incomplete_because',
    staff: 'submitted_by assigned_to',
  },
  idempotency_keys: { plain: 'status content_type created_at request_hash', words: 'body', secret: 'key', staff: 'actor_id' },
  identities: { plain: 'kind source created_at', identity: 'value', link: 'person_id' },
  import_effects: { plain: 'import_id sequence subject_kind', link: 'subject_id', words: 'before after' },
  import_file_parts: { plain: 'import_id position stored_at', words: 'bytes' },
  import_rejections: { plain: 'import_id row_number column_name problem said', words: 'value original' },
  import_spend: { plain: 'import_id day source campaign currency channel amount impressions clicks rows first_row' },
  imports: {
    plain: 'id kind file_hash mapping state counts rows_done problem created_at finished_at undone said',
    words: 'file_name survey preview',
    staff: 'created_by',
  },
  information_contracts: { plain: 'version items request_id made_at' },
  invitations: { plain: 'id created_at expires_at accepted_at', secret: 'token_hash', staff: 'member_id' },
  invoice_matches: { plain: 'invoice_id company_id deal_id basis likeness state matched_at decided_at', staff: 'decided_by' },
  invoices: {
    plain:
      'id kind number seller issued_on due_on paid_on currency net_minor tax_minor rounding_minor gross_minor credited_number import_id created_at',
    record: 'customer_name customer_organisation_number customer_country order_reference',
  },
  item_answers: {
    plain: 'id item_key source form_id recorded_at',
    link: 'person_id',
    behaviour: 'answered_at message_id',
    words: 'value',
    staff: 'member_id',
  },
  item_requests: {
    plain: 'id kind item_key item side asked_at answer answered_at',
    words: 'why answer_comment',
    staff: 'asked_by answered_by',
  },
  lead_scores: {
    plain: 'definition_id scored_at look_again_at',
    link: 'lead_id',
    behaviour: 'fit engagement engagement_held engagement_rank ready hand_raised tally',
  },
  lead_stages: {
    plain: 'move recorded_at reason_kind skipped',
    link: 'lead_id',
    behaviour: 'from_stage stage entered_at reason',
    staff: 'member_id',
  },
  lead_view_defaults: { plain: 'view_id standard', staff: 'member_id' },
  // A search that was kept may name anybody.
  lead_views: { plain: 'id name created_at shared_at', words: 'query', staff: 'member_id' },
  leads: {
    plain: 'id company_id moves created_at',
    link: 'person_id',
    behaviour: 'stage stage_since recycled_from re_entry_on re_entry_engagement closed_at channel source medium campaign',
    staff: 'owner_member_id',
  },
  members: { plain: 'id calendar_id monthly_capacity created_at left_at', staff: 'user_id role team head' },
  moved_clocks: { plain: 'change_id handoff_id before after moved_at' },
  notification_connections: {
    plain: 'id name carrier team language host created_at revoked_at',
    secret: 'address',
    staff: 'created_by revoked_by',
  },
  notification_preferences: {
    plain: 'choices quiet_from quiet_until working_hours_only urgent_pierces changed_at',
    staff: 'member_id',
  },
  notifications: {
    plain: 'id kind subject_kind created_at read_at planned_at',
    link: 'subject_id',
    words: 'data',
    staff: 'member_id',
  },
  outbox_cursors: { plain: 'consumer xid event_id moved_at' },
  outreach_policy_versions: { plain: 'version most days pauses_colleagues set_at', staff: 'set_by' },
  own_domains: { plain: 'domain created_at', staff: 'created_by' },
  pause_endings: {
    plain: 'id ends_at set_at withdrawn_at',
    link: 'lead_id',
    words: 'reason',
    staff: 'set_by withdrawn_by',
  },
  people: {
    plain: 'id company_id company_basis company_since created_at merged_into',
    identity: 'name email phone search_text sort_name',
    behaviour: 'title country language first_seen_at',
    words: 'traits',
  },
  person_merges: {
    plain: 'id merged_at undone_at',
    link: 'kept_person_id merged_person_id',
    words: 'reason moved evidence',
    staff: 'merged_by undone_by',
  },
  planned_contact_recipients: { plain: 'planned_contact_id', link: 'person_id', behaviour: 'excluded_at', staff: 'excluded_by' },
  planned_contacts: { plain: 'id kind title campaign at announced_at withdrawn_at', staff: 'announced_by withdrawn_by' },
  quarantine: {
    plain: 'id received_at reason said path write_key_id call asks_for_privacy ahead corrected_at replayed_at',
    words: 'original envelope correction',
    identity: 'user_agent',
    staff: 'corrected_by replayed_by',
  },
  reasons: { plain: 'kind code label repair nurture_days position version retired_at' },
  rescorings: { plain: 'definition_id begun_at leads leads_done reached_id finished_at stalled_at' },
  routing_versions: { plain: 'version created_at', staff: 'rules ladder created_by' },
  schema_migrations: { plain: 'version name hash applied_at' },
  score_overrides: {
    plain: 'id until ends_at set_at ended_at',
    link: 'lead_id',
    behaviour: 'ready',
    words: 'reason',
    staff: 'member_id ended_by',
  },
  sessions: { plain: 'created_at authenticated_at expires_at', secret: 'token_hash', staff: 'user_id' },
  sign_in_failures: { plain: 'failed_at id', secret: 'subject_hash' },
  spend: {
    plain:
      'id day channel source campaign named_channel named_source named_campaign amount_minor currency impressions clicks import_id created_at',
  },
  stage_moves: { plain: 'from_stage to_stage' },
  stages_reached: { link: 'lead_id', behaviour: 'stage reached_at' },
  suppression_keys: { plain: 'created_at', secret: 'key' },
  // The hash stays when the person is erased: it is how the list goes on keeping mail away.
  suppressions: {
    plain: 'id suppressed_at import_id',
    identity: 'address_hash',
    link: 'person_id',
    behaviour: 'reason',
    staff: 'created_by',
  },
  team_calendars: { plain: 'team calendar_id' },
  term_versions: { plain: 'term_id version word meaning removed saved_at', staff: 'member_id' },
  touchpoints: {
    plain: 'id received_at message_id bot import_id',
    link: 'person_id',
    identity: 'anonymous_id user_key',
    behaviour: 'occurred_at side kind channel source medium campaign term content title url path referrer told',
    words: 'properties',
    staff: 'member_id',
  },
  tracking_journal: { plain: 'id write_key_id taken_at', behaviour: 'letters' },
  tracking_ledger: { plain: 'day received accepted duplicate quarantined refused write_key_id last_at' },
  tracking_messages: { plain: 'message_id payload_hash received_at' },
  users: { plain: 'id language number_format color_scheme created_at', secret: 'password_hash', staff: 'email name' },
  visitor_salts: { plain: 'day', secret: 'salt' },
  workspaces: { plain: 'id name country time_zone currency example created_at loading_progress' },
  write_keys: { plain: 'id name created_at revoked_at', secret: 'key_hash hint', staff: 'created_by' },
};

/** A column as the database has it. */
export interface Column {
  table: string;
  column: string;
}

/** What the classification and a schema do not agree on, in words: columns nobody has classified, classified twice, or gone. */
export function disagreements(columns: readonly Column[], classification = personalData): string[] {
  const given = Object.entries(classification).flatMap(([table, byClass]) =>
    Object.values(byClass).flatMap((names) => names.split(' ').map((column) => `${table}.${column}`)),
  );
  const known = new Set(given);
  const real = new Set(columns.map(({ table, column }) => `${table}.${column}`));
  return [
    ...[...real]
      .filter((name) => !name.endsWith('.workspace_id') && !known.has(name))
      .map((name) => `${name} is not classified in db/personal-data.ts`),
    ...given.filter((name, index) => given.indexOf(name) !== index).map((name) => `${name} is classified twice`),
    ...given.filter((name) => !real.has(name)).map((name) => `${name} is classified and not in the database`),
  ];
}
