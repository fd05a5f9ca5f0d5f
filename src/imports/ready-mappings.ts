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

/** Meta names the currency in the column's own name. */
const META_AMOUNTS = Object.fromEntries(
  ['DKK', 'NOK', 'SEK', 'EUR', 'USD', 'GBP'].map((currency) => [`Amount spent (${currency})`, 'amount']),
);

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
  {
    tool: 'Pipedrive people',
    kind: 'people',
    signature: ['Person - ID', 'Person - Name'],
    columns: {
      'Person - ID': 'externalId',
      'Person - Name': 'fullName',
      'Person - First name': 'firstName',
      'Person - Last name': 'lastName',
      'Person - Email - Work': 'email',
      'Person - Email': 'email',
      'Person - Phone - Work': 'phone',
      'Person - Phone': 'phone',
      'Person - Job title': 'jobTitle',
      'Person - Organization': 'companyName',
      'Organization - Name': 'companyName',
      'Person - Organization ID': 'companyExternalId',
      'Organization - ID': 'companyExternalId',
      'Person - Person created': 'createdAt',
    },
    options: { timeZone: 'UTC' },
  },
  {
    tool: 'Pipedrive organizations',
    kind: 'companies',
    signature: ['Organization - ID', 'Organization - Name'],
    columns: {
      'Organization - ID': 'externalId',
      'Organization - Name': 'name',
      'Organization - Website': 'domain',
      'Organization - Industry': 'industry',
      'Organization - Number of employees': 'employees',
      'Organization - City/town/village/locality of Address': 'city',
      'Organization - Country of Address': 'country',
      'Organization - Organization created': 'createdAt',
    },
    options: { timeZone: 'UTC' },
  },
  {
    tool: 'Pipedrive deals',
    kind: 'deals',
    signature: ['Deal - ID', 'Deal - Title', 'Deal - Status'],
    columns: {
      'Deal - ID': 'externalId',
      'Deal - Title': 'name',
      'Deal - Stage': 'stage',
      'Deal - Status': 'outcome',
      'Deal - Value': 'amount',
      'Deal - Currency of Value': 'currency',
      'Deal - Organization': 'companyName',
      'Organization - Name': 'companyName',
      'Deal - Organization ID': 'companyExternalId',
      'Organization - ID': 'companyExternalId',
      'Person - Email - Work': 'contactEmail',
      'Person - Email': 'contactEmail',
      'Deal - Deal created': 'createdOn',
      'Deal - Deal closed on': 'closedOn',
      'Deal - Won time': 'closedOn',
    },
    options: { timeZone: 'UTC' },
  },
  {
    tool: 'HubSpot contacts',
    kind: 'people',
    signature: ['Record ID', 'First Name', 'Last Name', 'Email'],
    columns: {
      'Record ID': 'externalId',
      'First Name': 'firstName',
      'Last Name': 'lastName',
      Email: 'email',
      'Phone Number': 'phone',
      'Job Title': 'jobTitle',
      'Company Name': 'companyName',
      'Associated Company': 'companyName',
      'Associated Company IDs': 'companyExternalId',
      'Country/Region': 'country',
      City: 'city',
      'Original Source': 'source',
      'Create Date': 'createdAt',
      'Unsubscribed from all email': 'optedOut',
    },
    options: {},
  },
  {
    tool: 'HubSpot companies',
    kind: 'companies',
    signature: ['Record ID', 'Company name', 'Company Domain Name'],
    columns: {
      'Record ID': 'externalId',
      'Company name': 'name',
      'Company Domain Name': 'domain',
      Industry: 'industry',
      'Number of Employees': 'employees',
      City: 'city',
      'Country/Region': 'country',
      'Create Date': 'createdAt',
    },
    options: {},
  },
  {
    tool: 'HubSpot deals',
    kind: 'deals',
    signature: ['Record ID', 'Deal Name', 'Deal Stage'],
    columns: {
      'Record ID': 'externalId',
      'Deal Name': 'name',
      'Deal Stage': 'stage',
      Amount: 'amount',
      Currency: 'currency',
      'Associated Company': 'companyName',
      'Associated Company IDs': 'companyExternalId',
      'Create Date': 'createdOn',
      'Close Date': 'closedOn',
      'Is Closed Won': 'isWon',
      'Is Deal Closed?': 'isClosed',
    },
    options: {},
  },
  {
    tool: 'Meta Ads report',
    kind: 'spend',
    signature: ['Campaign name', 'Day', 'Impressions', 'Link clicks'],
    columns: { Day: 'day', 'Campaign name': 'campaign', ...META_AMOUNTS, 'Link clicks': 'clicks', Impressions: 'impressions' },
    options: { channel: 'paid_social', source: 'facebook' },
  },
  {
    tool: 'LinkedIn Ads performance report',
    kind: 'spend',
    signature: ['Start Date (in UTC)', 'Campaign Name', 'Total Spent'],
    columns: {
      'Start Date (in UTC)': 'day',
      'Campaign Name': 'campaign',
      'Total Spent': 'amount',
      Currency: 'currency',
      Clicks: 'clicks',
      Impressions: 'impressions',
    },
    options: { dateFormat: 'mdy', channel: 'paid_social', source: 'linkedin' },
  },
  {
    tool: 'Microsoft Ads campaign report',
    kind: 'spend',
    signature: ['Gregorian date', 'Campaign name', 'Spend'],
    columns: {
      'Gregorian date': 'day',
      'Campaign name': 'campaign',
      Spend: 'amount',
      'Currency code': 'currency',
      Clicks: 'clicks',
      Impressions: 'impressions',
    },
    options: { channel: 'paid_search', source: 'bing' },
  },
  {
    tool: 'Google Ads campaign report',
    kind: 'spend',
    signature: ['Day', 'Campaign', 'Currency code', 'Cost', 'Impr.'],
    columns: {
      Day: 'day',
      Campaign: 'campaign',
      Cost: 'amount',
      'Currency code': 'currency',
      Clicks: 'clicks',
      'Impr.': 'impressions',
    },
    options: { channel: 'paid_search', source: 'google' },
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
  const [, currency] = /\(([A-Z]{3})\)$/.exec(columns.find(([, field]) => field === 'amount')?.[0] ?? '') ?? [];
  const options = currency === undefined ? ready.options : { ...ready.options, currency };
  return { ...ready, columns: Object.fromEntries(columns), options };
}

/** `property_` is what tells HubSpot's own columns from the pipeline's, so it stays. */
function exactly(column: string): string {
  return (column.toLowerCase().startsWith('property_') ? 'property ' : '') + squash(column);
}
