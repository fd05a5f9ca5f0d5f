import { sql } from 'kysely';
import { z } from 'zod';
import { startOfDay } from '../calendars/local-day.ts';
import { allDefinitions } from '../definitions/reports.ts';
import { allCriteria } from '../definitions/schema.ts';
import { listReasons } from '../reasons/reports.ts';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { cutPage, decodeCursor } from '../platform/pages.ts';
import type { appeal, appealQuery, feedback, feedbackQuery, feedbackReport, partedHandoff, partedQuery } from './schema.ts';
import { feedbackTally, type ToldHandoff } from './tally.ts';
import { timeZoneOf } from '../workspaces/reports.ts';

/** Hand-offs read at a time: their briefings are large. */
const CHUNK = 1_000;

const latestFeedback = sql`select * from handoff_feedback f where f.workspace_id = h.workspace_id and f.handoff_id = h.id order by f.id desc limit 1`;

/** @throws Problem 404 while sales has said nothing of the hand-off */
export async function feedbackOn(context: Context, handoffId: string): Promise<z.output<typeof feedback>> {
  const said = await feedbackIfAny(context, handoffId);
  if (!said) throw notFound();
  return said;
}

/** What sales said of one hand-off; null while nothing is said. */
export async function feedbackIfAny({ db, workspace }: Context, handoffId: string): Promise<z.output<typeof feedback> | null> {
  const { rows } = await sql<Omit<z.output<typeof feedback>, 'member'> & { memberId: string | null; name: string | null }>`
    select h.id as handoff_id, f.fit, f.timing, f.briefing, f.useful, f.missed, f.comment, f.given_at, f.member_id, u.name
      from handoffs h join lateral (${latestFeedback}) f on true
      left join members m on m.workspace_id = h.workspace_id and m.id = f.member_id left join users u on u.id = m.user_id
     where h.workspace_id = ${workspace} and h.id = ${handoffId}`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const { memberId, name, ...said } = row;
  return { ...said, member: memberId === null ? null : { id: memberId, name: name ?? '' } };
}

const readyBy = sql`case when h.met_definition then 'definition' else 'marketing' end`;

interface ToldRow extends Pick<
  ToldHandoff,
  'id' | 'company' | 'group' | 'leadType' | 'readyBy' | 'decision' | 'reason' | 'items' | 'met'
> {
  submittedAt: Date;
  definitionId: string;
  fit: 'yes' | 'partly' | 'no' | null;
  timing: 'now' | 'later' | 'never';
  feedbackBriefing: 'yes' | 'partly' | 'no';
  useful: string[];
  missed: string | null;
  givenAt: Date;
}

/** What both teams learn from the hand-offs submitted in a period of days of the workspace's zone. */
export async function feedbackIn(
  context: Context,
  { from, to, by }: z.output<typeof feedbackQuery>,
): Promise<z.output<typeof feedbackReport>> {
  const { db, workspace } = context;
  const timeZone = await timeZoneOf({ db, workspace });
  const criteriaOf = new Map(
    (await allDefinitions(context)).map(({ id, body }) => [
      id,
      allCriteria(body).map(({ key, labels }) => ({ key, labels: labels ?? null })),
    ]),
  );
  const tally = feedbackTally();
  const until = startOfDay(to, timeZone);
  for (let place: [Date, string] = [startOfDay(from, timeZone), '00000000-0000-0000-0000-000000000000']; ;) {
    const { rows } = await sql<ToldRow>`
      select h.id, h.submitted_at, h.definition_id, c.name as company, ${sql.ref(`l.${by}`)} as "group",
             h.lead_type, ${readyBy} as ready_by, d.decision, d.reason,
             h.briefing -> 'items' as items, jsonb_path_query_array(h.briefing, '$.because[*].key') as met,
             f.fit, f.timing, f.briefing as feedback_briefing, f.useful, f.missed, f.given_at
        from handoffs h
        join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id
        left join companies c on c.workspace_id = h.workspace_id and c.id = l.company_id
        left join handoff_decisions d on d.workspace_id = h.workspace_id and d.handoff_id = h.id and d.undone_at is null
        left join lateral (${latestFeedback}) f on true
       where h.workspace_id = ${workspace} and (h.submitted_at, h.id) > (${place[0]}::timestamptz, ${place[1]}::uuid) and h.submitted_at < ${until}
       order by h.submitted_at, h.id limit ${CHUNK}`.execute(db);
    for (const { definitionId, fit, timing, feedbackBriefing, useful, missed, givenAt, ...row } of rows)
      tally.add({
        ...row,
        criteria: criteriaOf.get(definitionId) ?? [],
        feedback: fit === null ? null : { fit, timing, briefing: feedbackBriefing, useful, missed, givenAt },
      });
    const last = rows.at(-1);
    if (!last || rows.length < CHUNK) break;
    place = [last.submittedAt, last.id];
  }
  const labels = new Map(
    (await listReasons(context)).filter(({ kind }) => kind === 'rejected').map(({ code, label }) => [code, label]),
  );
  const { reasons, ...sums } = tally.sum();
  return {
    from,
    to,
    ...sums,
    reasons: reasons.map(({ code, count }) => ({
      code,
      count,
      label: labels.get(code) ?? { en: code, da: code, nb: code, nl: code },
    })),
  };
}

