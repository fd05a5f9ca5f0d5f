import { describe, expect, test } from 'vitest';
import { newsWords, type NewsFacts } from './news-words.ts';

const news = (changes: Partial<NewsFacts>): NewsFacts => ({
  kind: 'handoff.assigned',
  subjectKind: 'handoff',
  subjectId: 'h',
  data: {},
  about: { person: 'Katrine Nordahl', company: 'Nordavarme' },
  ...changes,
});

describe('news', () => {
  test('names whose hand-off it is and leads to it', () => {
    expect(newsWords(news({}), 'da')).toEqual({
      text: 'assigned',
      values: { who: 'Katrine Nordahl, Nordavarme' },
      href: '/handoffs?id=h',
    });
  });

  test('tells a hand-off that came up the ladder from one that was routed', () => {
    expect(newsWords(news({ data: { because: 'timed_out', rule: null } }), 'da').text).toBe('timedOut');
    expect(newsWords(news({ data: { because: 'rule', rule: 'Norden' } }), 'da').text).toBe('assigned');
  });

  test('quotes why marketing appeals and what the head of sales answered', () => {
    expect(newsWords(news({ kind: 'handoff.appealed', data: { reason: 'De har bedt om et møde.' } }), 'da').quote).toBe(
      'De har bedt om et møde.',
    );
    expect(newsWords(news({ kind: 'handoff.appeal_upheld', data: { comment: null } }), 'da')).not.toHaveProperty('quote');
  });

  test('of a request names the item in the language of its reader', () => {
    const label = { en: 'Budget', da: 'Budgettet', nb: 'Budsjettet', nl: 'Het budget' };
    const asked = news({
      kind: 'item.requested',
      subjectKind: 'item_request',
      about: null,
      data: { label, reason: 'Det spørges der om.' },
    });
    expect(newsWords(asked, 'nl')).toEqual({
      text: 'itemRequested',
      values: { name: 'Het budget' },
      quote: 'Det spørges der om.',
      href: '/settings/information',
    });
  });

  test('of a feed leads to the sources, of a delivery to the settings; of a kind nobody knows yet to its subject', () => {
    const stale = news({ kind: 'feed.stale', subjectKind: 'feed', about: null, data: { name: 'Fakturaer' } });
    expect(newsWords(stale, 'da')).toEqual({ text: 'feedStale', values: { name: 'Fakturaer' }, href: '/settings/sources' });
    const undelivered = news({ kind: 'delivery.failed', subjectKind: 'delivery', about: null, data: { name: '#salg' } });
    expect(newsWords(undelivered, 'da')).toEqual({ text: 'deliveryFailed', values: { name: '#salg' }, href: '/settings/news' });
    expect(newsWords(news({ kind: 'handoff.praised' }), 'da')).toMatchObject({ text: 'handoffNews', href: '/handoffs?id=h' });
  });
});
