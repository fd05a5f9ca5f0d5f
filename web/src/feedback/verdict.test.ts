import { describe, expect, test } from 'vitest';
import type { FeedbackReport } from '../../../src/feedback/schema.ts';
import { shareOf, verdictOf } from './verdict.ts';

const label = (word: string) => ({ en: word, da: word, nb: word, nl: word });
const fit = { yes: 0, partly: 0, no: 0 };
const group = (key: string | null, rejected: number) => ({
  key,
  handedOver: rejected + 2,
  accepted: 2,
  rejected,
  answered: 0,
  fit,
  reasons: [],
});
const report = (changes: Partial<FeedbackReport>): FeedbackReport => ({
  from: '2026-08-01',
  to: '2026-09-01',
  handedOver: 41,
  accepted: 30,
  rejected: 6,
  answered: 20,
  fit,
  timing: { now: 0, later: 0, never: 0 },
  briefing: fit,
  reasons: [
    { code: 'too_early', label: label('too early'), count: 4 },
    { code: 'no_budget', label: label('no budget'), count: 2 },
  ],
  groups: [group('linkedin', 5), group('google', 1)],
  items: [],
  missed: [],
  views: [],
  criteria: [],
  ...changes,
});

describe('the answer of the feedback screen', () => {
  test('is how many of those sales answered were given back, with the first reason and where most came from', () => {
    expect(verdictOf(report({}))).toEqual({
      kind: 'answered',
      rejected: 6,
      of: 36,
      reason: label('too early'),
      from: 'linkedin',
    });
  });

  test('names no reason and no source where two stand level', () => {
    const level = report({
      reasons: [
        { code: 'too_early', label: label('too early'), count: 3 },
        { code: 'no_budget', label: label('no budget'), count: 3 },
      ],
      groups: [group('linkedin', 3), group('google', 3)],
    });
    expect(verdictOf(level)).toMatchObject({ reason: null, from: null });
  });

  test('names no source where there is only one, or most came from nobody knows where', () => {
    expect(verdictOf(report({ groups: [group('linkedin', 6)] }))).toMatchObject({ from: null });
    expect(verdictOf(report({ groups: [group(null, 5), group('google', 1)] }))).toMatchObject({ from: null });
  });

  test('says so when nothing was handed over, or nothing is answered yet', () => {
    expect(verdictOf(report({ handedOver: 0, accepted: 0, rejected: 0 }))).toEqual({ kind: 'nothing' });
    expect(verdictOf(report({ accepted: 0, rejected: 0 }))).toEqual({ kind: 'unanswered', handedOver: 41 });
  });
});

test('a share is told from twenty cases on', () => {
  expect(shareOf(6, 19)).toBeNull();
  expect(shareOf(6, 20)).toBe(0.3);
});
