import { sql } from 'kysely';
import type { ScoredLead } from '../definitions/score.ts';
import type { Db } from '../platform/context.ts';
import type { Channel, TouchKind } from '../touchpoints/kinds.ts';
import { scoredPerson, type StoredTouch } from './facts.ts';
import type { SideExit, Stage } from './lifecycle.ts';

/** A lead's row as commands decide on it. */
export interface LeadRow {
  id: string;
  personId: string;
  companyId: string | null;
  stage: Stage;
  stageSince: Date;
  moves: number;
  recycledFrom: string | null;
  reEntryOn: string | null;
  /** Points gained since it was recycled that bring it back before that day; null: only asking for contact does. */
  reEntryEngagement: number | null;
  closedAt: Date | null;
  createdAt: Date;
}

const leadColumns = [
  'id',
  'personId',
  'companyId',
  'stage',
  'stageSince',
  'moves',
  'recycledFrom',
  'reEntryOn',
  'reEntryEngagement',
  'closedAt',
  'createdAt',
] as const;

/** The lead, locked until the transaction ends. */
export async function lockLead(db: Db, id: string): Promise<LeadRow | undefined> {
  return (await db.selectFrom('leads').select(leadColumns).where('id', '=', id).forUpdate().executeTakeFirst()) as
    | LeadRow
    | undefined;
}

/** Whether a lead stands where it does because a rejection's repair put it there, and not because somebody chose so. */
export async function wasRepaired(db: Db, { id, moves }: LeadRow): Promise<boolean> {
  const last = await db
    .selectFrom('leadStages')
    .select('reasonKind')
    .where('leadId', '=', id)
    .where('move', '=', moves)
    .executeTakeFirst();
  return last?.reasonKind === 'rejected';
}

export async function findOpenLead(db: Db, personId: string): Promise<LeadRow | undefined> {
  return (await db
    .selectFrom('leads')
    .select(leadColumns)
    .where('personId', '=', personId)
    .where('closedAt', 'is', null)
    .executeTakeFirst()) as LeadRow | undefined;
}

export async function lastClosedLead(db: Db, personId: string): Promise<(LeadRow & { closedAt: Date }) | undefined> {
  return (await db
    .selectFrom('leads')
    .select(leadColumns)
    .where('personId', '=', personId)
    .where('closedAt', 'is not', null)
    .orderBy('closedAt', 'desc')
    .limit(1)
    .executeTakeFirst()) as (LeadRow & { closedAt: Date }) | undefined;
}

/** The reasons of a catalogue that may still be given, in its order. */
export async function givableReasons(db: Db, kind: SideExit): Promise<{ code: string; nurtureDays: number | null }[]> {
  return db
    .selectFrom('reasons')
    .select(['code', 'nurtureDays'])
    .where('kind', '=', kind)
    .where('retiredAt', 'is', null)
    .orderBy('position')
    .execute();
}

