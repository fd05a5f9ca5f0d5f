import { describe, expect, it } from 'vitest';
import { minutesLeft, nextToAnswer } from './handoff.ts';

const clock = {
  nearlyOutAt: null,
  promisedHours: 4,
  startedAt: '2026-11-20T08:00:00Z',
  overdue: false,
  firstContactAt: null,
  tookMinutes: null,
  kept: null,
};
const at = (time: string) => new Date(`2026-11-20T${time}:00Z`);

describe('the clock of a hand-off between two readings', () => {
  it('ticks by the minute while only business time lies ahead', () => {
    const open = { ...clock, due: '2026-11-20T12:00:00Z', minutesLeft: 60, wallMinutesLeft: 60 };
    expect(minutesLeft(open, at('11:07'))).toBe(53);
    expect(minutesLeft(open, at('12:05'))).toBe(-5);
  });

  it('stands as it was read when the office closes before the deadline', () => {
    const overnight = { ...clock, due: '2026-11-21T09:00:00Z', minutesLeft: 90, wallMinutesLeft: 1260 };
    expect(minutesLeft(overnight, at('12:20'))).toBe(90);
  });
});

describe('after an answer', () => {
  const items = [
    { id: 'a', state: 'waiting' },
    { id: 'b', state: 'waiting' },
    { id: 'c', state: 'accepted' },
    { id: 'd', state: 'waiting' },
  ] as const;

  it('the next that waits is selected, past those already answered', () => {
    expect(nextToAnswer(items, 'b')).toBe('d');
  });

  it('the first that waits is selected after the last', () => {
    expect(nextToAnswer(items, 'd')).toBe('a');
  });

  it('nothing is selected when it was the only one', () => {
    expect(nextToAnswer(items.slice(0, 1), 'a')).toBeNull();
  });
});
