import { sql } from 'kysely';
import type { Db, Team } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
import type { CalendarRow, Former, KnownAbsence } from './resolution.ts';

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
  'holidayRegion',
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

export async function findStandard(db: Db): Promise<StoredCalendar | undefined> {
  return (await db.selectFrom('calendars').select(columns).where('standard', '=', true).forUpdate().executeTakeFirst()) as
    | StoredCalendar
    | undefined;
}

/** The calendar, locked until the transaction ends. */
export async function lockCalendar(db: Db, id: string): Promise<StoredCalendar | undefined> {
  return (await db.selectFrom('calendars').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()) as
    | StoredCalendar
    | undefined;
}

/** A state a calendar was left in. */
export type FormerCalendar = StoredCalendar & Former;

/** Which calendar a member or a team had as their own until it was another. */
export interface FormerHolder extends Former {
  memberId: string | null;
  team: string | null;
  calendarId: string | null;
}

/** What calendars were, and whose, until some moment after a given one; the earliest first. */
export async function formerSince(db: Db, moment: Date): Promise<{ calendars: FormerCalendar[]; holders: FormerHolder[] }> {
  const [calendars, holders] = await Promise.all([
    db
      .selectFrom('formerCalendars as f')
      .innerJoin('calendars as c', (on) => on.onRef('c.workspaceId', '=', 'f.workspaceId').onRef('c.id', '=', 'f.calendarId'))
      .select(['f.calendarId as id', 'f.name', 'f.timeZone', 'f.weekly', 'f.holidayCountry', 'f.holidayRegion'])
      .select(['f.holidaysAdded', 'f.holidaysRemoved', 'f.standard', 'c.createdAt', 'f.until'])
      .where('f.until', '>', moment)
      .orderBy('f.until')
      .orderBy('f.id')
      .execute(),
    db
      .selectFrom('formerCalendarHolders')
      .select(['memberId', 'team', 'calendarId', 'until'])
      .where('until', '>', moment)
      .orderBy('until')
      .orderBy('id')
      .execute(),
  ]);
  return { calendars: calendars as FormerCalendar[], holders };
}

/** Keeps what a calendar was until now. */
export async function keepFormer(db: Db, workspaceId: string, was: StoredCalendar, until: Date): Promise<void> {
  const { id: calendarId, createdAt: _, ...state } = was;
  await db
    .insertInto('formerCalendars')
    .values({ workspaceId, id: newId(), calendarId, until, ...state, weekly: JSON.stringify(was.weekly) } as never)
    .execute();
}

/** The teams that have a calendar of their own, with it. */
export async function teamCalendars(db: Db): Promise<{ team: Team; calendarId: string }[]> {
  return (await db.selectFrom('teamCalendars').select(['team', 'calendarId']).execute()) as { team: Team; calendarId: string }[];
}

/** Absences of members that have not ended the day before a moment, those withdrawn since then too, by member. */
export async function absencesSince(db: Db, members: readonly string[], from: Date): Promise<Map<string, KnownAbsence[]>> {
  const byMember = new Map<string, KnownAbsence[]>();
  if (members.length === 0) return byMember;
  const rows = await db
    .selectFrom('absences')
    .select(['memberId', 'id', 'startsAt', 'endsAt', 'createdAt', 'withdrawnAt'])
    .where('memberId', 'in', members)
    .where('endsAt', '>', sql<string>`(${from}::timestamptz at time zone 'UTC') - interval '1 day'`)
    .where((row) => row.or([row('withdrawnAt', 'is', null), row('withdrawnAt', '>', from)]))
    .orderBy('startsAt')
    .execute();
  for (const { memberId, ...absence } of rows) byMember.set(memberId, [...(byMember.get(memberId) ?? []), absence]);
  return byMember;
}
