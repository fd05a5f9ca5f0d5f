import pg from 'pg';
import { sql } from 'kysely';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { createTestWorkspace } from '../../../../test/database.ts';
import { createTestServer } from '../../../../test/server.ts';
import { lockCustomers } from '../../../companies/commands.ts';
import { inTransaction, inWorkspace } from '../../../platform/database.ts';
import { NoRoom } from '../../../platform/watch.ts';
import { digest } from './commands.ts';
import { startDigesting } from './jobs.ts';

const server = await createTestServer();
const { app, db } = server;
const owner = new pg.Client({ connectionString: server.ownerUrl });
await owner.connect();
afterAll(() => owner.end());

/** Where everybody here sends from. */
const ADDRESS = '203.0.113.7';

/** A workspace of its own with a write key, and the worker that goes through its journal. */
async function house() {
  const workspace = await createTestWorkspace(db);
  const key = await server.writeKey(workspace);
  const rows = <T>(query: ReturnType<typeof sql<T>>) =>
    inTransaction(db, { workspace }, async (transaction) => (await query.execute(transaction)).rows);
  const post = (call: string, payload: object, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: `/v1/${call}`,
      headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${key}:`)}`, ...headers },
      remoteAddress: ADDRESS,
      payload,
    });
  return {
    workspace,
    rows,
    post,
    /** Sends all at once, so that they crowd the door. */
    crowd: (call: string, payloads: object[], headers: Record<string, string> = {}) =>
      Promise.all(payloads.map((payload) => post(call, payload, headers))),
    digestAll: async () => {
      while ((await digest(db, workspace)) !== null);
    },
    waiting: async () =>
      (await rows(sql<{ letters: string }>`select letters from tracking_journal order by id`)).map(({ letters }) => letters),
    touches: () =>
      rows(
        sql<{ messageId: string; anonymousId: string | null; personId: string | null; channel: string }>`
          select message_id, anonymous_id, person_id, channel from touchpoints order by message_id`,
      ),
    ledger: async () => (await rows(sql`select received, accepted, duplicate, quarantined, refused from tracking_ledger`))[0],
    quarantine: () => rows(sql<{ reason: string; original: Buffer }>`select reason, original from quarantine order by id`),
  };
}

const page = (number: number, fields: object = {}) => ({
  type: 'page',
  messageId: `m${number}`,
  anonymousId: `browser-${number % 7}`,
  timestamp: new Date(Date.UTC(2026, 4, 1, 8, number)).toISOString(),
  properties: { url: `https://nordhavn.dk/priser?utm_source=nyhedsbrev&utm_medium=email`, title: `Priser ${number}` },
  ...fields,
});
const pages = (count: number, fields: object = {}) => Array.from({ length: count }, (_, number) => page(number, fields));
const asBrowser = {
  origin: 'https://nordhavn.dk',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36',
};
const ours = { anonymousId: null, context: { library: { name: 'samspil' } } };

