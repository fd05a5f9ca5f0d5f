import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../platform/context.ts';
import { notFound, unprocessable } from '../platform/errors.ts';
import { cutPage, decodeCursor } from '../platform/pages.ts';
import { isKnown, type PublicHoliday, publicHolidays, regionsOf } from './holidays.ts';
import { asKnownAt, type CalendarRow, closedDays, isKnownAt, placeOf, resolveCalendar, yearsOf } from './resolution.ts';
import type { absence, Calendar, holidayProposal, holidayQuery, keptCalendar } from './schema.ts';
import {
  absencesSince,
  allCalendars,
  findCalendar,
  type FormerHolder,
  formerSince,
  type StoredCalendar,
  teamCalendars,
} from './store.ts';

/** Working out a year's holidays costs milliseconds and never changes; there are few places and years. */
const knownHolidays = new Map<string, PublicHoliday[]>();

function holidaysOf({ holidayCountry, holidayRegion }: CalendarRow, years: readonly number[]): PublicHoliday[] {
  if (holidayCountry === null) return [];
  const place = placeOf(holidayCountry, holidayRegion);
  return years.flatMap((year) => {
    const key = `${place} ${year}`;
    const known = knownHolidays.get(key) ?? publicHolidays(place, [year]);
    knownHolidays.set(key, known);
    return known;
  });
}

const publicDays = (row: CalendarRow, years: readonly number[]) => holidaysOf(row, years).map(({ date }) => date);

/**
 * What a place proposes: its public holidays of this year and the next, named in a language, and its regions with holidays of their own.
 * @throws Problem 422 for a place whose holidays are not known
 */
export function proposedHolidays(
  { now }: Context,
  { country, region, language }: z.output<typeof holidayQuery>,
): z.output<typeof holidayProposal> {
  const place = placeOf(country, region ?? null);
  if (!isKnown(place))
    throw unprocessable(`The public holidays of ${place} are not known.`, [
      { pointer: region ? 'region' : 'country', detail: 'a country or region whose public holidays are known, for example DK' },
    ]);
  return {
    holidays: publicHolidays(place, [now.getUTCFullYear(), now.getUTCFullYear() + 1], language),
    regions: regionsOf(country),
  };
}

/** All calendars, the standard one first, each with those whose own it is. */
export async function listCalendars(context: Context): Promise<z.output<typeof keptCalendar>[]> {
  const whose = await holders(context.db);
  return (await allCalendars(context.db)).map((row) => shown(row, whose(row.id), context.now));
}

/** @throws Problem 404 */
export async function getCalendar({ db, now }: Context, id: string): Promise<z.output<typeof keptCalendar>> {
  const row = await findCalendar(db, id);
  if (!row) throw notFound();
  return shown(row, (await holders(db))(id), now);
}

