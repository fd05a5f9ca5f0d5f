import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { backUp, restore, verifyBackup } from '../src/platform/backup.ts';
import { recordEvent } from '../src/platform/events.ts';
import type { Consumer } from '../src/platform/outbox.ts';
import { settle } from './outbox.ts';
import { as, createTestDatabase, createTestMember, createTestWorkspace } from './database.ts';

const full = await createTestDatabase();
const empty = await createTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'samspil-backup-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'backup.gz');

describe('backup and restore', () => {
  it('brings every row of every workspace back as it was', async () => {
    for (const name of ['Nordhavn', 'Fjordlys'])
      await createTestMember(full.db, await createTestWorkspace(full.db, name), 'admin');
    const written = await backUp(full.appUrl, file);
    expect(written['workspaces']?.rows).toBe(2);
    expect(written['reasons']?.rows).toBeGreaterThan(10);
    await restore(empty.appUrl, file);
    const again = await backUp(empty.appUrl, join(folder, 'again.gz'));
    // Events carry the transaction ids of their cluster, which are new here.
    expect({ ...again, events: again['events']?.rows }).toEqual({ ...written, events: written['events']?.rows });
  });

  it('goes on reading events where it was', async () => {
    const [from, to] = [await createTestDatabase(), await createTestDatabase()];
    const workspace = await createTestWorkspace(from.db);
    const read: string[] = [];
    const reader: Consumer = {
      name: 'test',
      types: ['test.happened'],
      consume: async (_context, events) => void read.push(...events.map(({ data }) => String(data['n']))),
    };
    const happen = (db: typeof from.db, n: number) =>
      as(db, workspace, { kind: 'system' }, (context) =>
        recordEvent(context, { type: 'test.happened', subject: { kind: 'test', id: null }, data: { n } }),
      );
    await happen(from.db, 1);
    await settle(from.db, workspace, [reader]);
    await happen(from.db, 2);
    await backUp(from.appUrl, file);
    await restore(to.appUrl, file);
    await happen(to.db, 3);
    await settle(to.db, workspace, [reader]);
    expect(read).toEqual(expect.arrayContaining(['1', '2', '3']));
  });

  it('refuses to restore over a database in use', async () => {
    await expect(restore(full.appUrl, file)).rejects.toThrow(/already in use/);
  });

  it('refuses a damaged file before anything is written', async () => {
    const bytes = readFileSync(file);
    const cut = join(folder, 'cut.gz');
    writeFileSync(cut, bytes.subarray(0, bytes.length - 20));
    await expect(verifyBackup(cut)).rejects.toThrow(/damaged/);
    const flipped = join(folder, 'flipped.gz');
    const other = Buffer.from(bytes);
    const middle = Math.floor(other.length / 2);
    other[middle] = (other[middle] ?? 0) ^ 0xff;
    writeFileSync(flipped, other);
    await expect(verifyBackup(flipped)).rejects.toThrow(/damaged/);
    await expect(verifyBackup(join(folder, 'none.gz'))).rejects.toThrow(/no file/);
  });
});
