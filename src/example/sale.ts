import type { Language } from '../platform/fields.ts';
import type { Contact, Prospect } from './cast.ts';
import { chance, type Chance } from './chance.ts';
import { dealNames, nextSteps, notes, pains, timings } from './phrases.ts';
import type { TrackingCall } from './visits.ts';

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
export const dayOf = (moment: Date) => moment.toISOString().slice(0, 10);

/** What both teams did with a lead, in order. Every act becomes a call of the public API, told with its own time;
 * what nobody may say of the past (what sales thought, what the teams wrote each other) is told as of now. */
export type Act = { at: Date } & (
  | { do: 'evidence'; criterion: string; quote: string; source: 'form' | 'call' }
  | { do: 'handoff'; note: string; timing: string | null }
  | { do: 'acceptance' }
  | { do: 'reading' }
  | { do: 'rejection'; reason: string }
  | { do: 'first-contact'; kind: 'call' | 'mail' | 'meeting'; response: 'reached' | 'no_answer' }
  | {
      do: 'attempt';
      kind: 'call' | 'mail' | 'meeting';
      response: 'reached' | 'no_answer';
      nextStep?: string;
      nextStepOn?: string;
    }
  | {
      do: 'feedback';
      fit: 'yes' | 'partly' | 'no';
      timing: 'now' | 'later';
      briefing: 'yes' | 'partly';
      missed?: string;
      comment?: string;
    }
  | { do: 'comment'; by: 'rep' | 'marketer'; words: string; asks?: true; answers?: true; mentionsOwner?: true }
  | { do: 'appeal'; words: string }
  | { do: 'override'; words: string; until: string }
  | { do: 'qualification' }
  | { do: 'recycling'; reason: string; reEntryOn: string }
  | { do: 'disqualification'; reason: string; by?: 'marketer' }
  | { do: 'deal'; name: string; amountMinor: number }
  | { do: 'won' }
  | { do: 'lost' }
  | { do: 'invoice'; share: number }
  | { do: 'credit'; share: number }
);

export interface Journey {
  prospect: Prospect;
  contact: Contact;
  calls: TrackingCall[];
  acts: Act[];
}

export function evidence(at: Date, language: Language, luck: Chance): Act {
  return {
    do: 'evidence',
    at: new Date(at.getTime() - HOUR / 4),
    criterion: 'has-a-pain',
    quote: luck.one(pains[language]),
    source: luck.in(0.7) ? 'form' : 'call',
  };
}

/** What marketing could not find out stays open, and the hand-off says so. */
export function handoff(at: Date, language: Language, luck: Chance): Act {
  return { do: 'handoff', at, note: luck.one(notes[language]), timing: luck.in(0.95) ? luck.one(timings[language]) : null };
}

/** The nearest moment in somebody's working day: Monday to Friday, between eight and four by the clock of Central Europe. */
export function workingMoment(near: Date, luck: Chance): Date {
  const day = new Date(near);
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6) day.setUTCDate(day.getUTCDate() - 1);
  day.setUTCHours(luck.whole(7, 13), luck.whole(0, 59), luck.whole(0, 59), 0);
  return day;
}

/** The reasons that send a lead to nurture by themselves; any other is left to marketing to repair. */
const nurtured = new Set(['too_early', 'no_authority']);

/** Marketing looks into what was given back, mostly within the time it promised, and closes what was no lead. */
function repair(givenBackAt: Date): Act {
  const luck = chance(givenBackAt.getTime() % 1_000_003);
  const moment = workingMoment(new Date(givenBackAt.getTime() + luck.whole(1, 4) * DAY), luck);
  const at = moment > givenBackAt ? moment : new Date(givenBackAt.getTime() + 2 * HOUR);
  return { do: 'disqualification', at, reason: 'no_need', by: 'marketer' };
}

