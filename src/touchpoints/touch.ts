import { tellsChoice } from '../consents/heard.ts';
import { keepableAddress, readAddress, sameSite } from './address.ts';
import { type Road, classify, ownSite } from '../channels/channel.ts';
import { type Told, toldOf } from '../channels/told.ts';
import { type JsonObject, objectAt, textAt } from './json.ts';
import type { Channel, TouchKind, TouchSide } from './kinds.ts';
import { isMachine } from './machines.ts';
import type { TrackingMessage } from './segment.ts';

/** A touchpoint as a message tells it, before it belongs to a person. */
export interface Touch {
  messageId: string | null;
  occurredAt: Date;
  kind: TouchKind;
  side: TouchSide;
  channel: Channel;
  source: string | null;
  medium: string | null;
  campaign: string | null;
  term: string | null;
  content: string | null;
  title: string | null;
  url: string | null;
  path: string | null;
  referrer: string | null;
  properties: JsonObject;
  /** Made by a machine (crawler, mail scanner, prefetch): kept, marked, and never counted for a score. */
  bot: boolean;
  /** What decided the channel. */
  because: string;
  /** The site it came from; null for none and for the company's own. */
  referrerHost: string | null;
  /** What the sender said of the road beside `url` and `referrer`. */
  told: Told | null;
}

interface Convention {
  names: RegExp;
  kind: TouchKind;
  side: TouchSide;
  channel?: Channel;
}

/** What an event's name says, by Segment's naming (thing and past tense). The first that fits decides; anything else is the customer's own act. */
const conventions: readonly Convention[] = [
  { names: /^(email|e-mail|newsletter) opened$/, kind: 'email_open', side: 'marketing', channel: 'email' },
  {
    names: /^(email|e-mail|newsletter) (link )?clicked$/,
    kind: 'email_click',
    side: 'marketing',
    channel: 'email',
  },
  {
    names: /^(email|e-mail|newsletter) (sent|delivered|bounced|replied)|^email marked as spam$|^unsubscribed$/,
    kind: 'other',
    side: 'marketing',
    channel: 'email',
  },
  {
    names: /^(webinar|event|conference|fair|trade show|workshop|seminar|course) (attended|registered|joined|completed)$/,
    kind: 'event',
    side: 'marketing',
    channel: 'event',
  },
  {
    names: /^(registered for|attended) (a |an |the )?(webinar|event|conference|seminar)$/,
    kind: 'event',
    side: 'marketing',
    channel: 'event',
  },
  { names: /^(ad|advertisement|banner) (viewed|clicked|seen|shown)$/, kind: 'ad', side: 'marketing' },
  { names: /^(call ?back|callback|call me back) requested$/, kind: 'form', side: 'customer' },
  { names: /^(call|phone call|voicemail) /, kind: 'call', side: 'sales' },
  { names: /^(meeting|demo) (booked|scheduled|held|completed|attended|cancelled|rescheduled)$/, kind: 'meeting', side: 'sales' },
  {
    names:
      /^(form|demo|quote|offer|trial|meeting|contact|contact us|price list|pricing|brochure) (submitted|requested)$|^signed up$|^newsletter subscribed$/,
    kind: 'form',
    side: 'customer',
  },
  {
    names: /^(file|document|brochure|whitepaper|white paper|guide|ebook|e-book|price list|content) downloaded$/,
    kind: 'download',
    side: 'customer',
  },
  { names: /^(products?|site|content)? ?search(ed)?( performed| made)?$/, kind: 'search', side: 'customer' },
  { names: /^(chat|live chat) |chat (started|message)/, kind: 'chat', side: 'customer' },
  {
    names: /^(post|social post|story|reel) (liked|shared|commented|clicked|viewed)$|^(social|post) /,
    kind: 'social',
    side: 'customer',
  },
];

/**
 * The touchpoint a page, screen or track call tells of; null for identify, group and alias, and for a change of consent, which touch nobody.
 * `ownDomains` are the company's sites; `userAgent` is the request's header, for senders that put none into the message.
 */
