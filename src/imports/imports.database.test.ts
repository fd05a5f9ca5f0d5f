import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestWorkspace } from '../../test/database.ts';
import { createTestServer } from '../../test/server.ts';
import { leadConsumer } from '../leads/jobs.ts';
import { settle } from '../../test/outbox.ts';
import { root } from '../platform/root.ts';
import { runImport } from './jobs.ts';

const server = await createTestServer();
const { app, db } = server;
const owner = new pg.Client({ connectionString: server.adminUrl });
beforeAll(() => owner.connect());
afterAll(() => owner.end());

const sample = (path: string) => readFileSync(join(root, 'sample', path));

interface Upload {
  kind: string;
  file: string | Buffer;
  name?: string;
  mapping?: unknown;
}

/** A workspace of its own with an administrator, who uploads, runs and looks. */
async function office(name = 'Nordhavn Pumper A/S') {
  const workspace = await createTestWorkspace(db, name);
  const key = await server.withKey(['read', 'write'], workspace);
  const headers = { authorization: await bearer(workspace) };
  const upload = ({ kind, file, name = 'file.csv', mapping }: Upload, query = '') =>
    app.inject({
      method: 'POST',
      url: `/api/v1/imports${query}`,
      headers: { ...headers, ...form.headers },
      payload: form({ kind, file, name, mapping }),
    });
  const run = async (id: string, options: Parameters<typeof runImport>[2] = {}) => {
    expect((await key.post(`/api/v1/imports/${id}/run`)).statusCode).toBe(202);
    await runImport(db, { workspace, importId: id }, options);
    return (await key.get(`/api/v1/imports/${id}`)).json();
  };
  const load = async (given: Upload) => {
    const preview = await upload(given);
    expect(preview.statusCode, preview.body).toBe(201);
    return { preview: preview.json(), done: await run(preview.json().id) };
  };
  return { workspace, client: key, upload, run, load };
}

async function bearer(workspace: string): Promise<string> {
  const { createApiKey } = await import('../workspaces/commands.ts');
  const { inWorkspace } = await import('../platform/database.ts');
  return `Bearer ${(await inWorkspace(db, workspace, { kind: 'system' }, (context) => createApiKey(context, { name: 'Test', scopes: ['read', 'write'] }))).key}`;
}

