import { expect, test } from 'vitest';
import { periodOf } from './period.ts';

test('feedback is of the last ninety days, today among them, unless the address says otherwise', () => {
  expect(periodOf({}, '2026-11-22')).toEqual({ span: '90', from: '2026-08-25', to: '2026-11-23' });
  expect(periodOf({ days: '30' }, '2026-11-22')).toEqual({ span: '30', from: '2026-10-24', to: '2026-11-23' });
  expect(periodOf({ days: '7000' }, '2026-11-22').span).toBe('90');
});

test('days of one’s own count the last of them in', () => {
  expect(periodOf({ from: '2026-03-01', until: '2026-03-31' }, '2026-11-22')).toEqual({
    span: 'own',
    from: '2026-03-01',
    to: '2026-04-01',
  });
  expect(periodOf({ from: '2026-03-01', until: '2026-03-01' }, '2026-11-22').to).toBe('2026-03-02');
});

test('days that are none, or end before they begin, are not asked for', () => {
  for (const wrong of [
    { from: 'soon', until: '2026-03-31' },
    { from: '2026-13-01', until: '2026-13-02' },
    { from: '2026-04-01', until: '2026-03-31' },
    { from: '2026-04-01' },
  ])
    expect(periodOf(wrong, '2026-11-22').span).toBe('90');
});
