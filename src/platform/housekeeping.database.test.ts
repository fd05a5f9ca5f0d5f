import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createTestDatabase, createTestWorkspace } from '../../test/database.ts';
import { inTransaction } from './database.ts';
import { housekeeping } from './housekeeping.ts';

const { db } = await createTestDatabase();

/** Lays touches in, each a second after the one before. */
const touch = (workspace: string, from: string, count = 1) =>
  inTransaction(db, { workspace }, (transaction) =>
    sql`insert into touchpoints (workspace_id, occurred_at, id, received_at, side, kind, channel, properties, bot)
        select ${workspace}, ${from}::timestamptz + n * interval '1 second', gen_random_uuid(), now(), 'customer', 'page', 'direct', '{}', false
          from generate_series(1, ${count}) n`.execute(transaction),
  );

/** How many touches a workspace has in each part of the table. */
async function partsOf(workspace: string): Promise<Record<string, number>> {
  const { rows } = await inTransaction(db, { workspace }, (transaction) =>
    sql<{ part: string; count: number }>`
      select tableoid::regclass::text as part, count(*) from touchpoints where workspace_id = ${workspace} group by 1`.execute(
      transaction,
    ),
  );
  return Object.fromEntries(rows.map(({ part, count }) => [part, count]));
}

it('a month that began while nobody kept house takes in what came without it, of every workspace, each behind its wall', async () => {
  const [one, other] = [await createTestWorkspace(db), await createTestWorkspace(db)];
  const { rows } = await sql<{ month: string }>`select to_char(now() at time zone 'UTC', 'YYYY_MM') as month`.execute(db);
  const month = rows[0]?.month ?? '';
  const far = '2031-05-03T10:00:00Z';
  await touch(one, far, 3);
  await touch(other, far, 2);
  expect(await partsOf(one)).toEqual({ touchpoints_other: 3 });

  await sql`select make_touchpoint_partitions('2031-05-01', '2031-05-31')`.execute(db);

  expect([await partsOf(one), await partsOf(other)]).toEqual([{ touchpoints_2031_05: 3 }, { touchpoints_2031_05: 2 }]);
  const { rows: walls } = await sql<{ forced: boolean }>`
    select relforcerowsecurity as forced from pg_class where relname in ('touchpoints_2031_05', 'touchpoints_other')`.execute(db);
  expect(walls).toEqual([{ forced: true }, { forced: true }]);
  await touch(one, far);
  expect(await partsOf(one)).toEqual({ touchpoints_2031_05: 4 });
  await housekeeping(db);
  await touch(one, new Date().toISOString());
  expect(await partsOf(one)).toEqual({ touchpoints_2031_05: 4, [`touchpoints_${month}`]: 1 });
});

it('a month of which many old touches were imported gets a partition of its own; a few stay among the others', async () => {
  const workspace = await createTestWorkspace(db);
  await touch(workspace, '2019-03-04T10:00:00Z', 10_000);
  await touch(workspace, '2018-01-04T10:00:00Z', 40);

  await housekeeping(db);
  await housekeeping(db);

  expect(await partsOf(workspace)).toEqual({ touchpoints_2019_03: 10_000, touchpoints_other: 40 });
});
