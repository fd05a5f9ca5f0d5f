import type { z } from 'zod';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { prospectsOf } from '../leads/reports.ts';
import type { backTest, backTestLine, backTestResult, previewLead } from './schema.ts';
import { backTestResult as resultContract } from './schema.ts';

/** So many leads show what a draft does, and are few enough to be scored at every keystroke. */
const PREVIEWED = 10;

/** A back-test of one kept for the teams to read again. @throws Problem 404 */
export async function oneBackTest(context: Context, id: string): Promise<z.output<typeof backTest>> {
  const row = await rows(context).select(['b.body', 'b.result']).where('b.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  const result: z.output<typeof backTestResult> | null = row.result === null ? null : resultContract.parse(row.result);
  return { ...line(row), body: row.body as z.output<typeof backTest>['body'], result };
}

/** The latest back-tests, newest first. */
export async function listBackTests(context: Context): Promise<z.output<typeof backTestLine>[]> {
  const found = await rows(context).orderBy('b.createdAt', 'desc').limit(50).execute();
  return found.map(line);
}

/** The ten open leads that moved last, each with what scoring reads of it; newest first. */
export async function previewLeads(context: Context): Promise<z.output<typeof previewLead>[]> {
  const found = await context.db
    .selectFrom('leads as l')
    .innerJoin('people as p', (join) => join.onRef('p.workspaceId', '=', 'l.workspaceId').onRef('p.id', '=', 'l.personId'))
    .leftJoin('companies as c', (join) => join.onRef('c.workspaceId', '=', 'l.workspaceId').onRef('c.id', '=', 'l.companyId'))
    .select(['l.id', 'l.personId', 'p.name', 'p.email', 'c.name as company'])
    .where('l.closedAt', 'is', null)
    .orderBy('l.stageSince', 'desc')
    .orderBy('l.id', 'desc')
    .limit(PREVIEWED)
    .execute();
  const prospects = await prospectsOf(
    context,
    found.map(({ personId }) => personId),
  );
  const facts = new Map(prospects.map(({ personId, lead }) => [personId, lead]));
  return found.flatMap(({ id, personId, name, email, company }) => {
    const lead = facts.get(personId);
    if (!lead) return [];
    const touches = lead.touches.filter(({ bot }) => !bot);
    return [{ id, name: name ?? email ?? '', company, facts: { ...lead, touches, evidence: [...lead.evidence] } }];
  });
}

function rows({ db }: Context) {
  return db
    .selectFrom('backTests as b')
    .leftJoin('members as m', (join) => join.onRef('m.workspaceId', '=', 'b.workspaceId').onRef('m.id', '=', 'b.createdBy'))
    .leftJoin('users as u', 'u.id', 'm.userId')
    .leftJoin('definitions as d', (join) =>
      join.onRef('d.workspaceId', '=', 'b.workspaceId').onRef('d.id', '=', 'b.definitionId'),
    )
    .select(['b.id', 'b.bodyHash', 'b.fromDay', 'b.toDay', 'b.definitionId', 'd.version', 'b.createdBy', 'u.name', 'b.createdAt'])
    .select(['b.leads', 'b.leadsJudged', 'b.finishedAt', 'b.problem']);
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;

function line(row: Row): z.output<typeof backTestLine> {
  const isDone = row.finishedAt !== null;
  return {
    id: row.id,
    bodyHash: row.bodyHash,
    from: row.fromDay,
    to: row.toDay,
    against: row.definitionId === null ? null : { id: row.definitionId, version: row.version ?? 0 },
    createdBy: row.createdBy === null ? null : { id: row.createdBy, name: row.name ?? '' },
    createdAt: row.createdAt,
    state: isDone ? 'done' : row.problem === null ? 'running' : 'stopped',
    progress: isDone ? 100 : row.leads ? Math.min(99, Math.floor((100 * row.leadsJudged) / row.leads)) : 0,
    problem: row.problem === null ? null : 'fault',
  };
}
