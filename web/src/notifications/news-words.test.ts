import { describe, expect, test } from 'vitest';
import type { Notification } from '../../../src/notifications/schema.ts';
import { bellCount, newsWords } from './news-words.ts';

const news = (changes: Partial<Notification>): Notification => ({
  id: 'n',
  kind: 'handoff.assigned',
  subjectKind: 'handoff',
  subjectId: 'h',
  data: {},
  about: { person: 'Katrine Nordahl', company: 'Nordavarme' },
  createdAt: '2026-11-22T08:00:00Z',
  readAt: null,
  ...changes,
});

describe('news', () => {
  test('names whose hand-off it is and leads to it', () => {
    expect(newsWords(news({}))).toEqual({
      text: 'assigned',
      values: { who: 'Katrine Nordahl, Nordavarme' },
      href: '/handoffs?id=h',
    });
  });

  test('tells a hand-off that came up the ladder from one that was routed', () => {
    expect(newsWords(news({ data: { because: 'timed_out', rule: null } })).text).toBe('timedOut');
    expect(newsWords(news({ data: { because: 'rule', rule: 'Norden' } })).text).toBe('assigned');
  });

  test('quotes why marketing appeals and what the head of sales answered', () => {
    expect(newsWords(news({ kind: 'handoff.appealed', data: { reason: 'De har bedt om et møde.' } })).quote).toBe(
      'De har bedt om et møde.',
    );
    expect(newsWords(news({ kind: 'handoff.appeal_upheld', data: { comment: null } }))).not.toHaveProperty('quote');
  });

  test('of a feed leads to the sources; of a kind nobody knows yet to its subject', () => {
    const stale = news({ kind: 'feed.stale', subjectKind: 'feed', about: null, data: { name: 'Fakturaer' } });
    expect(newsWords(stale)).toEqual({ text: 'feedStale', values: { name: 'Fakturaer' }, href: '/settings/sources' });
    expect(newsWords(news({ kind: 'handoff.praised' }))).toMatchObject({ text: 'handoffNews', href: '/handoffs?id=h' });
  });
});

test('the bell counts what is unread, and says when there is more', () => {
  expect(bellCount(3, 10)).toBe('3');
  expect(bellCount(10, 10)).toBe('9+');
});