const BOUNDARY = 'samspil-test-boundary';
const form = Object.assign(
  ({ kind, file, name, mapping }: Upload) => {
    const part = (head: string, body: string | Buffer) =>
      Buffer.concat([
        Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`),
        Buffer.from(body as string),
        Buffer.from('\r\n'),
      ]);
    return Buffer.concat([
      part(`name="file"; filename="${name}"\r\ncontent-type: application/octet-stream`, file),
      part('name="kind"', kind),
      ...(mapping === undefined ? [] : [part('name="mapping"', JSON.stringify(mapping))]),
      Buffer.from(`--${BOUNDARY}--\r\n`),
    ]);
  },
  { headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` } },
);

/** Every row of the customer and money tables of a workspace, for comparing before and after. */
async function allRows(workspace: string) {
  const tables = [
    'companies',
    'company_identities',
    'people',
    'identities',
    'touchpoints',
    'deals',
    'deal_stages',
    'invoices',
    'invoice_matches',
    'spend',
    'leads',
  ];
  const all: Record<string, { row: Record<string, unknown> }[]> = {};
  for (const table of tables)
    all[table] = (
      await owner.query(`select to_jsonb(t) as row from ${table} t where workspace_id = $1 order by to_jsonb(t)::text`, [
        workspace,
      ])
    ).rows;
  return all;
}

describe('people of a file who share the mailbox of their office', () => {
  it('are told apart by their ids, and stay who they are when the file comes again', async () => {
    const { load, client } = await office();
    const file = 'Id;Navn;E-mail\n1;Ole Dam;info@nordhavn.dk\n2;Ulla Bro;info@nordhavn.dk\n';
    expect((await load({ kind: 'people', file })).done.counts).toMatchObject({ new: 2, updated: 0 });
    expect((await load({ kind: 'people', file: `${file}\n` })).done.counts).toMatchObject({ new: 0, updated: 0, skipped: 2 });
    const { items } = (await client.get('/api/v1/people')).json();
    expect(items).toHaveLength(2);
    expect(items).toEqual(expect.arrayContaining(['Ole Dam', 'Ulla Bro'].map((name) => expect.objectContaining({ name }))));
  });
});

describe('a file of which no row can be used', () => {
  it.each([
    ['people', 'Email;Navn\nx;y\n'],
    ['companies', 'Navn;Ansatte\nA;mange\n'],
    ['touchpoints', 'Dato;Type;E-mail\nx;y;z\n'],
    ['deals', 'Id;Navn;Beløb;Valuta\n1;A;x;DKK\n'],
    ['spend', 'Dato;Kilde;Forbrug;Valuta\nx;y;z;DKK\n'],
    ['invoices', 'Fakturanr;Fakturadato;Netto;Valuta\n1;x;y;DKK\n'],
    ['suppressions', 'E-mail;Årsag\nx;y\n'],
  ])('of %s is previewed and run, and says of each row why', async (kind, file) => {
    const { load } = await office();
    const { preview, done } = await load({ kind, file });
    expect(preview.counts).toEqual({ rows: 1, new: 0, updated: 0, skipped: 0, wrong: 1 });
    expect(preview.problems.length).toBeGreaterThan(0);
    expect(done).toMatchObject({ state: 'done', counts: preview.counts });
  });

  it('of Salesforce opportunities that were all deleted is skipped', async () => {
    const { preview, done } = await (await office()).load({ kind: 'deals', file: sample('salesforce/sf_opportunity_data.csv') });
    expect(preview.counts).toEqual({ rows: 10, new: 0, updated: 0, skipped: 10, wrong: 0 });
    expect(done.counts).toEqual(preview.counts);
  });
});

describe('the samples as their tools export them', () => {
  it.each([
    ['companies', 'hubspot/company_data.csv', 24, 0, 0],
    ['people', 'hubspot/contact_data.csv', 22, 0, 22],
    ['companies', 'salesforce/sf_account_data.csv', 1, 9, 0],
  ])('%s of %s: preview and run count alike, the same file again changes nothing', async (kind, path, rows, deleted, digests) => {
    const { load, workspace } = await office();
    const { preview, done } = await load({ kind, file: sample(path) });
    expect(preview).toMatchObject({
      state: 'previewed',
      counts: { rows: rows + deleted, new: rows, updated: 0, skipped: deleted, wrong: 0 },
      problems: Array.from({ length: digests }, () => ({ problem: expect.stringContaining('replaced by a digest') })),
    });
    expect(done).toMatchObject({ state: 'done', rowsDone: rows + deleted, counts: preview.counts });
    const before = await allRows(workspace);
    const again = await load({ kind, file: sample(path) });
    expect(again.preview).toMatchObject({
      counts: { new: 0, updated: 0, skipped: rows + deleted },
      problem: expect.stringContaining('This very file was imported on 20'),
    });
    expect(await allRows(workspace)).toEqual(before);
    // Also when its bytes differ: the rows themselves are recognised.
    const other = await load({ kind, file: Buffer.concat([sample(path), Buffer.from('\n\n')]) });
    expect(other.done.counts).toEqual({ rows: rows + deleted, new: 0, updated: 0, skipped: rows + deleted, wrong: 0 });
    expect(await allRows(workspace)).toEqual(before);
  });

  it('accounts marked as deleted come in when the mark is left out of the mapping', async () => {
    const { upload, client, run } = await office();
    const preview = (await upload({ kind: 'companies', file: sample('salesforce/sf_account_data.csv') })).json();
    const { is_deleted: _mark, ...columns } = preview.mapping.columns;
    const again = (
      await client.put(`/api/v1/imports/${preview.id}/mapping`, { mapping: { ...preview.mapping, columns } })
    ).json();
    expect(again.counts).toEqual({ rows: 10, new: 10, updated: 0, skipped: 0, wrong: 0 });
    expect((await run(preview.id)).counts).toEqual(again.counts);
    expect((await client.get('/api/v1/companies?limit=200')).json().items).toHaveLength(10);
  });

  it('deals with their stages, known by their id', async () => {
    const { load, client, workspace } = await office();
    const { preview, done } = await load({
      kind: 'deals',
      file: sample('hubspot/deal_data.csv'),
      mapping: { columns: {}, options: { currency: 'USD' } },
    });
    expect(preview.counts).toEqual({ rows: 44, new: 44, updated: 0, skipped: 0, wrong: 0 });
    expect(done.counts).toEqual(preview.counts);
    const { items } = (await client.get('/api/v1/deals?limit=200')).json();
    expect(items).toHaveLength(44);
    expect(items.find((deal: { externalId: string }) => deal.externalId === '1244495215')).toMatchObject({
      source: 'hubspot',
      stage: 'open',
      openedOn: '2019-12-04',
      amount: null,
    });
    expect((await allRows(workspace))['deal_stages']).toHaveLength(44);
  });

  it.each([
    ['google_ads_campaign_stats_data.csv', 'USD', 231_33],
    ['linkedin_ad_analytics_by_campaign_data.csv', 'EUR', 530_62],
    ['facebook_ads_basic_ad_data.csv', 'DKK', 643_63],
    ['microsoft_ads_campaign_performance_daily_report_data.csv', 'USD', 946_34],
  ])('spend of %s is %s %i', async (file, currency, total) => {
    const { load, workspace } = await office();
    const given = { kind: 'spend', file: sample(`ad-spend/${file}`), mapping: { columns: {}, options: { currency } } };
    const { preview, done } = await load(given);
    expect(done).toMatchObject({ state: 'done', counts: preview.counts });
    expect(preview.counts).toMatchObject({ new: preview.counts.rows, wrong: 0 });
    const { spend = [] } = await allRows(workspace);
    expect(spend.reduce((sum, { row }) => sum + Number(row['amount_minor']), 0)).toBe(total);
    expect(new Set(spend.map(({ row }) => row['currency']))).toEqual(new Set([currency]));
    const again = await load({ ...given, file: Buffer.concat([given.file, Buffer.from('\n')]) });
    expect(again.done.counts).toMatchObject({ new: 0, updated: 0, skipped: preview.counts.rows });
    expect((await allRows(workspace))['spend']).toEqual(spend);
  });

  it('an invoice as UBL, to the øre', async () => {
    const { load, client } = await office();
    const { preview, done } = await load({
      kind: 'invoices',
      file: sample('en16931/ubl-tc434-example5.xml'),
      name: 'example5.xml',
    });
    expect(preview).toMatchObject({ columns: [], mapping: null, counts: { rows: 1, new: 1 } });
    expect(done.state).toBe('done');
    const [invoice] = (await client.get('/api/v1/invoices')).json().items;
    expect(invoice).toMatchObject({ number: 'TOSL110', kind: 'invoice', net: { currency: 'DKK' } });
    expect(invoice.net.amountMinor + invoice.tax.amountMinor).toBe(invoice.gross.amountMinor);
    expect(
      (await load({ kind: 'invoices', file: Buffer.concat([sample('en16931/ubl-tc434-example5.xml'), Buffer.from('\n')]) })).done
        .counts,
    ).toMatchObject({ new: 0, skipped: 1 });
  });
});

describe('what is wrong', () => {
  const csv =
    'name;organisation number;employees\nNordhavn Pumper;12345678;42\nFjordlys;;many\n=HYPERLINK("x");87654321;7;8\nHavne Teknik;11223344;3\n"aldrig lukket;1;2\n';

  it('costs its own row only; the rest is imported, and the rejected rows come back with their problem and without formulas', async () => {
    const { load, client } = await office();
    const { preview, done } = await load({ kind: 'companies', file: csv });
    expect(preview.counts).toEqual({ rows: 5, new: 2, updated: 0, skipped: 0, wrong: 3 });
    expect(preview.problems).toMatchObject([
      { row: 3, column: 'employees', value: 'many' },
      { row: 4, column: null },
      { row: 6, column: null },
    ]);
    expect(done).toMatchObject({ state: 'done', counts: preview.counts });
    const answer = await client.get(`/api/v1/imports/${done.id}/rejections`);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.body.split('\r\n')).toEqual([
      'name,organisation number,employees,row,problem',
      expect.stringMatching(/^Fjordlys,,many,3,"?employees: /),
      expect.stringMatching(/^"'=HYPERLINK\(""x""\)",87654321,7 \| 8,4,The row has 4 cells; the header has 3\.$/),
      expect.stringMatching(/^"'?""aldrig lukket;1;2",,,6,A quotation mark/),
      '',
    ]);
  });

  it('an unknown country costs no row: it is left out, told in the preview, and in the file to correct and import again', async () => {
    const { load, client } = await office();
    const people = 'email,country\nanna@a.dk,Danmark\nbo@b.no,NOR\ncarl@c.example,Atlantis\n';
    const { preview, done } = await load({ kind: 'people', file: people });
    expect(preview.counts).toMatchObject({ new: 3, wrong: 0 });
    expect(preview.problems).toMatchObject([
      { row: 4, column: 'country', value: 'Atlantis', problem: expect.stringContaining('The row comes in without it.') },
    ]);
    const answer = await client.get(`/api/v1/imports/${done.id}/rejections?language=da`);
    const [header, line, end] = answer.body.split('\r\n');
    expect([header, end]).toEqual(['email,country,række,problem', '']);
    expect(line).toMatch(/^carl@c\.example,Atlantis,4,.*Skriv fx Danmark eller DK/);
    const corrected = await load({ kind: 'people', file: answer.body.replace('Atlantis', 'Denemarken') });
    expect(corrected.done.counts).toMatchObject({ new: 0, updated: 1, wrong: 0 });
    expect(corrected.preview.problems).toEqual([]);
  });

  it('a UBL document with a wrong total is refused by the name of its element, and nothing is written', async () => {
    const { upload, client } = await office();
    const file = sample('en16931/ubl-tc434-example5.xml')
      .toString()
      .replace(/(<cbc:TaxInclusiveAmount[^>]*>)[^<]*/, '$199.99');
    const answer = await upload({ kind: 'invoices', file, name: 'wrong.xml' });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors[0].pointer).toContain('TaxInclusiveAmount');
    expect((await client.get('/api/v1/imports')).json().items).toEqual([]);
    expect((await client.get('/api/v1/invoices')).json().items).toEqual([]);
  });

  it('an invoice whose number is taken by other contents is rejected with the difference', async () => {
    const { load, client } = await office();
    const rows = (net: string) =>
      `Fakturanr;Fakturadato;Kunde;Netto;Moms;Valuta\n1001;01-10-2026;Nordhavn Pumper;${net};250,00;DKK\n`;
    await load({ kind: 'invoices', file: rows('1.000,00') });
    const { done } = await load({ kind: 'invoices', file: rows('1.100,00') });
    expect(done.counts).toMatchObject({ new: 0, wrong: 1 });
    expect((await client.get(`/api/v1/imports/${done.id}/rejections`)).body).toContain(
      'its net is 1000.00 DKK there and 1100.00 DKK here',
    );
    expect((await client.get('/api/v1/invoices')).json().items).toMatchObject([{ net: { amountMinor: 100_000 } }]);
  });

  it('a mapping that lacks a field says so, cannot run, and can be mended', async () => {
    const { upload, client, run } = await office();
    const preview = (await upload({ kind: 'spend', file: 'when,cost,src\n2026-10-01,12.50,google\n' })).json();
    expect(preview.problems[0].problem).toBe('No column is mapped to Day; it is required.');
    expect((await client.post(`/api/v1/imports/${preview.id}/run`)).statusCode).toBe(422);
    const mapping = {
      columns: { when: 'day', cost: 'amount', src: 'source' },
      options: { currency: 'EUR', channel: 'paid_search' },
    };
    expect((await client.put(`/api/v1/imports/${preview.id}/mapping`, { mapping })).json()).toMatchObject({
      counts: { new: 1, wrong: 0 },
      problems: [],
    });
    await run(preview.id);
    expect((await client.get('/api/v1/spend')).json().items).toMatchObject([
      { day: '2026-10-01', amount: { amountMinor: 1250, currency: 'EUR' } },
    ]);
  });

  it('a file of windows-1252 with decimal commas is read as it was meant', async () => {
    const { load, client } = await office();
    const file = Buffer.from(
      'Navn;Beløb;Valuta;Firma;Oprettet;Resultat;Lukket\nPumper til Ærø;1.234,50;DKK;Ærø Værft ApS;01-09-2026;vundet;15-09-2026\n',
      'latin1',
    );
    await load({ kind: 'deals', file });
    expect((await client.get('/api/v1/deals')).json().items).toMatchObject([
      {
        name: 'Pumper til Ærø',
        amount: { amountMinor: 123_450, currency: 'DKK' },
        company: { name: 'Ærø Værft ApS' },
        stage: 'won',
        openedOn: '2026-09-01',
        closedOn: '2026-09-15',
      },
    ]);
  });

  it('what is no upload is answered by the name of what is missing', async () => {
    const { client, upload } = await office();
    expect((await client.post('/api/v1/imports', { kind: 'people' })).statusCode).toBe(400);
    expect((await upload({ kind: 'houses', file: 'a\n1' })).json().errors[0].pointer).toBe('kind');
    expect((await upload({ kind: 'people', file: '' })).json().errors[0].pointer).toBe('file');
    expect((await upload({ kind: 'people', file: Buffer.from('PK\u0003\u0004\0\0') })).statusCode).toBe(422);
  });

  it('another workspace’s import is not there', async () => {
    const [ours, theirs] = [await office(), await office('Fjordlys AS')];
    const { id } = (await ours.upload({ kind: 'people', file: 'email\na@nordhavn.dk\n' })).json();
    for (const answer of [
      await theirs.client.get(`/api/v1/imports/${id}`),
      await theirs.client.get(`/api/v1/imports/${id}/rejections`),
      await theirs.client.post(`/api/v1/imports/${id}/run`),
      await theirs.client.put(`/api/v1/imports/${id}/mapping`, { mapping: { columns: {}, options: {} } }),
      await theirs.client.delete(`/api/v1/imports/${id}`),
    ])
      expect(answer.statusCode).toBe(404);
  });
});

