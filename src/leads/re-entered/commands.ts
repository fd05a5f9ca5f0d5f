import { localDate } from '../../calendars/clock.ts';
import { startOfDay } from '../../calendars/local-day.ts';
import type { Context } from '../../platform/context.ts';
import { beginPassages, moveLeads } from '../commands.ts';
import { prospectsInPortions } from '../reports.ts';
import { followPeople } from '../scored/commands.ts';
import { leadsToReEnter } from '../store.ts';
import { timeZoneOf } from '../../workspaces/reports.ts';

/**
 * Brings back the next recycled leads whose day has come: each as a new passage from that very day, engaged at least, because both teams
 * know them, and MQL where the score says so. The old lead is locked and has a successor afterwards, so that each comes back once.
 * @returns how many of `most` there were
 */
export async function reEnter(context: Context, most: number): Promise<number> {
  const { db, workspace, now } = context;
  const timeZone = await timeZoneOf({ db, workspace });
  const today = localDate(now, timeZone);
  const due = new Map((await leadsToReEnter(db, today, most)).map((lead) => [lead.personId, lead]));
  const returned: string[] = [];
  for await (const people of prospectsInPortions(context, [...due.keys()])) {
    const passages = people.flatMap(({ personId, companyId, lead: { touches } }) => {
      const before = due.get(personId);
      if (!before) return [];
      const day = startOfDay(before.reEntryOn ?? today, timeZone);
      return { personId, companyId, at: day > before.closedAt ? day : before.closedAt, touches, before };
    });
    const opened = await beginPassages(context, passages);
    await moveLeads(
      context,
      passages.flatMap(({ personId, at }) => {
        const leadId = opened.get(personId);
        return leadId === undefined ? [] : { leadId, to: 'engaged', at };
      }),
    );
    returned.push(...opened.keys());
  }
  await followPeople(context, new Map(returned.map((personId) => [personId, 'anything'])));
  return due.size;
}
