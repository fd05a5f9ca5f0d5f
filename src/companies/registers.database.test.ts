import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { expect, it } from 'vitest';
import { as, createTestWorkspace } from '../../test/database.ts';
import { createTestServer } from '../../test/server.ts';
import { runImport } from '../imports/jobs.ts';
import { newId } from '../platform/ids.ts';

const server = await createTestServer();
const { app, db, ownerUrl } = server;

/** A Danish house, with the two companies that bear the same figures in two registers. */
async function house() {
  const workspace = await createTestWorkspace(db);
  const sales = await server.as('sales', { workspace });
  const admin = await server.as('admin', { workspace });
  const add = async (name: string, given: object) =>
    (await sales.post('/api/v1/companies', { name, ...given })).json().id as string;
  const names = async () =>
    ((await sales.get('/api/v1/companies')).json().items as { name: string }[]).map(({ name }) => name).toSorted();
  /** Takes in a file, of companies unless it says otherwise. */
  const load = async (file: string, [kind, fileName] = ['companies', 'companies.csv']) => {
    const part = (head: string, body: string) => `--b\r\ncontent-disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
    const payload = `${part(`name="file"; filename="${fileName}"`, file)}${part('name="kind"', kind ?? '')}--b--\r\n`;
    const headers = { cookie: admin.cookie, 'content-type': 'multipart/form-data; boundary=b' };
    const sent = await app.inject({ method: 'POST', url: '/api/v1/imports', headers, payload });
    expect(sent.statusCode, sent.body).toBe(201);
    const { id } = sent.json();
    await admin.post(`/api/v1/imports/${id}/run`);
    await runImport(db, { workspace, importId: id });
    return (await admin.get(`/api/v1/imports/${id}`)).json().counts;
  };
  return { workspace, sales, admin, add, names, load };
}

it('keeps two companies of the same figures apart over the API, and finds the house’s own where no country is told', async () => {
  const { sales, add, names } = await house();
  const danish = await add('Nordhavn Pumper', { organisationNumber: '12345678', country: 'DK' });
  const dutch = await add('Zuiderhaven Pompen', { organisationNumber: '12345678', country: 'NL' });
  expect(await names()).toEqual(['Nordhavn Pumper', 'Zuiderhaven Pompen']);
  expect(await add('One', { organisationNumber: 'CVR 12 34 56 78' })).toBe(danish);
  expect(await add('Two', { organisationNumber: '12345678' })).toBe(danish);
  expect(await add('Three', { organisationNumber: 'NL12345678' })).toBe(dutch);
  const identities = async (id: string) => (await sales.get(`/api/v1/companies/${id}`)).json().identities;
  expect(await identities(dutch)).toMatchObject([{ kind: 'organisation_number', source: 'NL', value: '12345678' }]);
});

it('lets a number of which nobody told the register follow the country, unless it is another’s there', async () => {
  const { sales, add } = await house();
  const dutch = await add('Zuiderhaven Pompen', { organisationNumber: '12345678' });
  expect((await sales.patch(`/api/v1/companies/${dutch}`, { country: 'NL' })).statusCode).toBe(200);
  const danish = await add('Nordhavn Pumper', { organisationNumber: '12345678' });
  expect(danish).not.toBe(dutch);
  expect((await sales.patch(`/api/v1/companies/${danish}`, { country: 'NL' })).statusCode).toBe(409);
});

it('keeps them apart as a website tells of them', async () => {
  const { workspace, names } = await house();
  const key = await server.writeKey(workspace);
  const group = (groupId: string, traits: object) => ({ type: 'group', groupId, userId: groupId, traits, messageId: newId() });
  const batch = [
    group('a', { name: 'Nordhavn Pumper', cvr: '12345678' }),
    group('b', { name: 'Zuiderhaven Pompen', kvk: '12345678', country: 'NL' }),
    group('c', { name: 'Nordhavn', cvr: 'DK 12 34 56 78' }),
  ];
  await app.inject({ method: 'POST', url: '/v1/batch', payload: { writeKey: key, batch } });
  expect(await names()).toEqual(['Nordhavn Pumper', 'Zuiderhaven Pompen']);
});

it('keeps them apart in a file', async () => {
  const { add, load, names } = await house();
  await add('Nordhavn Pumper', { organisationNumber: '12345678', country: 'DK' });
  const file = 'name;cvr;country\nNordhavn Pumper;12345678;\nZuiderhaven Pompen;12345678;NL\nNordhavn Pumper;DK12345678;\n';
  expect(await load(file)).toMatchObject({ new: 1, wrong: 0 });
  expect(await names()).toEqual(['Nordhavn Pumper', 'Zuiderhaven Pompen']);
});

it('finds the customer of an invoice by the number and its register', async () => {
  const { sales, admin, add } = await house();
  const danish = await add('Nordhavn Pumper', { organisationNumber: '12345678', country: 'DK' });
  const dutch = await add('Zuiderhaven Pompen', { organisationNumber: '12345678', country: 'NL' });
  const billed = async (number: string, customer: object) => {
    const facts = {
      number,
      issuedOn: '2026-10-01',
      currency: 'DKK',
      netMinor: 100,
      taxMinor: 25,
      customerName: 'Customer',
      ...customer,
    };
    const recorded = await admin.post('/api/v1/invoices', facts);
    expect(recorded.statusCode, recorded.body).toBe(201);
    const { id } = recorded.json();
    const { items } = (await sales.get('/api/v1/invoices')).json();
    return (items as { id: string; match: { company: { id: string } | null } }[]).find((each) => each.id === id)?.match.company
      ?.id;
  };
  expect(await billed('1', { customerOrganisationNumber: '12345678', customerCountry: 'NL' })).toBe(dutch);
  expect(await billed('2', { customerOrganisationNumber: '12345678', customerCountry: 'DK' })).toBe(danish);
  expect(await billed('3', { customerOrganisationNumber: '12345678' })).toBe(danish);
  expect(await billed('4', { customerOrganisationNumber: 'NL12345678', customerCountry: 'DK' })).toBe(dutch);
  expect(await billed('5', { customerOrganisationNumber: '12345678', customerCountry: 'SE' })).toBeUndefined();
});

it('finds the customer of an e-invoice by the register that its scheme means', async () => {
  const { sales, add, load } = await house();
  await add('Nordhavn Pumper', { organisationNumber: '57151520', country: 'DK' });
  const dutch = await add('Zuiderhaven Pompen', { organisationNumber: '57151520', country: 'NL' });
  const sample = await readFile(new URL('../../sample/oioubl/invoice-bare.xml', import.meta.url), 'utf8');
  const file = sample.replaceAll(/schemeID="DK:CVR">DK10000017</g, 'schemeID="0106">57151520<');
  expect(await load(file, ['invoices', 'invoice.xml'])).toMatchObject({ new: 1 });
  const [invoice] = (await sales.get('/api/v1/invoices')).json().items;
  expect(invoice.match).toMatchObject({ state: 'confirmed', company: { id: dutch } });
});

it('writes a foreign number with its country in an export, so that it means the same company when it comes back', async () => {
  const { admin, add, load } = await house();
  await add('Nordhavn Pumper', { organisationNumber: '12345678' });
  await add('Zuiderhaven Pompen', { organisationNumber: '12345678', country: 'NL' });
  await add('Fjordlys', { organisationNumber: '987654321', country: 'NO' });
  const { body } = await admin.get('/api/v1/exports/companies?format=csv');
  const numbers = ['Nordhavn Pumper', 'Zuiderhaven Pompen', 'Fjordlys'].map(
    (name) =>
      body
        .split('\n')
        .find((line) => line.includes(name))
        ?.match(/\b(?:NL|NO|DK)?\d{8,9}\b/)?.[0],
  );
  expect(numbers).toEqual(['12345678', 'NL12345678', '987654321']);
  expect(await load(body)).toMatchObject({ new: 0, updated: 0, wrong: 0 });
});

it('gives the numbers kept before an upgrade the register of their company’s country, else the house’s; what was merged finds its way back', async () => {
  const { workspace, sales, add } = await house();
  const registers = async () => {
    const kept = await as(db, workspace, { kind: 'system' }, (context) =>
      context.db.selectFrom('companyIdentities').select(['source', 'value']).where('kind', '=', 'organisation_number').execute(),
    );
    return Object.fromEntries(kept.map(({ source, value }) => [value, source]));
  };
  const danish = await add('Nordhavn Pumper', { organisationNumber: '11111111', country: 'DK' });
  const dutch = await add('Zuiderhaven Pompen', { organisationNumber: '22222222', country: 'NL' });
  await add('Fjordlys', { organisationNumber: '987654321' });
  await add('Vestervang', { organisationNumber: '33333333' });
  const merge = await sales.post(`/api/v1/companies/${danish}/merges`, { companyId: dutch });
  expect(merge.statusCode, merge.body).toBe(201);
  const told = await registers();

  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const migration = await readFile(new URL('../../db/migrations/0330-numbers-of-registers.sql', import.meta.url), 'utf8');
  const filling = /do \$\$.*?end \$\$;/s.exec(migration)?.[0] ?? '';
  await owner.query(`begin; set local samspil.workspace = '${workspace}';
    update company_identities set source = '' where workspace_id = '${workspace}' and kind = 'organisation_number';
    update company_merges set moved = replace(moved::text, '"source": "NL"', '"source": ""')::jsonb where workspace_id = '${workspace}'; ${filling} commit`);
  await owner.end();
  expect(told).toEqual({ 11111111: 'DK', 22222222: 'NL', 33333333: 'DK', 987654321: 'NO' });
  expect(await registers()).toEqual(told);
  expect((await sales.delete(`/api/v1/company-merges/${merge.json().id}`)).statusCode).toBe(204);
  expect((await sales.get(`/api/v1/companies/${dutch}`)).json().identities).toMatchObject([{ source: 'NL', value: '22222222' }]);
});

it('gives the numbers that imports before an upgrade kept with letters their register, so that they are met again and can be undone', async () => {
  const { workspace, sales, admin, add, load, names } = await house();
  await load('name;cvr\nKosteus Oy;FI12345678\nPompen BV;NL001234567B01\nKvaerner;NO 923 609 016 MVA\nNordhavn;DK-12345678\n');
  const finnish = (await sales.get('/api/v1/companies?search=Kosteus')).json().items[0].id as string;
  const kept = await add('Kosteus', { domain: 'kosteus.fi' });
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(`select set_config('samspil.workspace', $1, false)`, [workspace]);
  const merge = await sales.post(`/api/v1/companies/${kept}/merges`, { companyId: finnish });
  const numbers = async () => {
    const { rows } = await owner.query(
      `select i.source || ' ' || i.value as number, c.organisation_number as shown from company_identities i join companies c on c.id = i.company_id
        where i.workspace_id = $1 and i.kind = 'organisation_number' order by 1`,
      [workspace],
    );
    return rows.map(({ number, shown }) => `${number}: ${shown}`);
  };
  const told = ['DK 12345678: 12345678', 'FI 12345678: 12345678', 'NL 001234567B01: 001234567B01', 'NO 923609016: 923609016'];
  expect(await numbers()).toEqual(told);

  // As they were kept: with their letters, of the house's own register.
  const migration = await readFile(new URL('../../db/migrations/0355-numbers-written-with-letters.sql', import.meta.url), 'utf8');
  await owner.query(`begin;
    update company_identities set source = 'DK', value = source || value where workspace_id = '${workspace}' and kind = 'organisation_number' and source in ('FI', 'NL');
    update companies set organisation_number = case organisation_number when '12345678' then 'FI12345678' else 'NL001234567B01' end
     where workspace_id = '${workspace}' and (id = '${finnish}' or organisation_number like '%B01' or id = '${kept}');
    update company_merges set moved = replace(replace(moved::text, '"source": "FI"', '"source": "DK"'), '"12345678"', '"FI12345678"')::jsonb where workspace_id = '${workspace}';
    update import_effects set after = after || jsonb_build_object('source', 'DK', 'value', (after ->> 'source') || (after ->> 'value'))
     where workspace_id = '${workspace}' and after ->> 'kind' = 'organisation_number' and after ->> 'source' in ('FI', 'NL');
    update import_effects set after = after || jsonb_build_object('organisation_number', case after ->> 'organisation_number' when '12345678' then 'FI12345678' else 'NL001234567B01' end)
     where workspace_id = '${workspace}' and (subject_id = '${finnish}' or after ->> 'organisation_number' like '%B01') and subject_kind = 'company'; commit`);
  expect(await numbers()).not.toEqual(told);
  await owner.query(migration);
  expect(await numbers()).toEqual(told);
  expect((await sales.delete(`/api/v1/company-merges/${merge.json().id}`)).statusCode).toBe(204);
  expect(await add('The same', { organisationNumber: '1234567-8', country: 'FI' })).toBe(finnish);
  expect(await load('name;cvr\nPompen;NL001234567B01\n')).toMatchObject({ new: 0 });
  const { items } = (await admin.get('/api/v1/imports')).json();
  for (const { id } of items) expect((await admin.delete(`/api/v1/imports/${id}`)).statusCode).toBe(200);
  // Of the Finnish one more has been told since; it stays.
  expect(await names()).toEqual(['Kosteus', 'Kosteus Oy']);
  await owner.end();
});

it('recognises a company by the number with letters that a website told of it before an upgrade', async () => {
  const { workspace, sales, add } = await house();
  const [finnish, dutch, other] = [await add('Kosteus Oy', {}), await add('Pompen BV', {}), await add('HRB GmbH', {})];
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(`select set_config('samspil.workspace', $1, false)`, [workspace]);
  for (const [id, number] of [
    [finnish, 'FI12345678'],
    [dutch, 'NL001234567B01'],
    [other, 'HRB12345'],
  ])
    await owner.query('update companies set organisation_number = $1 where id = $2', [number, id]);
  await owner.query(
    await readFile(new URL('../../db/migrations/0356-companies-with-lettered-numbers.sql', import.meta.url), 'utf8'),
  );
  await owner.end();
  expect(await add('One', { organisationNumber: 'FI 1234567-8' })).toBe(finnish);
  expect(await add('Two', { organisationNumber: '001234567B01', country: 'NL' })).toBe(dutch);
  const shown = await Promise.all(
    [finnish, dutch, other].map(async (id) => (await sales.get(`/api/v1/companies/${id}`)).json().organisationNumber),
  );
  expect(shown).toEqual(['12345678', '001234567B01', 'HRB12345']);
});
