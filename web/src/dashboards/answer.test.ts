import { describe, expect, test } from 'vitest';
import { answerFor, isEmpty } from './answer.ts';
import { periodOf, type Today } from './today.ts';

const stages = ['visitors', 'new_leads', 'mqls', 'handed_over', 'accepted', 'opportunities', 'customers'] as const;

function today(changes: Partial<Today> & { actual?: number | null } = {}): Today {
  const { actual = 61, ...rest } = changes;
  const agreement = { id: 'a', version: 3, inForceFrom: '2026-10-01' };
  return {
    period: {
      kind: 'month',
      from: '2026-11-01',
      to: '2026-12-01',
      businessDay: 14,
      businessDays: 20,
      timeZone: 'Europe/Copenhagen',
    },
    waiting: { count: 0, overdue: 0, next: null },
    funnel: stages.map((stage) => ({ stage, metric: stage, side: 'marketing', value: 12, n: 12, stepPercent: null })),
    money: { customers: 1, invoicedCustomers: 1, invoiced: null, unconverted: 0 },
    pace: {
      agreement: { id: 'a', version: 3, signedAt: '2026-09-28T10:00:00Z' },
      points: [],
      actual,
      promisedSoFar: 70.4,
      target: 100,
      behind: actual === null ? null : Math.max(0, 70 - actual),
      projection: null,
      state: 'at risk',
    },
    clauses: [],
    agreement,
    waitingForMe: [],
    asOf: '2026-11-20T09:00:00Z',
    example: false,
    ...rest,
  };
}

const rep = { role: 'sales', head: false };
const marketer = { role: 'marketing', head: false };
const nobody = { count: 0, overdue: 0, next: null };
const next = { handoffId: 'h', company: 'Nordhavn', person: 'Katrine', due: '2026-11-20T09:55:00Z', minutesLeft: 24 };

describe('the answer of Today', () => {
  test('is who waits for a rep, by the company’s name and its deadline', () => {
    expect(answerFor(rep, today({ waiting: { count: 5, overdue: 1, next } }))).toEqual({
      says: 'waits',
      count: 5,
      name: 'Nordhavn',
      due: next.due,
      over: false,
    });
  });

  test('says when the next one is over time, and names the person where no company is known', () => {
    const waiting = { count: 1, overdue: 1, next: { ...next, company: null, minutesLeft: -5 } };
    expect(answerFor(rep, today({ waiting }))).toMatchObject({ name: 'Katrine', over: true });
  });

  test('is that nobody waits, when nobody does', () => {
    expect(answerFor(rep, today())).toEqual({ says: 'nobodyWaits' });
  });

  test('is the distance to the plan for marketing and for the head of sales', () => {
    for (const reader of [marketer, { role: 'sales', head: true }])
      expect(answerFor(reader, today())).toEqual({ says: 'behindBy', by: 9, actual: 61, soFar: 70 });
    expect(answerFor(marketer, today({ actual: 73 }))).toEqual({ says: 'aheadBy', by: 3, actual: 73, soFar: 70 });
    expect(answerFor(marketer, today({ actual: 70 }))).toEqual({ says: 'onPlan', by: 0, actual: 70, soFar: 70 });
  });

  test('never makes a figure of no data', () => {
    expect(answerFor(marketer, today({ actual: null }))).toEqual({ says: 'noFigures' });
    expect(answerFor(marketer, today({ pace: null }))).toEqual({ says: 'noFigures' });
    expect(answerFor(marketer, today({ pace: null, agreement: null }))).toEqual({ says: 'noAgreement' });
  });

  test('is an invitation to begin where nothing has happened, for everybody', () => {
    const fresh = today({
      pace: null,
      agreement: null,
      waiting: nobody,
      funnel: stages.map((stage) => ({ stage, metric: stage, side: 'marketing', value: null, n: 0, stepPercent: null })),
    });
    expect(isEmpty(fresh)).toBe(true);
    expect(answerFor(rep, fresh)).toEqual({ says: 'empty' });
    expect(isEmpty({ ...fresh, waiting: { ...nobody, count: 1 } })).toBe(false);
  });
});

test('an unknown period in the address is the month', () => {
  expect(periodOf('quarter')).toBe('quarter');
  expect(periodOf('decade')).toBe('month');
  expect(periodOf(undefined)).toBe('month');
});
