import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createTestWorkspace } from '../../../test/database.ts';
import { createTestServer } from '../../../test/server.ts';
import { lockCustomers } from '../../companies/commands.ts';
import { inTransaction, inWorkspace } from '../../platform/database.ts';
import { digest } from './journal/commands.ts';

const server = await createTestServer();
const { app, db } = server;

async function house() {
  const workspace = await createTestWorkspace(db);
  const key = await server.writeKey(workspace);
  const rows = <T>(query: ReturnType<typeof sql<T>>) =>
    inTransaction(db, { workspace }, async (transaction) => (await query.execute(transaction)).rows);
  return {
    workspace,
    rows,
    send: (call: string, payload: object | string) =>
      app.inject({
        method: 'POST',
        url: `/v1/${call}`,
        headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${key}:`)}` },
        payload,
      }),
  };
}

const track = (messageId: string, event: unknown = 'Price Viewed') => ({
  type: 'track',
  anonymousId: `b-${messageId}`,
  messageId,
  event,
});

describe('the ledger of the door', () => {
  it('is exactly what was sent, of every kind, many at once', async () => {
    const { workspace, rows, send } = await house();
    const expected = { received: 0, accepted: 0, duplicate: 0, quarantined: 0, refused: 0 };
    const expectMore = (counts: Partial<typeof expected>) => {
      for (const [name, count] of Object.entries(counts)) expected[name as keyof typeof expected] += count;
    };
    const sender = async (name: number) => {
      for (let turn = 0; turn < 12; turn++) {
        const fresh = Array.from({ length: 30 }, (_, index) => track(`${name}-${turn}-${index}`));
        const others = [...fresh.slice(0, 7), ...fresh.slice(7, 12).map((message) => ({ ...message, event: 'Another' }))];
        const bad = [track('bad', 7), { type: 'page' }, 5, null, track('deep', '\u0000')];
        await send('batch', { batch: [...fresh, ...others, ...bad] });
        await send('track', fresh[3] ?? {});
        await send('track', track('alone', 7));
        await send('batch', '{"batch":[');
        expectMore({ received: 50, accepted: 30, duplicate: 8, quarantined: 11, refused: 1 });
      }
    };
    await Promise.all(Array.from({ length: 6 }, (_, name) => sender(name)));
    expect(expected.received).toBe(3_600);
    expect(await rows(sql`select received, accepted, duplicate, quarantined, refused from tracking_ledger`)).toEqual([expected]);
    while ((await digest(db, workspace)) !== null);
    expect(
      await rows(
        sql`select (select count(*) from touchpoints) as touches, (select count(distinct message_id) from touchpoints) as ids, (select count(*) from quarantine) as kept`,
      ),
    ).toEqual([{ touches: expected.accepted, ids: expected.accepted, kept: expected.quarantined }]);
  });

  it('has nothing of what was sent away because too much was waiting, and that is taken later', async () => {
    const { workspace, rows, send } = await house();
    // Nothing can be written while the customers are somebody else's, so that all that comes has to wait.
    let release = () => {};
    let isHeld = () => {};
    const held = new Promise<void>((resolve) => (isHeld = resolve));
    const holding = inWorkspace(db, workspace, { kind: 'system' }, async (context) => {
      await lockCustomers(context, 'exclusive');
      isHeld();
      await new Promise<void>((resolve) => (release = resolve));
    });
    await held;
    const filler = 'x'.repeat(7_000);
    const batch = (name: number) => ({
      batch: Array.from({ length: 60 }, (_, index) => ({ ...track(`${name}-${index}`), properties: { filler } })),
    });
    const waiting = Array.from({ length: 60 }, (_, name) => send('batch', batch(name)));
    expect((await Promise.race(waiting)).statusCode).toBe(503);
    release();
    await holding;
    const answers = await Promise.all(waiting);
    const taken = answers.filter(({ statusCode }) => statusCode === 200).length;
    const sentAway = answers.filter(({ statusCode }) => statusCode === 503);
    expect(sentAway.length).toBeGreaterThan(0);
    expect(taken + sentAway.length).toBe(60);
    for (const { headers, body } of sentAway) {
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(body).toContain('More is arriving than can be written');
    }
    const again = answers.findIndex(({ statusCode }) => statusCode === 503);
    expect((await send('batch', batch(again))).json()).toMatchObject({ accepted: 60 });
    expect(await rows(sql`select received, accepted from tracking_ledger`)).toEqual([
      { received: 60 * (taken + 1), accepted: 60 * (taken + 1) },
    ]);
  });
});
