import { expect, test } from 'vitest';
import type { PreviewLead } from '../../../src/back-tests/schema.ts';
import { standardDefinition } from '../../../src/definitions/standard.ts';
import { previewRows } from './preview.ts';

const now = new Date('2026-11-20T12:00:00Z');
const page = (id: string, occurredAt: string) =>
  ({ id, occurredAt, kind: 'page', channel: 'direct', path: '/', content: null, name: null, event: null, bot: false }) as const;
const lead: PreviewLead = {
  id: 'l1',
  name: 'Bo Lind',
  company: 'Fjordlys',
  facts: {
    person: { country: 'DK', title: 'CEO', role: null, answers: {} },
    company: { country: 'DK', industry: 'Energy', employees: 40 },
    touches: [page('t1', '2026-11-18T09:00:00Z'), page('t2', '2026-11-19T09:00:00Z'), page('t3', '2026-11-20T09:00:00Z')],
    evidence: [
      { id: 'e1', criterion: 'has-a-pain', quote: null, at: '2026-11-19T09:00:00Z', expiresAt: null, withdrawnAt: null },
    ],
  },
};
const { thresholds } = standardDefinition;
const easier = {
  ...standardDefinition,
  thresholds: { ...thresholds, mql: { fit: 50, engagement: 3 }, ready: { ...thresholds.ready, engagement: 3 } },
};

test('a lead is shown as the version in force and as the draft see it', () => {
  const [row] = previewRows([lead], standardDefinition, easier, now);
  expect(row).toMatchObject({
    id: 'l1',
    before: { standing: 'engaged', fit: 100 },
    after: { standing: 'ready', fit: 100 },
  });
  expect(row?.after.engagement).toBeCloseTo(2 * (2 ** (-0.125 / 14) + 2 ** (-1.125 / 14) + 2 ** (-2.125 / 14)));
});

test('without a version in force there is nothing to compare with', () => {
  expect(previewRows([lead], null, easier, now)[0]?.before).toBeNull();
});

test('what was said and withdrawn, or is not yet said, counts for nothing', () => {
  const [said] = lead.facts.evidence;
  if (!said) throw new Error('something was said');
  const without = (evidence: PreviewLead['facts']['evidence']) =>
    previewRows([{ ...lead, facts: { ...lead.facts, evidence } }], null, easier, now)[0]?.after.standing;
  expect(without([{ ...said, withdrawnAt: '2026-11-19T10:00:00Z' }])).toBe('mql');
  expect(without([{ ...said, expiresAt: '2026-11-20T11:00:00Z' }])).toBe('mql');
  expect(without([{ ...said, at: '2026-11-21T11:00:00Z' }])).toBe('mql');
});
