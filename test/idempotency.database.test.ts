import { beforeAll, describe, expect, it } from 'vitest';
import { authorizationMatrix } from '../src/authorization.ts';
import { standardClauses } from '../src/agreements/standard-agreement.ts';
import { standardDefinition } from '../src/definitions/standard.ts';
import { createTestServer, type TestClient } from './server.ts';

const server = await createTestServer();

type Sent = { body: unknown; headers?: Record<string, string> };
/** What each route that makes something takes: the same body for the same number, another for another. */
const bodies: Record<string, (number: number) => Sent> = {
  '/api/v1/example': (n) => ({ body: { language: n === 1 ? 'da' : 'nl' } }),
  '/api/v1/members': (n) => ({ body: { email: `ny-${n}@firma.dk`, name: 'Ny', role: 'sales', team: 'sales' } }),
  '/api/v1/api-keys': (n) => ({ body: { name: `Key ${n}` } }),
  '/api/v1/write-keys': (n) => ({ body: { name: `Website ${n}` } }),
  '/api/v1/people': (n) => ({ body: { name: 'Mette', email: `mette-${n}@kunde.dk` } }),
  '/api/v1/companies': (n) => ({ body: { name: `Kunde ${n}` } }),
  '/api/v1/touchpoints': (n) => ({ body: { email: `messe-${n}@kunde.dk`, kind: 'event', side: 'sales', title: 'HI-messen' } }),
  '/api/v1/consents': (n) => ({ body: { email: `ja-${n}@kunde.dk`, choices: { marketing: true } } }),
  '/api/v1/planned-contacts': (n) => ({
    body: { kind: 'mail', title: `Nyhedsbrev ${n}`, at: '2199-05-04T07:00:00Z', recipients: [{ personId: people[n] }] },
  }),
  '/api/v1/consent-texts': (n) => ({ body: { version: `2026-${n}`, language: 'da', text: 'Ja tak til nyheder.' } }),
  '/api/v1/suppressions': (n) => ({ body: { address: `nej-${n}@kunde.dk` } }),
  '/api/v1/channel-rules/previews': (n) => ({
    body: { rules: [{ field: 'source', match: 'exact', value: `nyhed-${n}`, set: { channel: 'email' } }] },
  }),
  '/api/v1/definitions': (n) => ({
    body: { body: { ...standardDefinition, thresholds: { ...standardDefinition.thresholds, engaged: n } } },
  }),
  '/api/v1/back-tests': (n) => ({ body: { body: standardDefinition, months: n } }),
  '/api/v1/comments': (n) => ({
    body: { subjectKind: 'definition', subjectId: definition, body: `Do ${n} visits say enough?` },
  }),
  '/api/v1/terms': (n) => ({ body: { word: { en: `Warm hour ${n}` }, meaning: { en: 'Nine to ten' } } }),
  '/api/v1/reasons': (n) => ({
    body: { kind: 'recycled', label: { en: `After fair ${n}` }, repair: 'nurture', nurtureDays: 30 },
  }),
  '/api/v1/leads': (n) => ({ body: { personId: people[n] } }),
  '/api/v1/lead-views': (n) => ({ body: { name: `View ${n}`, query: { stage: 'mql' } } }),
  '/api/v1/bulk-changes/assignments': (n) => ({
    body: { leads: { ids: [leads[0]] }, memberId: n === 1 ? admin.memberId : null },
  }),
  '/api/v1/bulk-changes/handoffs': (n) => ({ body: { leads: { ids: [leads[0]] }, note: `Number ${n}` } }),
  '/api/v1/bulk-changes/recyclings': (n) => ({
    body: { leads: { ids: [leads[0]] }, reason: n === 1 ? 'no_response' : 'bad_timing' },
  }),
  '/api/v1/bulk-changes/disqualifications': (n) => ({ body: { leads: { ids: [leads[n === 1 ? 3 : 0]] }, reason: 'no_need' } }),
  '/api/v1/handoffs': (n) => ({
    body: { leadId: leads[n], manual: true, incompleteBecause: 'The rest is asked on the phone' },
  }),
  '/api/v1/agreements': (n) => ({
    body: { inForceFrom: `2199-01-0${n}`, definitionId: definition, briefingItems: [], clauses: standardClauses },
  }),
  '/api/v1/item-requests': (n) => ({
    body: { kind: 'add', item: { key: `item_${n}`, label: { en: 'x', da: 'x', nb: 'x', nl: 'x' } } },
  }),
  '/api/v1/forms': (n) => ({
    body: { name: `Form ${n}`, texts: { da: { title: 'Skriv', thanks: 'Tak' } }, fields: [{ item: 'name' }] },
  }),
  '/api/v1/calendars': (n) => ({
    body: { name: `Calendar ${n}`, timeZone: 'Europe/Oslo', weekly: { mon: [['09:00', '17:00']] } },
  }),
  '/api/v1/calendar-feeds': (n) => ({ body: { team: n === 1 ? null : 'sales' } }),
  '/api/v1/absences': (n) => ({
    body: { memberId: admin.memberId, startsAt: `2026-12-0${n}T00:00`, endsAt: `2026-12-0${n}T12:00` },
  }),
  '/api/v1/deals': (n) => ({ body: { name: `Pumps ${n}` } }),
  '/api/v1/invoices': (n) => ({
    body: { number: `F-${n}`, issuedOn: '2026-09-01', currency: 'DKK', netMinor: 100, customerName: 'Kunde A/S' },
  }),
  '/api/v1/spend': (n) => ({
    body: { day: `2026-09-0${n}`, channel: 'paid_search', source: 'google', amount: { amountMinor: 100, currency: 'DKK' } },
  }),
  '/api/v1/feeds': (n) => ({
    body: { name: `Annoncer ${n}`, kind: 'spend', source: 'push', mapping: null, expectedHours: null },
  }),
  '/api/v1/notification-connections': (n) => ({
    body: { name: `#salg-${n}`, carrier: 'slack', language: 'da', address: 'https://hooks.slack.com/services/T0/B0/x' },
  }),
  '/api/v1/delivery-tests': (n) => ({ body: { connectionId: connections[n] } }),
  '/api/v1/imports': (n) => ({
    headers: { 'content-type': 'multipart/form-data; boundary=part' },
    body: [
      '--part\r\nContent-Disposition: form-data; name="kind"\r\n\r\ncompanies',
      `--part\r\nContent-Disposition: form-data; name="file"; filename="c.csv"\r\n\r\nname\nFirma ${n}\n`,
      '--part--\r\n',
    ].join('\r\n'),
  }),
};

