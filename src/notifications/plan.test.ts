import { describe, expect, test } from 'vitest';
import { planDeliveries, type OneNews, type Recipient } from './plan.ts';

const now = new Date('2026-11-23T21:30:00Z');
const morning = new Date('2026-11-24T06:00:00Z');
const rep = (changes: Partial<Recipient> = {}): Recipient => ({
  id: 'anna',
  role: 'sales',
  team: 'sales',
  choices: {},
  quiet: { hours: null, workingHoursOnly: false },
  urgentPierces: false,
  calendar: { timeZone: 'Europe/Copenhagen', weekly: { mon: [['08:00', '16:00']] } },
  hasMail: true,
  ...changes,
});
const night = { hours: { from: '22:00', until: '07:00' }, workingHoursOnly: false };
const news = (id: string, changes: Partial<OneNews> = {}): OneNews => ({
  id,
  memberId: 'anna',
  kind: 'handoff.assigned',
  subjectId: `handoff ${id}`,
  createdAt: now,
  ...changes,
});
const plan = (all: OneNews[], members: Recipient[], connections: Parameters<typeof planDeliveries>[2] = []) =>
  planDeliveries(all, new Map(members.map((member) => [member.id, member])), connections, now);
const sales = { id: 'salg', carrier: 'slack', team: 'sales' } as const;

describe('news outside Samspil', () => {
  test('goes by mail where the role has it so, until the member says otherwise', () => {
    expect(plan([news('1')], [rep()])).toEqual([{ carrier: 'mail', memberId: 'anna', connectionId: null, at: now, news: ['1'] }]);
    expect(plan([news('1')], [rep({ choices: { 'handoff.assigned': { mail: false } } })])).toEqual([]);
    expect(plan([news('1')], [rep({ role: 'leadership' })])).toEqual([]);
    expect(plan([news('1')], [rep({ hasMail: false })])).toEqual([]);
  });

  test('is held in quiet hours and comes as one message when they end', () => {
    expect(plan([news('1'), news('2')], [rep({ quiet: night })])).toEqual([
      { carrier: 'mail', memberId: 'anna', connectionId: null, at: morning, news: ['1', '2'] },
    ]);
  });

  test('that is urgent comes through the quiet for who wants it so', () => {
    const both = [news('1'), news('2', { kind: 'handoff.overdue' })];
    const moments = (member: Recipient) => plan(both, [member]).map(({ at, news: told }) => [at, told]);
    expect(moments(rep({ quiet: night, urgentPierces: true }))).toEqual([
      [morning, ['1']],
      [now, ['2']],
    ]);
    expect(moments(rep({ quiet: night }))).toEqual([[morning, ['1', '2']]]);
  });

  test('that can be undone waits until it cannot', () => {
    const [given] = plan([news('1', { kind: 'handoff.rejected' })], [rep({ role: 'marketing', team: 'marketing' })]);
    expect(given?.at).toEqual(new Date(now.getTime() + 30_000));
  });

  test('is told a channel once for all whom it is for, as soon as one of them may have it', () => {
    const choices = { 'handoff.overdue': { salg: true, mail: false } };
    const overdue = { kind: 'handoff.overdue', subjectId: 'handoff' };
    const all = [news('1', { ...overdue, memberId: 'anna' }), news('2', { ...overdue, memberId: 'bo' })];
    expect(plan(all, [rep({ choices, quiet: night }), rep({ id: 'bo', choices })], [sales])).toEqual([
      { carrier: 'slack', memberId: null, connectionId: 'salg', at: now, news: ['1', '2'] },
    ]);
  });

  test("goes to no other team's channel, whatever was chosen", () => {
    const choices = { 'handoff.assigned': { salg: true, mail: false } };
    expect(plan([news('1')], [rep({ choices, team: 'marketing' })], [sales])).toEqual([]);
    expect(plan([news('1')], [rep({ choices, team: 'marketing' })], [{ ...sales, team: null }])).toHaveLength(1);
  });

  test('of the team as such is in its channel unless somebody chose otherwise', () => {
    const unassigned = news('1', { kind: 'handoff.unassigned' });
    const carriers = (member: Recipient) => plan([unassigned], [member], [sales]).map(({ carrier }) => carrier);
    expect(carriers(rep())).toEqual(['mail', 'slack']);
    expect(carriers(rep({ choices: { 'handoff.unassigned': { salg: false } } }))).toEqual(['mail']);
  });

  test('of a failed delivery stays inside', () => {
    const choices = { 'delivery.failed': { mail: true, salg: true } };
    expect(plan([news('1', { kind: 'delivery.failed' })], [rep({ choices })], [sales])).toEqual([]);
  });
});
