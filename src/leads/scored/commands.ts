import { setImmediate as giveWay } from 'node:timers/promises';
import { sql } from 'kysely';
import { agreementInForce } from '../../agreements/reports.ts';
import { forceBegins, inForceAt } from '../../definitions/in-force.ts';
import { allDefinitions } from '../../definitions/reports.ts';
import { rollingScore, signalWindows } from '../../definitions/rolling-score.ts';
import { becauseOfHandRaise } from '../../handoffs/briefing.ts';
import { submitHandoff } from '../../handoffs/commands.ts';
import type { Context } from '../../platform/context.ts';
import { Problem } from '../../platform/errors.ts';
import { recordEvents } from '../../platform/events.ts';
import { beginPassages, moveLeads } from '../commands.ts';
import { crossingsOf, wokenAt, type DefinitionAtWork } from '../crossings.ts';
import { isBefore, type Stage } from '../lifecycle.ts';
import { returnsAt } from '../passages.ts';
import { inChunks, inPortions, outlines, withTouches, type Outline, type Prospect, type Wanted } from '../prospects/reports.ts';
import { lockLeadsOf, type LeadRow } from '../store.ts';
import { engagementRank } from './engagement.ts';
import { keepScores, standings, type Remembered, type RememberedScore, type Standing } from './store.ts';

/** Leads in step with what people do: opened when due, moved at the true time, scored, handed over. */

const HOUR_MS = 3_600_000;
/** Handed over without being asked only while it is warm; history that arrives late waits for marketing to decide. */
const RECENT_MS = 24 * HOUR_MS;
/** A touch may be committed a little after it was received, and so be missed by the scoring of that moment. */
const LATE_COMMIT_MS = 60_000;
/** A touch told of so long after it happened may lie before something that was judged without it. */
const LATE_TOUCH_MS = HOUR_MS;

/** What is new about somebody: touches, of which the first happened then (null: nobody says when); the time alone; or anything at all. */
export type News = { earliest: Date | null } | 'time' | 'anything';

/**
 * Brings the leads of people up to date, and costs what is new about them: of the touches before, only what is remembered of them is
 * read, unless more has changed than what came after them.
 */
export async function followPeople(context: Context, news: ReadonlyMap<string, News>): Promise<void> {
  const definitions = await allDefinitions(context);
  const definition = inForceAt(definitions, context.now);
  const chunks = inChunks([...news.keys()]);
  // All of them before any is handed over: who holds routing waits for no lead.
  if (chunks.length > 1) await lockLeadsOf(context.db, [...news.keys()]);
  for (const chunk of chunks) {
    const followed = await lookUp(context, chunk, news, definition);
    for await (const portion of inPortions(context, followed, toRead))
      await follow(context, await read(context, portion, definitions), definitions);
  }
}

/** What is to be read of a person for their score: what came after what is remembered, or all. */
const toRead = ({ outline, before }: Followed) => ({
  personId: outline.personId,
  after: before ? new Date(before.tally.counted ?? 0) : null,
});

/** Opens, moves, scores and hands over the leads of people who have been read. */
async function follow(context: Context, people: readonly Read[], definitions: DefinitionAtWork[]): Promise<void> {
  const { db, workspace, now } = context;
  const opened = await openDue(context, people, definitions);
  const definition = inForceAt(definitions, now);
  if (!definition) return;
  const judged: Judged[] = [];
  for (const person of people) {
    const lead = person.lead ?? opened.get(person.outline.personId);
    if (lead) judged.push(judge(person, lead, definition, definitions, now));
    // Some have a long history, and others wait for their answer meanwhile.
    await giveWay();
  }
  await moveLeads(
    context,
    judged.flatMap(({ moves }) => moves),
  );
  await handOver(context, judged);
  await keepScores(
    db,
    workspace,
    judged.map(({ score }) => score),
  );
}

