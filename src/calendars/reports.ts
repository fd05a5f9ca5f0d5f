import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { cutPage, decodeCursor } from '../platform/pages.ts';
import { type PublicHoliday, publicHolidays } from './holidays.ts';
import { closedDays, resolveCalendar, yearsOf } from './resolution.ts';
import type { absence, Calendar, keptCalendar } from './schema.ts';
import { absencesSince, allCalendars, findCalendar, type StoredCalendar } from './store.ts';

/** Working out a year's holidays costs milliseconds and never changes; there are few countries and years. */
const knownHolidays = new Map<string, PublicHoliday[]>();

function holidaysOf(country: string | null, years: readonly number[]): PublicHoliday[] {
  if (country === null) return [];
  return years.flatMap((year) => {
    const key = `${country} ${year}`;
    const known = knownHolidays.get(key) ?? publicHolidays(country, [year]);
    knownHolidays.set(key, known);
    return known;
  });
}

const publicDays = (row: StoredCalendar, years: readonly number[]) =>
  holidaysOf(row.holidayCountry, years).map(({ date }) => date);

export async function listCalendars({ db, now }: Context): Promise<z.output<typeof keptCalendar>[]> {
  return (await allCalendars(db)).map((row) => shown(row, now));
}

/** @throws Problem 404 */
export async function getCalendar({ db, now }: Context, id: string): Promise<z.output<typeof keptCalendar>> {
  const row = await findCalendar(db, id);
  if (!row) throw notFound();
  return shown(row, now);
}

function shown(row: StoredCalendar, now: Date): z.output<typeof keptCalendar> {
  const years = [now.getUTCFullYear(), now.getUTCFullYear() + 1];
  const names = new Map(holidaysOf(row.holidayCountry, years).map(({ date, name }) => [date, name]));
  const within = (date: string) => years.includes(Number(date.slice(0, 4)));
  const holidays = closedDays(row, [...names.keys()])
    .filter(within)
    .map((date) => ({ date, name: names.get(date) ?? null }));
  return { ...row, holidaysAdded: [...row.holidaysAdded], holidaysRemoved: [...row.holidaysRemoved], holidays };
}

/** Absences, the latest first; of one member if asked. */
export async function listAbsences(
  { db }: Context,
  { member, cursor, limit }: { member?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const rows = await db
    .selectFrom('absences')
    .innerJoin('members', 'members.id', 'absences.memberId')
    .innerJoin('users', 'users.id', 'members.userId')
    .select(['absences.id', 'absences.memberId', 'users.name', 'absences.startsAt', 'absences.endsAt', 'absences.createdAt'])
    .$if(member !== undefined, (query) => query.where('absences.memberId', '=', member ?? ''))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(absences.starts_at, absences.id) < (${after?.[0]}::timestamp, ${after?.[1]}::uuid)`),
    )
    .orderBy('absences.startsAt', 'desc')
    .orderBy('absences.id', 'desc')
    .limit(limit + 1)
    .execute();
  const item = ({ memberId, name, ...row }: (typeof rows)[number]): z.output<typeof absence> => ({
    ...row,
    member: { id: memberId, name },
  });
  return cutPage(rows, limit, ({ startsAt, id }) => [startsAt, id], item);
}

/** The calendar a member's clock runs in; null asks for the standard one, of nobody in particular. */
export type CalendarOf = (member: string | null) => Calendar & { readonly name: string };

/**
 * The members' calendars ready to compute with over a span of time: their own or the standard one, with its holidays and their absences.
 * Two queries, however many members. A member not asked for gets the standard calendar.
 */
export async function calendarsOf(
  { db }: Context,
  members: Iterable<string | null>,
  span: { from: Date; to: Date },
): Promise<CalendarOf> {
  const ids = [...new Set([...members].filter((id) => id !== null))];
  const years = yearsOf(span);
  const rows = await allCalendars(db);
  const standard = rows.find((row) => row.standard);
  if (!standard) throw new Error('the workspace has no standard calendar');
  const chosen =
    ids.length === 0
      ? []
      : await db
          .selectFrom('members')
          .select(['id', 'calendarId'])
          .where('id', 'in', ids)
          .where('calendarId', 'is not', null)
          .execute();
  const calendarIds = new Map(chosen.map(({ id, calendarId }) => [id, calendarId]));
  const absences = await absencesSince(db, ids, span.from);
  const resolve = (member: string | null) => {
    const row = rows.find(({ id }) => member !== null && id === calendarIds.get(member)) ?? standard;
    return { name: row.name, ...resolveCalendar(row, publicDays(row, years), (member !== null && absences.get(member)) || []) };
  };
  // Without absences of their own, members share one value, and with it one timetable.
  const shared = new Map<string | null, ReturnType<typeof resolve>>();
  for (const member of [null, ...ids]) {
    const key = member !== null && !calendarIds.has(member) && !absences.has(member) ? null : member;
    const known = shared.get(key) ?? resolve(key);
    shared.set(key, known).set(member, known);
  }
  return (member) => shared.get(member) ?? (shared.get(null) as ReturnType<typeof resolve>);
}
