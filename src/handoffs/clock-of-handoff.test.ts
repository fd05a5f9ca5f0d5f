import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Calendar, elapsed } from '../calendars/clock.ts';
import { type ClockFacts, clockOfHandoff, clockOfRepair, promisedHours } from './clock-of-handoff.ts';

const week = (start: string, end: string, timeZone = 'Europe/Copenhagen'): Calendar => {
  const day: [string, string][] = [[start, end]];
  return { timeZone, weekly: { mon: day, tue: day, wed: day, thu: day, fri: day } };
};
const office = week('09:00', '17:00');
const at = (text: string) => new Date(text);
const facts = (more: Partial<ClockFacts> = {}): ClockFacts => {
  const submittedAt = more.submittedAt ?? at('2026-09-23T14:00:00Z'); // Wednesday 16:00 in Copenhagen
  return {
    submittedAt,
    promisedHours: 4,
    stints: [{ from: submittedAt, calendar: office }],
    firstContactAt: null,
    endedAt: null,
    ...more,
  };
};

describe('the clock of a hand-off', () => {
  it('is due in business hours, and prints what is left in both kinds of time', () => {
    const clock = clockOfHandoff(facts(), at('2026-09-24T08:30:00Z'));
    expect(clock).toMatchObject({
      due: at('2026-09-24T10:00:00Z'),
      minutesLeft: 90,
      wallMinutesLeft: 90,
      overdue: false,
      kept: null,
    });
    expect(clockOfHandoff(facts(), at('2026-09-23T15:30:00Z'))).toMatchObject({ minutesLeft: 180, wallMinutesLeft: 18.5 * 60 });
  });

  it('is overdue from the moment it is due, neither before nor after', () => {
    const dueAt = at('2026-09-24T10:00:00Z');
    expect(clockOfHandoff(facts(), new Date(dueAt.getTime() - 1)).overdue).toBe(false);
    expect(clockOfHandoff(facts(), dueAt)).toMatchObject({ overdue: true, minutesLeft: 0, kept: false });
    expect(clockOfHandoff(facts(), at('2026-09-25T08:00:00Z'))).toMatchObject({
      overdue: true,
      minutesLeft: -360,
      wallMinutesLeft: -1320,
    });
  });

  it('stops at the first contact: in time up to the very moment, late after it', () => {
    const called = (moment: string) => clockOfHandoff(facts({ firstContactAt: at(moment) }), at('2026-10-01T08:00:00Z'));
    expect(called('2026-09-24T10:00:00Z')).toMatchObject({ kept: true, tookMinutes: 240, overdue: false, minutesLeft: null });
    expect(called('2026-09-24T10:00:00.001Z')).toMatchObject({ kept: false, overdue: false });
  });

  it('judges one given back in time not at all, and one given back late as late', () => {
    expect(clockOfHandoff(facts({ endedAt: at('2026-09-24T09:00:00Z') }), at('2026-10-01T08:00:00Z'))).toMatchObject({
      kept: null,
      overdue: false,
    });
    expect(clockOfHandoff(facts({ endedAt: at('2026-09-24T11:00:00Z') }), at('2026-10-01T08:00:00Z'))).toMatchObject({
      kept: false,
      overdue: false,
    });
  });

  it('goes on in the next rep’s hours: three hours used in Copenhagen, the fourth in New York', () => {
    const submittedAt = at('2026-09-24T07:00:00Z');
    const newYork = week('09:00', '17:00', 'America/New_York');
    const moved = facts({
      submittedAt,
      stints: [
        { from: submittedAt, calendar: office },
        { from: at('2026-09-24T10:00:00Z'), calendar: newYork },
      ],
    });
    expect(clockOfHandoff(moved, submittedAt).due).toEqual(at('2026-09-24T14:00:00Z'));
  });

  it('is nearly out when three quarters of the promised hours are used, in whoever’s hours, and never once it stands', () => {
    const clock = (given: Partial<ClockFacts> = {}) => clockOfHandoff(facts(given), at('2026-09-24T07:00:00Z')).nearlyOutAt;
    expect(clock({ submittedAt: at('2026-09-23T14:00:00Z') })).toEqual(at('2026-09-24T09:00:00Z'));
    expect(clock({ promisedHours: null })).toBeNull();
    expect(clock({ firstContactAt: at('2026-09-24T07:00:00Z') })).toBeNull();
  });

  it('has nothing due where nothing was promised, and still tells how long it took', () => {
    const clock = clockOfHandoff(
      facts({ promisedHours: null, firstContactAt: at('2026-09-24T08:00:00Z') }),
      at('2026-10-01T08:00:00Z'),
    );
    expect(clock).toMatchObject({ due: null, minutesLeft: null, overdue: false, kept: null, tookMinutes: 120 });
  });

  it('holds what it promises wherever the rep changes', () => {
    const minute = fc.integer({ min: 0, max: 14 * 24 * 60 });
    const calendars = [office, week('10:00', '18:00', 'Europe/London'), week('00:00', '24:00', 'Asia/Tokyo')];
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.tuple(minute, fc.nat(2)), { maxLength: 4 }),
        minute,
        (hours, changes, later) => {
          const submittedAt = at('2026-10-19T06:00:00Z');
          const moment = (minutes: number) => new Date(submittedAt.getTime() + minutes * 60_000);
          const stints = [
            { from: submittedAt, calendar: office },
            ...changes
              .sort(([a], [b]) => a - b)
              .map(([from, which]) => ({ from: moment(from), calendar: calendars[which] ?? office })),
          ];
          const given = facts({ submittedAt, promisedHours: hours, stints });
          const { due } = clockOfHandoff(given, submittedAt);
          if (!due) throw new Error('nothing due');
          expect(clockOfHandoff({ ...given, firstContactAt: due }, due)).toMatchObject({ kept: true, tookMinutes: hours * 60 });
          const now = moment(later);
          expect(clockOfHandoff(given, now).overdue).toBe(now >= due);
          // With one rep it is the plain business clock.
          if (changes.length === 0) expect(elapsed(submittedAt, due, office)).toBe(hours * 60);
        },
      ),
    );
  });
});

