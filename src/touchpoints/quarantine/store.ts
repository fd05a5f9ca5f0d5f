import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { memberId } from '../../platform/context.ts';
import type { MessageType } from '../segment.ts';

/** A message in quarantine as it is sent through the door again. */
export interface Kept {
  id: string;
  receivedAt: Date;
  writeKeyId: string | null;
  reason: string;
  original: Buffer;
  correction: string | null;
  call: MessageType | null;
  envelope: string | null;
  userAgent: string | null;
  asksForPrivacy: boolean;
  ahead: boolean;
  replayedAt: Date | null;
}

const columns = sql.raw(
  'id, received_at, write_key_id, reason, original, correction, call, envelope, user_agent, asks_for_privacy, ahead, replayed_at',
);

/** Takes hold of one message until the transaction ends; whoever else wants it waits. */
export async function hold({ db, workspace }: Context, id: string): Promise<Kept | undefined> {
  const { rows } = await sql<Kept>`
    select ${columns} from quarantine where workspace_id = ${workspace} and id = ${id} for update`.execute(db);
  return rows[0];
}

/** Takes hold of the next messages that wait, oldest first; those somebody else holds are left to them. */
export async function holdNext(
  { db, workspace }: Context,
  { reason, after, most }: { reason: string | undefined; after: string | undefined; most: number },
): Promise<Kept[]> {
  const { rows } = await sql<Kept>`
    select ${columns} from quarantine where workspace_id = ${workspace} and replayed_at is null
      ${reason === undefined ? sql`` : sql`and reason = ${reason}`} ${after === undefined ? sql`` : sql`and id > ${after}`}
     order by id limit ${most} for update skip locked`.execute(db);
  return rows;
}

export async function saveCorrection({ db, workspace, actor, now }: Context, id: string, text: string): Promise<void> {
  await sql`
    update quarantine set correction = ${text}, corrected_at = ${now}, corrected_by = ${memberId(actor)}
     where workspace_id = ${workspace} and id = ${id}`.execute(db);
}

export async function remove({ db, workspace }: Context, id: string): Promise<void> {
  await sql`delete from quarantine where workspace_id = ${workspace} and id = ${id}`.execute(db);
}

/** Marks messages as sent through the door again, and changes what became of them in the ledger of the day they came. */
export async function closeReplayed(
  { db, workspace, actor, now }: Context,
  replayed: readonly { kept: Kept; outcome: 'accepted' | 'duplicate' }[],
): Promise<void> {
  if (replayed.length === 0) return;
  const rows = replayed.map(({ kept, outcome }) => ({ id: kept.id, accepted: Number(outcome === 'accepted') }));
  await sql`
    with closed as (
      update quarantine q set replayed_at = ${now}, replayed_by = ${memberId(actor)}
        from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, accepted integer)
       where q.workspace_id = ${workspace} and q.id = r.id
      returning q.write_key_id, (q.received_at at time zone 'UTC')::date as day, r.accepted),
    moved as (select write_key_id, day, sum(accepted) as accepted, count(*) as all_of_them from closed group by 1, 2)
    update tracking_ledger l
       set accepted = l.accepted + m.accepted, duplicate = l.duplicate + m.all_of_them - m.accepted, quarantined = l.quarantined - m.all_of_them
      from moved m
     where l.workspace_id = ${workspace} and l.day = m.day
       and l.write_key_id = coalesce(m.write_key_id, '00000000-0000-0000-0000-000000000000')`.execute(db);
}
