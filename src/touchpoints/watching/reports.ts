import { sql } from 'kysely';
import type { z } from 'zod';
import { calledName } from '../../people/reports.ts';
import type { Context } from '../../platform/context.ts';
import type { Language } from '../../platform/fields.ts';
import { inWords } from '../sentences.ts';
import type { receipt, source } from '../schema.ts';
import type { Receipt } from '../tracking/receipts.ts';

/** Receipts as they are shown: sources and people by their names. */
export async function nameReceipts(
  { db, workspace }: Context,
  receipts: readonly (Receipt & { number: number })[],
  language: Language,
): Promise<z.output<typeof receipt>[]> {
  if (receipts.length === 0) return [];
  const people = receipts.flatMap(({ fate }) => (fate.outcome === 'accepted' && fate.personId !== null ? [fate.personId] : []));
  const { rows } = await sql<{ id: string; name: string }>`
    select k.id, k.name from write_keys k where k.workspace_id = ${workspace}
    union all select p.id, ${calledName('p')} from people p where p.workspace_id = ${workspace} and p.id = any(${people}::uuid[])`.execute(
    db,
  );
  const names = new Map(rows.map(({ id, name }) => [id, { id, name }]));
  return receipts.map(({ number, at, writeKeyId, type, title, messageId, fate }) => {
    const touch = fate.outcome === 'accepted' ? fate.touch : null;
    const person = fate.outcome === 'accepted' && fate.personId !== null ? (names.get(fate.personId) ?? null) : null;
    return {
      number,
      at,
      source: names.get(writeKeyId) ?? null,
      type,
      title,
      messageId,
      outcome: fate.outcome,
      person,
      kind: touch?.kind ?? null,
      channel: touch?.channel ?? null,
      campaignSource: touch?.source ?? null,
      bot: touch?.bot ?? false,
      reason: 'said' in fate ? inWords(fate.said, language) : null,
      path: 'path' in fate ? fate.path : null,
      quarantineId: fate.outcome === 'quarantined' ? fate.id : null,
    };
  });
}

/** Every write key with what it has brought, the one heard of last first. */
export async function listSources({ db, workspace, now }: Context): Promise<z.output<typeof source>[]> {
  const { rows } = await sql<z.output<typeof source>>`
    select k.id, k.name, k.hint, k.created_at, k.revoked_at, max(l.last_at) as last_at,
           coalesce(sum(l.received), 0) as received, coalesce(sum(l.accepted), 0) as accepted, coalesce(sum(l.duplicate), 0) as duplicate,
           coalesce(sum(l.quarantined), 0) as quarantined, coalesce(sum(l.refused), 0) as refused,
           coalesce(json_agg(json_build_object('day', l.day, 'received', l.received, 'accepted', l.accepted, 'duplicate', l.duplicate,
             'quarantined', l.quarantined, 'refused', l.refused) order by l.day)
             filter (where l.day > (${now}::timestamptz at time zone 'UTC')::date - 30), '[]') as days
      from write_keys k left join tracking_ledger l on l.workspace_id = k.workspace_id and l.write_key_id = k.id
     where k.workspace_id = ${workspace}
     group by k.workspace_id, k.id order by k.revoked_at is not null, max(l.last_at) desc nulls first, k.id desc`.execute(db);
  return rows;
}
