import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../src/agreements/schema.ts';
import { clauseRows, shownVersions } from './versions.ts';

type Clause = Agreement['clauses'][number];

const clause = (key: string, target: number, rest: Partial<Clause> = {}): Clause => ({
  key,
  position: Number(key.slice(1)),
  ownerSide: 'marketing',
  metric: 'sales_ready_leads',
  operator: '>=',
  target,
  period: 'month',
  segment: {},
  hours: null,
  ...rest,
});

const agreement = (version: number, state: Agreement['state'], clauses: Clause[] = []): Agreement => ({
  id: `00000000-0000-7000-8000-00000000000${version}`,
  version,
  state,
  clauses,
  inForceFrom: '2026-10-01',
  createdAt: '2026-09-20T08:00:00Z',
  createdBy: null,
  definition: { id: '00000000-0000-7000-8000-000000000009', version: 1 },
  briefingItems: [],
  cadence: [],
  textHash: 'ab'.repeat(32),
  signatures: [],
});

describe('the version the page shows', () => {
  const [second, first] = [agreement(2, 'in_force'), agreement(1, 'superseded')];

  test('is the one in force while none waits', () => {
    expect(shownVersions([second, first])).toEqual({ main: second });
  });

  test('is the one waiting for signatures, beside the one it is to replace', () => {
    const third = agreement(3, 'waiting');
    expect(shownVersions([third, second, first])).toEqual({ main: third, replaces: second });
  });

  test('is the newest of several that wait', () => {
    const [third, fourth] = [agreement(3, 'waiting'), agreement(4, 'waiting')];
    expect(shownVersions([fourth, third, second])?.main).toBe(fourth);
  });

  test('is an old one when asked for, with nothing beside it', () => {
    expect(shownVersions([agreement(3, 'waiting'), second, first], 1)).toEqual({ main: first });
  });

  test('is the draft where nothing was ever in force, and none where there is none', () => {
    const draft = agreement(1, 'waiting');
    expect(shownVersions([draft])).toEqual({ main: draft });
    expect(shownVersions([])).toBeUndefined();
  });
});

describe('the clauses of a new version beside the old', () => {
  test('are marked where the promise is another', () => {
    const old = agreement(1, 'in_force', [clause('D1', 90), clause('D2', 95, { hours: 8 })]);
    const fresh = agreement(2, 'waiting', [clause('D2', 95, { hours: 4 }), clause('D1', 90)]);
    expect(clauseRows(fresh, old).map(({ key, changed }) => [key, changed])).toEqual([
      ['D1', false],
      ['D2', true],
    ]);
  });

  test('are marked where they are new or fall away, and those that fall away stand last', () => {
    const old = agreement(1, 'in_force', [clause('D1', 90), clause('D2', 95)]);
    const fresh = agreement(2, 'waiting', [clause('D2', 95), clause('D3', 5)]);
    expect(clauseRows(fresh, old)).toMatchObject([
      { key: 'D2', changed: false },
      { key: 'D3', changed: true, before: null },
      { key: 'D1', changed: true, clause: null },
    ]);
  });

  test('are not marked where there is nothing to compare with', () => {
    expect(clauseRows(agreement(1, 'waiting', [clause('D1', 20)]))).toMatchObject([{ changed: false, before: null }]);
  });
});