export function touchOf(message: TrackingMessage, ownDomains: readonly string[] = [], userAgent?: string): Touch | null {
  const { type, event, properties, context } = message;
  const isPage = type === 'page' || type === 'screen';
  if (!isPage && (type !== 'track' || tellsChoice(message))) return null;
  const page = { ...objectAt(context, 'page'), ...(isPage ? properties : {}) };
  if (event === 'Outbound Link Clicked' && staysWithin(textAt(properties, 'url'), textAt(page, 'url'), ownDomains)) return null;
  // What is not kept decides nothing either: so the road can be worked out again from what is stored.
  const url = keepableAddress(textAt(page, 'url'));
  const referrer = keepableAddress(textAt(page, 'referrer') ?? textAt(objectAt(context, 'referrer'), 'url'));
  const convention = isPage ? undefined : conventions.find(({ names }) => names.test((event ?? '').trim().toLowerCase()));
  const arrival = { url, referrer, campaign: campaignOf(message), declared: declaredChannel(message, convention) };
  return {
    messageId: message.messageId,
    occurredAt: message.occurredAt,
    kind: isPage ? 'page' : (convention?.kind ?? 'other'),
    side: convention?.side ?? 'customer',
    ...classify(arrival, ownDomains),
    told: toldOf(arrival),
    title: isPage ? (textAt(page, 'title') ?? message.name) : titleOf(event, properties, convention),
    url,
    path: textAt(page, 'path') ?? readAddress(url)?.path ?? null,
    referrer,
    properties: isPage ? withoutPage(properties) : { ...properties, event },
    bot: isMachine(textAt(context, 'userAgent') ?? userAgent),
  };
}

/** True when a link leads to one of the company's own sites: the page that follows is the touch, and nobody has left. */
function staysWithin(target: string | null, page: string | null, ownDomains: readonly string[]): boolean {
  const there = readAddress(target);
  const own = [...ownDomains, readAddress(page)?.host ?? ''];
  return there !== null && own.some((domain) => sameSite(there.host, domain));
}

/** What a page call adds of its own; its address, title and referrer have places of their own, where secrets are left out. */
function withoutPage({
  url: _url,
  path: _path,
  search: _search,
  title: _title,
  referrer: _referrer,
  ...own
}: JsonObject): JsonObject {
  return own;
}

/** Half an hour without a touch ends a visit, as is customary in web analytics. */
const visitMinutes = 30;

/**
 * A page within the company's own site says nothing of where the visit came from: it takes the road of the visitor's touch before it,
 * where that lies at most half an hour back. Any other touch stays as it is.
 */
export function continueVisit<Continued extends Omit<Road, 'referrerHost'> & { occurredAt: Date }>(
  touch: Continued,
  before: (Omit<Road, 'because' | 'referrerHost'> & { occurredAt: Date }) | null,
): Continued {
  if (!before || touch.because !== ownSite) return touch;
  const minutes = (touch.occurredAt.getTime() - before.occurredAt.getTime()) / 60_000;
  if (minutes < 0 || minutes > visitMinutes) return touch;
  const { channel, source, medium, campaign, term, content } = before;
  return { ...touch, channel, source, medium, campaign, term, content };
}

function campaignOf({ context, properties }: TrackingMessage) {
  const tags = objectAt(context, 'campaign');
  return {
    source: textAt(tags, 'source'),
    medium: textAt(tags, 'medium'),
    // E-mail tools name the campaign in the event's own properties (Segment's e-mail events).
    name: textAt(tags, 'name') ?? textAt(properties, 'campaign_name'),
    term: textAt(tags, 'term'),
    content: textAt(tags, 'content'),
  };
}

/** A channel the sender states; else what the event's name implies, unless a campaign tag knows better. */
function declaredChannel({ context, properties }: TrackingMessage, convention: Convention | undefined): string | null {
  const stated = textAt(properties, 'channel');
  return stated ?? (textAt(objectAt(context, 'campaign'), 'medium') ? null : (convention?.channel ?? null));
}

/** Where senders put the name of the form, file, webinar, newsletter or search an event is about, the most telling first. */
const subjects = [
  'title',
  'email_subject',
  'form',
  'form_name',
  'file',
  'file_name',
  'webinar',
  'event',
  'newsletter',
  'query',
  'name',
];

/**
 * What an event is about, by its own name. Where the kind of the touch does not tell what was done with it, the event's name says that,
 * as it does where nothing is named.
 */
function titleOf(event: string | null, properties: JsonObject, convention: Convention | undefined): string | null {
  const subject = subjects.map((name) => textAt(properties, name)).find((text) => text !== null);
  if (!subject) return event;
  return convention && convention.kind !== 'other' ? subject : `${event}: ${subject}`;
}
