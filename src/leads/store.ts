import { sql, type Insertable } from 'kysely';
import type { Tables } from '../../db/tables.ts';
import type { ScoredCompany } from '../definitions/matching.ts';
import type { ScoredLead } from '../definitions/score.ts';
import type { Context, Db } from '../platform/context.ts';
import { answersInForms, scoredPerson, type StoredTouch } from './facts.ts';
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
  return (await lockLeads(db, [id]))[0];
}

/** The leads among those named that there are, locked until the transaction ends: in one order everywhere. */
export async function lockLeads(db: Db, ids: readonly string[]): Promise<LeadRow[]> {
  return (await db
    .selectFrom('leads')
    .select(leadColumns)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .orderBy('id')
    // What only names the lead, such as a note of a contact, need not wait.
    .forNoKeyUpdate()
    .execute()) as LeadRow[];
}

/** Where leads stand after they were moved. Whoever is moved is no longer waiting to return. */
export async function putLeads(db: Db, leads: readonly LeadRow[]): Promise<void> {
  const places = leads.map(({ id, stage, stageSince, moves, closedAt }) => ({ id, stage, stageSince, moves, closedAt }));
  // As one value however many they are: a statement takes 65,535.
  await sql`
    update leads l set stage = m.stage, stage_since = m."stageSince", moves = m.moves, closed_at = m."closedAt", re_entry_on = null, re_entry_engagement = null
      from json_to_recordset(${JSON.stringify(places)}::json) as m(id uuid, stage text, "stageSince" timestamptz, moves int, "closedAt" timestamptz)
     where l.id = m.id`.execute(db);
}

