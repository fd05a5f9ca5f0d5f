import type { z } from 'zod';
import { memberId, type Context, type Team } from '../platform/context.ts';
import { notFound, unprocessable } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { isKnown, regionsOf } from './holidays.ts';
import { placeOf } from './resolution.ts';
import type { newAbsence, newCalendar } from './schema.ts';
import { findCalendar, findStandard, keepFormer, lockCalendar, teamCalendars } from './store.ts';

type Kept = z.output<typeof newCalendar>;

const workday: [string, string][] = [['09:00', '17:00']];

/** The calendar a workspace begins with: Monday to Friday 9–17 in its own zone, with its country's public holidays where they are known. */
export async function createStandardCalendar(context: Context): Promise<string> {
  const { country, timeZone, name } = await context.db
    .selectFrom('workspaces')
    .select(['country', 'timeZone', 'name'])
    .where('id', '=', context.workspace)
    .executeTakeFirstOrThrow();
  const weekly = { mon: workday, tue: workday, wed: workday, thu: workday, fri: workday };
  const holidayCountry = isKnown(country) ? country : null;
  return createCalendar(context, {
    name,
    timeZone,
    weekly,
    holidayCountry,
    holidayRegion: null,
    holidaysAdded: [],
    holidaysRemoved: [],
    standard: true,
  });
}

/** @throws Problem 422 for a place whose holidays are not known, or a memberId that names nobody */
export async function createCalendar(context: Context, given: Kept): Promise<string> {
  const { db, workspace, now } = context;
  const { teams = [], memberIds = [], ...calendar } = given;
  assertHolidays(given);
  if (given.standard) await unmarkStandard(context);
  const id = newId();
  await db
    .insertInto('calendars')
    .values({ workspaceId: workspace, id, ...calendar, weekly: JSON.stringify(given.weekly), createdAt: now })
    .execute();
  await setHolders(context, id, { teams, memberIds });
  await recordEvent(context, { type: 'calendar.created', subject: { kind: 'calendar', id }, data: { after: given } });
  return id;
}

/**
 * Replaces a calendar. Clocks that run in it follow at once, since what is due is derived when it is read; what has been judged stays as it
 * was, since what the calendar was is kept.
 * @throws Problem 404, or 422 for the standard calendar that would no longer be one, a place whose holidays are not known, or a memberId
 *   that names nobody
 */
export async function changeCalendar(context: Context, id: string, given: Kept): Promise<void> {
  const { db, workspace, now } = context;
  const { teams, memberIds, ...calendar } = given;
  assertHolidays(given);
  const before = await lockCalendar(db, id);
  if (!before) throw notFound();
  if (before.standard && !given.standard)
    throw unprocessable('A workspace needs a standard calendar; make another one the standard instead.', [
      { pointer: '/standard', detail: 'must be true for the standard calendar' },
    ]);
  if (!before.standard && given.standard) await unmarkStandard(context);
  await keepFormer(db, workspace, before, now);
  await db
    .updateTable('calendars')
    .set({ ...calendar, weekly: JSON.stringify(given.weekly) })
    .where('id', '=', id)
    .execute();
  const held = await setHolders(context, id, { teams, memberIds });
  const { id: _, createdAt: __, ...was } = before;
  await recordEvent(context, {
    type: 'calendar.changed',
    subject: { kind: 'calendar', id },
    data: { before: { ...was, ...held }, after: given },
  });
}

/**
 * Gives a member a calendar of their own, or null for their team's.
 * @throws Problem 422 for a calendar that does not exist
 */
export async function chooseCalendar(context: Context, memberId: string, calendarId: string | null): Promise<void> {
  const { db } = context;
  const { calendarId: before } = await db
    .selectFrom('members')
    .select('calendarId')
    .where('id', '=', memberId)
    .executeTakeFirstOrThrow();
  if (before === calendarId) return;
  if (calendarId !== null && !(await findCalendar(db, calendarId)))
    throw unprocessable('calendarId names no calendar of this workspace.');
  await keepFormerHolder(context, { memberId, team: null, calendarId: before });
  await db.updateTable('members').set({ calendarId }).where('id', '=', memberId).execute();
}

