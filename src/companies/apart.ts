import { sql, type RawBuilder } from 'kysely';

/**
 * SQL for the pairs of a workspace's customers that somebody has said are two, or has parted after a merge, and has not taken back since:
 * rows (one, other, member_id, decided_at), at most two a pair.
 */
export function pairsApart(kind: 'company' | 'person', workspace: string): RawBuilder<unknown> {
  const column = (name: string) => sql.ref(`${name}_${kind}_id`);
  const distinctions = sql.table(`${kind}_distinctions`);
  return sql`
    select ${column('one')} as one, ${column('other')} as other, member_id, decided_at from ${distinctions}
     where workspace_id = ${workspace} and withdrawn_at is null
    union all
    select m.${column('kept')}, m.${column('merged')}, m.undone_by, m.undone_at from ${sql.table(`${kind}_merges`)} m
     where m.workspace_id = ${workspace} and m.undone_at is not null and not exists (
       select from ${distinctions} d
        where d.workspace_id = m.workspace_id and d.${column('one')} = least(m.${column('kept')}, m.${column('merged')})
          and d.${column('other')} = greatest(m.${column('kept')}, m.${column('merged')}) and d.withdrawn_at >= m.undone_at)`;
}
