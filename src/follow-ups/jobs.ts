import { sql } from 'kysely';
import type { Context } from '../platform/context.ts';
import { inWorkspace, type Database } from '../platform/database.ts';
import type { Enqueue, Jobs } from '../platform/jobs.ts';
import type { Consumer, RecordedEvent } from '../platform/outbox.ts';
import { followUpsOf } from './reports.ts';
import { keepFollowUps, leadsToFollow } from './store.ts';

interface Parts {
  db: Database;
  enqueue: Enqueue;
}

const CHUNK = 500;

/** What changes what is to be done for one lead. */
const ofOne = [
  'lead.opened',
  'lead.moved',
  'attempt.logged',
  'attempt.undone',
  'handoff.submitted',
  'handoff.assigned',
  'handoff.decision_undone',
  'handoff.appealed',
];
/** What may move everybody's due times. */
const ofAll = [
  'calendar.created',
  'calendar.changed',
  'absence.added',
  'absence.removed',
  'member.changed',
  'workspace.restored',
];

/** Keeps the order of follow-ups in step with what happens. */
export function followUpConsumer({ enqueue }: Pick<Parts, 'enqueue'>): Consumer {
  return {
    name: 'follow-ups',
    types: [...ofOne, ...ofAll],
    async consume(context, events) {
      const { db, workspace } = context;
      if (events.some(({ type }) => ofAll.includes(type))) await enqueue(db, 'follow-ups.reckon', { workspace, after: null });
      const leads = [...new Set(events.filter(({ type }) => ofOne.includes(type)).flatMap(leadOf))];
      for (let start = 0; start < leads.length; start += CHUNK) await reckon(context, leads.slice(start, start + CHUNK));
    },
  };
}

function leadOf({ subjectKind, subjectId, data }: RecordedEvent): string[] {
  const id = subjectKind === 'lead' ? subjectId : data['leadId'];
  return typeof id === 'string' ? [id] : [];
}

/** Reckons the next open leads of a workspace anew, and asks for those after them. */
export async function reckonFollowUps({ db, enqueue }: Parts, { workspace, after }: Jobs['follow-ups.reckon']): Promise<void> {
  await inWorkspace(db, workspace, { kind: 'system' }, async (context) => {
    const leads = await leadsToFollow(context.db, after, CHUNK);
    await reckon(context, leads);
    const last = leads.at(-1);
    if (last !== undefined && leads.length === CHUNK) await enqueue(context.db, 'follow-ups.reckon', { workspace, after: last });
  });
}

/** Asks for the reckoning of every workspace, so that what lists go by cannot stay wrong for longer than an hour. */
export async function reckonFollowUpsEverywhere({ db, enqueue }: Parts): Promise<void> {
  const { rows } = await sql<{ id: string }>`select workspace_ids() as id`.execute(db);
  for (const { id: workspace } of rows)
    await inWorkspace(db, workspace, { kind: 'system' }, (context) =>
      enqueue(context.db, 'follow-ups.reckon', { workspace, after: null }),
    );
}

async function reckon(context: Context, leadIds: readonly string[]): Promise<void> {
  const followed = await followUpsOf(context, leadIds);
  await keepFollowUps(
    context.db,
    context.workspace,
    followed.map(({ id, memberId, followUp }) => ({ leadId: id, memberId, followUp })),
    context.now,
  );
}