let admin: TestClient;
let definition: string;
let people: string[];
let leads: string[];
let connections: string[];
beforeAll(async () => {
  admin = await server.as('admin');
  definition = (await admin.get('/api/v1/definitions')).json().items[0].id;
  for (const team of ['marketing', 'sales'] as const) {
    const head = await server.as(team, { head: true });
    const fullName = (await head.get('/api/v1/me')).json().user.name;
    await head.post(`/api/v1/definitions/${definition}/signature`, { fullName, agreed: true });
  }
  const made = async (n: number) =>
    (await admin.post('/api/v1/people', { name: 'Jens', email: `jens-${n}@kunde.dk` })).json().id as string;
  people = await Promise.all([0, 1, 2].map(made));
  const open = async (n: number) => (await admin.post('/api/v1/leads', { personId: await made(n + 10) })).json().id as string;
  leads = await Promise.all([0, 1, 2, 3].map(open));
  const connect = async (n: number) => {
    const webhook = { carrier: 'teams', language: 'da', address: 'https://prod.westeurope.logic.azure.com/workflows/x' };
    return (await admin.post('/api/v1/notification-connections', { name: `Salg ${n}`, ...webhook })).json().id as string;
  };
  connections = await Promise.all([0, 1, 2].map(connect));
});

/** Routes of the contract that make something new: POST to a collection. */
const making = Object.entries(
  (server.app.swagger() as { paths: Record<string, Record<string, { responses?: Record<string, unknown> }>> }).paths,
)
  .filter(
    ([path, { post }]) =>
      post?.responses !== undefined &&
      ['201', '202'].some((status) => status in (post.responses ?? {})) &&
      !path.includes('{') &&
      authorizationMatrix[`POST ${path}`] !== 'public',
  )
  .map(([path]) => path);

describe('Idempotency-Key', () => {
  it('is tried on every route that makes something', () => {
    expect(making.filter((path) => !(path in bodies))).toEqual([]);
    expect(making.length).toBeGreaterThan(15);
  });

  it.each(making)('gives a repeat the same bytes, makes nothing again and refuses another body: POST %s', async (path) => {
    const send = async (number: number) => {
      const { body, headers } = bodies[path]?.(number) ?? { body: {} };
      return admin.post(path, body, { ...headers, 'idempotency-key': `key of ${path}` });
    };
    const first = await send(1);
    expect([first.body, [201, 202].includes(first.statusCode)]).toEqual([first.body, true]);
    const events = async () => (await admin.get('/api/v1/events?limit=1')).json().items;
    const before = await events();
    const again = await send(1);
    expect([again.statusCode, again.headers['content-type']]).toEqual([first.statusCode, first.headers['content-type']]);
    expect(again.rawPayload.equals(first.rawPayload)).toBe(true);
    expect(await events()).toEqual(before);
    const other = await send(2);
    expect([other.statusCode, other.json().detail]).toEqual([422, expect.stringContaining('Idempotency-Key was used')]);
    expect(await events()).toEqual(before);
  });
});
