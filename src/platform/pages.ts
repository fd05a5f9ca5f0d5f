import { z } from 'zod';
import { badRequest } from './errors.ts';
import type { listQuery } from './fields.ts';

/** A cursor holds the sort key of the last row; opaque to clients. */
export function encodeCursor(key: (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * Reads a cursor made by encodeCursor against the form of its key.
 * @throws Problem 400 on anything else
 */
export function decodeCursor<T>(cursor: string | undefined, form: z.ZodType<T>): T | undefined {
  if (cursor === undefined) return undefined;
  try {
    return form.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw badRequest('cursor is not one this collection gave; use the "next" of the page before, or leave it out.', [
      { pointer: 'cursor', detail: 'unknown cursor' },
    ]);
  }
}

/** The page asked for of a list that is read whole because it is always short. @throws Problem 400 for an unknown cursor */
export function pageOfList<Item>(items: Item[], { cursor, limit }: z.output<typeof listQuery>) {
  const [from] = decodeCursor(cursor, z.tuple([z.int().min(0)])) ?? [0];
  const end = limit === undefined ? items.length : from + limit;
  return { items: items.slice(from, end), next: end < items.length ? encodeCursor([end]) : null };
}

/** Cuts `limit + 1` rows fetched into a page of `limit` and its next cursor. */
export function cutPage<Row, Item>(
  rows: Row[],
  limit: number,
  key: (row: Row) => (string | number)[],
  item: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { items: page.map(item), next: rows.length > limit && last !== undefined ? encodeCursor(key(last)) : null };
}