describe('a run', () => {
  const people = (count: number) =>
    `email,name,company\n${Array.from({ length: count }, (_, n) => `person${n}@firma${n % 7}.dk,Person ${n},Firma ${n % 7}`).join('\n')}\n`;

  it('that is killed goes on where it stopped and doubles nothing', async () => {
    const { upload, client, workspace } = await office();
    const { id } = (await upload({ kind: 'people', file: people(50) })).json();
    await client.post(`/api/v1/imports/${id}/run`);
    const killed = runImport(
      db,
      { workspace, importId: id },
      {
        size: 10,
        onProgress: (rowsDone) => {
          if (rowsDone === 20) throw Object.assign(new Error('the connection is gone'), { code: 'ECONNRESET' });
        },
      },
    );
    await expect(killed).rejects.toThrow('the connection is gone');
    expect((await client.get(`/api/v1/imports/${id}`)).json()).toMatchObject({
      state: 'running',
      rowsDone: 20,
      counts: { rows: 50, new: 20 },
    });
    const parts: number[] = [];
    await runImport(db, { workspace, importId: id }, { size: 10, onProgress: (rowsDone) => parts.push(rowsDone) });
    expect(parts).toEqual([30, 40, 50]);
    expect((await client.get(`/api/v1/imports/${id}`)).json()).toMatchObject({
      state: 'done',
      rowsDone: 50,
      counts: { rows: 50, new: 50, updated: 0, skipped: 0, wrong: 0 },
    });
    const rows = await allRows(workspace);
    expect([rows['people']?.length, rows['identities']?.length, rows['companies']?.length]).toEqual([50, 50, 7]);
    // Told once more, as a queue may, it does nothing.
    await runImport(db, { workspace, importId: id });
    expect(await allRows(workspace)).toEqual(rows);
  });

  it('by two workers at once imports each row once', async () => {
    const { upload, client, workspace } = await office();
    const { id } = (await upload({ kind: 'people', file: people(60) })).json();
    await client.post(`/api/v1/imports/${id}/run`);
    await Promise.all([1, 2].map(() => runImport(db, { workspace, importId: id }, { size: 10 })));
    await runImport(db, { workspace, importId: id }, { size: 10 });
    expect((await client.get(`/api/v1/imports/${id}`)).json()).toMatchObject({ state: 'done', counts: { new: 60 } });
    expect((await allRows(workspace))['people']).toHaveLength(60);
  });

  it('finds what other files brought: contacts their accounts, deals their companies, calls their people', async () => {
    const { load, client, workspace } = await office();
    await load({ kind: 'companies', file: 'name,website,cvr\nNordhavn Pumper A/S,https://www.nordhavn.dk/om,DK 12 34 56 78\n' });
    await load({ kind: 'people', file: 'email,first name,last name,country\nAnna.Holm@nordhavn.dk,Anna,Holm,Danmark\n' });
    await load({
      kind: 'deals',
      file: 'id,deal name,amount,currency,cvr nr,contact email\nD1,Pumper,1000.00,DKK,12345678,anna.holm@nordhavn.dk\n',
    });
    const calls =
      'date,type,email,subject\n2026-09-01T10:00:00Z,Opkald,anna.holm@nordhavn.dk,Introduktion\n2026-09-02T10:00:00Z,Messe,ny@fjordlys.no,Nor-Shipping\n';
    await load({ kind: 'touchpoints', file: calls });
    const rows = await allRows(workspace);
    expect([rows['companies']?.length, rows['people']?.length, rows['deals']?.length]).toEqual([1, 2, 1]);
    expect((await client.get('/api/v1/deals')).json().items[0]).toMatchObject({
      company: { name: 'Nordhavn Pumper A/S' },
      person: { name: 'Anna Holm' },
    });
    expect(rows['touchpoints']?.map(({ row }) => [row['kind'], row['side'], row['channel']]).sort()).toEqual([
      ['call', 'sales', 'outbound'],
      ['event', 'marketing', 'event'],
    ]);
    expect((await load({ kind: 'touchpoints', file: `${calls}\n` })).done.counts).toMatchObject({ new: 0, skipped: 2 });
  });

  it('tells what it did', async () => {
    const { load, workspace } = await office();
    const { done } = await load({ kind: 'companies', file: 'name\nNordhavn\nFjordlys\n' });
    const { rows } = await owner.query(
      `select data->'counts' as counts from events where workspace_id = $1 and type = 'import.done' and subject_id = $2`,
      [workspace, done.id],
    );
    expect(rows).toEqual([{ counts: { rows: 2, new: 2, updated: 0, skipped: 0, wrong: 0 } }]);
  });
});