function shown(row: StoredCalendar, whose: Holders, now: Date): z.output<typeof keptCalendar> {
  const years = [now.getUTCFullYear(), now.getUTCFullYear() + 1];
  const names = new Map(holidaysOf(row, years).map(({ date, name }) => [date, name]));
  const within = (date: string) => years.includes(Number(date.slice(0, 4)));
  const holidays = closedDays(row, [...names.keys()])
    .filter(within)
    .map((date) => ({ date, name: names.get(date) ?? null }));
  return { ...row, holidaysAdded: [...row.holidaysAdded], holidaysRemoved: [...row.holidaysRemoved], ...whose, holidays };
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
    .leftJoin('members as by', 'by.id', 'absences.enteredBy')
    .leftJoin('users as byUser', 'byUser.id', 'by.userId')
    .select(['absences.id', 'absences.memberId', 'users.name', 'absences.startsAt', 'absences.endsAt', 'absences.createdAt'])
    .select(['absences.enteredBy', 'byUser.name as enteredByName'])
    .where('absences.withdrawnAt', 'is', null)
    .$if(member !== undefined, (query) => query.where('absences.memberId', '=', member ?? ''))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(absences.starts_at, absences.id) < (${after?.[0]}::timestamp, ${after?.[1]}::uuid)`),
    )
    .orderBy('absences.startsAt', 'desc')
    .orderBy('absences.id', 'desc')
    .limit(limit + 1)
    .execute();
  const item = ({ memberId, name, enteredBy, enteredByName, ...row }: (typeof rows)[number]): z.output<typeof absence> => ({
    ...row,
    member: { id: memberId, name },
    enteredBy: enteredBy === null ? null : { id: enteredBy, name: enteredByName ?? '' },
  });
  return cutPage(rows, limit, ({ startsAt, id }) => [startsAt, id], item);
}

/**
 * The calendar a member's clock runs in; null asks for the standard one, of nobody in particular. As it is known now, or as it was known at a
 * moment: what is judged is judged by what was known when it came to its end.
 */
export type CalendarOf = (member: string | null, knownAt?: Date) => Calendar & { readonly name: string };

/**
 * The members' calendars ready to compute with over a span of time: their own, their team's or the standard one, with its holidays and their
 * absences. A few queries, however many members. A member not asked for gets the standard calendar. What is asked as known at a moment
 * before the span begins is answered as known at its beginning; before the workspace had a calendar, as known now.
 */
export async function calendarsOf(
  { db }: Context,
  members: Iterable<string | null>,
  span: { from: Date; to: Date },
): Promise<CalendarOf> {
  const ids = [...new Set([...members].filter((id) => id !== null))];
  const years = yearsOf(span);
  const [rows, teams, own, absences, former] = await Promise.all([
    allCalendars(db),
    teamCalendars(db),
    ids.length === 0 ? [] : db.selectFrom('members').select(['id', 'team', 'calendarId']).where('id', 'in', ids).execute(),
    absencesSince(db, ids, span.from),
    formerSince(db, span.from),
  ]);
  const begun = Math.min(...rows.map(({ createdAt }) => createdAt.getTime()));
  const membersOwn = new Map(own.map((member) => [member.id, member]));
  const teamsOwn = new Map<string, string | null>(teams.map(({ team, calendarId }) => [team, calendarId]));
  const stateOf = (row: StoredCalendar, moment: Date) =>
    asKnownAt(
      former.calendars.filter(({ id }) => id === row.id),
      row,
      moment,
    );

  const resolve = (member: string | null, moment: Date) => {
    const who = member === null ? undefined : membersOwn.get(member);
    const chosen = (now: string | null, isTheirs: (holder: FormerHolder) => boolean) =>
      asKnownAt<{ calendarId: string | null }>(former.holders.filter(isTheirs), { calendarId: now }, moment).calendarId;
    const calendarId =
      who &&
      (chosen(who.calendarId, ({ memberId }) => memberId === who.id) ??
        chosen(teamsOwn.get(who.team) ?? null, ({ team }) => team === who.team));
    const row = rows.find(({ id }) => id === calendarId) ?? rows.find((each) => stateOf(each, moment).standard);
    if (!row) throw new Error('the workspace has no standard calendar');
    const away = ((member !== null && absences.get(member)) || []).filter((absence) => isKnownAt(absence, moment));
    return { state: stateOf(row, moment), away };
  };

  // Between two changes of anything all is known alike. Members of one calendar without absences share one value, and with it one timetable.
  const changes = [
    ...former.calendars.map(({ until }) => until),
    ...former.holders.map(({ until }) => until),
    ...[...absences.values()].flat().flatMap(({ createdAt, withdrawnAt }) => [createdAt, withdrawnAt ?? createdAt]),
  ].map((moment) => moment.getTime());
  const byMember = new Map<string, ReturnType<CalendarOf>>();
  const byState = new Map<StoredCalendar, ReturnType<CalendarOf>>();
  const made = (member: string | null, moment: Date) => {
    const { state, away } = resolve(member, moment);
    const shared = byState.get(state) ?? { name: state.name, ...resolveCalendar(state, publicDays(state, years), []) };
    byState.set(state, shared);
    return away.length === 0
      ? shared
      : { ...shared, absences: away.map(({ startsAt, endsAt }): [string, string] => [startsAt, endsAt]) };
  };
  return (member, knownAt) => {
    const moment = knownAt === undefined || knownAt.getTime() < begun ? FOR_EVER : knownAt;
    const key = `${member} ${changes.filter((change) => change <= moment.getTime()).length}`;
    const known = byMember.get(key) ?? made(member, moment);
    byMember.set(key, known);
    return known;
  };
}

const FOR_EVER = new Date(8.64e15);

type Holders = Pick<z.output<typeof keptCalendar>, 'teams' | 'memberIds'>;

/** Whose own each calendar is. */
async function holders(db: Context['db']): Promise<(calendar: string) => Holders> {
  const teams = await teamCalendars(db);
  const members = await db
    .selectFrom('members')
    .select(['id', 'calendarId'])
    .where('calendarId', 'is not', null)
    .orderBy('id')
    .execute();
  return (calendar) => ({
    teams: teams.flatMap(({ team, calendarId }) => (calendarId === calendar ? [team] : [])),
    memberIds: members.flatMap(({ id, calendarId }) => (calendarId === calendar ? [id] : [])),
  });
}
