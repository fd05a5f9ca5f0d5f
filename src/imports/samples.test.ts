import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { worded } from '../../test/worded.ts';
import { roundMinor, sumMinor } from '../revenue/money.ts';
import { openDelimited } from './delimited.ts';
import type { ImportKind } from './kinds.ts';
import { mappingProblems, proposeKind, proposeMapping } from './mapping.ts';
import { type ReadRecord, rowReader, type RowResult } from './row.ts';
import type { ImportOptions } from './schema.ts';
import { addSpend, settleSpend, type SpendSum, type SpendSums } from './spend.ts';
import { surveyColumns } from './survey.ts';

/** A sample file through the whole reader: survey, proposed mapping, rows. */
async function importSample<K extends ImportKind>(path: string, kind: K, options: ImportOptions = {}) {
  const bytes = new Uint8Array(readFileSync(new URL(`../../sample/${path}`, import.meta.url)));
  const file = await openDelimited(() => [bytes]);
  const { samples, evidence } = await surveyColumns(file, file.encoding);
  expect(proposeKind(file.headers)).toBe(kind);
  const { mapping, tool } = proposeMapping(kind, file.headers, samples);
  expect(mappingProblems(kind, file.headers, mapping)).toEqual([]);
  const read = rowReader(kind, file.headers, { ...mapping, options: { ...mapping.options, ...options } }, evidence);
  const results: RowResult<K>[] = [];
  for await (const batch of file.batches()) results.push(...batch.map(read));
  const records = results.flatMap((result) => (result.status === 'read' ? [result.record] : []));
  const count = (status: string) => results.filter((result) => result.status === status).length;
  return { tool, records, results, counts: { read: count('read'), skipped: count('skipped'), wrong: count('wrong') } };
}

describe('customers as their tools export them', () => {
  test('HubSpot contacts: digests are no addresses, the external id is kept', async () => {
    const { tool, counts, records, results } = await importSample('hubspot/contact_data.csv', 'people');
    expect({ tool, counts }).toEqual({ tool: 'HubSpot contacts', counts: { read: 22, skipped: 0, wrong: 0 } });
    expect(records[0]).toMatchObject({
      externalId: '78971951',
      email: null,
      companyName: 'SampleCompany',
      createdAt: '2021-04-01T17:32:47.000Z',
    });
    expect(worded(results[0])).toMatchObject({ notes: [{ field: 'email', column: 'property_email' }] });
  });

  test('HubSpot companies', async () => {
    const { tool, counts, records } = await importSample('hubspot/company_data.csv', 'companies');
    expect({ tool, counts }).toEqual({ tool: 'HubSpot companies', counts: { read: 24, skipped: 0, wrong: 0 } });
    expect(records[0]).toMatchObject({
      externalId: '2182162682',
      country: 'US',
      createdAt: '2019-07-05T20:35:26.000Z',
    });
  });

  test('HubSpot deals', async () => {
    const { tool, counts, records } = await importSample('hubspot/deal_data.csv', 'deals', { currency: 'USD' });
    expect({ tool, counts }).toEqual({ tool: 'HubSpot deals', counts: { read: 44, skipped: 0, wrong: 0 } });
    expect(records[0]).toMatchObject({ externalId: '1244495215', createdOn: '2019-12-04', outcome: 'open', amount: null });
  });

  test('Salesforce: what is deleted there is left out here', async () => {
    const accounts = await importSample('salesforce/sf_account_data.csv', 'companies');
    expect(accounts).toMatchObject({ tool: 'Salesforce accounts', counts: { read: 1, skipped: 9, wrong: 0 } });
    expect(accounts.records[0]).toMatchObject({ name: "Eric's Test", externalId: '0015500000Xyy06AAB' });
    const opportunities = await importSample('salesforce/sf_opportunity_data.csv', 'deals', { currency: 'USD' });
    expect(opportunities).toMatchObject({ tool: 'Salesforce opportunities', counts: { read: 0, skipped: 10, wrong: 0 } });
  });

  test('Salesforce contacts and leads', async () => {
    const contacts = await importSample('salesforce/sf_contact_data.csv', 'people');
    expect(contacts).toMatchObject({ tool: 'Salesforce contacts', counts: { read: 4, skipped: 0, wrong: 0 } });
    expect(contacts.records[3]).toMatchObject({ email: 'hi@google.com', companyExternalId: '0011G00000eNyiXQAS' });
    const leads = await importSample('salesforce/sf_lead_data.csv', 'people');
    expect(leads).toMatchObject({ tool: 'Salesforce leads', counts: { read: 1, skipped: 0, wrong: 0 } });
    expect(leads.records[0]).toMatchObject({ email: 'h@gmail.com', companyName: 'Z' });
  });

  test('Salesforce opportunities with their deleted rows, when the mapping does not name the mark', async () => {
    const bytes = new Uint8Array(readFileSync(new URL('../../sample/salesforce/sf_opportunity_data.csv', import.meta.url)));
    const file = await openDelimited(() => [bytes]);
    const { is_deleted: _mark, ...columns } = proposeMapping('deals', file.headers).mapping.columns;
    const read = rowReader('deals', file.headers, { columns, options: { currency: 'USD', decimal: 'dot' } });
    const deals: ReadRecord<'deals'>[] = [];
    for await (const batch of file.batches()) {
      for (const result of batch.map(read)) if (result.status === 'read') deals.push(result.record);
    }
    expect(deals.map(({ amount }) => amount)).toEqual([2412000000, null, null, null, null, 20000000, null, 100, null, 21000000]);
    expect(deals.map(({ outcome }) => outcome).filter((outcome) => outcome === 'won')).toHaveLength(5);
    expect(deals[0]).toMatchObject({ name: '$1m deal', closedOn: '2018-12-19', createdOn: '2018-12-19' });
  });
});

