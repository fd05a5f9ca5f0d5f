import pg from 'pg';
import { expect, it } from 'vitest';
import { disagreements, type Column } from '../db/personal-data.ts';
import { createTestDatabase } from './database.ts';

const { ownerUrl } = await createTestDatabase();

const columns = async (): Promise<Column[]> => {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<Column>(`
    select c.relname as table, a.attname as column from pg_class c
      join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1, a.attnum`);
  await owner.end();
  return rows;
};

it('knows of every column what it says about people', async () => {
  const found = await columns();
  expect(found.length).toBeGreaterThan(400);
  expect(disagreements(found)).toEqual([]);
});

it('finds a column nobody has classified, one classified twice, and one that is gone', () => {
  const real = [
    { table: 'people', column: 'workspace_id' },
    { table: 'people', column: 'name' },
    { table: 'people', column: 'birthday' },
  ];
  expect(disagreements(real, { people: { identity: 'name', words: 'name', plain: 'nickname' } })).toEqual([
    'people.birthday is not classified in db/personal-data.ts',
    'people.name is classified twice',
    'people.nickname is classified and not in the database',
  ]);
});
