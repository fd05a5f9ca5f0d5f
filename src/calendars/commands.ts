import type { Context } from '../platform/context.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';

const workday: [string, string][] = [['09:00', '17:00']];

/** The calendar a workspace begins with: Monday to Friday 9–17 in its own zone, with its country's public holidays. */
export async function createStandardCalendar(context: Context): Promise<string> {
  const { db, workspace, now } = context;
  const { country, timeZone, name } = await db
    .selectFrom('workspaces')
    .select(['country', 'timeZone', 'name'])
    .where('id', '=', workspace)
    .executeTakeFirstOrThrow();
  const id = newId();
  const weekly = { mon: workday, tue: workday, wed: workday, thu: workday, fri: workday };
  await db
    .insertInto('calendars')
    .values({
      workspaceId: workspace,
      id,
      name,
      timeZone,
      weekly: JSON.stringify(weekly),
      holidayCountry: country,
      standard: true,
      createdAt: now,
    })
    .execute();
  await recordEvent(context, {
    type: 'calendar.created',
    subject: { kind: 'calendar', id },
    data: { after: { name, timeZone, weekly, holidayCountry: country } },
  });
  return id;
}
