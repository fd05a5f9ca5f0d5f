import { sql } from 'kysely';
import type { DefinitionBody } from '../definitions/schema.ts';
import type { Db } from '../platform/context.ts';

export interface BackTestRow {
  id: string;
  body: DefinitionBody;
  fromDay: string;
  toDay: string;
  definitionId: string | null;
  finishedAt: Date | null;
  problem: string | null;
}

/** One is asked for at a time in a workspace, so that they are counted rightly. Held until the transaction ends. */
export async function lockBackTests(db: Db, workspace: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`back-tests ${workspace}`}, 0))`.execute(db);
}

/** How many that were asked for since a moment are neither done nor stopped. */
export async function backTestsUnderWay(db: Db, since: Date): Promise<number> {
  const { n } = await db
    .selectFrom('backTests')
    .select((row) => row.fn.countAll<number>().as('n'))
    .where('finishedAt', 'is', null)
    .where('problem', 'is', null)
    .where('createdAt', '>', since)
    .executeTakeFirstOrThrow();
  return n;
}

/** The back-test, locked until the transaction ends. */
export async function lockBackTest(db: Db, id: string): Promise<BackTestRow | undefined> {
  const row = await db
    .selectFrom('backTests')
    .select(['id', 'body', 'fromDay', 'toDay', 'definitionId', 'finishedAt', 'problem'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && { ...row, body: row.body as DefinitionBody };
}

export async function updateBackTest(
  db: Db,
  id: string,
  values: { leads?: number; leadsJudged?: number; problem?: string; finishedAt?: Date; result?: string },
): Promise<void> {
  await db.updateTable('backTests').set(values).where('id', '=', id).execute();
}

/** How many leads were open at some time of a period. */
export async function countLeads(db: Db, { from, to }: { from: Date; to: Date }): Promise<number> {
  const { n } = await leadsOf(db, { from, to })
    .select((row) => row.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

/** The next of them in the order of their ids, with whose they are and what became of them. */
export async function nextLeads(
  db: Db,
  { from, to }: { from: Date; to: Date },
  { after, limit }: { after: string | null; limit: number },
) {
  return leadsOf(db, { from, to })
    .innerJoin('people as p', (join) => join.onRef('p.workspaceId', '=', 'l.workspaceId').onRef('p.id', '=', 'l.personId'))
    .leftJoin('companies as c', (join) => join.onRef('c.workspaceId', '=', 'l.workspaceId').onRef('c.id', '=', 'l.companyId'))
    .leftJoinLateral(
      (query) =>
        query
          .selectFrom('handoffs as h')
          .leftJoin('handoffDecisions as d', (join) =>
            join.onRef('d.workspaceId', '=', 'h.workspaceId').onRef('d.handoffId', '=', 'h.id').on('d.undoneAt', 'is', null),
          )
          .select(['h.submittedAt', 'd.decision'])
          .whereRef('h.workspaceId', '=', 'l.workspaceId')
          .whereRef('h.leadId', '=', 'l.id')
          // The hand-off with the last verdict; one without any only where there is no other.
          .orderBy((row) => row('d.decision', 'is', null))
          .orderBy('h.submittedAt', 'desc')
          .limit(1)
          .as('h'),
      (join) => join.onTrue(),
    )
    .select([
      'l.id',
      'l.personId',
      'l.createdAt',
      'l.closedAt',
      'p.name',
      'p.email',
      'c.name as company',
      'h.submittedAt',
      'h.decision',
    ])
    .select((row) =>
      row
        .exists(
          row
            .selectFrom('leadStages as s')
            .select('s.move')
            .whereRef('s.workspaceId', '=', 'l.workspaceId')
            .whereRef('s.leadId', '=', 'l.id')
            .where('s.stage', '=', 'won'),
        )
        .as('won'),
    )
    .$if(after !== null, (query) => query.where('l.id', '>', after))
    .orderBy('l.id')
    .limit(limit)
    .execute();
}

const leadsOf = (db: Db, { from, to }: { from: Date; to: Date }) =>
  db
    .selectFrom('leads as l')
    .where('l.createdAt', '<', to)
    .where((row) => row.or([row('l.closedAt', 'is', null), row('l.closedAt', '>', from)]));
