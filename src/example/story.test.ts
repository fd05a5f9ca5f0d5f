import { describe, expect, it } from 'vitest';
import { tellSpend, tellStory } from './story.ts';

const now = new Date('2026-11-20T09:30:00Z');
const story = tellStory(now, 'da');
const acts = story.journeys.flatMap((journey) => journey.acts);
const count = (what: string) => acts.filter((act) => act.do === what).length;

describe('the story of the example company', () => {
  it('is the same each time it is told', () => {
    expect(tellStory(now, 'da')).toEqual(story);
  });

  it('has about 400 leads over a year, and everything from the hand-off to the credit note', () => {
    expect(story.journeys.length).toBeGreaterThan(350);
    expect(story.journeys.length).toBeLessThan(460);
    for (const what of [
      'handoff',
      'acceptance',
      'rejection',
      'reading',
      'first-contact',
      'recycling',
      'disqualification',
      'deal',
      'won',
      'lost',
      'invoice',
      'credit',
    ])
      expect([what, count(what) > 0]).toEqual([what, true]);
  });

  it('happened: nothing lies in the future, and each lead’s acts are in order', () => {
    const moments = [
      ...acts.map(({ at }) => at),
      ...story.journeys.flatMap(({ calls }) => calls.map(({ timestamp }) => new Date(timestamp))),
    ];
    expect(moments.filter((at) => at > now)).toEqual([]);
    for (const { acts: own } of story.journeys)
      expect(own.map(({ at }) => at.getTime())).toEqual(own.map(({ at }) => at.getTime()).sort((one, other) => one - other));
  });

  it('leaves to sales what a week brings: a few steps a little late, some today and tomorrow, and most of them still to come', () => {
    const ends = ['rejection', 'recycling', 'disqualification', 'won'];
    const open = story.journeys.filter(({ acts: own }) => own.length > 0 && !own.some((act) => ends.includes(act.do)));
    const steps = open.flatMap(({ acts: own }) => {
      const last = own.findLast((act) => act.do === 'attempt');
      return last?.do === 'attempt' && last.nextStepOn !== undefined ? [last.nextStepOn] : [];
    });
    expect(steps.length).toBeGreaterThan(8);
    expect(steps.filter((day) => day < '2026-11-18')).toEqual([]);
    expect(steps.filter((day) => day < '2026-11-20').length).toBeLessThan(6);
    expect(steps.filter((day) => day > '2026-11-21').length).toBeGreaterThan(steps.length / 2.5);
  });

  it('has the teams talk: answers after conversations, questions on what waits, a rejection spoken against', () => {
    for (const [what, least] of [
      ['feedback', 10],
      ['comment', 4],
      ['appeal', 2],
      ['override', 1],
    ] as const)
      expect([what, count(what) >= least]).toEqual([what, true]);
  });

  it('has marketing repair what was given back, but for what came last', () => {
    const left = story.journeys.filter(({ acts: own }) =>
      own.some((act) => act.do === 'rejection' && !['too_early', 'no_authority'].includes(act.reason)),
    );
    const open = left.filter(({ acts: own }) => !own.some((act) => act.do === 'disqualification' && act.by === 'marketer'));
    expect(left.length).toBeGreaterThan(10);
    for (const { acts: own } of open)
      expect(own.find((act) => act.do === 'rejection')?.at.getTime()).toBeGreaterThan(now.getTime() - 7 * 86_400_000);
  });

  it('gives every person a name and an address of their own that nobody can own', () => {
    expect(new Set(story.journeys.map(({ contact }) => contact.name)).size).toBe(story.journeys.length);
    const addresses = story.journeys.map(({ contact }) => contact.email);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(addresses.filter((address) => !/^[a-z.-]+@[a-z-]+\.example$/.test(address))).toEqual([]);
  });

  it('can be told on any day of any year', () => {
    for (const day of ['2026-01-01T00:30:00Z', '2027-03-28T01:30:00Z', '2028-02-29T12:00:00Z', '2026-12-31T23:59:00Z']) {
      const told = tellStory(new Date(day), 'nl');
      expect(told.journeys.length).toBeGreaterThan(330);
      expect(tellSpend(new Date(day)).every(({ day: spent }) => spent <= day.slice(0, 10))).toBe(true);
    }
  });
});
