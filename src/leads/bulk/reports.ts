import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { UNDO_SECONDS } from '../../handoffs/handoff.ts';
import { actorId, type Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import { id as idField, type pageQuery } from '../../platform/fields.ts';
import { cutPage, decodeCursor } from '../../platform/pages.ts';
import type { Stage } from '../lifecycle.ts';
import type { bulkChange, bulkChangeLead, bulkChangeLeadsQuery, Refusal } from './schema.ts';

type Item = z.output<typeof bulkChange>;
type Line = z.output<typeof bulkChangeLead>;

const rows = ({ db }: Context) =>
  db
    .selectFrom('bulkChanges')
    .select(['id', 'kind', 'createdAt', 'leads', 'done', 'unchanged', 'refused', 'undone', 'problem'])
    .select(['finishedAt', 'undoAskedAt', 'undoFinishedAt']);

/** One's own bulk changes, the latest first: what was left alone can be found again. */
export async function listBulkChanges(
  context: Context,
  { cursor, limit }: z.output<typeof pageQuery>,
): Promise<{ items: Item[]; next: string | null }> {
  const [before] = decodeCursor(cursor, z.tuple([idField])) ?? [];
  // Ids grow with time, so they are the order and the cursor.
  const page = await rows(context)
    .where('actorId', '=', actorId(context.actor))
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  return cutPage(
    page,
    limit,
    ({ id }) => [id],
    (row) => asItem(row, context.now),
  );
}

/** @throws Problem 404 */
export async function oneBulkChange(context: Context, id: string): Promise<Item> {
  const row = await rows(context).where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return asItem(row, context.now);
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

function asItem({ finishedAt, undoAskedAt, undoFinishedAt, ...row }: Row, now: Date): Item {
  const kind = row.kind as Item['kind'];
  const undoUntil = finishedAt && !undoAskedAt ? new Date(finishedAt.getTime() + UNDO_SECONDS * 1000) : null;
  const state =
    row.problem !== null ? 'stopped' : undoFinishedAt ? 'undone' : undoAskedAt ? 'undoing' : finishedAt ? 'done' : 'running';
  return { ...row, kind, state, undoUntil: undoUntil && undoUntil > now && row.done > 0 ? undoUntil : null };
}

/**
 * Whether a hand-off has come to who has it by a bulk change that may still be taken back: it runs, was done less than half a minute ago,
 * or is being taken back just now.
 */
export function mayBeTakenBack({ workspace, now }: Context, handoffId: RawBuilder<string>): RawBuilder<boolean> {
  const settledBefore = new Date(now.getTime() - UNDO_SECONDS * 1000);
  return sql`exists (
    select from handoffs h
      join bulk_changes b on b.workspace_id = h.workspace_id and b.kind in ('handoff', 'assignment') and b.problem is null
       and case when b.undo_asked_at is null then b.finished_at is null or b.finished_at >= ${settledBefore} else b.undo_finished_at is null end
      join bulk_change_leads l on l.workspace_id = b.workspace_id and l.bulk_change_id = b.id and l.lead_id = h.lead_id and l.outcome = 'done'
     where h.workspace_id = ${workspace} and h.id = ${handoffId})`;
}

/** The leads of a bulk change with what became of each, by the page. @throws Problem 404 */
export async function leadsOfBulkChange(
  context: Context,
  id: string,
  { outcome, cursor, limit }: z.output<typeof bulkChangeLeadsQuery>,
): Promise<{ items: Line[]; next: string | null }> {
  await oneBulkChange(context, id);
  const [after] = decodeCursor(cursor, z.tuple([idField])) ?? [];
  const page = await context.db
    .selectFrom('bulkChangeLeads as b')
    .innerJoin('leads as l', (join) => join.onRef('l.workspaceId', '=', 'b.workspaceId').onRef('l.id', '=', 'b.leadId'))
    .innerJoin('people as p', (join) => join.onRef('p.workspaceId', '=', 'l.workspaceId').onRef('p.id', '=', 'l.personId'))
    .leftJoin('companies as c', (join) => join.onRef('c.workspaceId', '=', 'l.workspaceId').onRef('c.id', '=', 'l.companyId'))
    .select(['b.leadId', 'b.outcome', 'b.refusal', 'b.undoneAt', 'b.undoRefusal', 'l.stage'])
    .select(['p.id as personId', 'p.name', 'p.email', 'p.title'])
    .select(['c.id as companyId', 'c.name as companyName', 'c.country', 'c.employees', 'c.industry'])
    .where('b.bulkChangeId', '=', id)
    .$if(outcome === 'waiting', (query) => query.where('b.outcome', 'is', null))
    .$if(outcome === 'not_undone', (query) => query.where('b.undoRefusal', 'is not', null))
    .$if(outcome === 'done' || outcome === 'unchanged' || outcome === 'refused', (query) =>
      query.where('b.outcome', '=', outcome ?? ''),
    )
    .$if(after !== undefined, (query) => query.where(sql<boolean>`b.lead_id > ${after}::uuid`))
    .orderBy('b.leadId')
    .limit(limit + 1)
    .execute();
  return cutPage(
    page,
    limit,
    ({ leadId }) => [leadId],
    ({
      leadId,
      stage,
      outcome: word,
      refusal,
      undoneAt,
      undoRefusal,
      personId,
      name,
      email,
      title,
      companyId,
      companyName,
      ...company
    }) => ({
      lead: {
        id: leadId,
        stage: stage as Stage,
        person: { id: personId, name, email, title },
        company: companyId === null ? null : { id: companyId, name: companyName ?? '', ...company },
      },
      outcome: (word ?? 'waiting') as Line['outcome'],
      refusal: refusal as Refusal | null,
      undone: undoneAt !== null,
      undoRefusal: undoRefusal as Refusal | null,
    }),
  );
}
