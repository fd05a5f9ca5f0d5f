import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keepableAddress } from './address.ts';
import spec from './fixtures/segment-spec.json' with { type: 'json' };
import { findUnfit } from './json.ts';
import { type TrackingMessage, readMessage } from './segment.ts';
import { isMachine } from './machines.ts';
import { continueVisit, touchOf } from './touch.ts';
import { groupFields, personFields } from './traits.ts';
import { inWords } from './sentences.ts';

const receivedAt = new Date('2026-09-23T13:00:00.000Z');
function read(raw: object): TrackingMessage {
  const reading = readMessage(raw, receivedAt);
  if (!reading.ok) throw new Error(`${reading.path}: ${inWords(reading.said)}`);
  return reading.message;
}
const event = (name: string, properties: object = {}, context: object = {}) =>
  touchOf(read({ type: 'track', event: name, userId: 'u', properties, context }));

test('a page call becomes a page touch with its road', () => {
  const page = {
    url: 'https://www.nordhavn.dk/pumper?utm_source=google&utm_medium=cpc&utm_campaign=Pumps',
    title: 'Pumper',
    path: '/pumper',
  };
  const message = read({ type: 'page', anonymousId: 'a', messageId: 'm', properties: { ...page, theme: 'dark' } });
  expect(touchOf(message)).toMatchObject({
    messageId: 'm',
    kind: 'page',
    side: 'customer',
    channel: 'paid_search',
    source: 'google',
    campaign: 'Pumps',
    title: 'Pumper',
    path: '/pumper',
    url: page.url,
    properties: { theme: 'dark' },
    bot: false,
  });
});

test('who somebody is, is no touch', () => {
  expect(touchOf(read(spec.identify))).toBeNull();
  expect(touchOf(read(spec.group))).toBeNull();
  expect(touchOf(read(spec.alias))).toBeNull();
  expect(event('Consent Preference Updated')).toBeNull();
});

describe('what an event’s name says', () => {
  test.each([
    ['Form Submitted', 'form', 'customer'],
    ['Demo Requested', 'form', 'customer'],
    ['Callback Requested', 'form', 'customer'],
    ['Email Opened', 'email_open', 'marketing'],
    ['Email Link Clicked', 'email_click', 'marketing'],
    ['Email Bounced', 'other', 'marketing'],
    ['Webinar Attended', 'event', 'marketing'],
    ['File Downloaded', 'download', 'customer'],
    ['Call Completed', 'call', 'sales'],
    ['Meeting Held', 'meeting', 'sales'],
    ['Ad Clicked', 'ad', 'marketing'],
    ['Live Chat Conversation Started', 'chat', 'customer'],
    ['Products Searched', 'search', 'customer'],
    ['Outbound Link Clicked', 'other', 'customer'],
    ['Course Clicked', 'other', 'customer'],
  ])('%s', (name, kind, side) => expect(event(name)).toMatchObject({ kind, side }));

  test.each([
    ['Form Submitted', { form: 'Kontakt mig' }, 'Kontakt mig'],
    ['File Downloaded', { name: 'brochure.pdf' }, 'brochure.pdf'],
    ['Webinar Attended', { webinar: 'Fem fejl' }, 'Fem fejl'],
    ['Newsletter Subscribed', { newsletter: 'Pumpenyt' }, 'Pumpenyt'],
    ['Email Opened', { email_subject: 'Pumpenyt 41', name: 'blast-41' }, 'Pumpenyt 41'],
    ['Demo Requested', {}, 'Demo Requested'],
    ['Email Bounced', { email_subject: 'Pumpenyt 41' }, 'Email Bounced: Pumpenyt 41'],
    ['Plan Chosen', { name: 'Pro' }, 'Plan Chosen: Pro'],
  ])('%s of %o is titled %s and keeps the event’s name', (name, properties, title) =>
    expect(event(name, properties)).toMatchObject({ title, properties: { ...properties, event: name } }),
  );

  test('an e-mail event is of the channel e-mail, unless a tag says otherwise', () => {
    const clicked = spec['Email Link Clicked'];
    const message = read({
      type: 'track',
      userId: clicked.user_id,
      event: clicked.event,
      context: clicked.context,
      properties: clicked.properties,
    });
    expect(touchOf(message)).toMatchObject({ kind: 'email_click', channel: 'email', campaign: clicked.properties.campaign_name });
    expect(event('Webinar Registered', {}, { campaign: { source: 'linkedin', medium: 'paid' } })).toMatchObject({
      channel: 'paid_social',
    });
    expect(event('Fair Attended', { channel: 'partner' })).toMatchObject({ kind: 'event', channel: 'partner' });
  });
});

test('secrets and e-mail addresses in an address are not kept', () => {
  expect(keepableAddress('https://u:p@nordhavn.dk:8443/a?token=1&email=a%40b.dk&to=a@b.dk&utm_source=x#part')).toBe(
    'https://nordhavn.dk:8443/a?utm_source=x',
  );
  expect(keepableAddress('https://nordhavn.dk')).toBe('https://nordhavn.dk/');
  expect(keepableAddress('javascript:alert(1)')).toBeNull();
});

