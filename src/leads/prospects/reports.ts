import { sql } from 'kysely';
import type { ScoredCompany } from '../../definitions/matching.ts';
import type { ScoredEvidence, ScoredLead } from '../../definitions/score.ts';
import type { Context, Db } from '../../platform/context.ts';
import { answersInForms, scoredPerson, type StoredTouch } from '../facts.ts';
import { asRows } from '../store.ts';

/** People as scoring and the lifecycle see them: who they are, what they did, what was said of their need. */

/** A person as scoring sees one, before anything they did is read. */
export interface Outline {
  personId: string;
  companyId: string | null;
  /** Since when an e-mail address names the person; null while none does. */
  knownSince: Date | null;
  person: { country: string | null; title: string | null; traits: unknown };
  company: ScoredCompany | null;
  /** What was said of their need, withdrawn or not. */
  evidence: readonly ScoredEvidence[];
  /** What they answered to the agreed items, on forms or to somebody who wrote it down: the latest answer to each. */
  told: Readonly<Record<string, string>>;
}

/** Everything scoring and the lifecycle need of one person. */
export interface Prospect extends Pick<Outline, 'personId' | 'companyId' | 'knownSince'> {
  /** Touches oldest first. */
  lead: Omit<ScoredLead, 'touches'> & { touches: readonly StoredTouch[] };
  /** What they answered in the forms among these touches, the latest winning. */
  answers: Readonly<Record<string, string>>;
}

/** The latest answer of a person `p` to each agreed item: of two with one key the later stands. */
const latestAnswers = sql<Record<string, string> | null>`
  (select json_object_agg(a.item_key, a.value order by a.answered_at) from item_answers a
    where a.workspace_id = p.workspace_id and a.person_id = p.id and a.value is not null)`;

/** The people among those given that were not merged into another. In one statement: each touch of each person asks for it. */
export async function outlines(db: Db, personIds: readonly string[]): Promise<Outline[]> {
  if (personIds.length === 0) return [];
  type Row = Outline['person'] & { id: string; companyId: string | null; knownSince: Date | null } & {
    companyCountry: string | null;
    industry: string | null;
    employees: number | null;
    evidence: InJson<ScoredEvidence>[] | null;
    told: Outline['told'] | null;
  };
  const { rows } = await sql<Row>`
    select p.id, p.company_id, p.country, p.title, p.traits, c.country as company_country, c.industry, c.employees,
           case when p.email is not null then coalesce(
             (select min(i.created_at) from identities i where i.workspace_id = p.workspace_id and i.person_id = p.id and i.kind = 'email'),
             p.created_at) end as known_since,
           (select json_agg(json_build_object('id', e.id, 'criterion', e.criterion, 'quote', e.quote, 'at', e.asserted_at,
                                              'expiresAt', e.expires_at, 'withdrawnAt', e.withdrawn_at))
              from evidence e where e.workspace_id = p.workspace_id and e.person_id = p.id) as evidence,
           ${latestAnswers} as told
      from json_to_recordset(${asRows(personIds)}::json) as w(id uuid)
     cross join lateral (select * from people where id = w.id and merged_into is null offset 0) p
      left join lateral (select * from companies where id = p.company_id offset 0) c on true`.execute(db);
  return rows.map(({ id, companyId, knownSince, companyCountry, industry, employees, evidence, told, ...person }) => ({
    personId: id,
    companyId,
    knownSince,
    person,
    company: companyId === null ? null : { country: companyCountry, industry, employees },
    evidence: (evidence ?? []).map(({ at, expiresAt, withdrawnAt, ...said }) => ({
      ...said,
      at: new Date(at),
      expiresAt: expiresAt === null ? null : new Date(expiresAt),
      withdrawnAt: withdrawnAt === null ? null : new Date(withdrawnAt),
    })),
    told: told ?? {},
  }));
}

/** As it is written in JSON, where moments are text. */
type InJson<Of> = { [Key in keyof Of]: Of[Key] extends Date ? string : Of[Key] extends Date | null ? string | null : Of[Key] };

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

