import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { localDate } from '../calendars/clock.ts';
import { startOfDay, startOfMonth } from '../calendars/local-day.ts';
import { backOn, isAbsent } from '../calendars/presence.ts';
import { calendarsOf } from '../calendars/reports.ts';
import { memberId, type Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { encodeCursor, decodeCursor } from '../platform/pages.ts';
import { answersIn, type BriefingFacts } from './briefing.ts';
import { promisedHours } from './clock-of-handoff.ts';
import { comparePlaces, type Handoff, type HandoffFacts, handoffOf, placeOf } from './handoff.ts';
import type { Rep } from './routing.ts';
import type { handoffInFull, handoffPage, HandoffQuery, HandoffState, keptBriefing, StoryItem } from './schema.ts';

/** How much of a journey a briefing tells. */
const STORY_TOUCHES = 50;
/** How far back a briefing looks for an answer or something to begin with. */
const BRIEFING_TOUCHES = 1000;

/** Waits for its first contact; says in SQL what `isOpen` says of facts. By the lead's stage, so that the cost is that of what is open, not of all history. */
const open = sql<boolean>`l.stage in ('submitted', 'accepted') and d.decision is distinct from 'rejected'
  and not exists (select from attempts o where o.workspace_id = h.workspace_id and o.handoff_id = h.id)`;

/** The facts of hand-offs: all of them in one query. */
async function factsWhere({ db, workspace }: Context, where: RawBuilder<boolean>, tail = sql``): Promise<HandoffFacts[]> {
  const { rows } = await sql<HandoffFacts>`
    select h.id, h.lead_id, l.stage as lead_stage, l.stage_since as lead_stage_since,
           p.id as person_id, p.name as person_name, p.email as person_email, p.phone as person_phone, p.title as person_title,
           c.id as company_id, c.name as company_name, c.country as company_country, c.employees as company_employees, c.industry as company_industry,
           h.submitted_at, h.submitted_by, su.name as submitted_by_name, h.lead_type, h.met_definition, h.recycled, h.items_agreed, h.items_filled, h.incomplete_because,
           h.assigned_to, au.name as assigned_to_name, t.assignments, h.agreement_id, g.version as agreement_version,
           d.decision, d.reason, d.comment, d.member_id as decided_by, du.name as decided_by_name, d.decided_at, f.first_contact_at, s.until as snoozed_until
      from handoffs h
      join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id
      join people p on p.workspace_id = h.workspace_id and p.id = l.person_id
      left join companies c on c.workspace_id = h.workspace_id and c.id = coalesce(l.company_id, p.company_id)
      left join agreements g on g.workspace_id = h.workspace_id and g.id = h.agreement_id
      left join members sm on sm.workspace_id = h.workspace_id and sm.id = h.submitted_by left join users su on su.id = sm.user_id
      left join members am on am.workspace_id = h.workspace_id and am.id = h.assigned_to left join users au on au.id = am.user_id
      left join handoff_decisions d on d.workspace_id = h.workspace_id and d.handoff_id = h.id and d.undone_at is null
      left join members dm on dm.workspace_id = h.workspace_id and dm.id = d.member_id left join users du on du.id = dm.user_id
      left join lateral (select min(attempted_at) as first_contact_at from attempts a where a.workspace_id = h.workspace_id and a.handoff_id = h.id) f on true
      left join lateral (select until from handoff_snoozes z where z.workspace_id = h.workspace_id and z.handoff_id = h.id order by id desc limit 1) s on true
      left join lateral (select jsonb_agg(jsonb_build_object('memberId', member_id, 'because', because, 'at', assigned_at) order by assigned_at, id) as assignments
                           from handoff_assignments a where a.workspace_id = h.workspace_id and a.handoff_id = h.id) t on true
     where h.workspace_id = ${workspace} and (${where}) ${tail}`.execute(db);
  return rows;
}

/** Facts with what follows from them now: promises by the agreement of each, calendars once for all. */
async function derive(context: Context, facts: readonly HandoffFacts[]): Promise<Handoff[]> {
  const [first] = facts;
  if (!first) return [];
  const { db, now } = context;
  const from = facts.reduce((earliest, { submittedAt }) => (submittedAt < earliest ? submittedAt : earliest), first.submittedAt);
  const reps = facts.flatMap(({ assignments }) => (assignments ?? []).map((assignment) => assignment.memberId));
  const calendarOf = await calendarsOf(context, reps, { from, to: now });
  const rows = await db.selectFrom('clauses').select(['agreementId', 'metric', 'segment', 'hours']).where('hours', 'is not', null).execute();
  const clauses = Map.groupBy(rows as ((typeof rows)[number] & { segment: { leadType?: string } })[], ({ agreementId }) => agreementId);
  return facts.map((each) => handoffOf(each, promisedHours(clauses.get(each.agreementId ?? '') ?? [], each.leadType), calendarOf, now));
}

/** @throws Problem 404 */
export async function getHandoff(context: Context, id: string): Promise<Handoff> {
  const [found] = await handoffsOf(context, [id]);
  if (!found) throw notFound();
  return found;
}

/** Hand-offs submitted in a half-open span of time, each with its clock as it stands now. */
export async function handoffsSubmitted(context: Context, { from, to }: { from: Date; to: Date }): Promise<Handoff[]> {
  return derive(context, await factsWhere(context, sql`h.submitted_at >= ${from} and h.submitted_at < ${to}`, sql`order by h.submitted_at, h.id`));
}

/** The latest hand-off of each lead that has one. */
export async function latestHandoffs(context: Context, leadIds: readonly string[]): Promise<Map<string, Handoff>> {
  if (leadIds.length === 0) return new Map();
  const facts = await factsWhere(context, sql`h.lead_id in (${sql.join(leadIds)})`, sql`order by h.submitted_at, h.id`);
  return new Map((await derive(context, facts)).map((each) => [each.lead.id, each]));
}

/** Every hand-off that waits for its first contact, of everybody or of one rep, by deadline. */
export async function openHandoffs(context: Context, { assignedTo }: { assignedTo?: string | null } = {}): Promise<Handoff[]> {
  const whose = assignedTo === undefined ? sql<boolean>`true` : sql<boolean>`h.assigned_to = ${assignedTo}`;
  return (await derive(context, await factsWhere(context, sql`(${open}) and ${whose}`))).sort(byPlace);
}

/** Those of some ids that exist. */
export async function handoffsOf(context: Context, ids: readonly string[]): Promise<Handoff[]> {
  return ids.length === 0 ? [] : derive(context, await factsWhere(context, sql`h.id in (${sql.join(ids)})`));
}

type Page = z.output<typeof handoffPage>;
const cursorForm = z.union([z.tuple([z.literal('open'), z.number(), z.uuid()]), z.tuple([z.literal('done'), z.iso.datetime(), z.uuid()])]);

/** Open ones by deadline, overdue first; after them those that are done, the latest submitted first. */
export async function listHandoffs(context: Context, query: HandoffQuery): Promise<Page> {
  const cursor = decodeCursor(query.cursor, cursorForm);
  const me = memberId(context.actor);
  const today = await startOfToday(context);
  const states = query.state ?? (query.view === 'mine' ? (['waiting', 'accepted'] as const) : undefined);
  const wanted = ({ state }: { state: HandoffState }) => states === undefined || (states as readonly HandoffState[]).includes(state);
  const view = query.view === 'mine' ? sql<boolean>`h.assigned_to = ${me}` : query.view === 'held' ? sql<boolean>`d.decided_at >= ${today}` : sql<boolean>`true`;

  const ahead = cursor?.[0] === 'done' ? [] : (await derive(context, await factsWhere(context, sql`(${open}) and (${view})`))).filter(wanted).sort(byPlace);
  const waiting = cursor?.[0] === 'open' ? ahead.filter((each) => comparePlaces(placeOf(each), [cursor[1], cursor[2]]) > 0) : ahead;
  const first = waiting.slice(0, query.limit);
  const room = query.limit - first.length;
  const isDone = states === undefined ? sql<boolean>`not (${open})` : sql<boolean>`not (${open}) and (${doneIn(states)})`;
  const before = cursor?.[0] === 'done' ? sql<boolean>`(h.submitted_at, h.id) < (${cursor[1]}::timestamptz, ${cursor[2]}::uuid)` : sql<boolean>`true`;
  const done =
    waiting.length > first.length
      ? []
      : await derive(context, await factsWhere(context, sql`${isDone} and (${view}) and ${before}`, sql`order by h.submitted_at desc, h.id desc limit ${room + 1}`));

  const items = [...first, ...done.slice(0, room)];
  const last = items.at(-1);
  const more = waiting.length > first.length || done.length > room;
  const key = last && (items.length > first.length ? ['done', last.submittedAt.toISOString(), last.id] : ['open', ...placeOf(last)]);
  return { items, next: more && key ? encodeCursor(key) : null, ...(await aside(context, query, me, today, first)) };
}

const byPlace = (a: Handoff, b: Handoff) => comparePlaces(placeOf(a), placeOf(b));

/** The states of those that are done, in SQL. */
function doneIn(states: readonly HandoffState[]): RawBuilder<boolean> {
  return sql`case when f.first_contact_at is not null then 'contacted' else coalesce(d.decision, 'waiting') end in (${sql.join(states)})`;
}

async function startOfToday({ db, workspace, now }: Context): Promise<Date> {
  const { timeZone } = await db.selectFrom('workspaces').select('timeZone').where('id', '=', workspace).executeTakeFirstOrThrow();
  return startOfDay(localDate(now, timeZone), timeZone);
}

/** The reps as routing sees them at a moment. A head of sales is one only if it is said what they can handle, or if there is no other. */
export async function repsAt(context: Context, moment: Date): Promise<Rep[]> {
  const { db, workspace } = context;
  const { timeZone } = await db.selectFrom('workspaces').select('timeZone').where('id', '=', workspace).executeTakeFirstOrThrow();
  const month = startOfDay(startOfMonth(localDate(moment, timeZone)), timeZone);
  const { rows } = await sql<{ id: string; head: boolean; monthlyCapacity: number | null; open: number; thisMonth: number; lastAssignedAt: Date | null }>`
    select m.id, m.head, m.monthly_capacity, coalesce(w.open, 0) as open, coalesce(t.this_month, 0) as this_month, t.last_assigned_at
      from members m
      left join (select h.assigned_to, count(*) as open from handoffs h join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id
                   left join handoff_decisions d on d.workspace_id = h.workspace_id and d.handoff_id = h.id and d.undone_at is null
                  where h.workspace_id = ${workspace} and ${open} group by h.assigned_to) w on w.assigned_to = m.id
      left join (select member_id, count(distinct handoff_id) filter (where assigned_at >= ${month}) as this_month, max(assigned_at) as last_assigned_at
                   from handoff_assignments where workspace_id = ${workspace} and assigned_at <= ${moment} group by member_id) t on t.member_id = m.id
     where m.workspace_id = ${workspace} and m.role = 'sales' and m.left_at is null`.execute(db);
  const reps = rows.filter(({ head, monthlyCapacity }) => !head || monthlyCapacity !== null || rows.length === 1);
  const calendarOf = await calendarsOf(context, reps.map(({ id }) => id), { from: moment, to: moment });
  return reps.map(({ head: _, ...rep }) => ({ ...rep, left: false, absent: isAbsent(moment, calendarOf(rep.id)), backOn: backOn(moment, calendarOf(rep.id)) }));
}

/** The heads of sales, who hear of what is overdue and of what nobody can take. */
export async function salesHeads({ db }: Context): Promise<string[]> {
  const rows = await db.selectFrom('members').select('id').where('team', '=', 'sales').where('head', '=', true).where('leftAt', 'is', null).execute();
  return rows.map(({ id }) => id);
}

/** What stands beside a page: how many there are, and how quick the last contact was when nobody waits. */
async function aside(context: Context, { view }: HandoffQuery, me: string | null, today: Date, openOnes: readonly Handoff[]): Promise<Pick<Page, 'counts' | 'lastContact'>> {
  const { db, workspace } = context;
  const { rows } = await sql<Page['counts']>`
    select count(*) filter (where h.assigned_to = ${me}) as mine, count(*) as all,
           (select count(*) from handoff_decisions t where t.workspace_id = ${workspace} and t.undone_at is null and t.decided_at >= ${today}) as held
      from handoffs h join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id
      left join handoff_decisions d on d.workspace_id = h.workspace_id and d.handoff_id = h.id and d.undone_at is null
     where h.workspace_id = ${workspace} and ${open}`.execute(db);
  const counts = rows[0] ?? { mine: 0, held: 0, all: 0 };
  if (openOnes.length > 0) return { counts, lastContact: null };
  const whose = view === 'mine' ? sql<boolean>`h.assigned_to = ${me}` : sql<boolean>`true`;
  const [last] = await derive(context, await factsWhere(context, sql`f.first_contact_at is not null and ${whose}`, sql`order by f.first_contact_at desc limit 1`));
  const tookMinutes = last?.clock.tookMinutes ?? null;
  return { counts, lastContact: tookMinutes === null ? null : { tookMinutes } };
}

/** One hand-off with its briefing, its story and who else is in the company. @throws Problem 404 */
export async function getHandoffInFull(context: Context, id: string): Promise<z.output<typeof handoffInFull>> {
  const { db, now } = context;
  const item = await getHandoff(context, id);
  const { briefing } = await db.selectFrom('handoffs').select('briefing').where('id', '=', id).executeTakeFirstOrThrow();
  const calendar = (await calendarsOf(context, [item.assignedTo?.id ?? null], { from: item.submittedAt, to: now }))(item.assignedTo?.id ?? null);
  const buyingGroup = item.company
    ? await db.selectFrom('people').select(['id', 'name', 'title']).where('companyId', '=', item.company.id).where('id', '<>', item.person.id).where('mergedInto', 'is', null).orderBy('createdAt').limit(20).execute()
    : [];
  const attempts = await attemptsWith(context, item.person.id);
  return {
    ...item,
    briefing: {
      ...(briefing as z.output<typeof keptBriefing>),
      story: await storyOf(context, item.person),
      previousContacts: attempts.filter(({ attemptedAt }) => attemptedAt < item.submittedAt).slice(0, 10).map(({ handoffId: _, ...attempt }) => attempt),
    },
    buyingGroup,
    attempts: attempts.filter(({ handoffId, attemptedAt }) => handoffId === id || attemptedAt >= item.submittedAt).map(({ handoffId: _, ...attempt }) => attempt),
    calendar: { name: calendar.name, timeZone: calendar.timeZone, promisedHours: item.clock.promisedHours },
  };
}

/** Contacts with a person on any of their leads, newest first. */
async function attemptsWith({ db }: Context, personId: string) {
  const rows = await db
    .selectFrom('attempts')
    .innerJoin('leads', 'leads.id', 'attempts.leadId')
    .leftJoin('members', 'members.id', 'attempts.memberId')
    .leftJoin('users', 'users.id', 'members.userId')
    .select(['attempts.id', 'attempts.handoffId', 'attempts.kind', 'attempts.response', 'attempts.note', 'attempts.nextStep', 'attempts.nextStepOn', 'attempts.attemptedAt', 'attempts.memberId', 'users.name'])
    .where('leads.personId', '=', personId)
    .orderBy('attempts.attemptedAt', 'desc')
    .limit(100)
    .execute();
  return rows.map(({ memberId, name, kind, response, ...row }) => ({
    ...row,
    kind: kind as 'call' | 'mail' | 'meeting',
    response: response as 'reached' | 'no_answer' | 'awaiting',
    member: memberId === null ? null : { id: memberId, name: name ?? '' },
  }));
}

/** What a briefing of a person is filled from, the criteria of the score and marketing's own words aside. */
export async function briefingFacts({ db }: Context, personId: string): Promise<Omit<BriefingFacts, 'criteria' | 'given'>> {
  const person = await db.selectFrom('people').select(['name', 'email', 'phone', 'title', 'country', 'companyId', 'traits']).where('id', '=', personId).executeTakeFirstOrThrow();
  const company = person.companyId === null ? undefined : await db.selectFrom('companies').select(['name', 'country', 'industry', 'employees']).where('id', '=', person.companyId).executeTakeFirst();
  const touches = await db
    .selectFrom('touchpoints')
    .select(['occurredAt', 'kind', 'title', 'content', 'path', sql<unknown>`case when kind = 'form' then properties -> 'fields' end`.as('fields')])
    .where('personId', '=', personId)
    .where('bot', '=', false)
    .orderBy('occurredAt', 'desc')
    .limit(BRIEFING_TOUCHES)
    .execute();
  const evidence = await db.selectFrom('evidence').select(['id', 'criterion', 'quote', 'assertedAt as at', 'expiresAt', 'withdrawnAt']).where('personId', '=', personId).execute();
  return { person, company: company ?? null, answers: answersIn(person.traits), touches: touches.map(({ fields, ...touch }) => ({ ...touch, answers: answersIn(fields) })), evidence };
}

/** The journey as facts, newest first; machines' touches left out. */
async function storyOf({ db }: Context, person: { id: string; name: string | null }): Promise<StoryItem[]> {
  const rows = await db
    .selectFrom('touchpoints')
    .leftJoin('members', 'members.id', 'touchpoints.memberId')
    .leftJoin('users', 'users.id', 'members.userId')
    .select(['touchpoints.id', 'occurredAt as at', 'kind', 'side', 'title', 'channel', 'source', 'medium', 'campaign', 'content', 'url', 'path', 'bot', 'touchpoints.memberId', 'users.name'])
    .where('personId', '=', person.id)
    .where('bot', '=', false)
    .orderBy('occurredAt', 'desc')
    .orderBy('touchpoints.id', 'desc')
    .limit(STORY_TOUCHES)
    .execute();
  return rows.map(({ memberId, name, ...row }) => ({
    ...row, person: { id: person.id, name: person.name ?? '' }, member: memberId === null ? null : { id: memberId, name: name ?? '' }, money: null, details: {},
  }));
}