describe('much that arrives at once', () => {
  it('is answered when it is on disk, and is afterwards as if it had come one by one', async () => {
    const [crowded, calm] = [await house(), await house()];
    const answers = await crowded.crowd('page', pages(60));
    expect(answers.map((answer) => answer.json())).toEqual(
      Array.from({ length: 60 }, () => ({ success: true, accepted: 1, duplicate: 0, quarantined: 0 })),
    );
    expect((await crowded.waiting()).length).toBeGreaterThan(0);
    expect(await crowded.ledger()).toMatchObject({ received: 60, accepted: 60 });
    await crowded.digestAll();
    expect(await crowded.waiting()).toEqual([]);

    for (const one of pages(60)) await calm.post('page', one);
    expect(await calm.waiting()).toEqual([]);
    expect(await crowded.touches()).toHaveLength(60);
    expect(await crowded.touches()).toEqual(await calm.touches());
  });

  it('is told from repeats and conflicts before it is answered', async () => {
    const { crowd, digestAll, touches, ledger, quarantine } = await house();
    const batch = { batch: [...pages(10), page(3, { name: 'Another' }), { type: 'track', anonymousId: 'a' }] };
    const answers = await crowd(
      'batch',
      Array.from({ length: 12 }, () => batch),
    );
    const sum = (field: string) => answers.reduce((total, answer) => total + Number(answer.json()[field]), 0);
    expect([sum('accepted'), sum('duplicate'), sum('quarantined')]).toEqual([10, 110, 24]);
    await digestAll();
    expect(await touches()).toHaveLength(10);
    expect(await ledger()).toEqual({ received: 144, accepted: 10, duplicate: 110, quarantined: 24, refused: 0 });
    expect(await quarantine()).toHaveLength(24);
  });

  it('is told from repeats and conflicts all the same where the rush is long on', async () => {
    const { crowd, post, digestAll, touches, ledger, quarantine } = await house();
    await crowd('page', pages(30));
    const again = await crowd('batch', [
      ...Array.from({ length: 11 }, () => ({ batch: pages(40) })),
      { batch: [page(5, { name: 'Another' }), page(40)] },
    ]);
    const sum = (field: string) => again.reduce((total, answer) => total + Number(answer.json()[field]), 0);
    expect([sum('accepted'), sum('duplicate'), sum('quarantined')]).toEqual([11, 430, 1]);
    const marked = await post('page', Buffer.from(`\ufeff${JSON.stringify(page(41, { name: 'Blåbærgrød' }))}`));
    expect(marked.json()).toMatchObject({ accepted: 1 });
    await digestAll();
    expect(await touches()).toHaveLength(42);
    expect(await ledger()).toEqual({ received: 473, accepted: 42, duplicate: 430, quarantined: 1, refused: 0 });
    expect((await quarantine()).map(({ original }) => original.toString())).toEqual([
      JSON.stringify(page(5, { name: 'Another' })),
    ]);
  });

  it('is worked through once, whoever does it at the same time', async () => {
    const { workspace, crowd, digestAll, touches, waiting } = await house();
    await crowd('page', pages(80));
    await Promise.all([digestAll(), digestAll(), digest(db, workspace)]);
    expect(await waiting()).toEqual([]);
    expect(await touches()).toHaveLength(80);
  });

  it('is recognised like everything else: a name that comes later claims what was before', async () => {
    const { crowd, digestAll, rows, touches } = await house();
    await crowd('batch', [
      { batch: pages(7) },
      ...pages(20).map((_, number) => ({ batch: [page(100 + number)] })),
      {
        batch: [
          { type: 'identify', messageId: 'who', anonymousId: 'browser-3', userId: 'C-3', traits: { email: 'mette@havnens.dk' } },
        ],
      },
    ]);
    await digestAll();
    expect(await rows(sql`select email from people`)).toEqual([{ email: 'mette@havnens.dk' }]);
    for (const { anonymousId, personId } of await touches()) expect(personId !== null).toBe(anonymousId === 'browser-3');
  });

  it('keeps nobody’s address, and yet tells today’s visitors apart as ever', async () => {
    const { crowd, digestAll, post, touches, waiting } = await house();
    await crowd('page', pages(30, ours), asBrowser);
    for (const letters of await waiting()) expect(letters).not.toContain(ADDRESS);
    await digestAll();
    await post('page', page(99, ours), asBrowser);
    await digestAll();
    const visitors = new Set((await touches()).map(({ anonymousId }) => anonymousId));
    expect([...visitors]).toEqual([expect.stringMatching(/^v:/)]);
  });

  it('does not hold up somebody’s no', async () => {
    const { crowd, post, rows } = await house();
    await crowd('page', pages(30));
    await post('track', {
      messageId: 'no',
      anonymousId: 'browser-1',
      event: 'Consent Preference Updated',
      context: { consent: { categoryPreferences: { analytics: false } } },
    });
    expect(await rows(sql`select count(*)::int as said from consents`)).toEqual([{ said: 1 }]);
  });

  it('is there for whoever reads after it was answered', async () => {
    const { workspace, crowd, digestAll } = await house();
    const reader = await server.as('marketing', { workspace });
    await crowd('page', pages(40));
    const [answer] = await Promise.all([reader.get('/api/v1/touchpoints?limit=100'), digestAll()]);
    expect(answer.json().items).toHaveLength(40);
  });

  it('is taken in while an import decides who the customers are, and worked through after; whoever reads meanwhile is answered', async () => {
    const { workspace, post, touches, waiting, digestAll } = await house();
    const reader = await server.as('marketing', { workspace });
    let release = () => {};
    const isReleased = new Promise<void>((resolve) => (release = resolve));
    let isHeld = () => {};
    const held = new Promise<void>((resolve) => (isHeld = resolve));
    const importing = inWorkspace(db, workspace, { kind: 'system' }, async (context) => {
      await lockCustomers(context, 'exclusive');
      isHeld();
      await isReleased;
    });
    await held;
    expect((await post('page', page(1))).json()).toMatchObject({ accepted: 1 });
    // What comes next does not wait for as long.
    expect((await post('page', page(2))).json()).toMatchObject({ accepted: 1 });
    expect(await waiting()).toHaveLength(2);
    expect((await reader.get('/api/v1/people')).statusCode).toBe(200);
    release();
    await importing;
    await digestAll();
    expect((await touches()).map(({ messageId }) => messageId)).toEqual(['m1', 'm2']);
  });

  it('lets a message that cannot be worked through hold up nobody: it goes into quarantine, and the books say so', async () => {
    const { crowd, digestAll, touches, waiting, ledger, quarantine } = await house();
    await owner.query(`alter table touchpoints add constraint no_poison check (title <> 'Poison')`);
    try {
      await crowd('page', [...pages(30), page(77, { properties: { title: 'Poison' } })]);
      await digestAll();
    } finally {
      await owner.query('alter table touchpoints drop constraint no_poison');
    }
    expect(await waiting()).toEqual([]);
    expect(await touches()).toHaveLength(30);
    expect(await ledger()).toEqual({ received: 31, accepted: 30, duplicate: 0, quarantined: 1, refused: 0 });
    const [kept] = await quarantine();
    expect(kept?.reason).toBe('could not be worked through');
    expect(JSON.parse(kept?.original.toString() ?? '')).toMatchObject({ messageId: 'm77' });
  });
});