/** Writes down which stages leads have gone through. */
export async function insertStages(db: Db, stages: readonly Insertable<Tables['leadStages']>[]): Promise<void> {
  await sql`
    insert into lead_stages (workspace_id, lead_id, move, from_stage, stage, entered_at, recorded_at, skipped, reason, reason_kind, member_id)
    select "workspaceId", "leadId", move, "fromStage", stage, "enteredAt", "recordedAt", skipped, reason, "reasonKind", "memberId"
      from json_to_recordset(${JSON.stringify(stages)}::json)
        as s("workspaceId" uuid, "leadId" uuid, move int, "fromStage" text, stage text, "enteredAt" timestamptz, "recordedAt" timestamptz,
             skipped boolean, reason text, "reasonKind" text, "memberId" uuid)`.execute(db);
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

/** Whose lead it is: the owner's, who is the rep while it is handed over. */
export async function holderOf(db: Db, leadId: string): Promise<string | null> {
  const lead = await db.selectFrom('leads').select('ownerMemberId').where('id', '=', leadId).executeTakeFirst();
  return lead?.ownerMemberId ?? null;
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

/** A lead's last move, and whose doing it was: where it stood before, skipped stages aside, and the reason where that was a side exit. */
export async function lastMove(db: Db, { id, moves }: LeadRow) {
  const rows = await db
    .selectFrom('leadStages')
    .select(['move', 'stage', 'skipped', 'reason', 'reasonKind', 'memberId', 'recordedAt'])
    .where('leadId', '=', id)
    .orderBy('move', 'desc')
    .execute();
  const [last, ...earlier] = rows;
  if (last?.move !== moves) throw new Error('a lead stands where its last move put it');
  const before = earlier.find(({ skipped }) => !skipped);
  return { ...last, from: (before?.stage ?? 'new') as Stage | 'new', reasonBefore: before?.reason ?? null };
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

/** Ids as a value that a statement joins with. */
export const asRows = (ids: readonly string[]): string => JSON.stringify(ids.map((id) => ({ id })));

/** A person as scoring sees one, before anything they did is read. */
export interface Outline {
  personId: string;
  companyId: string | null;
  /** Since when an e-mail address names the person; null while none does. */
  knownSince: Date | null;
  person: { country: string | null; title: string | null; traits: unknown };
  company: ScoredCompany | null;
}

/** Everything scoring and the lifecycle need of one person. */
export interface Prospect extends Pick<Outline, 'personId' | 'companyId' | 'knownSince'> {
  /** Touches oldest first. */
  lead: Omit<ScoredLead, 'touches'> & { touches: readonly StoredTouch[] };
  /** What they answered in the forms among these touches, the latest winning. */
  answers: Readonly<Record<string, string>>;
}

/** The people among those given that were not merged into another. */
export async function outlines(db: Db, personIds: readonly string[]): Promise<Outline[]> {
  if (personIds.length === 0) return [];
  type Row = Outline['person'] & { id: string; companyId: string | null; knownSince: Date | null } & {
    companyCountry: string | null;
    industry: string | null;
    employees: number | null;
  };
  const { rows } = await sql<Row>`
    select p.id, p.company_id, p.country, p.title, p.traits, c.country as company_country, c.industry, c.employees,
           case when p.email is not null then coalesce(
             (select min(i.created_at) from identities i where i.workspace_id = p.workspace_id and i.person_id = p.id and i.kind = 'email'),
             p.created_at) end as known_since
      from json_to_recordset(${asRows(personIds)}::json) as w(id uuid)
     cross join lateral (select * from people where id = w.id and merged_into is null offset 0) p
      left join companies c on c.workspace_id = p.workspace_id and c.id = p.company_id`.execute(db);
  return rows.map(({ id, companyId, knownSince, companyCountry, industry, employees, ...person }) => ({
    personId: id,
    companyId,
    knownSince,
    person,
    company: companyId === null ? null : { country: companyCountry, industry, employees },
  }));
}

/** Which of a person's touches are wanted. */
export interface Wanted {
  personId: string;
  /** Those after this moment; null: all of them. */
  after: Date | null;
  /** Besides, those that have left these windows since a moment, and the oldest still in each. */
  leaving?: { since: Date; windowDays: readonly number[]; now: Date };
  /** What they answered in forms before. */
  answers?: Readonly<Record<string, string>>;
}

/** What was said of people's need, withdrawn or not. */
function evidenceOf(db: Db, personIds: readonly string[]) {
  return db
    .selectFrom('evidence')
    .select(['id', 'personId', 'criterion', 'quote', 'assertedAt as at', 'expiresAt', 'withdrawnAt'])
    .where(sql<boolean>`person_id = any(${personIds}::uuid[])`)
    .execute();
}

/** What people answered to the agreed items, on forms or to somebody who wrote it down; the oldest first. */
function itemAnswers(db: Db, personIds: readonly string[]) {
  return db
    .selectFrom('itemAnswers')
    .select(['personId', 'itemKey', 'value'])
    .where(sql<boolean>`person_id = any(${personIds}::uuid[])`)
    .where('value', 'is not', null)
    .orderBy('answeredAt')
    .execute();
}

/** The latest answer to each item. */
function byItem(answers: readonly { itemKey: string; value: string | null }[]): Record<string, string> {
  return Object.fromEntries(answers.map(({ itemKey, value }) => [itemKey, value ?? '']));
}

/** People with their touches, evidence and answers, in a few queries however many they are. */
export async function withTouches(db: Db, people: readonly Outline[], wanted: readonly Wanted[]): Promise<Prospect[]> {
  if (people.length === 0) return [];
  const asked = new Map(wanted.map((want) => [want.personId, want]));
  const ids = people.map(({ personId }) => personId);
  const [touches, evidence, told] = await Promise.all([touchesWanted(db, wanted), evidenceOf(db, ids), itemAnswers(db, ids)]);
  const [touchesBy, evidenceBy, toldBy] = [byPerson(touches), byPerson(evidence), byPerson(told)];
  return people.map(({ person, company, ...outline }) => {
    const own = touchesBy.get(outline.personId) ?? [];
    const forms = own.filter(({ form, bot }) => form !== null && !bot).map(({ form }) => form);
    const answers = { ...asked.get(outline.personId)?.answers, ...answersInForms(forms) };
    return {
      ...outline,
      answers,
      lead: {
        person: scoredPerson(person, { ...answers, ...byItem(toldBy.get(outline.personId) ?? []) }),
        company,
        touches: own.map(({ form: _form, personId: _person, ...touch }) => touch),
        evidence: evidenceBy.get(outline.personId) ?? [],
      },
    };
  });
}

/** The most people that are read together. */
const CHUNK = 500;
/** So many people are looked at together whatever they have done. */
const FEW = 20;
/** The most touches that are read together, where no one person has more: memory stays bounded, and each statement short. */
const HEAVIEST = 20_000;

/** People in portions by how much they have done: a file of history brings a thousand people a thousand touches each. */
export async function* inPortions({ db, workspace }: Context, everybody: readonly string[]): AsyncGenerator<string[]> {
  for (let start = 0; start < everybody.length; start += CHUNK) {
    const some = everybody.slice(start, start + CHUNK);
    if (some.length <= FEW) {
      yield some;
      continue;
    }
    const { rows } = await sql<{ personId: string; touches: number }>`
      select p.id as person_id, (select count(*) from touchpoints t where t.workspace_id = ${workspace} and t.person_id = p.id) as touches
        from unnest(${some}::uuid[]) with ordinality as p(id, place) order by p.place`.execute(db);
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

/** Everything of the people among those given that were not merged into another, in a few queries however many they are. */
export async function prospects(db: Db, personIds: readonly string[]): Promise<Prospect[]> {
  const people = await outlines(db, personIds);
  return withTouches(
    db,
    people,
    people.map(({ personId }) => ({ personId, after: null })),
  );
}

type TouchRow = StoredTouch & { personId: string; form: unknown };

/**
 * Oldest first. Each person is looked up by the index alone: what else the person did is not read. "offset 0" keeps it so: of a few people
 * joined with a middling number of touches the planner would read every touch there is.
 */
async function touchesWanted(db: Db, wanted: readonly Wanted[]): Promise<TouchRow[]> {
  const columns = sql`t.id, t.person_id, t.occurred_at, t.received_at, t.kind, t.channel, t.source, t.medium, t.campaign, t.path, t.content,
    t.title as name, t.bot, t.properties ->> 'event' as event, case when t.kind = 'form' then t.properties end as form`;
  const ranges = wanted.map(({ personId, after }) => ({ personId, after }));
  const leaving = wanted.flatMap(({ personId, after, leaving: windows }) =>
    (windows?.windowDays ?? []).map((days) => {
      const { since = new Date(0), now = since } = windows ?? {};
      return { personId, after, from: daysBefore(days, since), to: daysBefore(days, now) };
    }),
  );
  const came = sql<TouchRow>`
    select ${columns} from json_to_recordset(${JSON.stringify(ranges)}::json) as w("personId" uuid, after timestamptz)
      cross join lateral (select * from touchpoints p where p.person_id = w."personId" and p.occurred_at > coalesce(w.after, '-infinity') offset 0) t
     order by t.occurred_at`;
  const left = sql<TouchRow>`
    select distinct on (t.occurred_at, t.id) ${columns}
      from json_to_recordset(${JSON.stringify(leaving)}::json) as w("personId" uuid, after timestamptz, "from" timestamptz, "to" timestamptz)
      cross join lateral (
        select * from touchpoints p where p.person_id = w."personId" and p.occurred_at between w."from" and w."to" and p.occurred_at <= w.after
        union all
        (select * from touchpoints p where p.person_id = w."personId" and not p.bot and p.occurred_at > w."to" and p.occurred_at <= w.after
          order by p.occurred_at limit 1) offset 0) t
     order by t.occurred_at, t.id`;
  const read = await Promise.all(leaving.length === 0 ? [came.execute(db)] : [left.execute(db), came.execute(db)]);
  return read.flatMap(({ rows }) => rows);
}

const daysBefore = (days: number, at: Date) => new Date(at.getTime() - days * 86_400_000);

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
  const inForms = answersInForms(forms.map(({ properties }) => properties));
  return scoredPerson(person, { ...inForms, ...byItem(await itemAnswers(db, [personId])) }).answers;
}

/** The leads of people, newest passage first, locked until the transaction ends. */
export async function lockLeadsOf(db: Db, personIds: readonly string[]): Promise<LeadRow[]> {
  if (personIds.length === 0) return [];
  // In one order everywhere, so that two who lock several never wait for each other.
  const { rows } = await sql<LeadRow>`
    select l.id, l.person_id, l.company_id, l.stage, l.stage_since, l.moves, l.recycled_from, l.re_entry_on, l.re_entry_engagement, l.closed_at, l.created_at
      from json_to_recordset(${asRows(personIds)}::json) as w(id uuid) join leads l on l.person_id = w.id
     order by l.id for no key update of l`.execute(db);
  return rows.toReversed();
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