/** Looks up where people stand, in the order in which they are named, with their leads locked. */
async function lookUp(
  context: Context,
  personIds: readonly string[],
  news: ReadonlyMap<string, News>,
  inForce: DefinitionAtWork | undefined,
): Promise<Followed[]> {
  const { db, now } = context;
  const leads = await lockLeadsOf(db, personIds);
  const open = leads.filter(({ closedAt }) => closedAt === null);
  const [standing, known] = await Promise.all([
    standings(
      db,
      open.map(({ id }) => id),
      now,
    ),
    outlines(db, personIds),
  ]);
  const outlineOf = new Map(known.map((outline) => [outline.personId, outline]));
  const openOf = new Map(open.map((lead) => [lead.personId, lead]));
  // The newest passage comes first.
  const endedOf = new Map(
    leads
      .filter(({ closedAt }) => closedAt !== null)
      .toReversed()
      .map((lead) => [lead.personId, lead]),
  );
  return personIds.flatMap((personId) => {
    const outline = outlineOf.get(personId);
    if (!outline) return [];
    const lead = openOf.get(personId);
    const none: Standing = { last: undefined, setBack: null, isHeldBack: false };
    const stands = (lead && standing.get(lead.id)) ?? none;
    const what = news.get(personId) ?? 'anything';
    return {
      outline,
      lead,
      ended: endedOf.get(personId),
      ...stands,
      news: what,
      before: inForce && goesOnFrom(stands.last, what, inForce),
    };
  });
}

/** A person, with where the open passage stands. */
interface Followed extends Standing {
  outline: Outline;
  /** The open passage. */
  lead: LeadRow | undefined;
  /** The passage before. */
  ended: LeadRow | undefined;
  news: News;
  /** What the touches that are read go on from; undefined where all of them are read. */
  before: Remembered | undefined;
}

interface Read extends Followed {
  prospect: Prospect;
}

/** Reads what is new about each person, or all there is where that would not do. Who has no lead and is not due one is left out. */
async function read(context: Context, followed: readonly Followed[], definitions: DefinitionAtWork[]): Promise<Read[]> {
  const { db, now } = context;
  const inForce = inForceAt(definitions, now);
  const back = await returning(context, followed, definitions);
  const wanted = new Map<string, Wanted>();
  for (const each of followed) {
    const { personId, knownSince } = each.outline;
    const { before } = each;
    if (before && inForce) {
      const leaving = { since: new Date(before.tally.left), windowDays: signalWindows(inForce.body), now };
      wanted.set(personId, { ...toRead(each), leaving, answers: before.answers });
    } else if (each.lead || (knownSince !== null && (!mayReturn(each) || back.has(personId))))
      wanted.set(personId, { personId, after: null });
  }
  const people = followed.filter(({ outline }) => wanted.has(outline.personId));
  const prospects = await withTouches(
    db,
    people.map(({ outline }) => outline),
    [...wanted.values()],
  );
  return people.flatMap((each, index) => {
    const prospect = prospects[index];
    return prospect ? [{ ...each, prospect }] : [];
  });
}

/** What the score of an open lead goes on from: under the same definition, with nothing new before what it has judged. */
function goesOnFrom(last: RememberedScore | undefined, news: News, inForce: DefinitionAtWork): Remembered | undefined {
  if (!last?.remembered || last.definitionId !== inForce.id || news === 'anything') return undefined;
  if (news === 'time') return last.remembered;
  const judged = Math.max(
    last.remembered.tally.counted ?? 0,
    last.scoredAt.getTime() - LATE_TOUCH_MS,
    forceBegins(inForce)?.getTime() ?? 0,
  );
  return news.earliest && news.earliest.getTime() > judged ? last.remembered : undefined;
}

/** Whether only what is new can bring somebody back: what they did before was looked at when they did it. */
function mayReturn({ lead, ended, news }: Followed): boolean {
  return !lead && ended !== undefined && typeof news !== 'string';
}

