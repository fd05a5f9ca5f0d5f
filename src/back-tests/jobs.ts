import { setImmediate as giveWay } from 'node:timers/promises';
import { monthsOf, startOfDay } from '../calendars/local-day.ts';
import { oneDefinition } from '../definitions/reports.ts';
import { allCriteria, type DefinitionBody } from '../definitions/schema.ts';
import { prospectsInPortions } from '../leads/reports.ts';
import { scoreLead } from '../definitions/score.ts';
import type { Context } from '../platform/context.ts';
import { inWorkspace, type Database } from '../platform/database.ts';
import { willPass } from '../platform/watch.ts';
import { judge, newSummary, type Period, type Summary } from './back-test.ts';
import { countLeads, lockBackTest, nextLeads, updateBackTest, type BackTestRow } from './store.ts';

/** Leads read and judged in one transaction. */
const CHUNK = 250;
const system = { kind: 'system' } as const;

/**
 * Holds a draft against the past, some leads at a time, and says how far it has come. It keeps what they come to in memory: killed half-way,
 * it begins again. Does nothing for a back-test that is done or stopped.
 */
export async function runBackTest(
  db: Database,
  { workspace, backTestId }: { workspace: string; backTestId: string },
): Promise<void> {
  const inside = <T>(work: (context: Context) => Promise<T>) => inWorkspace(db, workspace, system, work);
  try {
    const test = await inside((context) => begin(context, backTestId));
    if (!test) return;
    const { months } = test;
    const summary = newSummary(
      criteriaOf(test.body),
      months.map(({ month }) => month),
      { hasInForce: test.inForce !== null, monthOf: (at) => months.findLast(({ begins }) => begins <= at)?.month },
    );
    for (let after: string | null = null; ;) {
      const from: string | null = after;
      const part: string | null = await inside((context) => judgeNext(context, test, from, summary));
      if (part === null) break;
      after = part;
      await inside((context) => updateBackTest(context.db, backTestId, { leadsJudged: summary.count() }));
    }
    await inside((context) =>
      updateBackTest(context.db, backTestId, { finishedAt: context.now, result: JSON.stringify(summary.sum()) }),
    );
  } catch (error) {
    // The database comes back, or room on its disk, and the job runs again; anything else would only fail again.
    if (willPass(error)) throw error;
    await inside((context) => updateBackTest(context.db, backTestId, { problem: 'fault' }));
    throw error;
  }
}

interface Running {
  body: DefinitionBody;
  inForce: DefinitionBody | null;
  period: Period;
  /** `2026-11`, and when it begins in the zone of the workspace. */
  months: { month: string; begins: Date }[];
}

async function begin(context: Context, id: string): Promise<Running | undefined> {
  const { db, workspace } = context;
  const row: BackTestRow | undefined = await lockBackTest(db, id);
  if (!row || row.finishedAt !== null || row.problem !== null) return undefined;
  const { timeZone } = await db.selectFrom('workspaces').select('timeZone').where('id', '=', workspace).executeTakeFirstOrThrow();
  const period = { from: startOfDay(row.fromDay, timeZone), to: startOfDay(row.toDay, timeZone) };
  await updateBackTest(db, id, { leads: await countLeads(db, period), leadsJudged: 0 });
  return {
    body: row.body,
    inForce: row.definitionId === null ? null : (await oneDefinition(context, row.definitionId)).body,
    period,
    months: monthsOf(row.fromDay, row.toDay).map(({ month }) => ({
      month: month.slice(0, 7),
      begins: startOfDay(month, timeZone),
    })),
  };
}

/** @returns the last lead judged; null when there are no more */
async function judgeNext(
  context: Context,
  { body, inForce, period }: Running,
  after: string | null,
  summary: Summary,
): Promise<string | null> {
  const rows = await nextLeads(context.db, period, { after, limit: CHUNK });
  const leadsOf = new Map(rows.map(({ personId }): [string, typeof rows] => [personId, []]));
  for (const row of rows) leadsOf.get(row.personId)?.push(row);
  for await (const prospects of prospectsInPortions(context, [...leadsOf.keys()]))
    for (const { personId, lead: history } of prospects) {
      for (const row of leadsOf.get(personId) ?? []) {
        const past = {
          id: row.id,
          name: row.name ?? row.email ?? '',
          company: row.company,
          history,
          openedAt: row.createdAt,
          closedAt: row.closedAt,
          handedOverAt: row.submittedAt,
          verdict: row.decision as 'accepted' | 'rejected' | null,
          won: Boolean(row.won),
        };
        summary.add(judge(past, body, inForce, period));
      }
      // Some have a long history, and others wait for their answer meanwhile.
      await giveWay();
    }
  return rows.at(-1)?.id ?? null;
}

const nobody = { person: { country: null, title: null, role: null, answers: {} }, company: null, touches: [], evidence: [] };

/** The criteria as scoring names their parts: by scoring nobody. */
function criteriaOf(body: DefinitionBody) {
  const labels = new Map(allCriteria(body).map((criterion) => [criterion.key, criterion.labels ?? null]));
  return scoreLead(nobody, body, new Date(0)).criteria.map(({ key, part }) => ({ key, part, labels: labels.get(key) ?? null }));
}
