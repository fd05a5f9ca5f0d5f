import { sql } from 'kysely';
import { inTransaction, type Database } from './database.ts';

// Fewer strays are well where they are: each further partition costs every search by person or visitor one more look.
const WORTH_A_PARTITION = 10_000;

/** Each hour: makes partitions of touchpoints where they are wanted and removes what has served its time. Run twice, it changes nothing more. */
export async function housekeeping(db: Database): Promise<void> {
  await sql`select make_touchpoint_partitions(current_date, (current_date + interval '3 months')::date)`.execute(db);
  await inTransaction(db, {}, async (transaction) => {
    await sql`delete from sessions where expires_at < now()`.execute(transaction);
    await sql`delete from sign_in_failures where failed_at < now() - interval '1 day'`.execute(transaction);
  });
  const { rows } = await sql<{ id: string }>`select workspace_ids() as id`.execute(db);
  for (const { id } of rows) {
    await settleStrays(db, id);
    await inTransaction(db, { workspace: id }, async (transaction) => {
      await sql`delete from idempotency_keys where workspace_id = ${id} and created_at < now() - interval '48 hours'`.execute(
        transaction,
      );
      await sql`delete from tracking_messages where workspace_id = ${id} and received_at < now() - interval '60 days'`.execute(
        transaction,
      );
      // Nobody has put it right in three months; what visitors did is not kept for its own sake.
      await sql`delete from quarantine where workspace_id = ${id} and received_at < now() - interval '90 days'`.execute(
        transaction,
      );
      // Files that were uploaded and never became an import.
      await sql`delete from import_file_parts p where p.workspace_id = ${id} and p.import_id in (
        select f.import_id from import_file_parts f where f.workspace_id = ${id} and f.position = 0 and f.stored_at < now() - interval '1 day'
           and not exists (select from imports i where i.workspace_id = f.workspace_id and i.id = f.import_id))`.execute(
        transaction,
      );
      // The salt of a day (of UTC) goes when the day is over, and with it the way from a visit back to a visitor.
      await sql`delete from visitor_salts where workspace_id = ${id} and day < (now() at time zone 'UTC')::date`.execute(
        transaction,
      );
    });
  }
}

/** Gives months of which a workspace has brought many old touches a partition of their own: each its own transaction, for meanwhile the door waits. */
async function settleStrays(db: Database, workspace: string): Promise<void> {
  const { rows: months } = await inTransaction(db, { workspace }, (transaction) =>
    sql<{ month: string }>`
      select (date_trunc('month', occurred_at at time zone 'UTC'))::date as month from touchpoints_other
       where workspace_id = ${workspace} group by 1 having count(*) >= ${WORTH_A_PARTITION}`.execute(transaction),
  );
  for (const { month } of months) await sql`select make_touchpoint_partitions(${month}::date, ${month}::date)`.execute(db);
}
