import type pg from 'pg';

/** A table as backup and restore see it. */
export interface TableShape {
  name: string;
  /** Columns that are stored, not generated. */
  columns: string[];
  key: string[];
  /** Columns that point to another row of the same table. */
  selfReferences: string[];
}

/** All tables of the product, parents before children; partitions stay behind their parent. */
export async function readTables(client: pg.Client): Promise<TableShape[]> {
  const { rows: tables } = await client.query<{ name: string; columns: string[]; key: string[] }>(`
    select c.relname as name,
           (select array_agg(a.attname::text order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
           (select array_agg(a.attname::text order by k.place) from pg_constraint p cross join unnest(p.conkey) with ordinality k(attnum, place)
              join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum where p.conrelid = c.oid and p.contype = 'p') as key
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition`);
  const { rows: references } = await client.query<{ child: string; parent: string; columns: string[] }>(`
    select c.relname as child, p.relname as parent,
           (select array_agg(a.attname::text) from unnest(f.conkey) k join pg_attribute a on a.attrelid = c.oid and a.attnum = k where a.attname <> 'workspace_id') as columns
      from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_class p on p.oid = f.confrelid
     where f.contype = 'f' and f.connamespace = 'public'::regnamespace`);

  const ordered: TableShape[] = [];
  const placed = new Set<string>();
  let waiting = tables.sort((one, other) => one.name.localeCompare(other.name));
  while (waiting.length > 0) {
    const ready = waiting.filter(({ name }) =>
      references.every(({ child, parent }) => child !== name || parent === name || placed.has(parent)),
    );
    if (ready.length === 0)
      throw new Error(`tables point at each other in a circle: ${waiting.map(({ name }) => name).join(', ')}`);
    for (const { name, columns, key } of ready) {
      placed.add(name);
      ordered.push({
        name,
        columns,
        key,
        selfReferences: references
          .filter(({ child, parent }) => child === name && parent === name)
          .flatMap((reference) => reference.columns),
      });
    }
    waiting = waiting.filter(({ name }) => !placed.has(name));
  }
  return ordered;
}
