import { sql } from 'kysely';
import { z } from 'zod';
import type { BriefingItem } from '../agreements/briefing-item.ts';
import { atMoment } from '../agreements/in-force.ts';
import { readAgreements } from '../agreements/reports.ts';
import { standardBriefingItems } from '../agreements/standard-agreement.ts';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { cutPage, decodeCursor } from '../platform/pages.ts';
import { versionAt } from './contract.ts';
import type { informationContract, itemRequest, itemRequestQuery } from './schema.ts';
import { contractVersions } from './store.ts';

/** What sales needs to know by what was in force at a moment: a past hand-off is judged by what both teams had agreed on then. */
export async function contractAt(context: Context, moment: Date): Promise<z.output<typeof informationContract>> {
  const agreements = await readAgreements(context);
  const agreement = agreements.at(moment);
  const dated = agreement && atMoment(agreement, agreements.timeZone);
  const writtenAt = dated && (dated.inForceFrom < dated.createdAt ? dated.inForceFrom : dated.createdAt);
  const signed = agreement && writtenAt && { briefingItems: agreement.briefingItems, writtenAt };
  const version = versionAt(signed, await contractVersions(context.db), moment);
  return {
    version: version?.version ?? null,
    since: version?.madeAt ?? dated?.inForceFrom ?? null,
    agreement: agreement ? { id: agreement.id, version: agreement.version } : null,
    items: [...(version?.items ?? agreement?.briefingItems ?? standardBriefingItems)],
  };
}

type Request = z.output<typeof itemRequest>;
const cursorForm = z.tuple([z.iso.datetime(), z.uuid()]);

/** What the teams have asked of each other, newest first. */
export async function listItemRequests(context: Context, { cursor, limit, open }: z.output<typeof itemRequestQuery>) {
  const place = decodeCursor(cursor, cursorForm);
  const rows = await requestRows(
    context,
    sql<boolean>`${open === 'true' ? sql`r.answered_at is null` : open === 'false' ? sql`r.answered_at is not null` : sql`true`}
      and ${place ? sql`(r.asked_at, r.id) < (${place[0]}::timestamptz, ${place[1]}::uuid)` : sql`true`}`,
    limit + 1,
  );
  return cutPage(
    rows,
    limit,
    (row) => [row.askedAt.toISOString(), row.id],
    (row) => row,
  );
}

/** @throws Problem 404 */
export async function oneItemRequest(context: Context, id: string): Promise<Request> {
  const [row] = await requestRows(context, sql<boolean>`r.id = ${id}`, 1);
  if (!row) throw notFound();
  return row;
}

async function requestRows(context: Context, where: ReturnType<typeof sql<boolean>>, limit: number): Promise<Request[]> {
  const { db, workspace, now } = context;
  const { rows } = await sql<Omit<Request, 'before'>>`
    select r.id, r.kind, r.item_key as key, r.item, r.why, r.side, r.asked_at, r.answer, r.answer_comment, r.answered_at,
           case when am.id is null then null else jsonb_build_object('id', am.id, 'name', au.name) end as asked_by,
           case when bm.id is null then null else jsonb_build_object('id', bm.id, 'name', bu.name) end as answered_by
      from item_requests r
      left join members am on am.workspace_id = r.workspace_id and am.id = r.asked_by left join users au on au.id = am.user_id
      left join members bm on bm.workspace_id = r.workspace_id and bm.id = r.answered_by left join users bu on bu.id = bm.user_id
     where r.workspace_id = ${workspace} and (${where}) order by r.asked_at desc, r.id desc limit ${limit}`.execute(db);
  const { items } = await contractAt(context, now);
  const before = new Map<string, BriefingItem>(items.map((item) => [item.key, item]));
  return rows.map((row) => ({ ...row, before: before.get(row.key) ?? null }));
}
