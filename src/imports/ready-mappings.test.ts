import { describe, expect, test } from 'vitest';
import { openDelimited } from './delimited.ts';
import { mappingProblems, proposeKind, proposeMapping } from './mapping.ts';
import { recognise } from './ready-mappings.ts';
import { rowReader } from './row.ts';
import { surveyColumns } from './survey.ts';
import { openTable } from './table.ts';

/** The first row of an export, by its own header. */
async function firstOf(csv: string) {
  const file = await openDelimited(() => [new TextEncoder().encode(csv)]);
  const kind = proposeKind(file.headers);
  const { mapping, tool } = proposeMapping(kind, file.headers);
  expect(mappingProblems(kind, file.headers, mapping)).toEqual([]);
  const { evidence } = await surveyColumns(file, file.encoding);
  for await (const [row] of file.batches())
    if (row) return { kind, tool, result: rowReader(kind, file.headers, mapping, evidence)(row) };
  throw new Error('The export has no row.');
}

test.each([
  [
    'Person - ID,Person - Name,Person - Email - Work,Person - Phone - Work,Person - Organization,Person - Person created\n17,Anna Holm,anna@nordhavn.dk,+4520304050,Nordhavn Pumper,2026-09-01 08:15:00\n',
    'Pipedrive people',
    {
      externalId: '17',
      fullName: 'Anna Holm',
      email: 'anna@nordhavn.dk',
      companyName: 'Nordhavn Pumper',
      createdAt: '2026-09-01T08:15:00.000Z',
    },
  ],
  [
    'Organization - ID,Organization - Name,Organization - Country of Address\n4,Nordhavn Pumper,Denmark\n',
    'Pipedrive organizations',
    { externalId: '4', name: 'Nordhavn Pumper', country: 'DK' },
  ],
  [
    'Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Status,Deal - Stage,Deal - Deal created,Deal - Won time,Deal - Organization\n9,Pumper,1250.5,DKK,Won,Forhandling,2026-08-01 10:00:00,2026-09-15 11:00:00,Nordhavn Pumper\n',
    'Pipedrive deals',
    {
      externalId: '9',
      name: 'Pumper',
      amount: 125_050,
      currency: 'DKK',
      outcome: 'won',
      createdOn: '2026-08-01',
      closedOn: '2026-09-15',
    },
  ],
  [
    'Record ID,First Name,Last Name,Email,Phone Number,Create Date,Associated Company\n51,Anna,Holm,anna@nordhavn.dk,,2026-09-01 08:15,Nordhavn Pumper\n',
    'HubSpot contacts',
    { externalId: '51', firstName: 'Anna', email: 'anna@nordhavn.dk', companyName: 'Nordhavn Pumper' },
  ],
  [
    'Record ID,Deal Name,Deal Stage,Close Date,Amount,Currency,Is Closed Won\n6,Pumper,Closed Won,2026-09-15 10:00,1000,DKK,true\n',
    'HubSpot deals',
    { externalId: '6', outcome: 'won', closedOn: '2026-09-15' },
  ],
  [
    'Campaign name,Day,Amount spent (DKK),Impressions,Link clicks\nPumper efterår,2026-10-01,125.75,5000,40\n',
    'Meta Ads report',
    {
      day: '2026-10-01',
      campaign: 'Pumper efterår',
      amount: '125.75',
      currency: 'DKK',
      source: 'facebook',
      channel: 'paid_social',
      clicks: 40,
    },
  ],
  [
    'Start Date (in UTC),Account Name,Currency,Campaign Name,Total Spent,Impressions,Clicks\n10/01/2026,Nordhavn,EUR,Pumper,99.10,800,7\n',
    'LinkedIn Ads performance report',
    { day: '2026-10-01', amount: '99.10', currency: 'EUR', source: 'linkedin' },
  ],
  [
    'Gregorian date,Campaign name,Currency code,Impressions,Clicks,Spend\n2026-10-01,Pumper,SEK,90,3,12.40\n',
    'Microsoft Ads campaign report',
    { day: '2026-10-01', amount: '12.40', currency: 'SEK', source: 'bing' },
  ],
  [
    'Day;Campaign;Currency code;Cost;Clicks;Impr.\n2026-10-01;Pumper;NOK;1.234,50;12;3.400\n',
    'Google Ads campaign report',
    { day: '2026-10-01', amount: '1234.50', currency: 'NOK', source: 'google', impressions: 3400 },
  ],
])('%s is recognised as %s', async (csv, tool, record) => {
  const first = await firstOf(csv);
  expect(first.tool).toBe(tool);
  expect(first.result).toMatchObject({ status: 'read', record });
});

