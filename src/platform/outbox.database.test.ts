import { beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, createTestWorkspace } from '../../test/database.ts';
import { settle } from '../../test/outbox.ts';
import { inWorkspace } from './database.ts';
import { recordEvent } from './events.ts';
import { drain, type Consumer } from './outbox.ts';

const { db } = await createTestDatabase();
let workspace: string;
let read: unknown[];

beforeEach(async () => {
  workspace = await createTestWorkspace(db);
  read = [];
});

const tell = (day: number) =>
  inWorkspace(db, workspace, { kind: 'system' }, (context) =>
    recordEvent(context, { type: 'day.begun', subject: { kind: 'day', id: null }, data: { day } }),
  );

/** Writes down what it reads, after whatever it does first. */
const diary = (first: () => Promise<void> = async () => {}): Consumer => ({
  name: 'diary',
  types: ['day.begun'],
  async consume(_context, events) {
    await first();
    read.push(...events.map(({ data }) => data['day']));
  },
});

describe('a consumer of events', () => {
  it('reads each once and in order, whichever of two workers comes to it', async () => {
    for (let day = 1; day <= 3; day++) await tell(day);
    await settle(db, workspace, [diary()]);
    let reading = () => {};
    const isReading = new Promise<void>((begun) => (reading = begun));
    await tell(4);
    // The second looks for events while the first has read them and not yet moved on for others to see.
    const second = isReading.then(() => drain(db, workspace, [diary()]));
    const slow = diary(async () => {
      reading();
      await tell(5);
    });
    await expect.poll(() => drain(db, workspace, [slow]).then(() => read.includes(4)), { timeout: 30_000 }).toBe(true);
    await second;
    await settle(db, workspace, [diary()]);
    expect(read).toEqual([1, 2, 3, 4, 5]);
  });

  it('reads again what it failed on, and what others read goes on', async () => {
    await tell(1);
    const torn = diary(async () => {
      throw new Error('torn');
    });
    await expect.poll(() => drain(db, workspace, [torn]).catch(String), { timeout: 30_000 }).toBe('Error: torn');
    await settle(db, workspace, [{ ...diary(), name: 'another' }]);
    await settle(db, workspace, [diary()]);
    expect(read).toEqual([1, 1]);
  });
});
