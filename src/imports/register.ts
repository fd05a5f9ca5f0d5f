import type { Memory } from './memory.ts';

/** A row as it is known here: by the names of TypeScript, with JSON's values. */
export interface Row {
  id: string;
}

/** What an import does to a row: `before` is null for one it made, else what the changed fields held. */
export interface RowChange {
  id: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
}

/**
 * The rows that a part of a file may meet, each found by any of its keys. Decisions are made here, one after the other, so that two rows
 * of a file about the same thing meet as well; what they come to is written, or only counted, at the end.
 */
export interface Register<R extends Row> {
  /** Takes in a row as the database has it; one that is known already stays as it has become. */
  stored(row: R, keys: readonly string[]): void;
  /** The row under a key; null when there is none, or when several go by it. */
  find(key: string): R | null;
  /** Adds a row that is new. */
  add(row: R, keys: readonly string[]): void;
  /** One more key of a row. */
  alsoKnownAs(row: R, key: string): void;
  /** Sets the fields given; answers whether any is different now. */
  change(row: R, patch: Partial<R>): boolean;
  isNew(row: R): boolean;
  /** How to count a row that was added: a preview forgets what it has counted, and an earlier part of the file may have made this row. */
  statusOf(row: R): 'new' | 'updated';
  /** Every row that is known. */
  all(): Iterable<R>;
  changes(): RowChange[];
}

/** @param memory of the parts before, in a preview; when rows are written, the database remembers */
export function openRegister<R extends Row>(memory?: Memory): Register<R> {
  const rows = new Map<string, R>();
  const byKey = new Map<string, R | null>();
  const added = new Set<string>();
  const repeated = new Set<string>();
  const before = new Map<string, Record<string, unknown>>();

  const enter = (row: R, key: string) => {
    const other = byKey.get(key);
    byKey.set(key, other === undefined || other === row ? row : null);
  };
  const keep = (row: R, keys: readonly string[]) => {
    rows.set(row.id, row);
    for (const key of keys) enter(row, key);
  };
  return {
    stored(row, keys) {
      if (!rows.has(row.id)) keep(row, keys);
    },
    find: (key) => byKey.get(key) ?? null,
    add(row, keys) {
      added.add(row.id);
      // The surest key comes first; rows that share only a name are not the same.
      if (memory && keys[0] !== undefined && memory.has(keys[0])) repeated.add(row.id);
      for (const key of keys) memory?.add(key);
      keep(row, keys);
    },
    alsoKnownAs: enter,
    change(row, patch) {
      const different = Object.entries(patch).filter(([field, value]) => !isSame(row[field as keyof R] ?? null, value ?? null));
      if (different.length === 0) return false;
      const was = before.get(row.id) ?? {};
      for (const [field] of different) if (!(field in was)) was[field] = row[field as keyof R] ?? null;
      before.set(row.id, was);
      Object.assign(row, Object.fromEntries(different));
      return true;
    },
    all: () => rows.values(),
    isNew: ({ id }) => added.has(id),
    statusOf: ({ id }) => (repeated.has(id) ? 'updated' : 'new'),
    changes() {
      const made = [...added].map((id) => ({ id, before: null, after: { ...rows.get(id) } }));
      const changed = [...before].flatMap(([id, was]) => {
        const row = rows.get(id);
        return row === undefined || added.has(id)
          ? []
          : [{ id, before: was, after: Object.fromEntries(Object.keys(was).map((field) => [field, row[field as keyof R]])) }];
      });
      return [...made, ...changed];
    },
  };
}

/** The fields that are known: an empty cell tells nothing, and erases nothing. */
export function told<R extends object>(facts: R): Partial<{ [F in keyof R]: NonNullable<R[F]> }> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null && value !== undefined)) as Partial<{
    [F in keyof R]: NonNullable<R[F]>;
  }>;
}

/** Whether two JSON values are the same; the order of an object's names says nothing. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const [names, others] = [Object.keys(one), Object.keys(other)];
  return (
    names.length === others.length &&
    names.every((name) => isSame((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]))
  );
}