test('a file that lacks one of a tool’s columns is read by the names of its own', () => {
  expect(recognise(['Deal - ID', 'Deal - Title'])).toBeNull();
});

describe('reports with a title above their columns and a total below', () => {
  test.each([
    [
      'Google',
      'Campaign report\n"1 May 2026 - 31 May 2026"\nDay,Campaign,Currency code,Cost,Clicks,Impr.\n2026-05-03,Autumn,DKK,"1,234.56",100,"12,000"\nTotal: Account,,DKK,"1,234.56",100,"12,000"\n',
      { day: '2026-05-03', campaign: 'Autumn', amount: '1234.56', currency: 'DKK', clicks: 100, impressions: 12_000 },
      [5],
    ],
    [
      'Google in Danish',
      'Kampagnerapport\n1. maj 2026 - 31. maj 2026\nDag;Kampagne;Valutakode;Omkostninger;Klik;Eksponeringer\n2026-05-03;Efterår;DKK;1.234,56;100;12.000\n',
      { day: '2026-05-03', campaign: 'Efterår', amount: '1234.56', currency: 'DKK', clicks: 100, impressions: 12_000 },
      [],
    ],
    [
      'LinkedIn',
      '\ufeffCampaign Performance Report (in UTC)\nReport Start: May 1, 2026, 12:00 AM\nReport End: May 31, 2026, 11:59 PM\n\nStart Date (in UTC)\tAccount Name\tCurrency\tCampaign Name\tTotal Spent\tImpressions\tClicks\n5/3/2026\tFirma\tDKK\tAutumn\t222.22\t1000\t10\n',
      { day: '2026-05-03', campaign: 'Autumn', amount: '222.22', currency: 'DKK', clicks: 10, channel: 'paid_social' },
      [],
    ],
    [
      'Microsoft',
      '"Report Name: Campaigns"\n"Report Time: 5/1/2026 - 5/31/2026"\n\n"Gregorian date","Account name","Campaign name","Currency code","Impressions","Clicks","Spend"\n"5/13/2026","Firma","Autumn","DKK","1000","10","111.11"\n"©2026 Microsoft Corporation. All rights reserved. "\n',
      { day: '2026-05-13', campaign: 'Autumn', amount: '111.11', currency: 'DKK', clicks: 10, channel: 'paid_search' },
      [6],
    ],
  ])('%s', async (name, report, record, rejected) => {
    const bytes = new Uint8Array(Buffer.from(report, name === 'LinkedIn' ? 'utf16le' : 'utf8'));
    const mapping = { columns: {}, options: name === 'Google in Danish' ? { source: 'google' } : {} };
    const table = await openTable('spend', 'text', () => [bytes], { mapping, survey: null, houseCurrency: 'DKK' });
    expect(table.problems).toEqual([]);
    const all = [];
    for await (const batch of table.batches(0, 100)) all.push(batch);
    expect(all.flatMap(({ entries }) => entries.map((entry) => entry.record))).toEqual([expect.objectContaining(record)]);
    expect(all.flatMap((batch) => batch.rejected.map(({ row }) => row))).toEqual(rejected);
  });
});

test('A report whose currency stands beside its amount, with a tick for what is closed beside the day it was', async () => {
  const { result } = await firstOf(
    'Opportunity Name,Account Name,Amount,Amount Currency,Closed,Close Date,Won\nPumper,Nordhavn Pumper,1250.50,NOK,1,2026-09-15,1\n',
  );
  expect(result).toMatchObject({
    status: 'read',
    record: { name: 'Pumper', amount: 125_050, currency: 'NOK', closedOn: '2026-09-15' },
  });
});

test('A day of closing alone under the name of the tick is a day', () => {
  expect(proposeMapping('deals', ['Deal name', 'Amount', 'Closed']).mapping.columns['Closed']).toBe('closedOn');
});
