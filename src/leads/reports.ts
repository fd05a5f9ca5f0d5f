import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { startOfDay } from '../calendars/local-day.ts';
import { allDefinitions, definitionInForce, type DefinitionVersion } from '../definitions/reports.ts';
import { engagementGrade, fitGrade, scoreLead, type LeadScore } from '../definitions/score.ts';
import type { Handoff } from '../handoffs/handoff.ts';
import { latestHandoffs } from '../handoffs/reports.ts';
import { memberId, type Context } from '../platform/context.ts';
import { conflict, notFound, unprocessable } from '../platform/errors.ts';
import { id as idField } from '../platform/fields.ts';
import { cutPage, decodeCursor } from '../platform/pages.ts';
import type { lead, leadInFull, leadScore, LeadQuery, LeadSort, reason, scoreExplanation } from './schema.ts';
import { prospects, storedScores, type Prospect, type StoredScore } from './store.ts';

type Lead = z.output<typeof lead>;
type Page = { items: Lead[]; next: string | null };

/** A page of leads as filtered and sorted; pages taken one after the other are complete and hold no lead twice. */
export async function listLeads(context: Context, query: LeadQuery): Promise<Page> {
  const wanted = filtered(context, query, {
    found: query.search ? await holding(context, query.search) : undefined,
    openedFrom: query.createdFrom ? startOfDay(query.createdFrom, await timeZoneOf(context)) : undefined,
  });
  const rows = query.sort === '-engagement' ? await byEngagement(wanted, query) : await inOrder(wanted, query, query.sort);
  const { items: page, next } = cutPage(
    rows,
    query.limit,
    (row) => sortKey(row, query.sort),
    (row) => row,
  );
  return { items: await asLeads(context, page), next };
}

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
  return { ...score, at: now, definition: { id: definition.id, version: definition.version } };
}

/** The catalogues of reasons, each in its order. */
export async function listReasons({ db }: Context): Promise<z.output<typeof reason>[]> {
  const rows = await db
    .selectFrom('reasons')
    .select(['kind', 'code', 'label', 'repair', 'nurtureDays'])
    .where('retiredAt', 'is', null)
    .orderBy('kind', 'desc')
    .orderBy('position')
    .execute();
  return rows as z.output<typeof reason>[];
}

function leadRows({ db }: Context) {
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
      'l.channel',
      'l.source',
      'l.campaign',
    ])
    .select([
      'p.id as personId',
      'p.name as personName',
      'p.email',
      'p.title',
      sql<string>`lower(coalesce(p.name, p.email, ''))`.as('sortName'),
    ])
    .select(['c.id as companyId', 'c.name as companyName', 'c.country', 'c.employees', 'c.industry', 's.engagement']);
}

type Query = ReturnType<typeof leadRows>;
type Row = Awaited<ReturnType<Query['execute']>>[number];

/** What a query asks for, as the database is asked. */
interface Worded {
  found: RawBuilder<boolean> | undefined;
  openedFrom: Date | undefined;
}

function filtered(context: Context, { stage, owner, channel, ready }: LeadQuery, { found, openedFrom }: Worded): Query {
  const own = memberId(context.actor);
  if (owner === 'me' && own === null)
    throw unprocessable('owner=me needs a signed-in member; a program names the owner by id.', [
      { pointer: 'owner', detail: 'the id of a member' },
    ]);
  const ownerId = owner === 'me' ? own : owner;
  return leadRows(context)
    .$if(stage !== undefined && stage.length > 0, (query) => query.where('l.stage', 'in', stage ?? []))
    .$if(ownerId !== undefined, (query) => query.where('l.ownerMemberId', '=', ownerId ?? null))
    .$if(channel !== undefined, (query) => query.where('l.channel', '=', channel ?? null))
    .$if(ready === true, (query) => query.where('s.ready', '=', true))
    .$if(ready === false, (query) => query.where('s.ready', 'is distinct from', true))
    .$if(openedFrom !== undefined, (query) => query.where('l.createdAt', '>=', openedFrom ?? null))
    .$if(found !== undefined, (query) => query.where(found ?? sql<boolean>`true`));
}

/** So many found are few: the list reads their leads alone. More are soon met when it reads leads in its order. */
const FEW = 1000;

/** The leads whose person or company holds the text. */
async function holding({ db }: Context, search: string): Promise<RawBuilder<boolean>> {
  const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  const found = async (table: 'people' | 'companies') => {
    const { rows } = await sql<{
      id: string;
    }>`select id from ${sql.table(table)} where search_text like lower(${like}) limit ${FEW + 1}`.execute(db);
    return rows.map(({ id }) => id);
  };
  const people = await found('people');
  const companies = await found('companies');
  // Behind row-level security the planner guesses that LIKE finds next to nothing, and then reads everything; of a case it expects half.
  if (people.length > FEW || companies.length > FEW)
    return sql<boolean>`case when p.search_text like lower(${like}) then true else coalesce(c.search_text like lower(${like}), false) end`;
  return sql<boolean>`(l.person_id = any(${people}::uuid[]) or l.company_id = any(${companies}::uuid[]))`;
}

