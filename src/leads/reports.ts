import type { z } from 'zod';
import { allDefinitions, definitionInForce, type DefinitionVersion } from '../definitions/reports.ts';
import { engagementGrade, fitGrade, scoreLead, type LeadScore } from '../definitions/score.ts';
import { selfReported } from '../channels/self-reported.ts';
import { asFollowUp, followLeads, type Followed } from '../follow-ups/reports.ts';
import type { Handoff } from '../handoffs/handoff.ts';
import { latestHandoffs } from '../handoffs/reports.ts';
import type { Context } from '../platform/context.ts';
import { conflict, notFound } from '../platform/errors.ts';
import type { lead, leadInFull, leadScore, scoreExplanation } from './schema.ts';
import { overridden, scoreOverrides } from './overridden/reports.ts';
import { engagementAt } from './scored/engagement.ts';
import { storedScores, type StoredScore } from './scored/store.ts';
import { answersOf, inPortions, prospects, type Prospect } from './prospects/reports.ts';

type Lead = z.output<typeof lead>;

/** One lead with everything said and done about it. @throws Problem 404 for no such lead */
export async function oneLead(context: Context, id: string): Promise<z.output<typeof leadInFull>> {
  const { db, now } = context;
  const row = await leadRows(context).where('l.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  const [item] = await asLeads(context, [row]);
  if (!item) throw notFound();
  const names = await memberNames(context);
  const member = (of: string | null) => (of === null ? null : { id: of, name: names.get(of) ?? '' });

  const stages = await db
    .selectFrom('leadStages')
    .select(['stage', 'fromStage', 'enteredAt', 'skipped', 'reason', 'memberId'])
    .where('leadId', '=', id)
    .orderBy('move')
    .execute();
  const evidence = await db
    .selectFrom('evidence')
    .select(['id', 'criterion', 'quote', 'source', 'authorMemberId', 'assertedAt', 'expiresAt'])
    .where('personId', '=', row.personId)
    .where('withdrawnAt', 'is', null)
    .orderBy('assertedAt', 'desc')
    .execute();
  const attempts = await db
    .selectFrom('attempts')
    .select(['id', 'kind', 'response', 'note', 'nextStep', 'nextStepOn', 'memberId', 'attemptedAt'])
    .where('leadId', '=', id)
    .orderBy('attemptedAt', 'desc')
    .execute();
  const deals = await db
    .selectFrom('deals')
    .select(['id', 'name', 'stage', 'amountMinor', 'currency'])
    .where('leadId', '=', id)
    .orderBy('openedOn')
    .execute();
  const handedOverBy = item.handoff && (await versionsOfHandoff(context, item.handoff.id));
  const inForce = handedOverBy ? undefined : await definitionInForce(context, now);
  return {
    ...item,
    selfReported: selfReported(await answersOf(db, row.personId)),
    stages: stages.map(({ memberId, ...entry }) => ({ ...entry, member: member(memberId) })),
    evidence: evidence.map(({ authorMemberId, ...entry }) => ({ ...entry, author: member(authorMemberId) })),
    attempts: attempts.map(({ memberId, ...entry }) => ({ ...entry, member: member(memberId) })),
    definition: handedOverBy?.definition ?? (inForce ? { id: inForce.id, version: inForce.version } : null),
    agreement: handedOverBy?.agreement ?? null,
    deals: deals.map(({ amountMinor, currency, ...deal }) => ({
      ...deal,
      amount: amountMinor === null || currency === null ? null : { amountMinor, currency },
    })),
  } as z.output<typeof leadInFull>;
}

/** A person as scoring sees one, with all touches and evidence; undefined for one who is not here or merged into another. */
export async function prospectOf({ db }: Context, personId: string): Promise<Prospect | undefined> {
  const [prospect] = await prospects(db, [personId]);
  return prospect;
}

/** The same of many people at once. */
export function prospectsOf({ db }: Context, personIds: readonly string[]): Promise<Prospect[]> {
  return prospects(db, personIds);
}

/** The same of however many people, as many at a time as memory has room for. */
export async function* prospectsInPortions(context: Context, personIds: readonly string[]): AsyncGenerator<Prospect[]> {
  for await (const portion of inPortions(context, personIds, (personId) => ({ personId, after: null })))
    yield await prospects(context.db, portion);
}

/** What a person scores at a moment by the definition then in force; undefined where none is, or where there is no such person. */
export async function scoreOfPerson(
  context: Context,
  personId: string,
  at: Date,
): Promise<{ definition: DefinitionVersion; score: LeadScore } | undefined> {
  const definition = await definitionInForce(context, at);
  const prospect = await prospectOf(context, personId);
  return definition && prospect && { definition, score: scoreLead(prospect.lead, definition.body, at) };
}

/**
 * The whole explanation of a lead's score as it is now, by the definition in force.
 * @throws Problem 404 for no such lead, 409 while both teams have not signed a definition
 */
export async function explainScore(context: Context, leadId: string): Promise<z.output<typeof scoreExplanation>> {
  const { db, now } = context;
  const row = await db.selectFrom('leads').select('personId').where('id', '=', leadId).executeTakeFirst();
  if (!row) throw notFound();
  const scored = await scoreOfPerson(context, row.personId, now);
  if (!scored) throw conflict('No definition is in force, so there is nothing to score by. Both heads sign one first.');
  const { definition, score } = scored;
  const override = (await scoreOverrides(context, [leadId], now)).get(leadId);
  return { ...overridden(score, override), at: now, definition: { id: definition.id, version: definition.version } };
}

/** Leads with the person, the company and the rank of their engagement, which they are sorted by. */
export function leadRows({ db }: Context) {
  return db
    .selectFrom('leads as l')
    .innerJoin('people as p', (join) => join.onRef('p.workspaceId', '=', 'l.workspaceId').onRef('p.id', '=', 'l.personId'))
    .leftJoin('companies as c', (join) => join.onRef('c.workspaceId', '=', 'l.workspaceId').onRef('c.id', '=', 'l.companyId'))
    .leftJoin('leadScores as s', (join) => join.onRef('s.workspaceId', '=', 'l.workspaceId').onRef('s.leadId', '=', 'l.id'))
    .select([
      'l.id',
      'l.stage',
      'l.stageSince',
      'l.createdAt',
      'l.closedAt',
      'l.ownerMemberId',
      'l.recycledFrom',
      'l.channel',
      'l.source',
      'l.campaign',
    ])
    .select(['p.id as personId', 'p.name as personName', 'p.email', 'p.title', 'p.sortName'])
    .select(['c.id as companyId', 'c.name as companyName', 'c.country', 'c.employees', 'c.industry', 's.engagementRank']);
}

export type LeadsRow = Awaited<ReturnType<ReturnType<typeof leadRows>['execute']>>[number];

/** Rows of a page with what hangs on them: score, hand-off, next step. */
export async function asLeads(context: Context, rows: LeadsRow[]): Promise<Lead[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const names = await memberNames(context);
  const definitions = new Map((await allDefinitions(context)).map((version) => [version.id, version]));
  const scores = await storedScores(context.db, ids);
  const overrides = await scoreOverrides(context, ids, context.now);
  const handoffs = await latestHandoffs(context, ids);
  const followed = await followLeads(
    context,
    rows.map((row) => ({ ...row, stage: row.stage as Lead['stage'] })),
    handoffs,
  );
  return rows.map((row) => ({
    id: row.id,
    stage: row.stage as Lead['stage'],
    stageSince: row.stageSince,
    createdAt: row.createdAt,
    closedAt: row.closedAt,
    person: { id: row.personId, name: row.personName, email: row.email, title: row.title },
    company:
      row.companyId === null
        ? null
        : {
            id: row.companyId,
            name: row.companyName ?? '',
            country: row.country,
            employees: row.employees,
            industry: row.industry,
          },
    owner: row.ownerMemberId === null ? null : { id: row.ownerMemberId, name: names.get(row.ownerMemberId) ?? '' },
    channel: row.channel,
    source: row.source,
    campaign: row.campaign,
    score: scored(graded(scores.get(row.id), definitions, context.now), overrides.get(row.id)),
    handoff: asHandoff(handoffs.get(row.id)),
    nextStep: followed.get(row.id)?.step ?? null,
    followUp: followUpIn(followed, row.id),
    returned: row.recycledFrom !== null,
  }));
}

function followUpIn(followed: ReadonlyMap<string, Followed>, leadId: string): Lead['followUp'] {
  const found = followed.get(leadId);
  return found ? asFollowUp(found) : null;
}

function asHandoff(handoff: Handoff | undefined): Lead['handoff'] {
  return handoff ? { id: handoff.id, due: handoff.clock.due, state: handoff.state } : null;
}

function scored(score: ReturnType<typeof graded>, override: Parameters<typeof overridden>[1]): Lead['score'] {
  return score && overridden(score, override);
}

/** The score as it was last worked out, and the engagement as it has fallen since. */
function graded(
  stored: StoredScore | undefined,
  definitions: Map<string, DefinitionVersion>,
  now: Date,
): Omit<z.output<typeof leadScore>, 'override'> | null {
  const definition = stored && definitions.get(stored.definitionId);
  if (!definition) return null;
  const { fit, ready, handRaised } = stored;
  const engagement = engagementAt(stored, definition.body.engagement.halfLifeDays, now);
  return {
    fit,
    engagement,
    ready,
    handRaised,
    fitGrade: fitGrade(fit),
    engagementGrade: engagementGrade(engagement, definition.body.thresholds.ready.engagement),
  };
}

async function versionsOfHandoff({ db }: Context, handoffId: string) {
  const row = await db
    .selectFrom('handoffs as h')
    .innerJoin('definitions as d', (join) =>
      join.onRef('d.workspaceId', '=', 'h.workspaceId').onRef('d.id', '=', 'h.definitionId'),
    )
    .leftJoin('agreements as a', (join) => join.onRef('a.workspaceId', '=', 'h.workspaceId').onRef('a.id', '=', 'h.agreementId'))
    .select(['d.id as definitionId', 'd.version as definitionVersion', 'a.id as agreementId', 'a.version as agreementVersion'])
    .where('h.id', '=', handoffId)
    .executeTakeFirst();
  if (!row) return null;
  const { definitionId, definitionVersion, agreementId, agreementVersion } = row;
  return {
    definition: { id: definitionId, version: definitionVersion },
    agreement: agreementId === null || agreementVersion === null ? null : { id: agreementId, version: agreementVersion },
  };
}

async function memberNames({ db }: Context): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.userId')
    .select(['members.id', 'users.name'])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
