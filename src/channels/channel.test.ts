import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Arrival, classify, ownSite } from './channel.ts';
import { channelRules } from './standard-rules.ts';
import { channels } from '../touchpoints/kinds.ts';

const home = 'https://www.nordhavn.dk/';
const road = (query: string, referrer?: string) => {
  const { channel, source, medium, because } = classify({ url: home + query, referrer });
  return [channel, source, medium, because];
};

describe('campaign tags decide first', () => {
  test.each([
    ['?utm_source=Google&utm_medium=CPC', ['paid_search', 'google', 'cpc', 'utm_medium=cpc']],
    ['?utm_source=LinkedIn&utm_medium=cpc', ['paid_social', 'linkedin', 'cpc', 'utm_medium=cpc, utm_source=linkedin']],
    ['?utm_source=fb&utm_medium=paid', ['paid_social', 'fb', 'paid', 'utm_medium=paid, utm_source=fb']],
    ['?utm_source=autumn&utm_medium=cpc&fbclid=1', ['paid_social', 'autumn', 'cpc', 'utm_medium=cpc, fbclid']],
    ['?utm_source=linkedin.com', ['organic_social', 'linkedin', null, 'utm_source=linkedin.com']],
    ['?utm_source=dr&utm_medium=banner', ['display', 'dr', 'banner', 'utm_medium=banner']],
    ['?utm_source=klaviyo&utm_medium=E-mail', ['email', 'klaviyo', 'e-mail', 'utm_medium=e_mail']],
    ['?utm_source=newsletter', ['email', 'newsletter', null, 'utm_source=newsletter']],
    ['?utm_source=dreamforce&utm_medium=booth', ['other', 'dreamforce', 'booth', 'unknown campaign tags']],
    ['?utm_campaign=autumn', ['organic_search', 'google', 'organic', 'referrer=www.google.dk']],
    ['?utm_source=hi&utm_medium=Trade%20Show', ['event', 'hi', 'trade show', 'utm_medium=trade_show']],
    ['?utm_source=hi&utm_medium=messe', ['event', 'hi', 'messe', 'utm_medium=messe']],
    ['?utm_source=salesloft&utm_medium=cold-email', ['outbound', 'salesloft', 'cold-email', 'utm_medium=cold_email']],
    ['?utm_source=visma&utm_medium=partner', ['partner', 'visma', 'partner', 'utm_medium=partner']],
    ['?utm_source=brochure&utm_medium=qr', ['offline', 'brochure', 'qr', 'utm_medium=qr']],
    ['?utm_source=chatgpt.com', ['referral', 'chatgpt', 'ai', 'utm_source=chatgpt.com']],
    ['?utm_medium=email&gclid=1', ['email', 'google', 'email', 'utm_medium=email']],
  ])('%s', (query, expected) => expect(road(query, 'https://www.google.dk/')).toEqual(expected));
});

test.each([
  ['chatgpt.com', 'https://chatgpt.com/c/1'],
  ['perplexity.ai', 'https://www.perplexity.ai/'],
  ['copilot.com', 'https://copilot.microsoft.com/'],
  ['gemini.google.com', 'https://gemini.google.com/app'],
  ['www.google.com', 'https://www.google.dk/'],
  ['LinkedIn.com', 'https://www.linkedin.com/feed/'],
  ['m.facebook.com', 'https://l.facebook.com/l.php'],
  ['t.co', 'https://x.com/nordhavn'],
])('utm_source=%s is the source that a visit from there has', (tag, referrer) => {
  const [tagged, referred] = [classify({ url: `${home}?utm_source=${tag}` }), classify({ url: home, referrer })];
  expect([tagged.channel, tagged.source]).toEqual([referred.channel, referred.source]);
});

test('a source that is no known site keeps its own name, a dot in it or not', () => {
  const sources = ['ing.dk', 'nyhedsbrev.v2', 'st. hans', 'docs.google.com', 'fb'];
  expect(sources.map((source) => classify({ campaign: { source } }).source)).toEqual(sources);
});

describe('then click ids', () => {
  test.each([
    ['?gclid=1', ['paid_search', 'google', 'cpc', 'gclid']],
    ['?wbraid=1', ['paid_search', 'google', 'cpc', 'wbraid']],
    ['?msclkid=1', ['paid_search', 'bing', 'cpc', 'msclkid']],
    ['?fbclid=1', ['organic_social', 'facebook', 'social', 'fbclid']],
    ['?li_fat_id=1', ['organic_social', 'linkedin', 'social', 'li_fat_id']],
    ['?gclid=', ['direct', null, null, 'no referrer']],
  ])('%s', (query, expected) => expect(road(query)).toEqual(expected));
});

