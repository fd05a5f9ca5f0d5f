import { setImmediate as giveWay } from 'node:timers/promises';
import { startOfDay } from '../../calendars/local-day.ts';
import { inForceAt } from '../../definitions/in-force.ts';
import { allDefinitions } from '../../definitions/reports.ts';
import { signalWindows } from '../../definitions/rolling-score.ts';
import type { Context } from '../../platform/context.ts';
import { timeZoneOf } from '../../workspaces/reports.ts';
import { beginPassages, moveLeads } from '../commands.ts';
import type { DefinitionAtWork } from '../crossings.ts';
import { handOver } from '../handed-over/commands.ts';
import { inChunks, inPortions, outlines, withTouches, type Wanted } from '../prospects/reports.ts';
import { lockLeadsOf, type LeadRow } from '../store.ts';
import {
  beginsAt,
  goesOnFrom,
  judge,
  later,
  mayReturn,
  type EndedLead,
  type Followed,
  type Judged,
  type News,
  type Place,
  type Read,
} from './judgement.ts';
import { keepScores, standings, type Standing } from './store.ts';

/** Leads in step with what people do: opened when due, moved at the true time, scored, handed over. */

/**
 * Brings the leads of people up to date, and costs what is new about them: of the touches before, only what is remembered of them is
 * read, unless more has changed than what came after them.
 */
export async function followPeople(context: Context, news: ReadonlyMap<string, News>): Promise<void> {
  const chunks = inChunks([...news.keys()]);
  // All of them before any is handed over: who holds routing waits for no lead.
  if (chunks.length > 1) await lockLeadsOf(context.db, [...news.keys()]);
  for (const chunk of chunks) {
    const { definitions, followed } = await lookUp(context, chunk, news);
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

/**
 * Looks up where people stand, in the order in which they are named, with their leads locked, and the definitions they are judged by. What
 * is asked travels together: each goes by the people alone, and what is read of a lead is read after the lock was had.
 */
async function lookUp(
  context: Context,
  personIds: readonly string[],
  news: ReadonlyMap<string, News>,
): Promise<{ definitions: DefinitionAtWork[]; followed: Followed[] }> {
  const { db, now } = context;
  const [definitions, leads, standing, known] = await Promise.all([
    allDefinitions(context),
    lockLeadsOf(db, personIds),
    standings(db, personIds, now),
    outlines(db, personIds),
  ]);
  const inForce = inForceAt(definitions, now);
  const outlineOf = new Map(known.map((outline) => [outline.personId, outline]));
  const openOf = new Map(leads.filter(({ closedAt }) => closedAt === null).map((lead) => [lead.personId, lead]));
  const endedOf = await lastEnded(context, leads, openOf);
  const followed = personIds.flatMap((personId) => {
    const outline = outlineOf.get(personId);
    if (!outline) return [];
    const lead = openOf.get(personId);
    const none: Standing = { last: undefined, setBack: null, isHeldBack: false };
    const stands = (lead && standing.get(personId)) ?? none;
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
  return { definitions, followed };
}

/** The last passage that ended of each person, from leads of which the newest passage comes first. */
async function lastEnded(
  context: Context,
  leads: readonly LeadRow[],
  openOf: ReadonlyMap<string, LeadRow>,
): Promise<Map<string, EndedLead>> {
  const ended = leads.filter(({ closedAt }) => closedAt !== null).toReversed();
  // Who has an open lead rests no longer, and the zone is seldom asked for.
  const rests = ended.some(({ personId, reEntryOn }) => reEntryOn !== null && !openOf.has(personId));
  const timeZone = rests ? await timeZoneOf(context) : null;
  return new Map(
    ended.flatMap(({ personId, id, stage, closedAt, reEntryOn, reEntryEngagement }) => {
      if (closedAt === null) return [];
      const restsUntil = reEntryOn === null || timeZone === null ? null : startOfDay(reEntryOn, timeZone);
      return [[personId, { id, stage, closedAt, restsUntil, reEntryEngagement }]];
    }),
  );
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
