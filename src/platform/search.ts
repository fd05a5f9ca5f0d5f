import { sql, type RawBuilder } from 'kysely';

/**
 * In SQL: whether a text holds what is searched for, wherever in it, without regard to case.
 * @param column a `search_text`, which is kept folded as what is searched for is folded here, once a statement; or an expression that is folded
 */
export function holds(column: string | RawBuilder<string>, search: string): RawBuilder<boolean> {
  return sql<boolean>`${typeof column === 'string' ? sql.ref(column) : column} like (select folded(${`%${search.replace(/[\\%_]/g, '\\$&')}%`}))`;
}
