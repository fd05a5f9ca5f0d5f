import type { Language } from '../platform/fields.ts';
import type { Contact, Prospect } from './cast.ts';
import type { Chance } from './chance.ts';
import { pages, pains, words } from './phrases.ts';

/** One call of the tracking API, as a website sends it. */
export interface TrackingCall {
  type: 'page' | 'track' | 'identify';
  messageId: string;
  anonymousId: string;
  timestamp: string;
  userId?: string;
  event?: string;
  properties?: Record<string, unknown>;
  traits?: Record<string, unknown>;
  context?: Record<string, unknown>;
}

export interface Visitor {
  contact: Contact;
  prospect: Prospect;
  /** When the person says who they are, having looked around before. */
  knownAt: Date;
  interest: 'ready' | 'warm' | 'cold';
  askedForContact: boolean;
  language: Language;
  number: number;
  now: Date;
}

const SITE = 'https://www.havneby-pumps.example';
const MINUTE = 60_000;
const DAY = 86_400_000;

/** The roads by which people come, as often as they come by them. */
const roads = [
  { weight: 30, referrer: 'https://www.google.com/', search: '' },
  {
    weight: 22,
    referrer: 'https://www.google.com/',
    search: '?utm_source=google&utm_medium=cpc&utm_campaign=pump-service&gclid=EAIaIQobChMI',
  },
  {
    weight: 16,
    referrer: 'https://www.linkedin.com/',
    search: '?utm_source=linkedin&utm_medium=paid_social&utm_campaign=downtime-guide',
  },
  { weight: 8, referrer: 'https://www.linkedin.com/', search: '' },
  { weight: 8, referrer: '', search: '?utm_source=newsletter&utm_medium=email&utm_campaign=news-41' },
  { weight: 7, referrer: 'https://chatgpt.com/', search: '' },
  { weight: 5, referrer: 'https://www.foodtech-north.example/exhibitors', search: '' },
  { weight: 4, referrer: '', search: '' },
] as const;

function chooseRoad(luck: Chance) {
  let left = luck.next() * roads.reduce((sum, { weight }) => sum + weight, 0);
  for (const road of roads) if ((left -= road.weight) < 0) return road;
  return roads[0];
}

/** A visit by somebody who never says who they are: a page or three. */
export function passingVisit(start: Date, language: Language, number: number, luck: Chance): TrackingCall[] {
  const road = chooseRoad(luck);
  return Array.from({ length: luck.whole(1, 3) }, (_, look) => {
    const { path, title } = luck.one(pages[language]);
    return {
      type: 'page' as const,
      messageId: `example-passer-${number}-${look}`,
      anonymousId: `example-passer-${number}`,
      timestamp: new Date(start.getTime() - (3 - look) * MINUTE).toISOString(),
      properties: {
        url: `${SITE}${path}${look === 0 ? road.search : ''}`,
        path,
        title,
        referrer: look === 0 ? road.referrer : SITE,
      },
    };
  });
}

/** Everything one person did on the site: first anonymous, then known, then coming back as their interest has it. */
export function visits(visitor: Visitor, luck: Chance): TrackingCall[] {
  const { contact, prospect, knownAt, interest, askedForContact, language, number, now } = visitor;
  const anonymousId = `example-visitor-${number}`;
  const say = words[language];
  const calls: TrackingCall[] = [];
  let count = 0;
  const call = (at: Date, rest: Partial<TrackingCall> & Pick<TrackingCall, 'type'>) => {
    if (at < now) calls.push({ messageId: `example-${number}-${count++}`, anonymousId, timestamp: at.toISOString(), ...rest });
  };
  const page = (at: Date, path: string, title: string, road?: { referrer: string; search: string }) =>
    call(at, {
      type: 'page',
      properties: { url: `${SITE}${path}${road?.search ?? ''}`, path, title, referrer: road?.referrer ?? SITE },
      context: { page: { url: `${SITE}${path}${road?.search ?? ''}` } },
    });
  const form = (at: Date, name: string) => {
    call(at, {
      type: 'track',
      event: 'Form Submitted',
      properties: { name, url: `${SITE}/kontakt`, path: '/kontakt', message: luck.one(pains[language]) },
    });
    call(new Date(at.getTime() + 1000), {
      type: 'identify',
      userId: contact.email,
      traits: {
        email: contact.email,
        name: contact.name,
        title: contact.title,
        phone: contact.phone,
        country: prospect.country,
        company: { name: prospect.name, industry: prospect.industry, employees: prospect.employees },
      },
    });
  };

  const visit = (start: Date, looks: number, prices: boolean) => {
    const road = chooseRoad(luck);
    let at = start.getTime();
    for (let look = 0; look < looks; look++) {
      const { path, title } = luck.one(pages[language]);
      page(new Date(at), path, title, look === 0 ? road : undefined);
      at += luck.whole(40, 400) * 1000;
    }
    if (prices) page(new Date(at), say.pricingPath, say.pricing);
    return new Date(at + 3 * MINUTE);
  };

  const visitCount = interest === 'ready' ? luck.whole(3, 5) : interest === 'warm' ? luck.whole(2, 3) : 1;
  for (let n = visitCount; n > 1; n--)
    visit(
      new Date(knownAt.getTime() - n * luck.whole(2, 6) * DAY - luck.whole(0, 500) * MINUTE),
      luck.whole(1, 3),
      interest === 'ready' && n < 3,
    );
  const filledAt = visit(new Date(knownAt.getTime() - 20 * MINUTE), luck.whole(1, 3), interest === 'ready');
  form(filledAt, askedForContact ? say.demoForm : interest === 'cold' ? say.newsletter : say.guideForm);
  if (!askedForContact && interest !== 'cold')
    call(new Date(filledAt.getTime() + 2 * MINUTE), {
      type: 'track',
      event: 'Guide Downloaded',
      properties: { name: say.guide, url: `${SITE}/guide.pdf` },
    });
  if (interest !== 'cold' && luck.in(0.4))
    call(new Date(knownAt.getTime() - luck.whole(3, 12) * DAY), {
      type: 'track',
      event: 'Webinar Attended',
      properties: { name: say.webinar },
    });
  if (interest !== 'cold' && luck.in(0.6))
    call(new Date(knownAt.getTime() + luck.whole(1, 9) * DAY), {
      type: 'track',
      event: 'Email Link Clicked',
      properties: { name: `${say.newsletter} 41` },
    });
  return calls.sort((one, other) => one.timestamp.localeCompare(other.timestamp));
}