describe('undoing', () => {
  it('leaves everything as it was', async () => {
    const { load, client, workspace } = await office();
    await load({ kind: 'companies', file: 'name,domain,cvr,employees\nNordhavn Pumper,nordhavn.dk,12345678,10\n' });
    await load({ kind: 'people', file: 'email,name,title\nanna@nordhavn.dk,Anna,\n' });
    await load({
      kind: 'deals',
      file: 'id,name,amount,currency,cvr,stage,created\nD1,Pumper,1000,DKK,12345678,open,2026-08-01\n',
      mapping: {
        columns: {
          id: 'externalId',
          name: 'name',
          amount: 'amount',
          currency: 'currency',
          cvr: 'organisationNumber',
          stage: 'stage',
          created: 'createdOn',
        },
        options: {},
      },
    });
    const before = await allRows(workspace);
    for (const given of [
      {
        kind: 'companies',
        file: 'name,domain,cvr,employees,industry\nNordhavn Pumper A/S,nordhavn-pumper.dk,12345678,12,Pumper\nFjordlys AS,fjordlys.no,,,\nFjordlys AS,fjordlys.no,,5,\n',
      },
      {
        kind: 'people',
        file: 'email,external id,name,title,company\nanna@nordhavn.dk,42,Anna Holm,Indkøbschef,\nny@fjordlys.no,43,Ny,,Fjordlys\n',
      },
      {
        kind: 'deals',
        file: 'id,name,amount,currency,cvr,closed,outcome,company\nD1,Pumper,1200,DKK,12345678,2026-09-01,won,\nD2,Ventiler,,,,2026-09-02,lost,Ventilhuset\n',
      },
      {
        kind: 'touchpoints',
        file: 'date,type,email\n2026-09-01T10:00:00Z,call,anna@nordhavn.dk\n2026-09-01T10:00:00Z,call,helt@ny.dk\n',
      },
      { kind: 'spend', file: 'day,source,cost,currency\n2026-09-01,google,12.34,DKK\n' },
      {
        kind: 'invoices',
        file: 'number,date,customer,cvr,net,vat,currency\n1,2026-09-15,Nordhavn Pumper,12345678,1000,250,DKK\n',
      },
    ]) {
      const { done } = await load(given);
      expect(done).toMatchObject({ state: 'done', counts: { wrong: 0 } });
      expect(await allRows(workspace), given.kind).not.toEqual(before);
      const undone = await client.delete(`/api/v1/imports/${done.id}`);
      expect([undone.statusCode, undone.json().kept], given.kind).toEqual([200, []]);
      expect(await allRows(workspace), given.kind).toEqual(before);
      expect((await client.get(`/api/v1/imports/${done.id}`)).json().state).toBe('undone');
      expect((await client.delete(`/api/v1/imports/${done.id}`)).statusCode).toBe(409);
    }
  });

  it('keeps what somebody changed or added since, and says so', async () => {
    const { load, client } = await office();
    const { done } = await load({
      kind: 'companies',
      file: 'name,domain\nNordhavn,nordhavn.dk\nFjordlys,fjordlys.no\nHavneby,havneby.dk\n',
    });
    const { items } = (await client.get('/api/v1/companies')).json();
    const idOf = (name: string) => items.find((company: { name: string }) => company.name === name).id;
    expect((await client.patch(`/api/v1/companies/${idOf('Nordhavn')}`, { industry: 'Pumper' })).statusCode).toBeLessThan(300);
    expect(
      (await client.post('/api/v1/people', { name: 'Anna', email: 'anna@fjordlys.no', companyId: idOf('Fjordlys') })).statusCode,
    ).toBe(201);
    expect((await client.delete(`/api/v1/imports/${done.id}`)).json()).toEqual({
      state: 'undone',
      removed: 1,
      restored: 0,
      kept: [{ kind: 'company', count: 2 }],
    });
    expect(
      (await client.get('/api/v1/companies'))
        .json()
        .items.map(({ name }: { name: string }) => name)
        .sort(),
    ).toEqual(['Fjordlys', 'Nordhavn']);
    expect((await client.get(`/api/v1/imports/${done.id}`)).json().undone).toMatchObject({
      kept: [{ kind: 'company', count: 2 }],
    });
  });

  it('takes the leads that only say that somebody is known with their people, and leaves what deals made of others', async () => {
    const { load, client, workspace } = await office();
    const follow = () => settle(db, workspace, [leadConsumer({ enqueue: async () => {} })]);
    const people = (await load({ kind: 'people', file: 'email\nanna@nordhavn.dk\nbo@nordhavn.dk\n' })).done;
    await follow();
    expect((await allRows(workspace))['leads']).toHaveLength(2);
    const deals = (
      await load({ kind: 'deals', file: 'id,deal name,amount,currency,contact email\nD1,Pumper,1000,DKK,anna@nordhavn.dk\n' })
    ).done;
    await follow();
    expect((await client.delete(`/api/v1/imports/${deals.id}`)).json()).toEqual({
      state: 'undone',
      removed: 1,
      restored: 0,
      kept: [{ kind: 'lead', count: 1 }],
    });
    expect((await client.delete(`/api/v1/imports/${people.id}`)).json().kept).toContainEqual({ kind: 'person', count: 1 });
    const rows = await allRows(workspace);
    expect([
      rows['deals'],
      rows['people']?.map(({ row }) => row['email']),
      rows['leads']?.map(({ row }) => row['stage']),
    ]).toEqual([[], ['anna@nordhavn.dk'], ['opportunity']]);
  });

  it('of an import that never ran takes the file away', async () => {
    const { upload, client } = await office();
    const { id } = (await upload({ kind: 'people', file: 'email\na@nordhavn.dk\n' })).json();
    expect((await client.delete(`/api/v1/imports/${id}`)).statusCode).toBe(200);
    expect((await client.get(`/api/v1/imports/${id}`)).statusCode).toBe(404);
  });
});