describe('while there is no room on the disk', () => {
  /** The disk runs out under the database in the middle of work. */
  async function withoutRoom(work: () => Promise<void>) {
    await owner.query(`create function no_room() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$`);
    await owner.query('create trigger no_room before insert on touchpoints for each row execute function no_room()');
    try {
      await work();
    } finally {
      await owner.query('drop function no_room cascade');
    }
  }

  it('what was taken in stays in the journal, is not held for bad, and is worked through once there is room', async () => {
    const { workspace, crowd, digestAll, touches, waiting, ledger, quarantine } = await house();
    await crowd('page', pages(40));
    const before = await waiting();
    await withoutRoom(() => expect(digest(db, workspace)).rejects.toMatchObject({ code: '53100' }));
    expect(await waiting()).toEqual(before);
    expect(await quarantine()).toEqual([]);
    await digestAll();
    expect(await touches()).toHaveLength(40);
    expect(await ledger()).toEqual({ received: 40, accepted: 40, duplicate: 0, quarantined: 0, refused: 0 });
  });

  it('the worker takes nothing out of the journal below the reserve, and goes on when it is named again', async () => {
    const { workspace, crowd, touches, waiting } = await house();
    await crowd('page', pages(40));
    const before = await waiting();
    let isFull = true;
    const journal = () =>
      startDigesting(db, () => {
        if (isFull) throw new NoRoom();
      });
    const paused = journal();
    paused.wake(workspace);
    await paused.stop();
    expect(await waiting()).toEqual(before);
    isFull = false;
    const going = journal();
    going.wake(workspace);
    await going.stop();
    expect([await waiting(), await touches()]).toEqual([[], expect.objectContaining({ length: 40 })]);
  });

  it('whoever reads is answered with what is there, and nothing is written for it', async () => {
    const { workspace, crowd, post, waiting } = await house();
    const reader = await server.as('marketing', { workspace });
    await post('page', page(99));
    await crowd('page', pages(40));
    const before = await waiting();
    const read = async () => {
      const answer = await reader.get('/api/v1/touchpoints?limit=100');
      return [answer.statusCode, answer.json().items?.length];
    };
    // Before anybody has noticed, and after.
    await withoutRoom(async () => expect(await read()).toEqual([200, 1]));
    const full = vi.spyOn(app.watch, 'isFull').mockReturnValue(true);
    expect(await read()).toEqual([200, 1]);
    expect(await waiting()).toEqual(before);
    full.mockRestore();
    expect(await read()).toEqual([200, 41]);
  });
});
