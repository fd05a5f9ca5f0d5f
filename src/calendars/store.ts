import { sql } from 'kysely';
import type { Db } from '../platform/context.ts';
import type { CalendarRow } from './resolution.ts';

/** A calendar as it stands in the database. */
export interface StoredCalendar extends CalendarRow {
  id: string;
  name: string;
  standard: boolean;
  createdAt: Date;
}

const columns = [
  'id',
  'name',
  'timeZone',
  'weekly',
  'holidayCountry',
  'holidaysAdded',
  'holidaysRemoved',
  'standard',
  'createdAt',
] as const;

/** All calendars of the workspace, the standard one first. */
export async function allCalendars(db: Db): Promise<StoredCalendar[]> {
  const rows = await db
    .selectFrom('calendars')
    .select(columns)
    .orderBy('standard', 'desc')
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows as StoredCalendar[];
}

export async function findCalendar(db: Db, id: string): Promise<StoredCalendar | undefined> {
  return (await db.selectFrom('calendars').select(columns).where('id', '=', id).executeTakeFirst()) as StoredCalendar | undefined;
}

/** The calendar, locked until the transaction ends. */
export async function lockCalendar(db: Db, id: string): Promise<StoredCalendar | undefined> {
  return (await db.selectFrom('calendars').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()) as
    | StoredCalendar
    | undefined;
}

/** Absences that have not ended the day before a moment, by member. */
export async function absencesSince(db: Db, members: readonly string[], from: Date): Promise<Map<string, [string, string][]>> {
  const byMember = new Map<string, [string, string][]>();
  if (members.length === 0) return byMember;
  const rows = await db
    .selectFrom('absences')
    .select(['memberId', 'startsAt', 'endsAt'])
    .where('memberId', 'in', members)
    .where('endsAt', '>', sql<string>`(${from}::timestamptz at time zone 'UTC') - interval '1 day'`)
    .orderBy('startsAt')
    .execute();
  for (const { memberId, startsAt, endsAt } of rows)
    byMember.set(memberId, [...(byMember.get(memberId) ?? []), [startsAt, endsAt]]);
  return byMember;
}
