import { describe, expect, test } from 'vitest';
import { isAhead, isMachine, scannedAmong, type MailTouch } from './machines.ts';

test.each([
  ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', true],
  ['Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)', true],
  ['facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', true],
  ['LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)', true],
  ['Mozilla/5.0 (compatible; BarracudaCentral)', true],
  ['Mozilla/5.0 (Windows NT 10.0) Proofpoint/8.1', true],
  ['Mozilla/5.0 (Windows NT 10.0) Mimecast', true],
  ['Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)', true],
  ['YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html', true],
  ['Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5', true],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0 Safari/537.36', true],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36', false],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1', false],
  ['Outlook-iOS/709.2226530.prod.iphone (3.24.1)', false],
  ['', false],
])('%s', (agent, machine) => expect(isMachine(agent)).toBe(machine));

test.each([
  [{ 'sec-purpose': 'prefetch' }, true],
  [{ 'sec-purpose': 'prefetch;prerender' }, true],
  [{ purpose: 'prefetch' }, true],
  [{ 'x-purpose': 'preview' }, true],
  [{ 'x-moz': 'prefetch' }, true],
  [{ 'sec-fetch-mode': 'cors', purpose: undefined }, false],
  [{}, false],
])('%o is fetched ahead: %s', (headers, ahead) => expect(isAhead(headers)).toBe(ahead));

describe('a mail scanner is known by its haste', () => {
  let serial = 0;
  const act = (what: MailTouch['what'], second: number, more: Partial<MailTouch> = {}): MailTouch => ({
    id: `${what} ${second} ${++serial}`,
    what,
    personId: 'anna',
    mail: 'pumpenyt',
    link: what === 'clicked' ? `https://nordhavn.dk/${serial}` : null,
    occurredAt: new Date(Date.UTC(2026, 8, 23, 12, 0, second)),
    ...more,
  });
  const scanned = (...touches: MailTouch[]) => {
    const ids = new Set(scannedAmong(touches));
    return touches.map(({ id }) => ids.has(id));
  };

  test('opened and clicked within ten seconds of the delivery', () =>
    expect(scanned(act('delivered', 0), act('opened', 2), act('clicked', 10), act('clicked', 11), act('opened', 50))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]));
  test('three links within ten seconds, whenever the mail was delivered', () => {
    expect(scanned(act('opened', 100), act('clicked', 100), act('clicked', 101), act('clicked', 109))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(scanned(act('clicked', 100), act('clicked', 101), act('clicked', 111))).toEqual([false, false, false]);
  });
  test('one link clicked three times is a person with patience', () => {
    const link = 'https://nordhavn.dk/priser';
    expect(scanned(act('clicked', 100, { link }), act('clicked', 102, { link }), act('clicked', 104, { link }))).toEqual([
      false,
      false,
      false,
    ]);
  });
  test('another mail or another person says nothing of this one', () => {
    expect(scanned(act('delivered', 0, { mail: 'other' }), act('clicked', 2))).toEqual([false, false]);
    expect(scanned(act('delivered', 0, { personId: 'bo' }), act('clicked', 2))).toEqual([false, false]);
  });
  test('what was clicked before the delivery is told of wrongly, and left alone', () =>
    expect(scanned(act('clicked', 0), act('delivered', 2))).toEqual([false, false]));
});