/** Those whose new touches bring them back. */
async function returning(
  { db, now }: Context,
  followed: readonly Followed[],
  definitions: DefinitionAtWork[],
): Promise<Set<string>> {
  const may = followed.filter((each) => each.outline.knownSince !== null && mayReturn(each));
  const touched = await withTouches(
    db,
    may.map(({ outline }) => outline),
    may.map(({ outline, ended, news }) => ({
      personId: outline.personId,
      // What they have done since they were sent back counts together where a certain interest brings them back.
      after: later(
        ended?.closedAt ?? null,
        typeof news !== 'string' && news.earliest && ended?.reEntryEngagement === null
          ? new Date(news.earliest.getTime() - 1)
          : null,
      ),
    })),
  );
  const due = touched.filter((prospect, index) => beginsAt(prospect, may[index]?.ended, definitions, now) !== null);
  return new Set(due.map(({ personId }) => personId));
}

/** Opens the leads that people ought to have by now; one that somebody else opens at this moment is followed by its own event. */
async function openDue(context: Context, people: readonly Read[], definitions: DefinitionAtWork[]): Promise<Map<string, Place>> {
  const { now } = context;
  const due = people.flatMap(({ prospect, lead, ended }) => {
    const since = lead ? null : beginsAt(prospect, ended, definitions, now);
    if (since === null) return [];
    const { personId, companyId } = prospect;
    return { personId, companyId, at: since < now ? since : now, touches: prospect.lead.touches, before: ended };
  });
  const ids = await beginPassages(context, due);
  return new Map(
    due.flatMap(({ personId, at }) => {
      const id = ids.get(personId);
      return id === undefined ? [] : [[personId, { id, stage: 'known' as const, stageSince: at }]];
    }),
  );
}

/** A person whom an e-mail address names has a lead from then on; one whose passage ended has a new one when they return. */
function beginsAt(
  { knownSince, lead }: Prospect,
  ended: LeadRow | undefined,
  definitions: DefinitionAtWork[],
  now: Date,
): Date | null {
  if (knownSince === null || !ended?.closedAt) return knownSince;
  const { raised } = crossingsOf(lead, definitions, ended.closedAt, now);
  const touched = lead.touches.filter(({ bot, occurredAt }) => !bot && occurredAt <= now).map(({ occurredAt }) => occurredAt);
  const { stage, closedAt, reEntryEngagement } = ended;
  const woken =
    stage === 'recycled' && reEntryEngagement !== null ? wokenAt(lead, definitions, closedAt, reEntryEngagement, now) : null;
  return returnsAt({ ...ended, closedAt }, touched, earlier(raised, woken));
}

type Place = Pick<LeadRow, 'id' | 'stage' | 'stageSince'>;

/** What scoring makes of one person's lead. */
interface Judged {
  person: Read;
  /** Where it goes on to, and since when. */
  moves: { leadId: string; to: Stage; at: Date }[];
  /** Whether it is to go to sales, if it is warm. */
  isDue: boolean;
  score: RememberedScore;
  active: number;
}

/** Judges one person's lead by the definition in force. */
function judge(person: Read, lead: Place, definition: DefinitionAtWork, definitions: DefinitionAtWork[], now: Date): Judged {
  const { prospect, before } = person;
  // Crossings first: a score is carried forward and never back.
  const crossings =
    isBefore(lead.stage, 'mql') && crossingsOf(prospect.lead, definitions, judgedUpTo(person, definition), now, before?.tally);
  const rolling = rollingScore(prospect.lead, definition.body, before?.tally);
  const { fit, engagement, ready, handRaised, ...standing } = rolling.at(now);
  // What changed without a moment of its own (a profile, a negative signal that has lapsed) counts from now, unless a member has looked at
  // it all and set the lead back: then only what happens after that takes it forward.
  const since = person.setBack === null ? now : null;
  const moves = crossings
    ? advance(lead, {
        engaged: crossings.engaged ?? (standing.engaged ? since : null),
        mql: crossings.mql ?? (standing.mql ? since : null),
      })
    : [];
  const tally = rolling.tally();
  return {
    person,
    moves,
    // Said not to be ready, it is not handed over by itself; said to be, it waits for marketing, who said so.
    isDue: ready && isBefore(moves.at(-1)?.to ?? lead.stage, 'submitted') && !person.isHeldBack,
    active: Math.max(tally.active ?? -Infinity, ...prospect.lead.evidence.map(({ at }) => at.getTime())),
    score: {
      leadId: lead.id,
      definitionId: definition.id,
      fit,
      engagement,
      engagementHeld: rolling.engagement().held,
      engagementRank: engagementRank(engagement, definition.body.engagement.halfLifeDays, now),
      ready,
      handRaised,
      scoredAt: now,
      lookAgainAt: rolling.changesAfter(),
      remembered: { tally, answers: prospect.answers },
    },
  };
}

