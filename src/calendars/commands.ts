import type { z } from 'zod';
import type { Context } from '../platform/context.ts';
import { notFound, unprocessable } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { publicHolidays } from './holidays.ts';
import type { newAbsence, newCalendar } from './schema.ts';
import { lockCalendar } from './store.ts';

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
  const holidayCountry = hasHolidays(country) ? country : null;
  return createCalendar(context, {
    name,
    timeZone,
    weekly,
    holidayCountry,
    holidaysAdded: [],
    holidaysRemoved: [],
    standard: true,
  });
}

/** @throws Problem 422 for a country whose holidays are not known */
export async function createCalendar(context: Context, given: Kept): Promise<string> {
  const { db, workspace, now } = context;
  assertHolidays(given.holidayCountry);
  if (given.standard) await unmarkStandard(context);
  const id = newId();
  await db
    .insertInto('calendars')
    .values({ workspaceId: workspace, id, ...given, weekly: JSON.stringify(given.weekly), createdAt: now })
    .execute();
  await recordEvent(context, { type: 'calendar.created', subject: { kind: 'calendar', id }, data: { after: given } });
  return id;
}

/**
 * Replaces a calendar. Clocks that run in it follow at once, since what is due is derived when it is read.
 * @throws Problem 404, or 422 for the standard calendar that would no longer be one, or a country whose holidays are not known
 */
export async function changeCalendar(context: Context, id: string, given: Kept): Promise<void> {
  const { db } = context;
  assertHolidays(given.holidayCountry);
  const before = await lockCalendar(db, id);
  if (!before) throw notFound();
  if (before.standard && !given.standard)
    throw unprocessable('A workspace needs a standard calendar; make another one the standard instead.', [
      { pointer: '/standard', detail: 'must be true for the standard calendar' },
    ]);
  if (!before.standard && given.standard) await unmarkStandard(context);
  await db
    .updateTable('calendars')
    .set({ ...given, weekly: JSON.stringify(given.weekly) })
    .where('id', '=', id)
    .execute();
  const { id: _, createdAt: __, ...was } = before;
  await recordEvent(context, {
    type: 'calendar.changed',
    subject: { kind: 'calendar', id },
    data: { before: was, after: given },
  });
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
    .values({ workspaceId: workspace, id, ...given, createdAt: now })
    .execute();
  await recordEvent(context, {
    type: 'absence.added',
    subject: { kind: 'member', id: given.memberId },
    data: { absenceId: id, after: given },
  });
  return id;
}

/** @throws Problem 404 */
export async function removeAbsence(context: Context, id: string): Promise<void> {
  const before = await context.db
    .deleteFrom('absences')
    .where('id', '=', id)
    .returning(['memberId', 'startsAt', 'endsAt'])
    .executeTakeFirst();
  if (!before) throw notFound();
  await recordEvent(context, {
    type: 'absence.removed',
    subject: { kind: 'member', id: before.memberId },
    data: { absenceId: id, before },
  });
}

async function unmarkStandard({ db }: Context): Promise<void> {
  await db.updateTable('calendars').set({ standard: false }).where('standard', '=', true).execute();
}

function assertHolidays(country: string | null): void {
  if (country !== null && !hasHolidays(country))
    throw unprocessable(
      `The public holidays of ${country} are not known; leave holidayCountry null and list the days in holidaysAdded.`,
      [{ pointer: '/holidayCountry', detail: 'a country whose public holidays are known, for example DK' }],
    );
}

function hasHolidays(country: string): boolean {
  try {
    publicHolidays(country, []);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
