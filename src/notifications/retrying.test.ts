import { describe, expect, test } from 'vitest';
import { answerOfMail, answerOfWebhook, GIVE_UP_AFTER_MS, nextTry, patienceAsked, type Answer } from './retrying.ts';

const start = new Date('2026-11-23T08:00:00Z');

/** The moments of all tries at a receiver that always answers the same, in milliseconds after the first. */
function triesOf(answer: Answer, patience: number | null = null): number[] {
  const tries = [0];
  for (;;) {
    const now = new Date(start.getTime() + (tries.at(-1) ?? 0));
    const next = nextTry(answer, { attempts: tries.length, firstTriedAt: start, now, patience });
    if (next === null) return tries;
    tries.push(next.getTime() - start.getTime());
  }
}

describe('a try', () => {
  test.each([
    [200, 'taken'],
    [202, 'taken'],
    [301, 'redirects'],
    [400, 'refused'],
    [403, 'refused'],
    [404, 'gone'],
    [408, 'trouble'],
    [410, 'gone'],
    [429, 'busy'],
    [500, 'trouble'],
    [503, 'trouble'],
  ])('that a webhook answers with %i means %s', (status, code) => {
    expect(answerOfWebhook(status)).toEqual({ code, status });
  });

  test('that a mail server answers 4yz passes, 5yz does not, and a sign-in is ours to mend', () => {
    expect(answerOfMail({ taken: true }).code).toBe('taken');
    expect(answerOfMail({ taken: false, status: 451, why: 'refused' }).code).toBe('mail_later');
    expect(answerOfMail({ taken: false, status: 550, why: 'refused' }).code).toBe('mail_refused');
    expect(answerOfMail({ taken: false, status: 535, why: 'sign_in' }).code).toBe('mail_sign_in');
    expect(answerOfMail({ taken: false, status: null, why: 'unreachable' }).code).toBe('mail_unreachable');
  });

  test('is repeated for 72 hours, ever less often, and once more at their end', () => {
    for (const code of ['trouble', 'busy', 'unreachable', 'mail_later', 'mail_unreachable', 'mail_sign_in', 'no_mail'] as const) {
      const tries = triesOf({ code, status: null });
      expect(tries.at(-1)).toBe(GIVE_UP_AFTER_MS);
      const pauses = tries.slice(1, -1).map((at, index) => at - (tries[index] ?? 0));
      expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
    }
  });

  test('that was refused for good is the last', () => {
    for (const code of ['refused', 'gone', 'redirects', 'address', 'mail_refused'] as const)
      expect(triesOf({ code, status: null })).toEqual([0]);
  });

  test('waits for as long as the receiver asks, at most a day', () => {
    const hour = 3_600_000;
    expect(triesOf({ code: 'busy', status: 429 }, hour)[1]).toBe(hour);
    expect(triesOf({ code: 'busy', status: 429 }, 1)[1]).toBe(10_000);
    expect(triesOf({ code: 'busy', status: 429 }, 999 * hour)[1]).toBe(24 * hour);
  });

  test('reads Retry-After as seconds and as a date', () => {
    expect(patienceAsked('120', start)).toBe(120_000);
    expect(patienceAsked('Mon, 23 Nov 2026 08:01:00 GMT', start)).toBe(60_000);
    expect(patienceAsked('Mon, 23 Nov 2020 08:01:00 GMT', start)).toBe(0);
    expect([patienceAsked('soon', start), patienceAsked('-5', start), patienceAsked(null, start)]).toEqual([null, null, null]);
  });
});
