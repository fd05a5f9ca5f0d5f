import { sql } from 'kysely';
import { z } from 'zod';
import { memberRef } from '../../companies/reports.ts';
import { calledName } from '../../people/reports.ts';
import type { Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import { cutPage, decodeCursor, pageOfList } from '../../platform/pages.ts';
import { plannedBySales, verdictsOf } from '../reports.ts';
import type { plannedContact, plannedContactQuery, recipient, recipientPage, recipientQuery } from '../schema.ts';
import { circlesOf } from '../store.ts';

type Item = z.output<typeof plannedContact>;

/** Messages of marketing's that were announced: what is ahead, the next first, or what has passed, the latest first. */
export async function listPlannedContacts(
  context: Context,
  { when, cursor, limit }: z.output<typeof plannedContactQuery>,
): Promise<{ items: Item[]; next: string | null }> {
  const { now } = context;
  const [at, after] = decodeCursor(cursor, z.tuple([z.iso.datetime(), z.uuid()])) ?? [];
  const place = sql`(${at ?? null}::timestamptz, ${after ?? null}::uuid)`;
  const rows =
    when === 'ahead'
      ? await rowsWhere(
          context,
          sql`m.at > ${now} and (${after ?? null}::uuid is null or (m.at, m.id) > ${place}) order by m.at, m.id limit ${limit + 1}`,
        )
      : await rowsWhere(
          context,
          sql`m.at <= ${now} and (${after ?? null}::uuid is null or (m.at, m.id) < ${place}) order by m.at desc, m.id desc limit ${limit + 1}`,
        );
  return cutPage(
    rows,
    limit,
    (row) => [row.at.toISOString(), row.id],
    (row) => row,
  );
}

/** @throws Problem 404 */
export async function onePlannedContact(context: Context, id: string): Promise<Item> {
  const [found] = await rowsWhere(context, sql`m.id = ${id}`);
  if (!found) throw notFound();
  return found;
}

async function rowsWhere({ db, workspace }: Context, rest: ReturnType<typeof sql>): Promise<Item[]> {
  const { rows } = await sql<Item>`
    select m.id, m.kind, m.title, m.campaign, m.at, m.announced_at, ${memberRef('m.announced_by')} as announced_by, m.withdrawn_at,
           r.recipients, r.excluded
      from planned_contacts m
     cross join lateral (
       select count(*) filter (where r.excluded_at is null)::int as recipients, count(r.excluded_at)::int as excluded
         from planned_contact_recipients r where r.workspace_id = m.workspace_id and r.planned_contact_id = m.id) r
     where m.workspace_id = ${workspace} and ${rest}`.execute(db);
  return rows;
}

/**
 * Who gets an announced message, by name, and what the guard says of each at the time it is planned for.
 * @throws Problem 404
 */
export async function recipientsOf(
  context: Context,
  id: string,
  { show, ...page }: z.output<typeof recipientQuery>,
): Promise<z.output<typeof recipientPage>> {
  const { kind, at } = await onePlannedContact(context, id);
  const kept = await keptRecipients(context, id);
  const verdicts = await verdictsOf(
    context,
    kept.map(({ person }) => person.id),
    { kind, at, without: id },
  );
  const counts = { allowed: 0, paused: 0, capped: 0, suppressed: 0, excluded: 0 };
  const all = kept.map((each) => {
    const guard = verdicts.get(each.person.id) ?? { verdict: 'allowed' };
    counts[each.excludedAt === null ? guard.verdict : 'excluded'] += 1;
    return { ...each, guard };
  });
  const isShown = ({ excludedAt, guard }: (typeof all)[number]) =>
    show === 'all' || (show === 'excluded' ? excludedAt !== null : excludedAt === null && guard.verdict !== 'allowed');
  const { items, next } = pageOfList(all.filter(isShown), page);
  const bySales = await plannedBySales(
    context,
    items.map(({ person }) => person.id),
  );
  const sales = (person: string) => {
    const [first] = bySales.flatMap(({ personId, at, kind: what, overdue }) =>
      personId === person && at !== null ? [{ kind: what, at, overdue }] : [],
    );
    return first ?? null;
  };
  return { items: items.map((each) => ({ ...each, sales: sales(each.person.id) })), next, counts };
}

/** Recipients as they are now: of two who have become one, one; taken out only if both were. */
async function keptRecipients(context: Context, id: string) {
  const { db, workspace } = context;
  const { rows } = await sql<{ personId: string; excludedAt: Date | null; excludedBy: Item['announcedBy'] }>`
    select m.person_id, m.excluded_at, ${memberRef('m.excluded_by')} as excluded_by from planned_contact_recipients m
     where m.workspace_id = ${workspace} and m.planned_contact_id = ${id} order by m.excluded_at nulls last`.execute(db);
  const circle = await circlesOf(
    context,
    rows.map(({ personId }) => personId),
  );
  const byPerson = new Map(
    rows.map((row) => [circle.get(row.personId) ?? row.personId, row]).toReversed() as [string, (typeof rows)[number]][],
  );
  const { rows: people } = await sql<z.output<typeof recipient>['person']>`
    select p.id, ${calledName('p')} as name, p.email from people p
     where p.workspace_id = ${workspace} and p.id = any(${[...byPerson.keys()]}::uuid[]) order by lower(${calledName('p')}), p.id`.execute(
    db,
  );
  return people.map((person) => {
    const { excludedAt = null, excludedBy = null } = byPerson.get(person.id) ?? {};
    return { person, excludedAt, excludedBy };
  });
}
