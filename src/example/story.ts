import type { Language } from '../platform/fields.ts';
import { contactAt, prospects } from './cast.ts';
import { chance, type Chance } from './chance.ts';
import { DAY, HOUR, dayOf, evidence, handoff, saleOf, workingMoment, type Journey } from './sale.ts';
import { stillToDo, talkOf } from './talk.ts';
import { passingVisit, visits, type TrackingCall } from './visits.ts';

/** Sales-ready leads promised a month by the three versions of the agreement, newest last. */
export const promises = [14, 16, 18] as const;

/** Most who come never say who they are. */
const PASSERS_A_MONTH = 240;

/**
 * A year of the example company: about 400 leads. Each month it hands over close to what was promised; last month the promise was
 * kept, the month before it was not, and this month runs a little behind. Same language and day, same story.
 */
export function tellStory(now: Date, language: Language): { journeys: Journey[]; passers: TrackingCall[] } {
  const luck = chance(20_091);
  const market = prospects(luck);
  const journeys: Journey[] = [];
  const passers: TrackingCall[] = [];
  const used = new Set<string>();
  const newJourney = (knownAt: Date, interest: 'ready' | 'warm' | 'cold', askedForContact: boolean): Journey => {
    let prospect: Journey['prospect'], contact: Journey['contact'];
    do {
      prospect = luck.one(market);
      // A lead that is handed over fits the profile; the market also holds companies too small for it.
      contact = contactAt(prospect, luck);
    } while (used.has(contact.name) || (interest === 'ready' && prospect.employees < 20));
    used.add(contact.name);
    // Whoever is ready and was here today is handed over by the product itself, before the story can.
    const until = interest === 'ready' ? new Date(now.getTime() - 26 * HOUR) : now;
    const journey: Journey = {
      prospect,
      contact,
      calls: visits(
        { contact, prospect, knownAt, interest, askedForContact, language, number: journeys.length, now: until },
        luck,
      ),
      acts: [],
    };
    journeys.push(journey);
    return journey;
  };

  for (let back = 12; back >= 0; back--) {
    const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1));
    const end = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back + 1, 1));
    const until = end < now ? end : now;
    const elapsed = (until.getTime() - from.getTime()) / (end.getTime() - from.getTime());
    const handedOver = Math.max(0, Math.round((promisedIn(back) + surplus(back, luck)) * elapsed));
    const within = (share: number) => new Date(from.getTime() + share * (until.getTime() - from.getTime()));
    for (let n = 0; n < handedOver; n++) {
      const asked = luck.in(0.35);
      const readyAt = workingMoment(within((n + luck.next()) / handedOver), luck);
      if (readyAt >= new Date(now.getTime() - 26 * HOUR)) continue;
      const journey = newJourney(readyAt, 'ready', asked);
      journey.acts = saleOf({ readyAt, asked, back, language, now }, luck);
    }
    for (let n = 0; n < Math.round(15 * elapsed); n++) newJourney(within(luck.next()), n % 2 === 0 ? 'warm' : 'cold', false);
    for (let n = 0; n < Math.round(PASSERS_A_MONTH * elapsed); n++)
      passers.push(...passingVisit(within(luck.next()), language, passers.length, luck));
  }

  // What waits right now: handed over in the last hours, one of them long enough ago to be over its time.
  for (const hours of [49, 20, 3, 2, 0.6]) {
    const readyAt = new Date(now.getTime() - hours * HOUR);
    const journey = newJourney(new Date(readyAt.getTime() - 26 * HOUR), 'ready', hours < 5 || hours > 40);
    journey.acts = [evidence(readyAt, language, luck), handoff(readyAt, language, luck)];
  }
  comeBack(journeys, now);
  stillToDo(journeys, { now, language });
  talkOf(journeys, { now, language });
  return { journeys, passers };
}

/** One of those who rest is back since yesterday. */
function comeBack(journeys: readonly Journey[], now: Date): void {
  const rested = journeys
    .flatMap(({ acts }) => acts)
    .find((act) => act.do === 'recycling' && act.at < new Date(now.getTime() - 60 * DAY));
  if (rested?.do === 'recycling') rested.reEntryOn = dayOf(new Date(now.getTime() - DAY));
}

const promisedIn = (back: number) => promises[back > 8 ? 0 : back > 3 ? 1 : 2];

/** Over or under the promise: last month kept, the one before broken, this one a little behind. Some are given back, so a little more is handed over. */
function surplus(back: number, luck: Chance): number {
  if (back === 0) return -5;
  if (back === 1) return 4;
  if (back === 2) return -4;
  return luck.whole(-1, 4);
}

/** Money spent on being found, by week and campaign, in minor units of the workspace's currency. */
export function tellSpend(now: Date): {
  day: string;
  channel: 'paid_search' | 'paid_social' | 'event';
  source: string;
  campaign: string;
  amountMinor: number;
  impressions: number | null;
  clicks: number | null;
}[] {
  const luck = chance(77);
  const lines: ReturnType<typeof tellSpend> = [];
  for (let week = 52; week >= 0; week--) {
    const day = new Date(now.getTime() - week * 7 * DAY).toISOString().slice(0, 10);
    const clicks = luck.whole(90, 160);
    lines.push({
      day,
      channel: 'paid_search',
      source: 'google',
      campaign: 'pump-service',
      amountMinor: clicks * luck.whole(1_900, 2_400),
      impressions: clicks * luck.whole(18, 26),
      clicks,
    });
    const seen = luck.whole(4_000, 7_000);
    lines.push({
      day,
      channel: 'paid_social',
      source: 'linkedin',
      campaign: 'downtime-guide',
      amountMinor: luck.whole(180, 320) * 1_000,
      impressions: seen,
      clicks: Math.round(seen / luck.whole(90, 140)),
    });
    if (week % 13 === 6)
      lines.push({
        day,
        channel: 'event',
        source: 'fair',
        campaign: 'food-tech',
        amountMinor: luck.whole(30, 42) * 100_000,
        impressions: null,
        clicks: null,
      });
  }
  return lines;
}
