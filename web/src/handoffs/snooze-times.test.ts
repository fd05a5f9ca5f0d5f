import { expect, it } from 'vitest';
import { snoozeTimes } from './snooze-times.ts';

const days = (now: Date) =>
  snoozeTimes(now)
    .slice(2)
    .map((time) => [time.getDay(), time.getHours()]);

it('sets aside for hours, until tomorrow morning and until Monday morning', () => {
  const friday = new Date(2026, 10, 20, 14, 30);
  expect(snoozeTimes(friday)[0]).toEqual(new Date(2026, 10, 20, 15, 30));
  expect(days(friday)).toEqual([
    [6, 8],
    [1, 8],
  ]);
});

it('on a Monday means the next one', () => {
  expect(snoozeTimes(new Date(2026, 10, 23, 9))[3]).toEqual(new Date(2026, 10, 30, 8));
});

it('on a Sunday offers Monday once', () => {
  expect(days(new Date(2026, 10, 22, 9))).toEqual([[1, 8]]);
});
