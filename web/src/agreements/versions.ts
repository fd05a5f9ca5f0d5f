import type { Agreement } from '../../../src/agreements/schema.ts';

type AgreedClause = Agreement['clauses'][number];

/**
 * Which version the page shows, and the one in force beside it when a newer one is to replace it.
 *
 * @param versions newest first
 * @param asked the number of a version somebody wants to read; otherwise one that waits to replace what is in force, else what is in force
 */
export function shownVersions<Version extends Pick<Agreement, 'version' | 'state'>>(
  versions: readonly Version[],
  asked?: number,
): { main: Version; replaces?: Version } | undefined {
  const inForce = versions.find(({ state }) => state === 'in_force');
  const coming = versions.find(({ state, version }) => state !== 'superseded' && version > (inForce?.version ?? 0));
  const main = versions.find(({ version }) => version === asked) ?? coming ?? inForce ?? versions[0];
  if (!main) return undefined;
  return inForce && main.version > inForce.version ? { main, replaces: inForce } : { main };
}

export interface ClauseRow {
  readonly key: string;
  /** Null: the version in force has it, the new one does not. */
  readonly clause: AgreedClause | null;
  readonly before: AgreedClause | null;
  readonly changed: boolean;
}

/** The clauses in their order, each beside what it replaces; those that fall away last. */
export function clauseRows(main: Agreement, replaces?: Agreement): ClauseRow[] {
  const before = new Map(replaces?.clauses.map((clause) => [clause.key, clause]));
  const rows = inOrder(main).map((clause): ClauseRow => {
    const old = before.get(clause.key) ?? null;
    return { key: clause.key, clause, before: old, changed: replaces !== undefined && !samePromise(clause, old) };
  });
  const kept = new Set(rows.map(({ key }) => key));
  const dropped = (replaces ? inOrder(replaces) : []).filter(({ key }) => !kept.has(key));
  return [...rows, ...dropped.map((clause) => ({ key: clause.key, clause: null, before: clause, changed: true }))];
}

function inOrder({ clauses }: Agreement): AgreedClause[] {
  return clauses.toSorted((a, b) => a.position - b.position);
}

function samePromise(a: AgreedClause, b: AgreedClause | null): boolean {
  return (
    b !== null &&
    a.metric === b.metric &&
    a.operator === b.operator &&
    a.target === b.target &&
    a.period === b.period &&
    (a.hours ?? null) === (b.hours ?? null) &&
    a.segment?.leadType === b.segment?.leadType
  );
}