const timeKey = z.tuple([z.iso.datetime(), idField]);
const nameKey = z.tuple([z.string(), idField]);
const engagementKey = z.tuple([z.union([z.number(), z.literal('')]), idField]);

function sortKey(row: Row, sort: LeadSort): (string | number)[] {
  if (sort === 'name') return [row.sortName, row.id];
  if (sort === '-engagement') return [row.engagement ?? '', row.id];
  return [(sort === '-created' ? row.createdAt : row.stageSince).toISOString(), row.id];
}

/** The sorts on columns every lead has. */
function inOrder(wanted: Query, query: LeadQuery, sort: Exclude<LeadSort, '-engagement'>): Promise<Row[]> {
  const rows = wanted.limit(query.limit + 1);
  if (sort === 'name') {
    const after = decodeCursor(query.cursor, nameKey);
    const name = sql`lower(coalesce(p.name, p.email, ''))`;
    return rows
      .$if(after !== undefined, (page) => page.where(sql<boolean>`(${name}, l.id) > (${after?.[0]}, ${after?.[1]}::uuid)`))
      .orderBy(name)
      .orderBy('l.id')
      .execute();
  }
  const after = decodeCursor(query.cursor, timeKey);
  const column = sort === '-created' ? 'l.createdAt' : 'l.stageSince';
  return rows
    .$if(after !== undefined, (page) =>
      page.where(sql<boolean>`(${sql.ref(column)}, l.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy(column, 'desc')
    .orderBy('l.id', 'desc')
    .execute();
}

/** Scored leads by engagement, then those without a score, the newest first. */
async function byEngagement(wanted: Query, query: LeadQuery): Promise<Row[]> {
  const after = decodeCursor(query.cursor, engagementKey);
  const size = query.limit + 1;
  const [engagement, id] = after ?? [];
  const scored =
    engagement === ''
      ? []
      : await wanted
          .where('s.leadId', 'is not', null)
          .$if(after !== undefined, (page) =>
            page.where(sql<boolean>`(s.engagement, s.lead_id) < (${engagement}::numeric, ${id}::uuid)`),
          )
          .orderBy('s.engagement', 'desc')
          .orderBy('s.leadId', 'desc')
          .limit(size)
          .execute();
  if (scored.length === size) return scored;
  const unscored = await wanted
    .where('s.leadId', 'is', null)
    .$if(engagement === '', (page) => page.where('l.id', '<', id ?? ''))
    .orderBy('l.id', 'desc')
    .limit(size - scored.length)
    .execute();
  return [...scored, ...unscored];
}

/** Rows of a page with what hangs on them: score, hand-off, next step. */
async function asLeads(context: Context, rows: Row[]): Promise<Lead[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const names = await memberNames(context);
  const definitions = new Map((await allDefinitions(context)).map((version) => [version.id, version]));
  const scores = await storedScores(context.db, ids);
  const handoffs = await latestHandoffs(context, ids);
  const steps = await nextSteps(context, ids);
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
    score: graded(scores.get(row.id), definitions),
    handoff: asHandoff(handoffs.get(row.id)),
    nextStep: steps.get(row.id) ?? null,
  }));
}

function asHandoff(handoff: Handoff | undefined): Lead['handoff'] {
  return handoff ? { id: handoff.id, due: handoff.clock.due, state: handoff.state } : null;
}

function graded(stored: StoredScore | undefined, definitions: Map<string, DefinitionVersion>): z.output<typeof leadScore> | null {
  const definition = stored && definitions.get(stored.definitionId);
  if (!definition) return null;
  const { fit, engagement, ready, handRaised } = stored;
  return {
    fit,
    engagement,
    ready,
    handRaised,
    fitGrade: fitGrade(fit),
    engagementGrade: engagementGrade(engagement, definition.body.thresholds.ready.engagement),
  };
}

/** What was agreed to do next, by the latest attempt that said. */
async function nextSteps({ db }: Context, leadIds: string[]): Promise<Map<string, NonNullable<Lead['nextStep']>>> {
  const { rows } = await sql<{ leadId: string; text: string; on: string | null }>`
    select distinct on (lead_id) lead_id, next_step as text, next_step_on as on from attempts
     where lead_id in (${sql.join(leadIds)}) and next_step is not null order by lead_id, attempted_at desc`.execute(db);
  return new Map(rows.map(({ leadId, text, on }) => [leadId, { text, on }]));
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

async function timeZoneOf({ db, workspace }: Context): Promise<string> {
  return (await db.selectFrom('workspaces').select('timeZone').where('id', '=', workspace).executeTakeFirstOrThrow()).timeZone;
}

async function memberNames({ db }: Context): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.userId')
    .select(['members.id', 'users.name'])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