/** People with their touches, in a query or two however many they are. */
export async function withTouches(db: Db, people: readonly Outline[], wanted: readonly Wanted[]): Promise<Prospect[]> {
  if (people.length === 0) return [];
  const asked = new Map(wanted.map((want) => [want.personId, want]));
  const touchesBy = byPerson(await touchesWanted(db, wanted));
  return people.map(({ person, company, evidence, told, ...outline }) => {
    const own = touchesBy.get(outline.personId) ?? [];
    const forms = own.filter(({ form, bot }) => form !== null && !bot).map(({ form }) => form);
    const answers = { ...asked.get(outline.personId)?.answers, ...answersInForms(forms) };
    return {
      ...outline,
      answers,
      lead: {
        person: scoredPerson(person, { ...answers, ...told }),
        company,
        touches: own.map(({ form: _form, personId: _person, ...touch }) => touch),
        evidence,
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

/** People in portions by how much of what they have done is to be read: a file of history brings a thousand people a thousand touches each. */
export async function* inPortions<One>(
  { db, workspace }: Context,
  everybody: readonly One[],
  toRead: (one: One) => Pick<Wanted, 'personId' | 'after'>,
): AsyncGenerator<One[]> {
  for (const some of inChunks(everybody)) {
    if (some.length <= FEW) {
      yield some;
      continue;
    }
    const { rows } = await sql<{ touches: number }>`
      select (select count(*) from touchpoints t
               where t.workspace_id = ${workspace} and t.person_id = w.person and t.occurred_at > coalesce(w.after, '-infinity')) as touches
        from rows from (json_to_recordset(${JSON.stringify(some.map((one) => ({ person: toRead(one).personId, after: toRead(one).after })))}::json)
          as (person uuid, after timestamptz)) with ordinality as w(person, after, place) order by w.place`.execute(db);
    let [portion, weight]: [One[], number] = [[], 0];
    for (const [place, one] of some.entries()) {
      const touches = rows[place]?.touches ?? 0;
      if (portion.length > 0 && weight + touches > HEAVIEST) {
        yield portion;
        [portion, weight] = [[], 0];
      }
      portion.push(one);
      weight += touches;
    }
    yield portion;
  }
}

/** People in chunks that are looked up together. */
export function inChunks<One>(everybody: readonly One[]): One[][] {
  return Array.from({ length: Math.ceil(everybody.length / CHUNK) }, (_, chunk) =>
    everybody.slice(chunk * CHUNK, (chunk + 1) * CHUNK),
  );
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

/** Before every moment, in PostgreSQL's words. */
const ALWAYS = '-infinity' as const;

const touchColumns = sql`t.id, t.person_id, t.occurred_at, t.received_at, t.kind, t.channel, t.source, t.medium, t.campaign, t.path, t.content,
  t.title as name, t.bot, t.properties ->> 'event' as event, case when t.kind = 'form' then t.properties end as form`;

/**
 * Oldest first. Each person is looked up by the index alone: what else the person did is not read. "offset 0" keeps it so: of a few people
 * joined with a middling number of touches the planner would read every touch there is. The earliest moment of all is said besides each
 * person's own, for months before a moment said so are not even opened.
 */
async function touchesWanted(db: Db, wanted: readonly Wanted[]): Promise<TouchRow[]> {
  const ranges = wanted.map(({ personId, after }) => ({ personId, after: after ?? ALWAYS }));
  const leaving = wanted.flatMap(({ personId, after, leaving: windows }) =>
    (windows?.windowDays ?? []).map((days) => {
      const { since = new Date(0), now = since } = windows ?? {};
      return { personId, after: after ?? ALWAYS, from: daysBefore(days, since), to: daysBefore(days, now) };
    }),
  );
  const came = sql<TouchRow>`
    select ${touchColumns} from json_to_recordset(${JSON.stringify(ranges)}::json) as w("personId" uuid, after timestamptz)
      cross join lateral (
        select * from touchpoints p
         where p.person_id = w."personId" and p.occurred_at > w.after and p.occurred_at > ${earliest(ranges.map(({ after }) => after))}::timestamptz offset 0) t
     order by t.occurred_at`;
  const begins = earliest(leaving.map(({ from }) => from));
  const left = sql<TouchRow>`
    select distinct on (t.occurred_at, t.id) ${touchColumns}
      from json_to_recordset(${JSON.stringify(leaving)}::json) as w("personId" uuid, after timestamptz, "from" timestamptz, "to" timestamptz)
      cross join lateral (
        select * from touchpoints p
         where p.person_id = w."personId" and p.occurred_at between w."from" and w."to" and p.occurred_at <= w.after and p.occurred_at >= ${begins}::timestamptz
        union all
        (select * from touchpoints p
          where p.person_id = w."personId" and not p.bot and p.occurred_at > w."to" and p.occurred_at <= w.after and p.occurred_at >= ${begins}::timestamptz
          order by p.occurred_at limit 1) offset 0) t
     order by t.occurred_at, t.id`;
  const read = await Promise.all(leaving.length === 0 ? [came.execute(db)] : [left.execute(db), came.execute(db)]);
  return read.flatMap(({ rows }) => rows);
}

function earliest(moments: readonly (Date | typeof ALWAYS)[]): Date | typeof ALWAYS {
  return moments.reduce(
    (first, at) => (first === ALWAYS || at === ALWAYS ? ALWAYS : at < first ? at : first),
    moments[0] ?? ALWAYS,
  );
}

const daysBefore = (days: number, at: Date) => new Date(at.getTime() - days * 86_400_000);

/** What a person answered in traits and forms, the latest form last and winning. */
export async function answersOf(db: Db, personId: string): Promise<Readonly<Record<string, string>>> {
  const { told, ...person } = await db
    .selectFrom('people as p')
    .select(['p.country', 'p.title', 'p.traits', latestAnswers.as('told')])
    .where('p.id', '=', personId)
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
  return scoredPerson(person, { ...inForms, ...told }).answers;
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
