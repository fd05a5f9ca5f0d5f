import { Analytics } from '@segment/analytics-node';
import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestWorkspace } from '../../test/database.ts';
import { createTestServer } from '../../test/server.ts';
import { inTransaction } from '../platform/database.ts';

const server = await createTestServer();
const { app, db } = server;
let host = '';
beforeAll(async () => {
  host = await app.listen({ host: '127.0.0.1', port: 0 });
});

/** A workspace and what is in it after a client has spoken. */
async function house() {
  const workspace = await createTestWorkspace(db);
  const rows = <T>(query: ReturnType<typeof sql<T>>) =>
    inTransaction(db, { workspace }, async (transaction) => (await query.execute(transaction)).rows);
  return {
    writeKey: await server.writeKey(workspace),
    touches: () =>
      rows(sql<{
        title: string;
        email: string;
        company: string;
        channel: string;
        kind: string;
        campaign: string;
        minutesAgo: number;
      }>`
        select t.title, t.kind, t.channel, t.campaign, round(extract(epoch from now() - t.occurred_at) / 60)::int as minutes_ago, p.email, c.name as company from touchpoints t
          left join people p on p.workspace_id = t.workspace_id and p.id = t.person_id
          left join companies c on c.workspace_id = p.workspace_id and c.id = p.company_id order by t.occurred_at, t.id`),
    people: () => rows(sql<{ name: string; email: string }>`select name, email from people where merged_into is null`),
    ledger: () =>
      rows(sql<Record<string, number>>`select received, accepted, duplicate, quarantined, refused from tracking_ledger`),
  };
}

// Each client says what a company's own server would: somebody came, gave their name, belongs to a company, and did things.
const at = (minutes: number) => new Date(Date.now() - (60 - minutes) * 60_000);
const context = {
  page: { referrer: 'https://www.linkedin.com/' },
  campaign: { source: 'linkedin', medium: 'paid-social', name: 'pumper' },
};
const told = [
  { title: 'Priser', kind: 'page', channel: 'paid_social', campaign: 'pumper', minutesAgo: 60 },
  { title: 'Min side', kind: 'page', channel: 'direct', campaign: null, minutesAgo: 59 },
  { title: 'Bestil en demo', kind: 'form', channel: 'direct', campaign: null, minutesAgo: 56 },
].map((touch) => ({ ...touch, email: 'bo@fjordvarme.no', company: 'Fjordvarme AS' }));
const one = { anonymousId: 'visitor-1' };
const bo = { userId: 'crm-7' };
const demo = { event: 'Demo Requested', properties: { form: 'Bestil en demo' } };

describe('a client that knows nothing of us', () => {
  it('is Segment’s for Node, and every call of its arrives as what it is', async () => {
    const { writeKey, touches, people, ledger } = await house();
    const client = new Analytics({ writeKey, host, flushAt: 3 });
    const failed: unknown[] = [];
    client.on('error', (error) => failed.push(error));
    client.page({ ...one, name: 'Priser', context, properties: { url: 'https://fjordvarme.no/priser' }, timestamp: at(0) });
    client.screen({ ...one, name: 'Min side', timestamp: at(1) });
    client.identify({ ...one, ...bo, traits: { name: 'Bo Fjord', email: 'bo@fjordvarme.no' }, timestamp: at(2) });
    client.group({ ...bo, groupId: 'fjordvarme', traits: { name: 'Fjordvarme AS', employees: 80 }, timestamp: at(3) });
    client.track({ ...bo, ...demo, timestamp: at(4) });
    client.alias({ previousId: 'old-7', userId: 'crm-7', timestamp: at(5) });
    await client.closeAndFlush();
    expect(failed).toEqual([]);
    expect(await touches()).toEqual(told);
    expect(await people()).toEqual([{ name: 'Bo Fjord', email: 'bo@fjordvarme.no' }]);
    expect(await ledger()).toEqual([{ received: 6, accepted: 6, duplicate: 0, quarantined: 0, refused: 0 }]);
  });

  it('is RudderStack’s for Node, which packs what it sends', async () => {
    const { writeKey, touches, people, ledger } = await house();
    const client = new RudderAnalytics(writeKey, { dataPlaneUrl: host, flushAt: 20, flushInterval: 60_000 });
    client.page({ ...one, name: 'Priser', context, properties: { url: 'https://fjordvarme.no/priser' }, timestamp: at(0) });
    client.screen({ ...one, name: 'Min side', timestamp: at(1) });
    client.identify({ ...one, ...bo, traits: { name: 'Bo Fjord', email: 'bo@fjordvarme.no' }, timestamp: at(2) });
    client.group({ ...bo, groupId: 'fjordvarme', traits: { name: 'Fjordvarme AS', employees: 80 }, timestamp: at(3) });
    client.track({ ...bo, ...demo, timestamp: at(4) });
    client.alias({ previousId: 'old-7', userId: 'crm-7', timestamp: at(5) });
    await client.flush();
    expect(await touches()).toEqual(told);
    expect(await people()).toEqual([{ name: 'Bo Fjord', email: 'bo@fjordvarme.no' }]);
    expect(await ledger()).toEqual([{ received: 6, accepted: 6, duplicate: 0, quarantined: 0, refused: 0 }]);
  });
});