const partedKey = z.tuple([z.iso.datetime(), z.uuid()]);

/**
 * The hand-offs of a period in which sales saw otherwise than marketing, newest first: given back, or accepted and after the first
 * conversation no lead for us.
 */
export async function listParted(context: Context, query: z.output<typeof partedQuery>) {
  const { db, workspace } = context;
  const timeZone = await timeZoneOf({ db, workspace });
  const place = decodeCursor(query.cursor, partedKey);
  const { rows } = await sql<z.output<typeof partedHandoff>>`
    select h.id as handoff_id, h.lead_id, coalesce(p.name, p.email) as person, c.name as company, h.submitted_at,
           case when d.decision = 'rejected' then 'given_back' else 'unfit' end as verdict, r.label as reason
      from handoffs h
      join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id
      join people p on p.workspace_id = l.workspace_id and p.id = l.person_id
      left join companies c on c.workspace_id = l.workspace_id and c.id = l.company_id
      join handoff_decisions d on d.workspace_id = h.workspace_id and d.handoff_id = h.id and d.undone_at is null
      left join reasons r on r.workspace_id = d.workspace_id and r.kind = 'rejected' and r.code = d.reason
      left join lateral (${latestFeedback}) f on true
     where h.workspace_id = ${workspace} and h.submitted_at >= ${startOfDay(query.from, timeZone)} and h.submitted_at < ${startOfDay(query.to, timeZone)}
       and h.lead_type = ${query.leadType} and ${readyBy} = ${query.readyBy} and (d.decision = 'rejected' or f.fit = 'no')
       and ${place ? sql`(h.submitted_at, h.id) < (${place[0]}::timestamptz, ${place[1]}::uuid)` : sql`true`}
     order by h.submitted_at desc, h.id desc limit ${query.limit + 1}`.execute(db);
  return cutPage(
    rows,
    query.limit,
    (row) => [row.submittedAt.toISOString(), row.handoffId],
    (row) => row,
  );
}

const cursorForm = z.tuple([z.iso.datetime(), z.uuid()]);

/** Appeals, newest first. */
export async function listAppeals(context: Context, { cursor, limit, open }: z.output<typeof appealQuery>) {
  const place = decodeCursor(cursor, cursorForm);
  const rows = await appealRows(
    context,
    sql<boolean>`${open === 'true' ? sql`a.answered_at is null` : open === 'false' ? sql`a.answered_at is not null` : sql`true`}
      and ${place ? sql`(a.appealed_at, a.handoff_id) < (${place[0]}::timestamptz, ${place[1]}::uuid)` : sql`true`}`,
    limit + 1,
  );
  return cutPage(
    rows,
    limit,
    (row) => [row.appealedAt.toISOString(), row.handoffId],
    (row) => row,
  );
}

/** @throws Problem 404 where marketing has not appealed */
export async function appealOn(context: Context, handoffId: string): Promise<z.output<typeof appeal>> {
  const spoken = await appealIfAny(context, handoffId);
  if (!spoken) throw notFound();
  return spoken;
}

/** What marketing said against the rejection of one hand-off, with the answer; null where it has not. */
export async function appealIfAny(context: Context, handoffId: string): Promise<z.output<typeof appeal> | null> {
  const [row] = await appealRows(context, sql<boolean>`a.handoff_id = ${handoffId}`, 1);
  return row ?? null;
}

async function appealRows(
  { db, workspace }: Context,
  where: ReturnType<typeof sql<boolean>>,
  limit: number,
): Promise<z.output<typeof appeal>[]> {
  const person = (table: string) => sql`case when ${sql.ref(`${table}.id`)} is null then null else
    jsonb_build_object('id', ${sql.ref(`${table}.id`)}, 'name', ${sql.ref(`${table}u.name`)}) end`;
  const member = (
    table: string,
    column: string,
  ) => sql`left join members ${sql.ref(table)} on ${sql.ref(`${table}.workspaceId`)} = a.workspace_id
    and ${sql.ref(`${table}.id`)} = ${sql.ref(column)} left join users ${sql.ref(`${table}u`)} on ${sql.ref(`${table}u.id`)} = ${sql.ref(`${table}.userId`)}`;
  const { rows } = await sql<z.output<typeof appeal>>`
    select a.handoff_id, jsonb_build_object('id', p.id, 'name', coalesce(p.name, p.email)) as person, c.name as company,
           jsonb_build_object('reason', d.reason, 'comment', d.comment, 'member', ${person('dm')}) as rejection,
           a.reason, ${person('am')} as member, a.appealed_at, a.answer, a.answer_comment, ${person('rm')} as answered_by, a.answered_at
      from handoff_appeals a
      join handoff_decisions d on d.workspace_id = a.workspace_id and d.handoff_id = a.handoff_id and d.id = a.decision_id
      join handoffs h on h.workspace_id = a.workspace_id and h.id = a.handoff_id
      join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id
      join people p on p.workspace_id = l.workspace_id and p.id = l.person_id
      left join companies c on c.workspace_id = l.workspace_id and c.id = l.company_id
      ${member('am', 'a.memberId')} ${member('rm', 'a.answeredBy')} ${member('dm', 'd.memberId')}
     where a.workspace_id = ${workspace} and (${where}) order by a.appealed_at desc, a.handoff_id desc limit ${limit}`.execute(
    db,
  );
  return rows;
}