describe('spend by campaign and day', () => {
  async function daily(path: string, options: ImportOptions = {}): Promise<{ days: SpendSum[]; total: number }> {
    const { records, counts } = await importSample(path, 'spend', options);
    expect(counts).toMatchObject({ skipped: 0, wrong: 0 });
    const sums: SpendSums = new Map();
    for (const [index, record] of records.entries()) {
      const settled = settleSpend(record);
      if ('record' in settled) addSpend(sums, settled.record, index + 2);
    }
    const days = [...sums.values()];
    return { days, total: sumMinor(days.map(({ amount, currency }) => roundMinor(amount, currency))) };
  }

  test('Google counts in micros', async () => {
    const { days, total } = await daily('ad-spend/google_ads_campaign_stats_data.csv', { currency: 'USD' });
    expect(days[0]).toEqual({
      day: '2021-02-01',
      channel: 'paid_search',
      source: 'google',
      campaign: '9935249409',
      currency: 'USD',
      amount: '36.150000',
      clicks: 49,
      impressions: 166,
      rows: 1,
      firstRow: 2,
    });
    expect(days).toHaveLength(16);
    expect(total).toBe(231_33);
  });

  test('LinkedIn', async () => {
    const { total, days } = await daily('ad-spend/linkedin_ad_analytics_by_campaign_data.csv', { currency: 'EUR' });
    expect(total).toBe(530_62);
    expect(days[0]).toMatchObject({ day: '2020-04-06', impressions: null, source: 'linkedin', channel: 'paid_social' });
  });

  test('Facebook', async () => {
    expect((await daily('ad-spend/facebook_ads_basic_ad_data.csv', { currency: 'DKK' })).total).toBe(643_63);
  });

  test('Microsoft: 2,630 rows by device and network become the days of three campaigns', async () => {
    const { days, total } = await daily('ad-spend/microsoft_ads_campaign_performance_daily_report_data.csv');
    expect(total).toBe(946_34);
    expect(new Set(days.map(({ campaign }) => campaign)).size).toBe(3);
    expect(days.every(({ currency }) => currency === 'USD')).toBe(true);
    expect(new Set(days.map(({ day, campaign }) => `${day} ${campaign}`)).size).toBe(days.length);
  });

  test('a report that names no currency is not guessed', async () => {
    const { results } = await importSample('ad-spend/facebook_ads_basic_ad_data.csv', 'spend');
    expect(worded(results[0])).toMatchObject({
      status: 'wrong',
      problems: [{ field: 'currency', problem: expect.stringContaining('say the currency of the file') }],
    });
  });
});
