import { sql } from 'kysely';
import { allDefinitions, definitionInForce } from '../definitions/reports.ts';
import { inForceAt } from '../definitions/in-force.ts';
import { scoreLead, type LeadScore } from '../definitions/score.ts';
import { becauseOfHandRaise } from '../handoffs/briefing.ts';
import { submitHandoff } from '../handoffs/commands.ts';
import type { Context } from '../platform/context.ts';
import { inWorkspace, type Database } from '../platform/database.ts';
import { Problem } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import type { Enqueue } from '../platform/jobs.ts';
import type { Consumer, RecordedEvent } from '../platform/outbox.ts';
import { beginPassages, moveLead } from './commands.ts';
import { crossingsOf, wokenAt, type DefinitionAtWork } from './crossings.ts';
import { latestActivity } from './facts.ts';
import { isBefore, type Stage } from './lifecycle.ts';
import { returnsAt } from './passages.ts';
import {
  keepScores,
  lockLeadsOf,
  prospects,
  staleScores,
  storedScores,
  type LeadRow,
  type Prospect,
  type StoredScore,
} from './store.ts';

const HOUR_MS = 3_600_000;
/** Handed over without being asked only while it is warm; history that arrives late waits for marketing to decide. */
const RECENT_MS = 24 * HOUR_MS;
/** Scores in lists are at most this old while engagement decays; one lead's page works its score out anew. */
const SCORE_HOLDS_MS = 20 * HOUR_MS;
/** A touch may be committed a little after it was received, and so be missed by the scoring of that moment. */
const LATE_COMMIT_MS = 60_000;
const CHUNK = 500;

/** Keeps leads in step with what happens: opens them, moves them at the true time, scores them, and hands over what is ready. */
export function leadConsumer({ enqueue }: { enqueue: Enqueue }): Consumer {
  return {
    name: 'leads',
    types: [
      'touchpoints.recorded',
      'touchpoints.reclassified',
      'person.recognised',
      'person.changed',
      'person.merged',
      'person.unmerged',
      'company.changed',
      'company.merged',
      'company.unmerged',
      'evidence.asserted',
      'lead.opened',
      'definition.in_force',
    ],
    async consume(context, events) {
      for (const event of events.filter(({ type }) => type === 'definition.in_force'))
        await enqueue(
          context.db,
          'leads.rescore',
          { workspace: context.workspace, after: null },
          event.at > context.now ? { startAfter: event.at } : {},
        );

      const touched = new Set(events.filter(({ type }) => type === 'touchpoints.recorded').flatMap(peopleOf));
      const changed = new Set(
        events
          .filter(({ type, actorKind }) => type !== 'touchpoints.recorded' && !(type === 'lead.opened' && actorKind === 'system'))
          .flatMap(peopleOf),
      );
      for (const id of await peopleOfCompanies(context, events)) changed.add(id);
      await followPeople(context, [...changed], { rejudge: true });
      await followPeople(
        context,
        [...touched].filter((id) => !changed.has(id)),
        { rejudge: false },
      );
    },
  };
}

function peopleOf({ subjectKind, subjectId, data }: RecordedEvent): string[] {
  const { personId, personIds, mergedPersonId } = data as { personId?: string; personIds?: string[]; mergedPersonId?: string };
  return [
    ...(personIds ?? []),
    ...[personId, mergedPersonId].filter((id) => id !== undefined),
    ...(subjectKind === 'person' && subjectId ? [subjectId] : []),
  ];
}

/** What a company is counts for everybody in it who has an open lead. */
async function peopleOfCompanies({ db }: Context, events: RecordedEvent[]): Promise<string[]> {
  const companies = events
    .filter(({ type }) => type.startsWith('company.'))
    .flatMap(({ subjectId, data }) => [subjectId, data['mergedCompanyId']])
    .filter((id) => typeof id === 'string');
  if (companies.length === 0) return [];
  const rows = await db
    .selectFrom('leads')
    .select('personId')
    .where('companyId', 'in', companies)
    .where('closedAt', 'is', null)
    .execute();
  return rows.map(({ personId }) => personId);
}

/** Works out again the next scores that no longer hold, and asks for those after them. Runs again harmlessly: what holds is left alone. */
export async function rescoreLeads(
  { db, enqueue }: { db: Database; enqueue: Enqueue },
  { workspace, after }: { workspace: string; after: string | null },
): Promise<void> {
  await inWorkspace(db, workspace, { kind: 'system' }, async (context) => {
    const definition = await definitionInForce(context, context.now);
    if (!definition) return;
    const before = new Date(context.now.getTime() - SCORE_HOLDS_MS);
    const stale = await staleScores(context.db, { definitionId: definition.id, before, after, limit: CHUNK });
    await followPeople(
      context,
      stale.map(({ personId }) => personId),
      { rejudge: false },
    );
    const last = stale.at(-1);
    if (last && stale.length === CHUNK) await enqueue(context.db, 'leads.rescore', { workspace, after: last.leadId });
  });
}

/** Asks for the rescoring of every workspace: engagement decays although nothing happens. */
export async function rescoreEverywhere({ db, enqueue }: { db: Database; enqueue: Enqueue }): Promise<void> {
  const { rows } = await sql<{ id: string }>`select workspace_ids() as id`.execute(db);
  for (const { id } of rows)
    await inWorkspace(db, id, { kind: 'system' }, (context) =>
      enqueue(context.db, 'leads.rescore', { workspace: id, after: null }),
    );
}