describe('the promise of an agreement', () => {
  const clauses = [
    { metric: 'accepted', segment: {}, hours: null },
    { metric: 'contacted_in_time', segment: { leadType: 'hot' }, hours: 4 },
    { metric: 'contacted_in_time', segment: {}, hours: 24 },
  ];
  it('is the clause for the type of lead, else the one for all', () => {
    expect([promisedHours(clauses, 'hot', 'contacted_in_time'), promisedHours(clauses, 'other', 'contacted_in_time')]).toEqual([
      4, 24,
    ]);
  });
  it('is nothing for a type that no clause speaks of', () => {
    expect(promisedHours(clauses.slice(0, 2), 'other', 'contacted_in_time')).toBeNull();
  });
  it('of a repair is none of the first contact', () => {
    expect(promisedHours(clauses, 'hot', 'repaired_in_time')).toBeNull();
    expect(promisedHours([...clauses, { metric: 'repaired_in_time', segment: {}, hours: 16 }], 'hot', 'repaired_in_time')).toBe(
      16,
    );
  });
});

describe('the clock of a repair', () => {
  it('stands still over the weekend: sixteen hours from Friday four o’clock are over on Tuesday at four', () => {
    const given = { givenBackAt: at('2026-09-25T14:00:00Z'), promisedHours: 16, calendar: office, endedAt: null };
    const due = at('2026-09-29T14:00:00Z');
    expect(clockOfRepair(given, at('2026-09-27T12:00:00Z'))).toMatchObject({ due, minutesLeft: 15 * 60, overdue: false });
    expect(clockOfRepair(given, due)).toMatchObject({ overdue: true, kept: false });
    expect(clockOfRepair({ ...given, endedAt: due }, due)).toMatchObject({ overdue: false, kept: true, tookMinutes: 960 });
  });
});
