/** What is going on right now: what is still to be done for the leads that sales works on, and what the teams say to each other. */
import type { Language } from '../platform/fields.ts';
import { chance } from './chance.ts';
import { announcements, nextSteps, pains, sayings } from './phrases.ts';
import { DAY, HOUR, dayOf, workingMoment, type Act, type Journey } from './sale.ts';

interface Present {
  now: Date;
  language: Language;
}

/** When the next steps are due, in days from now: a few a little late, some today and tomorrow, most later. */
const dueIn = [-2, 0, 1, 5, 0, 3, -1, 8, 1, 6, 12, 2, 15, 9];
/** Sales says what it thought of the leads of the last two months. */
const REMEMBERED = 60 * DAY;

const did = ({ acts }: Journey, what: Act['do']) => acts.some((act) => act.do === what);
const isOver = (journey: Journey) =>
  (['rejection', 'recycling', 'disqualification', 'won'] as const).some((end) => did(journey, end));
const wasReached = ({ acts }: Journey) => acts.some((act) => 'response' in act && act.response === 'reached');

/** Whoever has been talked to and not decided was talked to this week, and something was agreed to follow. */
export function stillToDo(journeys: readonly Journey[], { now, language }: Present): void {
  const luck = chance(4_711);
  const open = journeys.filter((journey) => wasReached(journey) && !isOver(journey));
  for (const [index, { acts }] of open.entries()) {
    const last = acts.at(-1)?.at ?? now;
    const lately = workingMoment(new Date(now.getTime() - luck.whole(3, 6) * DAY), luck);
    const at = new Date(Math.max(lately.getTime(), last.getTime() + HOUR));
    if (at >= new Date(now.getTime() - HOUR)) continue;
    acts.push({
      do: 'attempt',
      at,
      kind: luck.one(['call', 'mail']),
      response: 'reached',
      nextStep: luck.one(nextSteps[language]),
      nextStepOn: dayOf(new Date(now.getTime() + (dueIn[index % dueIn.length] ?? 0) * DAY)),
    });
  }
}

/** What sales learned from the conversations, what the teams ask each other of what waits, and where they disagree. */
export function talkOf(journeys: readonly Journey[], { now, language }: Present): void {
  const luck = chance(1_234);
  const say = sayings[language];
  const at = new Date(now.getTime() - HOUR / 4);
  const since = new Date(now.getTime() - REMEMBERED);
  for (const journey of journeys) {
    const contact = journey.acts.find((act) => act.do === 'first-contact');
    if (!contact || contact.at < since || !wasReached(journey) || !luck.in(0.8)) continue;
    const fit = luck.in(0.7) ? 'yes' : luck.one(['partly', 'no'] as const);
    journey.acts.push({
      do: 'feedback',
      at,
      fit,
      timing: luck.in(0.75) ? 'now' : 'later',
      briefing: luck.in(0.8) ? 'yes' : 'partly',
      ...(luck.in(0.3) && { missed: luck.one(say.missed) }),
      ...(fit !== 'yes' && { comment: luck.one(say.doubts) }),
    });
  }
  const waiting = journeys.filter(
    (journey) => did(journey, 'handoff') && !did(journey, 'acceptance') && !did(journey, 'rejection'),
  );
  const [oldest, next, latest] = waiting;
  oldest?.acts.push({ do: 'comment', at, by: 'rep', words: say.question, asks: true });
  next?.acts.push({ do: 'comment', at, by: 'rep', words: say.askedBefore, asks: true });
  next?.acts.push({ do: 'comment', at, by: 'marketer', words: say.answer, answers: true });
  latest?.acts.push({ do: 'comment', at, by: 'marketer', words: say.mention, mentionsOwner: true });
  const [given, before] = journeys.filter(({ acts }) => acts.at(-1)?.do === 'rejection').toReversed();
  given?.acts.push({ do: 'appeal', at, words: say.appeals[0] });
  before?.acts.push({ do: 'appeal', at, words: say.appeals[1] });
  const student = journeys.findLast(({ acts }) => acts.length === 0);
  student?.acts.push({ do: 'override', at, words: say.override, until: dayOf(new Date(now.getTime() + 60 * DAY)) });
}

/** What those say who fill in the website's form today: some of whom marketing has been following for a while. */
export function answersNow(journeys: readonly Journey[], language: Language): Record<string, string>[] {
  const luck = chance(808);
  const withMarketing = journeys.filter(({ acts }) => acts.length === 0).slice(-12, -4);
  return withMarketing.map(({ contact }) => ({
    _asked: 'email,need,timing',
    email: contact.email,
    need: luck.one(pains[language]),
    timing: luck.one(['now', 'this_year', 'later', '']),
  }));
}

/** What marketing sends next: a newsletter tomorrow, to everybody of late, and an invitation the week after. */
export function tellAhead(journeys: readonly Journey[], { now, language }: Present) {
  const { newsletter, invitation } = announcements[language];
  const to = (many: number) => journeys.slice(-many).map(({ contact: { email } }) => ({ email }));
  const on = (days: number) => workingMoment(new Date(now.getTime() + days * DAY), chance(days)).toISOString();
  return [
    { kind: 'mail', title: newsletter, campaign: 'news-42', at: new Date(now.getTime() + DAY).toISOString(), recipients: to(60) },
    { kind: 'event', title: invitation, campaign: 'grenaa-breakfast', at: on(9), recipients: to(25) },
  ];
}
