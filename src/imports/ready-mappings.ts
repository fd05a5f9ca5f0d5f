import { type ImportKind, squash } from './kinds.ts';
import type { ImportMapping } from './schema.ts';

/** The mapping of a file that a known tool exports, recognised by columns that only its file has. */
export interface ReadyMapping extends ImportMapping {
  tool: string;
  kind: ImportKind;
  /** The file is this one when all these columns are there; compared by `squash`, so that the API's and the pipeline's spellings are one. */
  signature: readonly string[];
}

const MACHINE = { decimal: 'dot', timeZone: 'UTC' } as const;

const READY_MAPPINGS: readonly ReadyMapping[] = [
  {
    tool: 'HubSpot contacts',
    kind: 'people',
    signature: ['id', 'property_email', 'property_firstname', 'property_lastname'],
    columns: {
      id: 'externalId',
      property_email: 'email',
      property_firstname: 'firstName',
      property_lastname: 'lastName',
      property_company: 'companyName',
      property_jobtitle: 'jobTitle',
      property_phone: 'phone',
      property_country: 'country',
      property_city: 'city',
      property_createdate: 'createdAt',
      property_hs_email_optout: 'optedOut',
      is_deleted: 'deleted',
      _fivetran_deleted: 'deleted',
    },
    options: MACHINE,
  },
  {
    tool: 'HubSpot companies',
    kind: 'companies',
    signature: ['id', 'property_name', 'property_createdate', 'property_industry'],
    columns: {
      id: 'externalId',
      property_name: 'name',
      property_domain: 'domain',
      property_industry: 'industry',
      property_numberofemployees: 'employees',
      property_city: 'city',
      property_country: 'country',
      property_createdate: 'createdAt',
      is_deleted: 'deleted',
    },
    options: MACHINE,
  },
  {
    tool: 'HubSpot deals',
    kind: 'deals',
    signature: ['deal_id', 'property_dealname', 'property_amount', 'property_closedate'],
    columns: {
      deal_id: 'externalId',
      property_dealname: 'name',
      deal_pipeline_stage_id: 'stage',
      property_amount: 'amount',
      property_deal_currency_code: 'currency',
      property_createdate: 'createdOn',
      property_closedate: 'closedOn',
      property_hs_is_closed_won: 'isWon',
      property_hs_is_closed: 'isClosed',
      is_deleted: 'deleted',
    },
    options: MACHINE,
  },
  {
    tool: 'Salesforce accounts',
    kind: 'companies',
    signature: ['id', 'name', 'billing_country', 'number_of_employees', 'industry', 'website'],
    columns: {
      id: 'externalId',
      name: 'name',
      website: 'domain',
      industry: 'industry',
      number_of_employees: 'employees',
      billing_city: 'city',
      billing_country: 'country',
      created_date: 'createdAt',
      is_deleted: 'deleted',
    },
    options: MACHINE,
  },
  {
    tool: 'Salesforce leads',
    kind: 'people',
    signature: ['id', 'is_converted', 'company', 'lead_source', 'email'],
    columns: {
      id: 'externalId',
      email: 'email',
      name: 'fullName',
      first_name: 'firstName',
      last_name: 'lastName',
      company: 'companyName',
      title: 'jobTitle',
      phone: 'phone',
      country: 'country',
      city: 'city',
      lead_source: 'source',
      created_date: 'createdAt',
      has_opted_out_of_email: 'optedOut',
      is_deleted: 'deleted',
    },
    options: MACHINE,
  },
  {
    tool: 'Salesforce contacts',
    kind: 'people',
    signature: ['id', 'account_id', 'mailing_country', 'reports_to_id', 'email'],
    columns: {
      id: 'externalId',
      email: 'email',
      name: 'fullName',
      first_name: 'firstName',
      last_name: 'lastName',
      account_id: 'companyExternalId',
      title: 'jobTitle',
      phone: 'phone',
      mailing_country: 'country',
      mailing_city: 'city',
      lead_source: 'source',
      created_date: 'createdAt',
      has_opted_out_of_email: 'optedOut',
      is_deleted: 'deleted',
    },
    options: MACHINE,
  },
  {
    tool: 'Salesforce opportunities',
    kind: 'deals',
    signature: ['id', 'stage_name', 'close_date', 'is_won', 'is_closed'],
    columns: {
      id: 'externalId',
      name: 'name',
      stage_name: 'stage',
      amount: 'amount',
      currency_iso_code: 'currency',
      account_id: 'companyExternalId',
      created_date: 'createdOn',
      close_date: 'closedOn',
      is_won: 'isWon',
      is_closed: 'isClosed',
      is_deleted: 'deleted',
    },
    options: MACHINE,
  },
  {
    tool: 'Google Ads campaign report',
    kind: 'spend',
    signature: ['customer_id', 'date', 'cost_micros', 'id', 'impressions'],
    columns: {
      date: 'day',
      id: 'campaign',
      cost_micros: 'amountMicros',
      clicks: 'clicks',
      impressions: 'impressions',
      currency_code: 'currency',
    },
    options: { ...MACHINE, channel: 'paid_search', source: 'google' },
  },
  {
    tool: 'LinkedIn Ads campaign report',
    kind: 'spend',
    signature: ['campaign_id', 'day', 'cost_in_local_currency', 'impressions'],
    columns: {
      day: 'day',
      campaign_id: 'campaign',
      cost_in_local_currency: 'amount',
      clicks: 'clicks',
      impressions: 'impressions',
    },
    options: { ...MACHINE, channel: 'paid_social', source: 'linkedin' },
  },
  {
    tool: 'Facebook Ads report',
    kind: 'spend',
    signature: ['ad_id', 'date', 'spend', 'inline_link_clicks'],
    columns: { date: 'day', ad_id: 'campaign', spend: 'amount', inline_link_clicks: 'clicks', impressions: 'impressions' },
    options: { ...MACHINE, channel: 'paid_social', source: 'facebook' },
  },
  {
    tool: 'Microsoft Ads campaign report',
    kind: 'spend',
    signature: ['date', 'campaign_id', 'currency_code', 'spend', 'device_type'],
    columns: {
      date: 'day',
      campaign_id: 'campaign',
      spend: 'amount',
      currency_code: 'currency',
      clicks: 'clicks',
      impressions: 'impressions',
    },
    options: { ...MACHINE, channel: 'paid_search', source: 'bing' },
  },
];

/** The ready mapping of a file with these headers, its columns spelled as the file spells them; `null` if no tool is recognised. */
export function recognise(headers: readonly string[]): ReadyMapping | null {
  const spelled = new Map(headers.toReversed().map((header) => [exactly(header), header]));
  const ready = READY_MAPPINGS.find(({ signature }) => signature.every((column) => spelled.has(exactly(column))));
  if (!ready) return null;
  const present = Object.entries(ready.columns).flatMap(([column, field]) => {
    const header = spelled.get(exactly(column));
    return header === undefined ? [] : [[header, field] as const];
  });
  // A tool may have two columns for a field (HubSpot's own and the pipeline's mark of deletion); the first of them is read.
  const columns = present.filter(([, field], index) => present.findIndex(([, other]) => other === field) === index);
  return { ...ready, columns: Object.fromEntries(columns) };
}

/** `property_` is what tells HubSpot's own columns from the pipeline's, so it stays. */
function exactly(column: string): string {
  return (column.toLowerCase().startsWith('property_') ? 'property ' : '') + squash(column);
}