/** What sales made of a lead that was handed over. */
export function saleOf(
  { readyAt, asked, back, language, now }: { readyAt: Date; asked: boolean; back: number; language: Language; now: Date },
  luck: Chance,
): Act[] {
  const submittedAt = new Date(readyAt.getTime() + luck.whole(5, 90) * 60_000);
  const acts: Act[] = [evidence(readyAt, language, luck), handoff(submittedAt, language, luck)];
  let at = submittedAt;
  const later = (hours: number) => {
    at = new Date(at.getTime() + hours * HOUR);
    return at;
  };
  /** Some days on, in working hours, and never before what went before. */
  const soon = (from: number, to: number) => {
    const before = at;
    const moment = workingMoment(new Date(at.getTime() + luck.whole(from, to) * DAY), luck);
    at = moment > before ? moment : new Date(before.getTime() + 2 * HOUR);
    return at;
  };
  if (luck.in(0.13)) {
    const givenBackAt = later(0.5 + luck.next() * 3);
    const reason = luck.one(['too_early', 'not_in_profile', 'no_authority', 'already_customer', 'wrong_contact_details']);
    acts.push({ do: 'rejection', at: givenBackAt, reason });
    if (!nurtured.has(reason)) acts.push(repair(givenBackAt));
    return done(acts, now);
  }
  acts.push({ do: 'acceptance', at: later(0.2 + luck.next()) });
  // Most are called while they are warm; some wait until the day after.
  const prompt = luck.in(back === 2 ? 0.75 : 0.92);
  const reached = luck.in(0.62);
  const contactAt = prompt ? later(0.3 + luck.next() * (asked ? 1.2 : 3)) : soon(1, 2);
  // Who calls at once has the briefing open; who comes to it the day after goes by memory.
  if (prompt) acts.push({ do: 'reading', at: new Date(contactAt.getTime() - HOUR / 6) });
  acts.push({
    do: 'first-contact',
    at: contactAt,
    kind: luck.in(0.8) ? 'call' : 'mail',
    response: reached ? 'reached' : 'no_answer',
  });
  if (!reached) {
    for (let attempt = 0; attempt < luck.whole(2, 4); attempt++)
      acts.push({ do: 'attempt', at: soon(2, 4), kind: luck.one(['call', 'mail']), response: 'no_answer' });
    if (luck.in(0.45)) {
      acts.push(recycling(soon(3, 5), 'no_response', now));
      return done(acts, now);
    }
  }
  acts.push({
    do: 'attempt',
    at: soon(2, 6),
    kind: 'meeting',
    response: 'reached',
    nextStep: luck.one(nextSteps[language]),
    nextStepOn: dayOf(new Date(at.getTime() + 5 * DAY)),
  });
  if (luck.in(0.14)) {
    acts.push({ do: 'disqualification', at: soon(1, 3), reason: luck.one(['no_need', 'lost_to_other']) });
    return done(acts, now);
  }
  acts.push({ do: 'qualification', at: soon(1, 3) });
  if (luck.in(0.2)) {
    acts.push(recycling(soon(8, 20), luck.one(['no_budget_now', 'chose_to_wait']), now));
    return done(acts, now);
  }
  acts.push({ do: 'deal', at: soon(2, 8), name: luck.one(dealNames[language]), amountMinor: luck.whole(28, 310) * 100_000 });
  const decided = soon(20, 75);
  if (luck.in(0.42)) {
    acts.push({ do: 'lost', at: decided });
    acts.push({ do: 'disqualification', at: later(0.5), reason: luck.one(['lost_to_other', 'no_need']) });
    return done(acts, now);
  }
  acts.push({ do: 'won', at: decided });
  if (luck.in(0.9)) {
    const inTwo = luck.in(0.3);
    acts.push({ do: 'invoice', at: soon(5, 14), share: inTwo ? 0.5 : 1 });
    if (inTwo) acts.push({ do: 'invoice', at: soon(25, 35), share: 0.5 });
    if (luck.in(0.06)) acts.push({ do: 'credit', at: soon(5, 15), share: 0.1 });
  }
  return done(acts, now);
}

/** Back to marketing, to rest a quarter; whoever went long ago has been asked again since, and rests a year. */
function recycling(at: Date, reason: string, now: Date): Act {
  const rest = (days: number) => new Date(at.getTime() + days * DAY);
  return { do: 'recycling', at, reason, reEntryOn: dayOf(rest(95) > now ? rest(95) : rest(365)) };
}

/** The story ends today: what would come later has not happened. */
const done = (acts: Act[], now: Date) => acts.filter(({ at }) => at.getTime() < now.getTime() - 5 * 60_000);