test('machines are marked: crawlers, mail scanners, prefetchers; people and servers are not', () => {
  for (const agent of [
    'Googlebot/2.1 (+http://www.google.com/bot.html)',
    'Mozilla/5.0 (X11) HeadlessChrome/120',
    'Mozilla/5.0 Barracuda Sentinel',
    'Mozilla/5.0 (via ggpht.com GoogleImageProxy)',
  ])
    expect(isMachine(agent)).toBe(true);
  expect(isMachine(spec.track.context.userAgent)).toBe(false);
  expect(isMachine(null)).toBe(false);
  expect(touchOf(read({ ...spec.track, context: {} }), [], 'Googlebot/2.1')?.bot).toBe(true);
});

describe('a page within the own site carries on the visit', () => {
  const visit = (minute: number, referrer: string) => {
    const timestamp = `2026-09-23T12:${String(minute).padStart(2, '0')}:00Z`;
    const touch = touchOf(
      read({ type: 'page', anonymousId: 'a', timestamp, properties: { url: 'https://nordhavn.dk/b', referrer } }),
    );
    if (!touch) throw new Error('a page is a touch');
    return touch;
  };
  const landing = visit(0, 'https://www.google.dk/');

  test('for half an hour', () => {
    expect(continueVisit(visit(30, 'https://nordhavn.dk/a'), landing)).toMatchObject({
      channel: 'organic_search',
      source: 'google',
    });
    expect(continueVisit(visit(31, 'https://nordhavn.dk/a'), landing)).toMatchObject({ channel: 'direct', source: null });
  });
  test('but not when it came from outside, nor without a touch before it', () => {
    expect(continueVisit(visit(5, 'https://l.facebook.com/'), landing)).toMatchObject({ channel: 'organic_social' });
    expect(continueVisit(visit(5, 'https://nordhavn.dk/a'), null)).toMatchObject({ channel: 'direct' });
  });
});

describe('what a message says of people and companies', () => {
  test('the specification’s traits', () => {
    expect(personFields(read(spec.identify))).toMatchObject({ email: 'peter@example.com', name: 'Peter Gibbons', company: null });
    expect(groupFields(read(spec.group))).toEqual({
      id: '0e8c78ea9d97a7b8185e8632',
      name: 'Initech',
      industry: 'Technology',
      employees: 329,
      website: null,
      organisationNumber: null,
      country: null,
    });
  });
  test('names are read without regard to case and style', () => {
    const traits = {
      first_name: 'Anna',
      'Last Name': 'Holm',
      EMAIL: ' Anna@Nordhavn.DK ',
      company: { name: 'Nordhavn', employee_count: '1.200' },
    };
    expect(personFields(read({ type: 'identify', userId: 'u', traits }))).toMatchObject({
      email: 'anna@nordhavn.dk',
      name: 'Anna Holm',
      company: { name: 'Nordhavn', employees: 1200 },
    });
  });
  test('a form gives a person too, in our languages; another event’s properties do not', () => {
    const fields = {
      fornavn: 'Ola',
      etternavn: 'Berg',
      'e-post': 'ola@fjord.no',
      Bedrift: 'Fjord AS',
      ansatte: '50-99',
      tlf: '+47 22 33 44 55',
    };
    expect(personFields(read({ type: 'track', event: 'Form Submitted', userId: 'u', properties: { fields } }))).toMatchObject({
      email: 'ola@fjord.no',
      name: 'Ola Berg',
      phone: '+47 22 33 44 55',
      company: { name: 'Fjord AS', employees: 50 },
    });
    expect(personFields(read({ type: 'track', event: 'Invite Sent', userId: 'u', properties: { fields } })).email).toBeNull();
  });
  test('an address that is none is not kept', () => {
    expect(personFields(read({ type: 'identify', userId: 'u', traits: { email: 'anna at nordhavn' } })).email).toBeNull();
  });
});

test('property: whatever an accepted message holds, its touch and its person can be kept as jsonb', () => {
  const odd = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.webUrl({ withQueryParameters: true }),
    fc.constantFrom('https://%zz', 'http://a/?q=%ff%'),
  );
  const named = fc.dictionary(
    fc.constantFrom(
      'url',
      'referrer',
      'title',
      'email',
      'company',
      'fields',
      'campaign',
      'page',
      'traits',
      'userAgent',
      'channel',
    ),
    odd,
  );
  fc.assert(
    fc.property(fc.constantFrom('page', 'track', 'identify'), odd, named, named, (type, event, properties, context) => {
      const reading = readMessage({ type, event, userId: 'u', properties, traits: properties, context }, receivedAt);
      if (!reading.ok) return;
      const told: unknown = JSON.parse(JSON.stringify([touchOf(reading.message), personFields(reading.message)]));
      expect(findUnfit(told)).toBeNull();
    }),
    { numRuns: 300 },
  );
});

test('a click to another site of the company is no departure, one to anybody else’s is', () => {
  const click = (url: string) => {
    const context = { page: { url: 'https://www.nordhavn.dk/' } };
    return touchOf(read({ type: 'track', event: 'Outbound Link Clicked', anonymousId: 'a', properties: { url }, context }), [
      'nordhavn-shop.com',
    ]);
  };
  expect([click('https://shop.nordhavn.dk/cart'), click('https://www.nordhavn-shop.com/')]).toEqual([null, null]);
  expect(click('https://partner.example/')).toMatchObject({ kind: 'other' });
});

test('a change of consent touches nobody, whoever tells of it', () => {
  for (const name of ['Consent Preference Updated', 'Segment Consent Preference Updated']) expect(event(name)).toBeNull();
});