describe('then the referrer', () => {
  test.each([
    ['https://www.google.dk/', ['organic_search', 'google', 'organic', 'referrer=www.google.dk']],
    ['https://www.google.co.uk/search?q=x', ['organic_search', 'google', 'organic', 'referrer=www.google.co.uk']],
    ['https://www.bing.com/search?q=pumper', ['organic_search', 'bing', 'organic', 'referrer=www.bing.com']],
    [
      'android-app://com.google.android.googlequicksearchbox/',
      ['organic_search', 'google', 'organic', 'referrer=com.google.android.googlequicksearchbox'],
    ],
    ['https://www.facebook.com/', ['organic_social', 'facebook', 'social', 'referrer=www.facebook.com']],
    ['https://l.facebook.com/l.php?u=x', ['organic_social', 'facebook', 'social', 'referrer=l.facebook.com']],
    ['android-app://com.linkedin.android/', ['organic_social', 'linkedin', 'social', 'referrer=com.linkedin.android']],
    ['https://chatgpt.com/c/1', ['referral', 'chatgpt', 'ai', 'referrer=chatgpt.com']],
    ['https://gemini.google.com/app', ['referral', 'gemini', 'ai', 'referrer=gemini.google.com']],
    ['https://x.com/i/grok?focus=1', ['referral', 'grok', 'ai', 'referrer=x.com']],
    ['https://x.com/nordhavn', ['organic_social', 'twitter', 'social', 'referrer=x.com']],
    ['https://mail.google.com/mail/u/0', ['email', 'gmail', 'email', 'referrer=mail.google.com']],
    ['https://docs.google.com/document', ['referral', 'docs.google.com', 'referral', 'referrer=docs.google.com']],
    ['https://www.ing.dk/artikel', ['referral', 'ing.dk', 'referral', 'referrer=www.ing.dk']],
    ['https://notfacebook.com/', ['referral', 'notfacebook.com', 'referral', 'referrer=notfacebook.com']],
    ['https://shop.nordhavn.dk/cart', ['direct', null, null, ownSite]],
    ['https://login.microsoftonline.com/x', ['direct', null, null, ownSite]],
    ['', ['direct', null, null, 'no referrer']],
    ['not an address', ['direct', null, null, 'no referrer']],
  ])('%s', (referrer, expected) => expect(road('', referrer)).toEqual(expected));

  test('another domain of the company is no referral either', () => {
    const arrival = { url: home, referrer: 'https://booking.nordhavn-pumper.no/' };
    expect(classify(arrival).channel).toBe('referral');
    expect(classify(arrival, ['Nordhavn-Pumper.no'])).toMatchObject({ channel: 'direct', because: ownSite });
  });

  test('the search phrase is the term where the engine still sends it, and a tag outranks it', () => {
    const referrer = 'https://www.bing.com/search?q=fjernvarme+pumpe+%C3%A5rhus';
    expect(classify({ url: home, referrer }).term).toBe('fjernvarme pumpe århus');
    expect(classify({ url: home, referrer, campaign: { term: 'pumper' } }).term).toBe('pumper');
    expect(classify({ url: home, referrer: 'https://www.google.dk/' }).term).toBeNull();
  });
});

test('what an address hides in escapes can still be kept: no NUL, no half of an emoji', () => {
  expect(classify({ url: `${home}?utm_source=%00google` }).source).toBe('google');
  expect(classify({ campaign: { name: `${'x'.repeat(299)}😀` } }).campaign).toBe('x'.repeat(299));
  const referrer = `https://www.bing.com/search?q=${'x'.repeat(199)}%F0%9F%98%80`;
  expect(classify({ url: home, referrer }).term).toBe('x'.repeat(199));
});

test('a declared channel decides when it is one of ours', () => {
  expect(classify({ declared: 'event', referrer: 'https://www.google.dk/' })).toMatchObject({
    channel: 'event',
    because: 'declared',
  });
  expect(classify({ declared: 'browser' })).toMatchObject({ channel: 'direct' });
});

test('the rules are data: another table, another answer', () => {
  const own = [{ when: { medium: ['booth'] }, channel: 'event' as const }, ...channelRules];
  expect(classify({ campaign: { medium: 'booth' } }, [], own)).toMatchObject({ channel: 'event', because: 'utm_medium=booth' });
});

test('property: whatever the address, the channel is one of the vocabulary and nothing throws', () => {
  const text = fc.oneof(
    fc.webUrl({ withQueryParameters: true }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('https://%', 'http://[::1', '//x', 'a://'),
  );
  const arrival: fc.Arbitrary<Arrival> = fc.record({
    url: text,
    referrer: text,
    campaign: fc.record({ source: text, medium: text }),
  });
  fc.assert(fc.property(arrival, (arrived) => channels.includes(classify(arrived).channel)));
}, 30_000);
