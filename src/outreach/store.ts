import { sql } from 'kysely';
import { memberRef } from '../companies/reports.ts';
import { calledName } from '../people/reports.ts';
import type { Context } from '../platform/context.ts';
import type { Contact, Pause, PauseEnding } from './guard.ts';

/** People and all who were merged into them: each id by the one they are now. Ids of nobody are left out. */
export async function circlesOf({ db, workspace }: Context, people: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; root: string }>`
    with recursive roots as (
      select id, merged_into from people where workspace_id = ${workspace} and id = any(${people}::uuid[])
      union select p.id, p.merged_into from people p join roots r on p.workspace_id = ${workspace} and p.id = r.merged_into),
    circle as (
      select id, id as root from roots where merged_into is null
      union select p.id, c.root from people p join circle c on p.workspace_id = ${workspace} and p.merged_into = c.id)
    select id, root from circle`.execute(db);
  return new Map(rows.map(({ id, root }) => [id, root]));
}

/** Whom addresses belong to. */
export async function ownersOf({ db }: Context, addresses: readonly string[]): Promise<Map<string, string>> {
  if (addresses.length === 0) return new Map();
  const rows = await db
    .selectFrom('identities')
    .select(['value', 'personId'])
    .where('kind', '=', 'email')
    .where('value', 'in', addresses)
    .execute();
  return new Map(rows.map(({ value, personId }) => [value, personId]));
}

/** The addresses people are known by. */
export async function addressesOf({ db, workspace }: Context, people: readonly string[]) {
  const { rows } = await sql<{ personId: string; value: string }>`
    select person_id, value from identities
     where workspace_id = ${workspace} and kind = 'email' and person_id = any(${people}::uuid[])`.execute(db);
  return rows;
}

export interface StoredContact extends Contact {
  personId: string;
  title: string | null;
  member: { id: string; name: string } | null;
  plannedContactId: string | null;
}

/**
 * What both teams did, and marketing announced, in a half-open span of time: attempts of sales, calls and meetings told as touches, mail that
 * a tool reports as sent (a mail that names no campaign is a service message), and what was announced.
 */
export async function contactsOf(
  { db, workspace }: Context,
  people: readonly string[],
  { from, to }: { from: Date; to: Date },
): Promise<StoredContact[]> {
  const { rows } = await sql<StoredContact>`
    select x.person_id, x.at, x.team, x.kind, x.campaign, x.title, x.planned_contact_id,
           case when m.id is not null then json_build_object('id', m.id, 'name', u.name) end as member
      from (
        select l.person_id, a.attempted_at as at, 'sales' as team, a.kind, null as campaign, null as title, a.member_id, null::uuid as planned_contact_id
          from leads l join attempts a on a.workspace_id = l.workspace_id and a.lead_id = l.id
         where l.workspace_id = ${workspace} and l.person_id = any(${people}::uuid[]) and a.attempted_at >= ${from} and a.attempted_at < ${to}
        union all
        select t.person_id, t.occurred_at, case t.kind when 'other' then 'marketing' else t.side end, case t.kind when 'other' then 'mail' else t.kind end,
               t.campaign, case t.kind when 'other' then t.campaign else t.title end, t.member_id, null
          from touchpoints t
         where t.workspace_id = ${workspace} and t.person_id = any(${people}::uuid[]) and t.occurred_at >= ${from} and t.occurred_at < ${to} and not t.bot
           and (t.kind in ('call', 'meeting') and t.side <> 'customer'
             or t.kind = 'other' and t.campaign is not null and lower(t.properties ->> 'event') ~ '^(e-?mail|newsletter) (sent|delivered)$')
        union all
        select r.person_id, c.at, 'marketing', c.kind, coalesce(c.campaign, c.title), c.title, c.announced_by, c.id
          from planned_contact_recipients r
          join planned_contacts c on c.workspace_id = r.workspace_id and c.id = r.planned_contact_id
         where r.workspace_id = ${workspace} and r.person_id = any(${people}::uuid[]) and r.excluded_at is null and c.withdrawn_at is null
           and c.at >= ${from} and c.at < ${to}
      ) x
      left join members m on m.workspace_id = ${workspace} and m.id = x.member_id left join users u on u.id = m.user_id
     order by x.at`.execute(db);
  return rows;
}

export interface LeadWithSales extends Omit<Pause, 'colleague'> {
  /** The person asked about. */
  forPerson: string;
  /** Whose lead it is. */
  owner: { id: string; name: string };
}

/** Open leads in some stages of people and of their colleagues at the same company, the person's own first. */
export async function leadsWithSales(
  { db, workspace }: Context,
  people: readonly string[],
  stages: readonly string[],
): Promise<LeadWithSales[]> {
  const { rows } = await sql<
    Omit<LeadWithSales, 'ending'> & { endsAt: Date | null; endingReason: string; endingSetBy: PauseEnding['setBy'] }
  >`
    with asked as (select id, company_id from people where workspace_id = ${workspace} and id = any(${people}::uuid[])),
    concerned as (
      select id as for_person, id as owner_id from asked
      union all
      select a.id, p.id from asked a join people p on p.workspace_id = ${workspace} and p.company_id = a.company_id and p.id <> a.id and p.merged_into is null)
    select c.for_person, l.id as lead_id, h.id as handoff_id, coalesce(h.submitted_at, l.stage_since) as since,
           json_build_object('id', p.id, 'name', ${calledName('p')}) as owner,
           e.ends_at, e.reason as ending_reason, e.set_by as ending_set_by
      from concerned c
      join leads l on l.workspace_id = ${workspace} and l.person_id = c.owner_id and l.closed_at is null and l.stage = any(${stages}::text[])
      join people p on p.workspace_id = l.workspace_id and p.id = l.person_id
      left join lateral (select id, submitted_at from handoffs h where h.workspace_id = l.workspace_id and h.lead_id = l.id
                          order by submitted_at desc, id desc limit 1) h on true
      left join lateral (select m.ends_at, m.reason, ${memberRef('m.set_by')} as set_by from pause_endings m
                          where m.workspace_id = l.workspace_id and m.lead_id = l.id and m.withdrawn_at is null
                            and m.set_at >= coalesce(h.submitted_at, l.stage_since)) e on true
     order by c.owner_id <> c.for_person, since`.execute(db);
  return rows.map(({ endsAt, endingReason, endingSetBy, ...lead }) => ({
    ...lead,
    ending: endsAt && { at: endsAt, reason: endingReason, setBy: endingSetBy },
  }));
}