/** The hand-off a lead came by, if it came by one; one that was given back is done with. */
export async function latestHandoff(db: Db, leadId: string, at: Date): Promise<string | null> {
  const row = await db
    .selectFrom('handoffs')
    .select('id')
    .where('leadId', '=', leadId)
    // What was done before it was handed over is no contact of the hand-off, whenever it is told.
    .where('submittedAt', '<=', at)
    .where(
      sql<boolean>`not exists (select from handoff_decisions d where d.handoff_id = handoffs.id and d.decision = 'rejected' and d.undone_at is null)`,
    )
    .orderBy('submittedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** A contact that was told already: the same act by the same member at about the same moment. */
export async function sameAttempt(
  db: Db,
  told: {
    leadId: string;
    handoffId: string | null;
    memberId: string | null;
    kind: string;
    response: string;
    attemptedAt: Date;
    withinMs: number;
  },
): Promise<{ id: string } | undefined> {
  const around = (ms: number) => new Date(told.attemptedAt.getTime() + ms);
  return db
    .selectFrom('attempts')
    .select('id')
    .where('leadId', '=', told.leadId)
    .where('handoffId', 'is not distinct from', told.handoffId)
    .where('memberId', 'is not distinct from', told.memberId)
    .where('kind', '=', told.kind)
    .where('response', '=', told.response)
    .where('attemptedAt', '>', around(-told.withinMs))
    .where('attemptedAt', '<', around(told.withinMs))
    .limit(1)
    .executeTakeFirst();
}

/** The contact with a lead that was told last. */
export async function lastAttempt(db: Db, leadId: string) {
  return db
    .selectFrom('attempts')
    .select(['id', 'handoffId', 'memberId', 'kind', 'response', 'movedFrom', 'recordedAt'])
    .where('leadId', '=', leadId)
    .orderBy('recordedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** A lead's last move, and whose doing it was. */
export async function lastMove(db: Db, { id, moves }: LeadRow) {
  return db
    .selectFrom('leadStages')
    .select(['fromStage', 'reasonKind', 'memberId', 'recordedAt'])
    .where('leadId', '=', id)
    .where('move', '=', moves)
    .executeTakeFirstOrThrow();
}

/**
 * The next recycled leads whose day to return has come, locked: the last passage of a person who has no open lead.
 * @param today the day of the workspace
 */
export async function leadsToReEnter(db: Db, today: string, limit: number): Promise<(LeadRow & { closedAt: Date })[]> {
  const rows = await db
    .selectFrom('leads as l')
    .select(leadColumns.map((column) => `l.${column}` as const))
    .where('stage', '=', 'recycled')
    .where('reEntryOn', '<=', today)
    .where(
      sql<boolean>`not exists (select from leads n where n.workspace_id = l.workspace_id and n.person_id = l.person_id and n.id <> l.id and (n.closed_at is null or n.created_at >= l.created_at))`,
    )
    .where(
      sql<boolean>`exists (select from people p where p.workspace_id = l.workspace_id and p.id = l.person_id and p.merged_into is null)`,
    )
    .orderBy('reEntryOn')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute();
  return rows as (LeadRow & { closedAt: Date })[];
}

/** Everything scoring and the lifecycle need of one person. */
export interface Prospect {
  personId: string;
  companyId: string | null;
  /** Since when an e-mail address names the person; null while none does. */
  knownSince: Date | null;
  /** Touches oldest first. */
  lead: Omit<ScoredLead, 'touches'> & { touches: readonly StoredTouch[] };
}

/** The people among those given that were not merged into another, with their touches and evidence, in five queries however many they are. */
export async function prospects(db: Db, personIds: readonly string[]): Promise<Prospect[]> {
  if (personIds.length === 0) return [];
  const people = await db
    .selectFrom('people')
    .leftJoin('companies', (join) =>
      join.onRef('companies.workspaceId', '=', 'people.workspaceId').onRef('companies.id', '=', 'people.companyId'),
    )
    .select([
      'people.id',
      'people.companyId',
      'people.country',
      'people.title',
      'people.traits',
      'people.createdAt',
      'people.email',
    ])
    .select(['companies.country as companyCountry', 'companies.industry', 'companies.employees'])
    .where('people.id', 'in', personIds)
    .where('people.mergedInto', 'is', null)
    .execute();
  const named = await db
    .selectFrom('identities')
    .select((identity) => ['personId', identity.fn.min('createdAt').as('since')])
    .where('personId', 'in', personIds)
    .where('kind', '=', 'email')
    .groupBy('personId')
    .execute();
  const touches = await db
    .selectFrom('touchpoints')
    .select([
      'id',
      'personId',
      'occurredAt',
      'receivedAt',
      'kind',
      'channel',
      'source',
      'medium',
      'campaign',
      'path',
      'content',
      'title as name',
      'bot',
    ])
    .select([sql<string | null>`properties ->> 'event'`.as('event'), sql`case when kind = 'form' then properties end`.as('form')])
    .where('personId', 'in', personIds)
    .orderBy('occurredAt')
    .execute();
  const evidence = await db
    .selectFrom('evidence')
    .select(['id', 'personId', 'criterion', 'quote', 'assertedAt as at', 'expiresAt', 'withdrawnAt'])
    .where('personId', 'in', personIds)
    .execute();

  const since = new Map(named.map((row) => [row.personId, row.since]));
  const touchesOf = byPerson(touches);
  const evidenceOf = byPerson(evidence);
  return people.map((person) => {
    const own = touchesOf.get(person.id) ?? [];
    const forms = own.filter(({ form, bot }) => form !== null && !bot).map(({ form }) => form);
    return {
      personId: person.id,
      companyId: person.companyId,
      knownSince: person.email === null ? null : (since.get(person.id) ?? person.createdAt),
      lead: {
        person: scoredPerson(person, forms),
        company:
          person.companyId === null
            ? null
            : { country: person.companyCountry, industry: person.industry, employees: person.employees },
        touches: own.map(({ form: _form, personId: _person, kind, channel, ...touch }) => ({
          ...touch,
          kind: kind as TouchKind,
          channel: channel as Channel,
        })),
        evidence: evidenceOf.get(person.id) ?? [],
      },
    };
  });
}

/** What a person answered in traits and forms, the latest form last and winning. */
export async function answersOf(db: Db, personId: string): Promise<Readonly<Record<string, string>>> {
  const person = await db
    .selectFrom('people')
    .select(['country', 'title', 'traits'])
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  const forms = await db
    .selectFrom('touchpoints')
    .select('properties')
    .where('personId', '=', personId)
    .where('kind', '=', 'form')
    .where('bot', '=', false)
    .orderBy('occurredAt')
    .execute();
  return scoredPerson(
    person,
    forms.map(({ properties }) => properties),
  ).answers;
}

/** The leads of people, newest passage first, locked until the transaction ends. */
export async function lockLeadsOf(db: Db, personIds: readonly string[]): Promise<LeadRow[]> {
  if (personIds.length === 0) return [];
  // In one order everywhere, so that two who lock several never wait for each other.
  const rows = await db
    .selectFrom('leads')
    .select(leadColumns)
    .where('personId', 'in', personIds)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return (rows as LeadRow[]).toReversed();
}

export interface StoredScore {
  leadId: string;
  definitionId: string;
  fit: number;
  engagement: number;
  ready: boolean;
  handRaised: boolean;
  scoredAt: Date;
}

export async function storedScores(db: Db, leadIds: readonly string[]): Promise<Map<string, StoredScore>> {
  if (leadIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('leadScores')
    .select(['leadId', 'definitionId', 'fit', 'engagement', 'ready', 'handRaised', 'scoredAt'])
    .where('leadId', 'in', leadIds)
    .execute();
  return new Map(rows.map((row) => [row.leadId, row]));
}

export async function keepScores(db: Db, workspaceId: string, scores: readonly StoredScore[]): Promise<void> {
  if (scores.length === 0) return;
  await db
    .insertInto('leadScores')
    .values(scores.map((score) => ({ workspaceId, ...score })))
    .onConflict((on) =>
      on.columns(['workspaceId', 'leadId']).doUpdateSet((score) => ({
        definitionId: score.ref('excluded.definitionId'),
        fit: score.ref('excluded.fit'),
        engagement: score.ref('excluded.engagement'),
        ready: score.ref('excluded.ready'),
        handRaised: score.ref('excluded.handRaised'),
        scoredAt: score.ref('excluded.scoredAt'),
      })),
    )
    .execute();
}

/** An engagement below this shows as nought however it decays, and need not be worked out again. */
const SETTLED = 0.05;

/**
 * The next people whose open lead has a score that no longer holds: by another definition, or so old that engagement has decayed
 * since. In the order of their leads.
 */
export async function staleScores(
  db: Db,
  { definitionId, before, after, limit }: { definitionId: string; before: Date; after: string | null; limit: number },
): Promise<{ leadId: string; personId: string }[]> {
  return db
    .selectFrom('leads')
    .leftJoin('leadScores', (join) =>
      join.onRef('leadScores.workspaceId', '=', 'leads.workspaceId').onRef('leadScores.leadId', '=', 'leads.id'),
    )
    .select(['leads.id as leadId', 'leads.personId'])
    .where('leads.closedAt', 'is', null)
    .$if(after !== null, (query) => query.where('leads.id', '>', after))
    .where(
      sql<boolean>`lead_scores.definition_id is distinct from ${definitionId}
        or (lead_scores.scored_at < ${before} and (lead_scores.ready or abs(lead_scores.engagement) >= ${SETTLED}))`,
    )
    .orderBy('leads.id')
    .limit(limit)
    .execute();
}

function byPerson<Row extends { personId: string | null }>(rows: readonly Row[]): Map<string | null, Row[]> {
  const groups = new Map<string | null, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.personId);
    if (group) group.push(row);
    else groups.set(row.personId, [row]);
  }
  return groups;
}
