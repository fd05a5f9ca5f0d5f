import { isSame } from './register.ts';

/** Columns that only mean something together. */
const PAIRS = [
  ['amount_minor', 'currency'],
  ['stage', 'closed_on'],
];

/**
 * What to put back in a row that an import changed: each value it wrote that still stands, with what stood there before. What somebody
 * has changed since is theirs and stays, and so does what only means something together with it.
 */
export function restorable(
  current: Record<string, unknown>,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Record<string, unknown> {
  const changed = new Set(Object.keys(after).filter((column) => !isSame(current[column] ?? null, after[column] ?? null)));
  const stays = (column: string) =>
    changed.has(column) || PAIRS.some((pair) => pair.includes(column) && pair.some((other) => changed.has(other)));
  return Object.fromEntries(Object.entries(before).filter(([column]) => !stays(column)));
}