/** Makes a calendar that of exactly these teams and members. @returns whose it was before, of what is given */
async function setHolders(
  context: Context,
  id: string,
  { teams, memberIds }: { teams?: readonly Team[] | undefined; memberIds?: readonly string[] | undefined },
): Promise<{ teams?: string[]; memberIds?: string[] }> {
  const { db, workspace } = context;
  const before: { teams?: string[]; memberIds?: string[] } = {};
  if (teams !== undefined) {
    const chosen = await teamCalendars(db);
    const of = (team: string) => chosen.find((each) => each.team === team)?.calendarId ?? null;
    before.teams = chosen.filter(({ calendarId }) => calendarId === id).map(({ team }) => team);
    for (const team of new Set([...before.teams, ...teams])) {
      const calendarId = teams.some((each) => each === team) ? id : null;
      if (of(team) === calendarId) continue;
      await keepFormerHolder(context, { memberId: null, team, calendarId: of(team) });
      await db.deleteFrom('teamCalendars').where('team', '=', team).execute();
      if (calendarId !== null)
        await db.insertInto('teamCalendars').values({ workspaceId: workspace, team, calendarId }).execute();
    }
  }
  if (memberIds !== undefined) {
    await assertMembers(context, memberIds);
    const held = await db.selectFrom('members').select('id').where('calendarId', '=', id).execute();
    before.memberIds = held.map((member) => member.id);
    for (const member of new Set([...before.memberIds, ...memberIds]))
      await chooseCalendar(context, member, memberIds.includes(member) ? id : null);
  }
  return before;
}

async function keepFormerHolder(
  { db, workspace, now }: Context,
  was: { memberId: string | null; team: string | null; calendarId: string | null },
): Promise<void> {
  await db
    .insertInto('formerCalendarHolders')
    .values({ workspaceId: workspace, id: newId(), until: now, ...was })
    .execute();
}

async function assertMembers({ db }: Context, memberIds: readonly string[]): Promise<void> {
  if (memberIds.length === 0) return;
  const known = new Set((await db.selectFrom('members').select('id').where('id', 'in', memberIds).execute()).map(({ id }) => id));
  const faults = memberIds.flatMap((id, index) =>
    known.has(id) ? [] : [{ pointer: `/memberIds/${index}`, detail: 'must be a member of this workspace' }],
  );
  if (faults.length > 0) throw unprocessable('memberIds names somebody who is no member of this workspace.', faults);
}

/** @throws Problem 422 for a memberId that names nobody */
export async function addAbsence(context: Context, given: z.output<typeof newAbsence>): Promise<string> {
  const { db, workspace, now } = context;
  if (!(await db.selectFrom('members').select('id').where('id', '=', given.memberId).executeTakeFirst()))
    throw unprocessable('memberId names no member of this workspace.', [
      { pointer: '/memberId', detail: 'must be a member of this workspace' },
    ]);
  const id = newId();
  await db
    .insertInto('absences')
    .values({ workspaceId: workspace, id, ...given, createdAt: now, enteredBy: memberId(context.actor) })
    .execute();
  await recordEvent(context, {
    type: 'absence.added',
    subject: { kind: 'member', id: given.memberId },
    data: { absenceId: id, after: given },
  });
  return id;
}

/** Withdraws an absence: it counts no more, and what was judged while it was known stays judged. @throws Problem 404 */
export async function withdrawAbsence(context: Context, id: string): Promise<void> {
  const before = await context.db
    .updateTable('absences')
    .set({ withdrawnAt: context.now, withdrawnBy: memberId(context.actor) })
    .where('id', '=', id)
    .where('withdrawnAt', 'is', null)
    .returning(['memberId', 'startsAt', 'endsAt'])
    .executeTakeFirst();
  if (!before) throw notFound();
  await recordEvent(context, {
    type: 'absence.removed',
    subject: { kind: 'member', id: before.memberId },
    data: { absenceId: id, before },
  });
}

async function unmarkStandard({ db, workspace, now }: Context): Promise<void> {
  const standard = await findStandard(db);
  if (!standard) return;
  await keepFormer(db, workspace, standard, now);
  await db.updateTable('calendars').set({ standard: false }).where('id', '=', standard.id).execute();
}

function assertHolidays({ holidayCountry, holidayRegion }: Kept): void {
  if (holidayCountry === null) return;
  if (!isKnown(holidayCountry))
    throw unprocessable(
      `The public holidays of ${holidayCountry} are not known; leave holidayCountry null and list the days in holidaysAdded.`,
      [{ pointer: '/holidayCountry', detail: 'a country whose public holidays are known, for example DK' }],
    );
  if (!isKnown(placeOf(holidayCountry, holidayRegion)))
    throw unprocessable(`${holidayCountry} has no region ${holidayRegion} with public holidays of its own.`, [
      {
        pointer: '/holidayRegion',
        detail:
          regionsOf(holidayCountry).length > 0
            ? `one of ${regionsOf(holidayCountry)
                .map(({ code }) => code)
                .join(', ')}`
            : 'null',
      },
    ]);
}
