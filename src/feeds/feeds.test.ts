import { describe, expect, it } from 'vitest';
import { newsDue, stateOf, type FeedFacts } from './freshness.ts';
import { nextLook } from './schedule.ts';

const at = (text: string) => new Date(text);
const next = (schedule: Parameters<typeof nextLook>[0], after: string, zone = 'Europe/Copenhagen') =>
  nextLook(schedule, at(after), zone).toISOString();

describe('the next look at a feed', () => {
  it('is so many minutes after the last', () => {
    expect(next({ everyMinutes: 90 }, '2026-11-22T10:00:00Z')).toBe('2026-11-22T11:30:00.000Z');
  });

  it('is at the time of day on the wall of the workspace: today while it is ahead, else tomorrow', () => {
    expect(next({ dailyAt: '06:30' }, '2026-11-22T05:29:00Z')).toBe('2026-11-22T05:30:00.000Z');
    expect(next({ dailyAt: '06:30' }, '2026-11-22T05:30:00Z')).toBe('2026-11-23T05:30:00.000Z');
    expect(next({ dailyAt: '06:30' }, '2026-07-01T12:00:00Z')).toBe('2026-07-02T04:30:00.000Z');
    expect(next({ dailyAt: '00:05' }, '2026-11-22T23:30:00Z', 'America/New_York')).toBe('2026-11-23T05:05:00.000Z');
  });

  it('is an hour later on the day whose clock skips it, and once on the day that has it twice', () => {
    expect(next({ dailyAt: '02:30' }, '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:30:00.000Z');
    expect(next({ dailyAt: '02:30' }, '2026-10-24T12:00:00Z')).toBe('2026-10-25T00:30:00.000Z');
    expect(next({ dailyAt: '02:30' }, '2026-10-25T00:30:00Z')).toBe('2026-10-26T01:30:00.000Z');
  });
});

describe('a feed', () => {
  const facts: FeedFacts = {
    createdAt: at('2026-11-01T00:00:00Z'),
    pausedAt: null,
    lastDataAt: at('2026-11-20T06:00:00Z'),
    expectedHours: 26,
    problem: null,
  };
  const stateAt = (change: Partial<FeedFacts>, now = '2026-11-21T07:00:00Z') => stateOf({ ...facts, ...change }, at(now));

  it('is fresh until news is overdue, and stale from that minute on', () => {
    expect(newsDue(facts)).toEqual(at('2026-11-21T08:00:00Z'));
    expect([stateAt({}), stateAt({}, '2026-11-21T08:00:00Z')]).toEqual(['fresh', 'stale']);
    expect(stateAt({ expectedHours: null }, '2027-11-21T08:00:00Z')).toBe('fresh');
  });

  it('that never brought anything waits, until its first news is overdue', () => {
    expect(stateAt({ lastDataAt: null }, '2026-11-02T01:00:00Z')).toBe('waiting');
    expect(stateAt({ lastDataAt: null }, '2026-11-02T02:00:00Z')).toBe('stale');
  });

  it('says first that it is paused, then that it fails', () => {
    expect(stateAt({ problem: { code: 'status' } }, '2027-01-01T00:00:00Z')).toBe('failing');
    expect(stateAt({ problem: { code: 'status' }, pausedAt: at('2026-11-20T00:00:00Z') })).toBe('paused');
  });
});
