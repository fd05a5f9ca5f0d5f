import { describe, expect, test } from 'vitest';
import type { TouchKind } from '../touchpoints/kinds.ts';
import type { ScoredTouch } from './matching.ts';
import { scoreLead } from './score.ts';
import { standardDefinition } from './standard.ts';

const now = new Date('2026-06-01T12:00:00Z');
const touch = (days: number, kind: TouchKind, path: string | null, name: string | null = null): ScoredTouch => ({
  id: `${days}-${kind}`,
  occurredAt: new Date(now.getTime() - days * 86_400_000),
  kind,
  channel: 'organic_search',
  path,
  content: null,
  name,
  event: null,
  bot: false,
});
const marketer = {
  person: { country: 'DK', title: 'Marketingchef', role: null, answers: {} },
  company: { country: 'DK', industry: 'manufacturing', employees: 120 },
};
const interested = [
  touch(9, 'page', '/da/blog/leads'),
  touch(6, 'page', '/da/cases/nordhavn'),
  touch(5, 'download', '/da/guide.pdf'),
  touch(2, 'page', '/da/priser/'),
  touch(1, 'email_click', null),
];

describe('the standard definition', () => {
  test('a fitting company that comes back and has a pain is ready', () => {
    const pain = { id: 'e', criterion: 'has-a-pain', quote: 'Vi mister leads', at: now, expiresAt: null, withdrawnAt: null };
    expect(scoreLead({ ...marketer, touches: interested, evidence: [pain] }, standardDefinition, now)).toMatchObject({
      fit: 100,
      fitGrade: 'A',
      ready: true,
      handRaised: false,
    });
    expect(scoreLead({ ...marketer, touches: interested, evidence: [] }, standardDefinition, now)).toMatchObject({
      ready: false,
      mql: true,
      missing: [{ part: 'threshold', key: 'soft-needed', has: 0, needs: 1 }],
    });
  });

  test.each(['Kontakt os', 'Request a demo', 'Ring mig op', 'bel mij terug'])('the form "%s" is a hand-raise', (name) => {
    expect(
      scoreLead({ ...marketer, company: null, touches: [touch(0, 'form', '/x', name)], evidence: [] }, standardDefinition, now),
    ).toMatchObject({
      handRaised: true,
      ready: true,
    });
  });

  test('a newsletter form is not, nor does a job-seeker warm up', () => {
    const touches = [touch(0, 'form', '/x', 'Nyhedsbrev'), touch(0, 'page', '/da/karriere')];
    const score = scoreLead({ ...marketer, touches, evidence: [] }, standardDefinition, now);
    expect(score).toMatchObject({ handRaised: false, mql: false });
    expect(score.engagement).toBe(10 + 2 - 15);
  });
});