/**
 * Brings the leads of people up to date. Costs what these people's own touches cost, however many others there are.
 * @param rejudge whether more changed than new touches, so that what was judged before has to be looked at again
 */
export async function followPeople(context: Context, personIds: string[], { rejudge }: { rejudge: boolean }): Promise<void> {
  const { db, workspace } = context;
  const definitions = await allDefinitions(context);
  for (let start = 0; start < personIds.length; start += CHUNK) {
    const chunk = personIds.slice(start, start + CHUNK);
    const leads = await lockLeadsOf(db, chunk);
    const before = await storedScores(
      db,
      leads.map(({ id }) => id),
    );
    const people = (await prospects(db, chunk)).map((prospect) => ({
      prospect,
      passages: leads.filter(({ personId }) => personId === prospect.personId),
    }));
    const opened = await openDue(context, people, definitions);
    const scores: StoredScore[] = [];
    for (const { prospect, passages } of people) {
      const lead = passages.find(({ closedAt }) => closedAt === null) ?? opened.get(prospect.personId);
      const ended = lastEnded(passages)?.closedAt ?? null;
      const score = lead && (await follow(context, { prospect, lead, ended, definitions, before, rejudge }));
      if (score) scores.push(score);
    }
    await keepScores(db, workspace, scores);
  }
}

interface Followable {
  prospect: Prospect;
  /** The person's leads, newest first. */
  passages: LeadRow[];
}

const lastEnded = (passages: readonly LeadRow[]) => passages.find(({ closedAt }) => closedAt !== null);

/** Opens the leads that people ought to have by now; one that somebody else opens at this moment is followed by its own event. */
async function openDue(
  context: Context,
  people: readonly Followable[],
  definitions: DefinitionAtWork[],
): Promise<Map<string, Standing>> {
  const { now } = context;
  const due = people.flatMap(({ prospect, passages }) => {
    if (passages.some(({ closedAt }) => closedAt === null)) return [];
    const before = lastEnded(passages);
    const since = beginsAt(prospect, before, definitions, now);
    if (since === null) return [];
    const { personId, companyId, lead } = prospect;
    return { personId, companyId, at: since < now ? since : now, touches: lead.touches, before };
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
  const woken =
    ended.stage === 'recycled' && ended.reEntryEngagement !== null
      ? wokenAt(lead, definitions, ended.closedAt, ended.reEntryEngagement, now)
      : null;
  return returnsAt({ ...ended, closedAt: ended.closedAt }, touched, earlier(raised, woken));
}

interface Followed {
  prospect: Prospect;
  lead: Standing;
  /** When the passage before ended. */
  ended: Date | null;
  definitions: DefinitionAtWork[];
  before: Map<string, StoredScore>;
  rejudge: boolean;
}

/** Moves and scores one person's lead; the score to keep, or nothing where there is no definition. */
async function follow(
  context: Context,
  { prospect, lead, ended, definitions, before, rejudge }: Followed,
): Promise<StoredScore | undefined> {
  const { now } = context;
  const definition = inForceAt(definitions, now);
  if (!definition) return undefined;

  const score = scoreLead(prospect.lead, definition.body, now);
  const last = before.get(lead.id);
  if (isBefore(lead.stage, 'mql')) {
    const judged = !rejudge && last?.definitionId === definition.id ? judgedUpTo(prospect, last.scoredAt) : null;
    const crossings = crossingsOf(prospect.lead, definitions, later(ended, judged), now);
    // What changed without a moment of its own (a profile, a negative signal that has lapsed) counts from now.
    await advance(context, lead, {
      engaged: crossings.engaged ?? (score.engaged ? now : null),
      mql: crossings.mql ?? (score.mql ? now : null),
    });
  }
  if (score.ready && isBefore(lead.stage, 'submitted')) await handOver(context, lead.id, prospect, score, last?.ready ?? false);
  return {
    leadId: lead.id,
    definitionId: definition.id,
    fit: score.fit,
    engagement: score.engagement,
    ready: score.ready,
    handRaised: score.handRaised,
    scoredAt: now,
  };
}

type Standing = Pick<LeadRow, 'id' | 'stage' | 'stageSince'>;

/** Moves a lead on to engaged and MQL at the times it crossed into them, but never before it became what it is. Leaves in `lead` where it then stands. */
async function advance(
  context: Context,
  lead: Standing,
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
async function handOver(
  context: Context,
  leadId: string,
  { lead, personId }: Prospect,
  score: LeadScore,
  wasReady: boolean,
): Promise<void> {
  const { now } = context;
  const latest = latestActivity(lead);
  if (latest && now.getTime() - latest.getTime() <= RECENT_MS && (await submitted(context, leadId, score.handRaised))) return;
  if (!wasReady)
    await recordEvent(context, {
      type: 'lead.ready',
      subject: { kind: 'lead', id: leadId },
      data: { personId, fit: score.fit, engagement: score.engagement },
    });
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

/** Up to when a person's touches have been judged: the moment of the score, or just before the earliest touch that has come in since. */
function judgedUpTo({ lead }: Prospect, scoredAt: Date): Date {
  const fresh = lead.touches.filter(({ receivedAt }) => receivedAt.getTime() > scoredAt.getTime() - LATE_COMMIT_MS);
  return new Date(fresh.reduce((earliest, { occurredAt }) => Math.min(earliest, occurredAt.getTime() - 1), scoredAt.getTime()));
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

function later(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
