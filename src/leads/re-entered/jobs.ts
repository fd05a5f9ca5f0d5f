import { sql } from 'kysely';
import { localDate } from '../../calendars/clock.ts';
import { startOfDay } from '../../calendars/local-day.ts';
import type { Context } from '../../platform/context.ts';
import { inWorkspace, type Database } from '../../platform/database.ts';
import type { Enqueue, Jobs } from '../../platform/jobs.ts';
import { beginPassages, moveLeads } from '../commands.ts';
import { prospectsInPortions } from '../reports.ts';
import { followPeople } from '../scored/commands.ts';
import { leadsToReEnter } from '../store.ts';

/** Recycled leads come back on their day, whether or not anybody is heard from. Looked for by what is stored, so that no downtime loses one. */

interface Parts {
  db: Database;
  enqueue: Enqueue;
}

const CHUNK = 200;

/**
 * Brings back the next recycled leads whose day has come: each as a new passage from that very day, engaged at least, because both teams
 * know them, and MQL where the score says so. The old lead is locked and has a successor afterwards, so that each comes back once.
 */
export async function reEnterLeads(
  { db, enqueue }: Parts,
  { workspace }: Jobs['leads.re-enter'],
  now = new Date(),
): Promise<void> {
  await inWorkspace(
    db,
    workspace,
    { kind: 'system' },
    async (context) => {
      const returned = await reEnter(context);
      if (returned === CHUNK) await enqueue(context.db, 'leads.re-enter', { workspace });
    },
    now,
  );
}

async function reEnter(context: Context): Promise<number> {
  const { db, workspace, now } = context;
  const { timeZone } = await db.selectFrom('workspaces').select('timeZone').where('id', '=', workspace).executeTakeFirstOrThrow();
  const today = localDate(now, timeZone);
  const due = new Map((await leadsToReEnter(db, today, CHUNK)).map((lead) => [lead.personId, lead]));
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

/** Asks every workspace for its leads to bring back. */
export async function reEnterEverywhere({ db, enqueue }: Parts): Promise<void> {
  const { rows } = await sql<{ id: string }>`select workspace_ids() as id`.execute(db);
  for (const { id: workspace } of rows)
    await inWorkspace(db, workspace, { kind: 'system' }, (context) => enqueue(context.db, 'leads.re-enter', { workspace }));
}
