import { describe, expect, test } from 'vitest';
import { hasSpoken, isComplete, press, type Ticked } from './answers.ts';

const nothing: Ticked = { answers: {}, useful: [] };
const typed = (digits: number[], items: string[] = []) => digits.reduce((ticked, digit) => press(digit, ticked, items), nothing);

describe('feedback by the keys of the digits', () => {
  test('answers the three questions one after another', () => {
    const { answers } = typed([1, 2, 3]);
    expect(answers).toEqual({ fit: 'yes', timing: 'later', briefing: 'no' });
    expect(isComplete(answers)).toBe(true);
    expect(isComplete(typed([1, 2]).answers)).toBe(false);
  });

  test('then ticks the items of use by their number, and unticks them', () => {
    expect(typed([1, 1, 1, 2, 3], ['pain', 'budget', 'timing']).useful).toEqual(['budget', 'timing']);
    expect(typed([1, 1, 1, 2, 3, 2], ['pain', 'budget', 'timing']).useful).toEqual(['timing']);
  });

  test('does nothing by a digit that stands for nothing', () => {
    expect(typed([4]).answers).toEqual({});
    expect(typed([1, 1, 1, 9], ['pain'])).toEqual({ answers: { fit: 'yes', timing: 'now', briefing: 'yes' }, useful: [] });
  });
});

describe('feedback is asked for', () => {
  const clock = { firstContactAt: '2026-11-20T09:00:00Z' } as Parameters<typeof hasSpoken>[0]['clock'];
  const attempt = (response: 'reached' | 'no_answer') => ({ response }) as Parameters<typeof hasSpoken>[0]['attempts'][number];

  test('once somebody was reached, not while nobody answers the phone', () => {
    expect(hasSpoken({ clock, attempts: [attempt('no_answer')] })).toBe(false);
    expect(hasSpoken({ clock, attempts: [attempt('reached'), attempt('no_answer')] })).toBe(true);
  });

  test('not by a conversation before the first contact of this hand-off', () => {
    expect(hasSpoken({ clock: { ...clock, firstContactAt: null }, attempts: [attempt('reached')] })).toBe(false);
  });
});
