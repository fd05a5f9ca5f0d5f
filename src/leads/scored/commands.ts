import { sql } from 'kysely';
import { agreementInForce } from '../../agreements/reports.ts';
import { forceBegins, inForceAt } from '../../definitions/in-force.ts';
import { allDefinitions } from '../../definitions/reports.ts';
import { rollingScore, signalWindows, type RollingScore } from '../../definitions/rolling-score.ts';
import type { Standing } from '../../definitions/score.ts';
import { becauseOfHandRaise } from '../../handoffs/briefing.ts';
import { submitHandoff } from '../../handoffs/commands.ts';
import type { Context } from '../../platform/context.ts';
import { Problem } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { beginPassages, moveLead } from '../commands.ts';
import { crossingsOf, wokenAt, type DefinitionAtWork } from '../crossings.ts';
import { isBefore, type Stage } from '../lifecycle.ts';
import { overridesAt } from '../overridden/store.ts';
import { returnsAt } from '../passages.ts';
import {
  lockLeadsOf,
  outlines,
  setBackAt,
  withTouches,
  type LeadRow,
  type Outline,
  type Prospect,
  type Wanted,
} from '../store.ts';
import { engagementRank } from './engagement.ts';
import { keepScores, rememberedScores, type Remembered, type RememberedScore } from './store.ts';

/** Leads in step with what people do: opened when due, moved at the true time, scored, handed over. */

const HOUR_MS = 3_600_000;
/** Handed over without being asked only while it is warm; history that arrives late waits for marketing to decide. */
const RECENT_MS = 24 * HOUR_MS;
/** A touch may be committed a little after it was received, and so be missed by the scoring of that moment. */
const LATE_COMMIT_MS = 60_000;
/** A touch told of so long after it happened may lie before something that was judged without it. */
const LATE_TOUCH_MS = HOUR_MS;
const CHUNK = 500;
/** So many people are looked at together whatever they have done. */
const FEW = 20;
/** The most touches that are read together, where no one person has more: memory stays bounded, and each statement short. */
const HEAVIEST = 20_000;

/** What is new about somebody: touches, of which the first happened then (null: nobody says when); the time alone; or anything at all. */
export type News = { earliest: Date | null } | 'time' | 'anything';

/**
 * Brings the leads of people up to date, and costs what is new about them: of the touches before, only what is remembered of them is
 * read, unless more has changed than what came after them.
 */
export async function followPeople(context: Context, news: ReadonlyMap<string, News>): Promise<void> {
  const { db, workspace } = context;
  const definitions = await allDefinitions(context);
  for await (const chunk of portions(context, [...news.keys()])) {
    const leads = await lockLeadsOf(db, chunk);
    const open = leads.filter(({ closedAt }) => closedAt === null);
    const scores = await rememberedScores(
      db,
      open.map(({ id }) => id),
    );
    const setBack = await setBackAt(
      db,
      open.filter(({ stage }) => isBefore(stage, 'mql')).map(({ id }) => id),
    );
    const overrides = await overridesAt(
      db,
      context.now,
      open.map(({ id }) => id),
    );
    const followed = (await outlines(db, chunk)).map((outline): Followed => {
      const lead = open.find(({ personId }) => personId === outline.personId);
      const ended = leads.find(({ personId, closedAt }) => personId === outline.personId && closedAt !== null);
      const of = lead?.id ?? '';
      return {
        outline,
        lead,
        ended,
        last: scores.get(of),
        setBack: setBack.get(of) ?? null,
        news: news.get(outline.personId) ?? 'anything',
        isHeldBack: overrides.get(of)?.ready === false,
      };
    });
    const people = await read(context, followed, definitions);
    const opened = await openDue(context, people, definitions);
    const kept: RememberedScore[] = [];
    for (const person of people) {
      const lead = person.lead ?? opened.get(person.outline.personId);
      const score = lead && (await follow(context, person, lead, definitions));
      if (score) kept.push(score);
    }
    await keepScores(db, workspace, kept);
  }
}

/** People in portions by how much they have done: a file of history brings a thousand people a thousand touches each. */
async function* portions({ db, workspace }: Context, everybody: readonly string[]): AsyncGenerator<string[]> {
  for (let start = 0; start < everybody.length; start += CHUNK) {
    const some = everybody.slice(start, start + CHUNK);
    if (some.length <= FEW) {
      yield some;
      continue;
    }
    const { rows } = await sql<{ personId: string; touches: number }>`
      select p.id as person_id, (select count(*) from touchpoints t where t.workspace_id = ${workspace} and t.person_id = p.id) as touches
        from unnest(${some}::uuid[]) as p(id)`.execute(db);
    let [portion, weight]: [string[], number] = [[], 0];
    for (const { personId, touches } of rows) {
      if (portion.length > 0 && weight + touches > HEAVIEST) {
        yield portion;
        [portion, weight] = [[], 0];
      }
      portion.push(personId);
      weight += touches;
    }
    yield portion;
  }
}

interface Followed {
  outline: Outline;
  /** The open passage. */
  lead: LeadRow | undefined;
  /** The passage before. */
  ended: LeadRow | undefined;
  /** How the open passage was last scored. */
  last: RememberedScore | undefined;
  /** When a member set the open passage back, if that is why it stands where it does. */
  setBack: Date | null;
  news: News;
  /** Whether somebody has said that the open lead does not count as ready, whatever its score. */
  isHeldBack: boolean;
}

