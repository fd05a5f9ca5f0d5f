import { Readable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { createTestMember, createTestWorkspace } from '../../test/database.ts';
import { createTestServer, type TestClient } from '../../test/server.ts';
import { inWorkspace } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { queueImport } from '../imports/commands.ts';
import { openDelimited, type TableFile } from '../imports/delimited.ts';
import { runImport, takeIn } from '../imports/jobs.ts';
import { openJson } from '../imports/json.ts';
import { fieldsOf, type ImportKind } from '../imports/kinds.ts';
import { getImport } from '../imports/reports.ts';
import { exportFile } from './commands.ts';
import { exportKinds } from './schema.ts';

const server = await createTestServer();
const { db } = server;

/** A company with some of everything, told with the signs that files are broken by. */
async function office() {
  const workspace = await createTestWorkspace(db);
  const admin = await server.as('admin', { workspace });
  const told = (path: string, body: object) => admin.post(`/api/v1/${path}`, body).then((answer) => answer.json());
  await told('companies', {
    name: 'Nordhavn "Pumper"; A/S',
    domain: 'nordhavn.dk',
    country: 'DK',
    industry: '=HYPERLINK("x")',
    employees: 240,
  });
  const person = await told('people', {
    name: '@Anna, Ærø',
    email: 'anna@nordhavn.dk',
    phone: '+45 12 34 56 78',
    title: '-Leder',
    externalId: 'hs-1',
  });
  await told('people', { name: "'=Jens\nO'Neill", email: 'jens@fjordlys.no' });
  await told('people', { name: 'Kun i et værktøj', externalId: '77', source: 'hubspot' });
  await told('suppressions', { address: 'Jens@fjordlys.no', reason: 'complained' });
  const lead = await told('leads', { personId: person.id });
  await told('touchpoints', {
    personId: person.id,
    kind: 'call',
    side: 'sales',
    title: '+ ringede',
    occurredAt: '2026-11-02T08:15:30.250Z',
  });
  await told('deals', {
    name: '=Pumper 2026',
    externalId: 'D-1',
    personId: person.id,
    amount: { amountMinor: -125_050, currency: 'DKK' },
    openedOn: '2026-10-01',
  });
  await told('invoices', {
    kind: 'credit_note',
    number: '-7',
    issuedOn: '2026-10-02',
    currency: 'DKK',
    netMinor: -10_000,
    taxMinor: -2500,
    customerName: '+Kunde',
  });
  await told('spend', {
    day: '2026-10-03',
    channel: 'paid_search',
    source: 'google',
    campaign: '=brand',
    amount: { amountMinor: 123_456, currency: 'DKK' },
    clicks: 1200,
  });
  return { workspace, admin, person, lead };
}

async function tableOf(client: TestClient, kind: string, query = '') {
  const answer = await client.get(`/api/v1/exports/${kind}${query}`);
  expect(answer.statusCode, answer.body).toBe(200);
  const file = await openDelimited(() => [answer.rawPayload]);
  const records = (await rowsOf(file)).map((cells) =>
    Object.fromEntries(file.headers.map((header, index) => [header, cells[index]])),
  );
  return { headers: file.headers, records, text: answer.body };
}

describe('an export', () => {
  it('holds every row of the list, in all three formats', async () => {
    const { admin } = await office();
    for (const kind of exportKinds) {
      const filters = kind === 'metric-rows' ? '&key=new_leads&from=2026-01-01&to=2027-12-31' : '';
      const list = kind === 'metric-rows' ? `metrics/new_leads/rows?from=2026-01-01&to=2027-12-31` : kind;
      const expected = kind === 'work' ? 0 : (await admin.get(`/api/v1/${list}`)).json().items.length;
      const { records } = await tableOf(admin, kind, `?for=machine${filters}`);
      const json = await admin.get(`/api/v1/exports/${kind}?format=json${filters}`);
      const xlsx = await admin.get(`/api/v1/exports/${kind}?format=xlsx${filters}`);
      const lines = json.body.split('\n').filter((line) => line !== '');
      expect([kind, records.length, lines.length]).toEqual([kind, expected, expected]);
      for (const line of lines) expect(JSON.parse(line)).toMatchObject({});
      expect([xlsx.statusCode, xlsx.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
    }
  });

  it('tells JSON as the list does, object for object', async () => {
    const { admin } = await office();
    for (const kind of ['people', 'leads', 'deals', 'touchpoints']) {
      const items = (await admin.get(`/api/v1/${kind}`)).json().items as object[];
      const lines = (await admin.get(`/api/v1/exports/${kind}?format=json`)).body.trim().split('\n');
      expect(items.length).toBeGreaterThan(0);
      items.forEach((item, index) => expect(JSON.parse(lines[index] ?? '')).toMatchObject(item));
    }
  });

  it('starts no cell of text with a sign that a spreadsheet calculates by', async () => {
    const { admin } = await office();
    for (const kind of ['people', 'companies', 'touchpoints', 'deals', 'invoices', 'spend']) {
      const { records } = await tableOf(admin, kind, '?for=machine');
      for (const cell of records.flatMap((record) => Object.values(record)))
        expect(cell).not.toMatch(/^\s*[=+@]|^\s*-(?!\d+\.\d\d$)/);
    }
    const { records } = await tableOf(admin, 'deals', '?for=machine');
    expect(records[0]).toMatchObject({ name: "'=Pumper 2026", amount: '-1250.50' });
  });

  it('is written in the language and numbers of the member who asks, and in ISO for a program', async () => {
    const { workspace, admin } = await office();
    await admin.patch('/api/v1/me', { language: 'nb' });
    const mine = await tableOf(admin, 'deals');
    expect(mine.text.startsWith('\uFEFF')).toBe(true);
    expect(mine.records[0]).toMatchObject({ Handel: "'=Pumper 2026", Beløp: '-1250,50', Opprettet: '01.10.2026' });
    const key = await server.withKey(['read'], workspace);
    const theirs = await tableOf(key, 'deals');
    expect(theirs.records[0]).toMatchObject({ amount: '-1250.50', createdOn: '2026-10-01' });
    const asked = await tableOf(key, 'deals', '?language=nl');
    expect(asked.records[0]).toMatchObject({ Bedrag: '-1250,50', Aangemaakt: '01-10-2026' });
  });

  it('keeps to the filters of the list and refuses one that the list does not have', async () => {
    const { admin } = await office();
    expect((await tableOf(admin, 'people', '?for=machine&search=jens')).records).toMatchObject([{ email: 'jens@fjordlys.no' }]);
    expect((await tableOf(admin, 'deals', '?for=machine&stage=won')).records).toEqual([]);
    const misspelt = await admin.get('/api/v1/exports/people?serach=jens');
    expect([misspelt.statusCode, misspelt.json().detail]).toEqual([400, expect.stringContaining('serach')]);
    const page = await admin.get('/api/v1/exports/people?limit=1');
    expect(page.statusCode).toBe(400);
    const nobody = await (await server.withKey(['read'])).get('/api/v1/exports/leads?owner=me');
    expect(nobody.statusCode).toBe(422);
  });

  it('is on record: who, what, that it was narrowed and how many rows, and never whom somebody searched for', async () => {
    const { admin } = await office();
    await admin.get('/api/v1/exports/people?format=json&search=jens');
    const [event] = (await admin.get('/api/v1/events?type=export.made')).json().items;
    expect(event).toMatchObject({
      actor: { kind: 'member', id: admin.memberId },
      data: { kind: 'people', format: 'json', filters: { searched: true }, rows: 1 },
    });
    expect(JSON.stringify(event)).not.toContain('jens');
  });

  it('says what a member has to do: contacts that are due, and leads with and without a next step', async () => {
    const { workspace, admin, lead } = await office();
    const rep = await createTestMember(db, workspace, 'sales', { name: 'Rikke' });
    await inWorkspace(db, workspace, { kind: 'system' }, ({ db: open }) =>
      open.updateTable('leads').set({ stage: 'working', ownerMemberId: rep.id }).where('id', '=', lead.id).execute(),
    );
    expect((await tableOf(admin, 'work', '?for=machine')).records).toMatchObject([
      { member: 'Rikke', work: 'no_next_step', email: 'anna@nordhavn.dk' },
    ]);
    expect((await tableOf(admin, 'work', `?for=machine&member=${newId()}`)).records).toEqual([]);
  });
});

describe('a large export', () => {
  const inOffice = async (people: number) => {
    const workspace = await createTestWorkspace(db);
    await inWorkspace(db, workspace, { kind: 'system' }, async ({ db: open, now }) => {
      const rows = Array.from({ length: people }, (_, index) => ({
        workspaceId: workspace,
        id: newId(),
        name: `P${index}`,
        traits: '{}',
        createdAt: now,
      }));
      for (let at = 0; at < rows.length; at += 1000)
        await open
          .insertInto('people')
          .values(rows.slice(at, at + 1000))
          .execute();
    });
    return { workspace, actor: { kind: 'system' } as const };
  };

  it('is read batch by batch as it is taken, and is complete and without doubles', async () => {
    const caller = await inOffice(2500);
    const { content } = await exportFile(db, caller, 'people', { format: 'json', for: undefined, language: undefined });
    const names = new Set<string>();
    for await (const piece of content)
      for (const line of String(piece).split('\n').filter(Boolean)) names.add(JSON.parse(line).name);
    expect(names.size).toBe(2500);
  });

  it('shows one moment: what is added while it is read is not in it', async () => {
    const caller = await inOffice(2500);
    const { content } = await exportFile(db, caller, 'people', { format: 'json', for: undefined, language: undefined });
    await inWorkspace(db, caller.workspace, caller.actor, ({ db: open }) => open.deleteFrom('people').execute());
    let lines = 0;
    for await (const piece of content) lines += String(piece).split('\n').length - 1;
    expect(lines).toBe(2500);
  });

  it('is called by the day of the company, which begins before that of Greenwich', async () => {
    const caller = await inOffice(1);
    const query = { format: 'csv', for: undefined, language: undefined } as const;
    const { name, content } = await exportFile(db, caller, 'people', query, new Date('2026-11-22T23:30:00Z'));
    content.destroy();
    expect(name).toBe('people-2026-11-23.csv');
  });

  it('that nobody reads on is given up: its place is free, and the audit says that it was broken off', async () => {
    const caller = await inOffice(2500);
    const open = () => exportFile(db, caller, 'people', { format: 'csv', for: undefined, language: undefined });
    const [first, second] = [await open(), await open()];
    await expect(open()).rejects.toMatchObject({ status: 429 });
    first.content.destroy();
    second.content.destroy();
    for (const { content } of [first, second]) if (!content.closed) await new Promise((done) => content.once('close', done));
    const third = await open();
    for await (const _ of third.content);
    const admin = await server.as('admin', { workspace: caller.workspace });
    // The record of what was broken off follows the breaking off.
    await vi.waitFor(async () => {
      const events: { type: string }[] = (await admin.get('/api/v1/events')).json().items;
      const types = events.map(({ type }) => type).filter((type) => type.startsWith('export.'));
      expect(types.toSorted()).toEqual(['export.broken_off', 'export.broken_off', 'export.made']);
    });
  });
});

describe('files that were exported and are imported elsewhere', () => {
  const kinds = ['companies', 'people', 'touchpoints', 'deals', 'invoices', 'spend', 'suppressions'] as const;

  it.each(['csv', 'xlsx', 'json'])('as %s are exported again as they were, in all that an import can tell', async (format) => {
    const { admin } = await office();
    const elsewhere = await createTestWorkspace(db, 'Fjordlys');
    const there = await server.as('admin', { workspace: elsewhere });
    for (const kind of kinds) {
      const file = (await admin.get(`/api/v1/exports/${kind}?for=machine&format=${format}`)).rawPayload;
      expect(await imported(elsewhere, kind, file)).toMatchObject({ state: 'done', counts: { wrong: 0 } });
      const [before, after] = [await tableOf(admin, kind, '?for=machine'), await tableOf(there, kind, '?for=machine')];
      expect(before.records.length, kind).toBeGreaterThan(0);
      expect(told(kind, after.records), kind).toEqual(told(kind, before.records));
    }
  });

  it.each(['csv', 'xlsx', 'json'])('as %s change nothing where they came from', async (format) => {
    const { workspace, admin } = await office();
    for (const kind of kinds) {
      const file = (await admin.get(`/api/v1/exports/${kind}?for=machine&format=${format}`)).rawPayload;
      expect(await imported(workspace, kind, file)).toMatchObject({ counts: { new: 0, updated: 0, wrong: 0 } });
    }
  });

  it('tell an address without marketing mail only where its person is known, and of others that it is missing', async () => {
    const { workspace, admin } = await office();
    await admin.post('/api/v1/suppressions', { address: 'ukendt@havn.dk' });
    const { records } = await tableOf(admin, 'suppressions', '?for=machine');
    expect(records.map(({ email, reason }) => [email, reason])).toEqual([
      ['', 'asked'],
      ['jens@fjordlys.no', 'complained'],
    ]);
    const file = (await admin.get('/api/v1/exports/suppressions?format=json')).rawPayload;
    const { counts, problems } = await imported(workspace, 'suppressions', file);
    expect([counts, problems]).toMatchObject([{ skipped: 1, wrong: 1 }, [{ row: 1, column: 'email' }]]);
  });

  it('as JSON have the columns and values of the CSV for programs, row for row', async () => {
    const { admin } = await office();
    for (const kind of kinds) {
      const as = async (format: string) => (await admin.get(`/api/v1/exports/${kind}?for=machine&format=${format}`)).rawPayload;
      const [csv, json] = [await as('csv'), await as('json')];
      const [one, other] = [await openDelimited(() => [csv]), await openJson(kind, () => [json])];
      expect([kind, other.headers]).toEqual([kind, one.headers]);
      expect(await rowsOf(other)).toEqual(await rowsOf(one));
    }
  });

  it('as JSON and cut off on their way are refused, and rows that were changed by hand are told with their numbers', async () => {
    const { workspace, admin } = await office();
    const json = (await admin.get('/api/v1/exports/spend?format=json')).rawPayload;
    await expect(imported(workspace, 'spend', json.subarray(0, -20))).rejects.toMatchObject({
      status: 422,
      detail: 'The file ends in the middle of row 1: it was cut off on its way. Export or fetch it again.',
    });
    const [line = ''] = json.toString().split('\n');
    const { told: _told, ...without } = JSON.parse(line);
    const badDay = line.replace('2026-10-03', '2026-13-03');
    const file = [line, JSON.stringify(without), badDay].join('\n');
    const found = await imported(workspace, 'spend', Buffer.from(file));
    expect(found).toMatchObject({ counts: { rows: 3, new: 0, wrong: 2 } });
    const rejected = (await admin.get(`/api/v1/imports/${found.id}/rejections`)).body;
    const lines = rejected.trim().split('\r\n');
    expect(lines[0]).toBe('samspilId,day,channel,source,campaign,amount,currency,impressions,clicks,row,problem');
    expect(lines[1]).toContain(',2,"The row is not like the first, which was exported from Samspil');
    expect(lines[2]).toMatch(/,2026-13-03,paid_search,google,'=brand,1234\.56,DKK,,1200,3,"?day: /);
  });
});

async function rowsOf(file: TableFile) {
  const rows: string[][] = [];
  for await (const batch of file.batches()) rows.push(...batch.map(({ cells }) => cells));
  return rows;
}

/** What an import can tell of the rows, in an order of their own. Members are each workspace's own. */
function told(kind: ImportKind, records: Record<string, string | undefined>[]) {
  const fields = Object.keys(fieldsOf(kind)).filter((field) => field !== 'ownerEmail');
  return records.map((record) => JSON.stringify(fields.map((field) => record[field] ?? ''))).toSorted();
}

/** Imports a file with the columns that are proposed for it. */
async function imported(workspace: string, kind: ImportKind, file: Buffer) {
  const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(db, workspace, { kind: 'system' }, work);
  const id = await takeIn(db, workspace, { kind, fileName: 'export.csv', file: Readable.from([file]), mapping: null });
  await inside((context) => queueImport(context, async () => {}, id, 'en'));
  await runImport(db, { workspace, importId: id });
  return inside((context) => getImport(context, id, 'en'));
}