/** How a lead moves on to engaged and MQL at the times it crossed into them, but never before it became what it is. */
function advance(
  { id: leadId, stage, stageSince }: Place,
  { engaged, mql }: { engaged: Date | null; mql: Date | null },
): Judged['moves'] {
  const notBefore = (at: Date) => (at > stageSince ? at : stageSince);
  return [
    // Both at once is a skip, and moving it stamps it as one.
    ...(engaged && isBefore(stage, 'engaged') && (mql === null || engaged < mql)
      ? [{ leadId, to: 'engaged' as const, at: notBefore(engaged) }]
      : []),
    ...(mql ? [{ leadId, to: 'mql' as const, at: notBefore(mql) }] : []),
  ];
}

/**
 * Hands over the leads that are ready and warm, one after the other: to whom one goes hangs on the one before. Each with its briefing
 * complete, or without when the person has asked for contact and waiting for an answer would be rude. Any other waits for marketing, who are
 * told once.
 */
async function handOver(context: Context, judged: readonly Judged[]): Promise<void> {
  const waiting = [];
  for (const each of judged.filter(({ isDue }) => isDue)) {
    const { leadId, handRaised } = each.score;
    const isWarm = context.now.getTime() - each.active <= RECENT_MS;
    if (isWarm && (await maySucceed(context, each.person, handRaised)) && (await submitted(context, leadId, handRaised)))
      continue;
    if (!each.person.last?.ready) waiting.push(each);
  }
  await recordEvents(
    context,
    waiting.map(({ person, score: { leadId, fit, engagement } }) => ({
      type: 'lead.ready',
      subject: { kind: 'lead', id: leadId },
      data: { personId: person.outline.personId, fit, engagement },
    })),
  );
}

/** Whether a hand-off that was refused the last time may go through now: one more page does not fill a briefing. */
async function maySucceed(context: Context, { prospect, before, last }: Read, handRaised: boolean): Promise<boolean> {
  if (!before || !last?.ready || handRaised) return true;
  const wasWarm = last.scoredAt.getTime() - (before.tally.active ?? -Infinity) <= RECENT_MS;
  if (!wasWarm || prospect.lead.touches.some(({ kind, bot }) => kind === 'form' && !bot)) return true;
  const begun = (await agreementInForce(context, context.now))?.id;
  return begun !== (await agreementInForce(context, last.scoredAt))?.id;
}

/** Whether the hand-off went through; a briefing that lacks something is a refusal, and leaves nothing behind. */
async function submitted(context: Context, leadId: string, handRaised: boolean): Promise<boolean> {
  await sql`savepoint hand_over`.execute(context.db);
  try {
    await submitHandoff(context, { leadId, ...(handRaised && { incompleteBecause: becauseOfHandRaise }) });
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await sql`rollback to savepoint hand_over`.execute(context.db);
    return false;
  }
}

/**
 * Up to when a person has been judged: never before the end of the passage before, or before a member set the lead back; and where more than the newest touches was read but
 * nothing else changed, the moment of the last score or just before the earliest touch that has come in since.
 */
function judgedUpTo({ prospect, ended, last, setBack, news, before }: Read, definition: DefinitionAtWork): Date | null {
  const passage = later(ended?.closedAt ?? null, setBack);
  if (before) return later(passage, new Date(before.tally.counted ?? 0));
  if (news === 'anything' || last?.definitionId !== definition.id) return passage;
  const scoredAt = last.scoredAt.getTime();
  const fresh = prospect.lead.touches.filter(({ receivedAt }) => receivedAt.getTime() > scoredAt - LATE_COMMIT_MS);
  return later(
    passage,
    new Date(fresh.reduce((earliest, { occurredAt }) => Math.min(earliest, occurredAt.getTime() - 1), scoredAt)),
  );
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

function later(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