interface Read extends Followed {
  prospect: Prospect;
  /** What the touches that were read go on from; undefined where all of them were. */
  before: Remembered | undefined;
}

/** Reads what is new about each person, or all there is where that would not do. Who has no lead and is not due one is left out. */
async function read(context: Context, followed: readonly Followed[], definitions: DefinitionAtWork[]): Promise<Read[]> {
  const { db, now } = context;
  const inForce = inForceAt(definitions, now);
  const back = await returning(context, followed, definitions);
  const wanted = new Map<string, Wanted & { before?: Remembered }>();
  for (const each of followed) {
    const { personId, knownSince } = each.outline;
    const before = inForce && goesOnFrom(each, inForce);
    if (before) {
      const leaving = { since: new Date(before.tally.left), windowDays: signalWindows(inForce.body), now };
      wanted.set(personId, { personId, after: new Date(before.tally.counted ?? 0), leaving, answers: before.answers, before });
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
    return prospect ? [{ ...each, prospect, before: wanted.get(each.outline.personId)?.before }] : [];
  });
}

/** What the score of an open lead goes on from: under the same definition, with nothing new before what it has judged. */
function goesOnFrom({ last, news }: Followed, inForce: DefinitionAtWork): Remembered | undefined {
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

/** Moves and scores one person's lead; the score to keep, or nothing where there is no definition. */
async function follow(
  context: Context,
  person: Read,
  lead: Place,
  definitions: DefinitionAtWork[],
): Promise<RememberedScore | undefined> {
  const { now } = context;
  const { prospect, before } = person;
  const definition = inForceAt(definitions, now);
  if (!definition) return undefined;

  // Crossings first: a score is carried forward and never back.
  const crossings =
    isBefore(lead.stage, 'mql') && crossingsOf(prospect.lead, definitions, judgedUpTo(person, definition), now, before?.tally);
  const score = rollingScore(prospect.lead, definition.body, before?.tally);
  const standing = score.at(now);
  // What changed without a moment of its own (a profile, a negative signal that has lapsed) counts from now, unless a member has looked at
  // it all and set the lead back: then only what happens after that takes it forward.
  const since = person.setBack === null ? now : null;
  if (crossings)
    await advance(context, lead, {
      engaged: crossings.engaged ?? (standing.engaged ? since : null),
      mql: crossings.mql ?? (standing.mql ? since : null),
    });
  // Said not to be ready, it is not handed over by itself; said to be, it waits for marketing, who said so.
  if (standing.ready && isBefore(lead.stage, 'submitted') && !person.isHeldBack)
    await handOver(context, lead.id, person, score, standing);
  const { fit, engagement, ready, handRaised } = standing;
  return {
    leadId: lead.id,
    definitionId: definition.id,
    fit,
    engagement,
    engagementHeld: score.engagement().held,
    engagementRank: engagementRank(engagement, definition.body.engagement.halfLifeDays, now),
    ready,
    handRaised,
    scoredAt: now,
    lookAgainAt: score.changesAfter(),
    remembered: { tally: score.tally(), answers: prospect.answers },
  };
}

/** Moves a lead on to engaged and MQL at the times it crossed into them, but never before it became what it is. Leaves in `lead` where it then stands. */
async function advance(
  context: Context,
  lead: Place,
  { engaged, mql }: { engaged: Date | null; mql: Date | null },
): Promise<void> {
  const step = async (stage: Stage, crossed: Date) => {
    const at = crossed > lead.stageSince ? crossed : lead.stageSince;
    await moveLead(context, lead.id, stage, { at });
    Object.assign(lead, { stage, stageSince: at });
  };
  // Both at once is a skip, and moveLead stamps it as one.
  if (engaged && isBefore(lead.stage, 'engaged') && (mql === null || engaged < mql)) await step('engaged', engaged);
  if (mql) await step('mql', mql);
}

/**
 * Hands over a lead that is ready and warm: with its briefing complete, or without when the person has asked for contact and waiting
 * for an answer would be rude. Otherwise it waits for marketing, who are told once.
 */
async function handOver(context: Context, leadId: string, person: Read, score: RollingScore, standing: Standing): Promise<void> {
  const { prospect, last } = person;
  const { fit, engagement, handRaised } = standing;
  const active = latestActivity(prospect, score);
  const isWarm = context.now.getTime() - active <= RECENT_MS;
  if (isWarm && (await maySucceed(context, person, handRaised)) && (await submitted(context, leadId, handRaised))) return;
  if (!last?.ready)
    await recordEvent(context, {
      type: 'lead.ready',
      subject: { kind: 'lead', id: leadId },
      data: { personId: prospect.personId, fit, engagement },
    });
}

/** Whether a hand-off that was refused the last time may go through now: one more page does not fill a briefing. */
async function maySucceed(context: Context, { prospect, before, last }: Read, handRaised: boolean): Promise<boolean> {
  if (!before || !last?.ready || handRaised) return true;
  const wasWarm = last.scoredAt.getTime() - (before.tally.active ?? -Infinity) <= RECENT_MS;
  if (!wasWarm || prospect.lead.touches.some(({ kind, bot }) => kind === 'form' && !bot)) return true;
  const begun = (await agreementInForce(context, context.now))?.id;
  return begun !== (await agreementInForce(context, last.scoredAt))?.id;
}

/** The latest human touch or piece of evidence. */
function latestActivity({ lead }: Prospect, score: RollingScore): number {
  return Math.max(score.tally().active ?? -Infinity, ...lead.evidence.map(({ at }) => at.getTime()));
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
