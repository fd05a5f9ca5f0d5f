import { sql } from 'kysely';
import type { z } from 'zod';
import { clausesOn, paceOfLeads, versionOn } from '../agreements/attained/reports.ts';
import { type Agreements, listAgreements, readAgreements } from '../agreements/reports.ts';
import { localDate } from '../calendars/clock.ts';
import { startOfDay } from '../calendars/local-day.ts';
import { businessDaysAsKnown } from '../calendars/month-days.ts';
import { calendarsOf } from '../calendars/reports.ts';
import { listDefinitions } from '../definitions/reports.ts';
import { listFeeds } from '../feeds/reports.ts';
import { waitingHandoffs } from '../handoffs/listed/reports.ts';
import { measure } from '../metrics/reports.ts';
import { memberId, type Context } from '../platform/context.ts';
import { type PeriodKind, periodOf } from './period.ts';
import { type checklist, checklistKeys, funnelSteps, type today } from './schema.ts';

type Today = z.output<typeof today>;

const sides: Record<(typeof funnelSteps)[number], 'marketing' | 'sales' | 'both'> = {
  visitors: 'marketing',
  new_leads: 'marketing',
  mqls: 'marketing',
  handed_over: 'both',
  accepted: 'sales',
  opportunities: 'sales',
  customers: 'sales',
};

/** The one dashboard, as of now. It computes nothing of its own: every figure is the catalogue's. */
export async function readToday(context: Context, kind: PeriodKind): Promise<Today> {
  const { db, workspace, now } = context;
  const { timeZone, example } = await db
    .selectFrom('workspaces')
    .select(['timeZone', 'example'])
    .where('id', '=', workspace)
    .executeTakeFirstOrThrow();
  const day = localDate(now, timeZone);
  const period = periodOf(kind, day);
  const calendarOf = await calendarsOf(context, [], {
    from: startOfDay(period.from, timeZone),
    to: startOfDay(period.to, timeZone),
  });
  const days = businessDaysAsKnown(period, (moment) => calendarOf(null, moment), timeZone);
  const agreements = await readAgreements(context);
  const inForce = versionOn(agreements, day);
  const funnel = await readFunnel(context, period);
  return {
    period: { kind, ...period, businessDay: days.filter((each) => each <= day).length, businessDays: days.length, timeZone },
    waiting: await readWaiting(context),
    funnel,
    money: await readMoney(context, period, funnel.find(({ stage }) => stage === 'customers')?.value ?? null),
    pace: await readPace(context, agreements, period, day),
    clauses: inForce ? await clausesOn(context, agreements, day) : null,
    agreement: inForce ? { id: inForce.id, version: inForce.version, inForceFrom: inForce.inForceFrom } : null,
    waitingForMe: await waitingForMe(context),
    asOf: now,
    example,
  };
}

interface Period {
  from: string;
  to: string;
}

async function readFunnel(context: Context, period: Period): Promise<Today['funnel']> {
  const funnel: Today['funnel'] = [];
  for (const metric of funnelSteps) {
    const { value, n } = await measure(context, metric, period);
    const before = funnel.at(-1)?.value;
    funnel.push({
      stage: metric,
      metric,
      side: sides[metric],
      value,
      n,
      stepPercent: before && value !== null ? (100 * value) / before : null,
    });
  }
  return funnel;
}

async function readMoney(context: Context, period: Period, customers: number | null): Promise<Today['money']> {
  const invoicedCustomers = await measure(context, 'invoiced_customers', period);
  const revenue = await measure(context, 'invoiced_revenue', period);
  const invoiced = revenue.value === null ? null : { amountMinor: revenue.value, currency: revenue.currency };
  return { customers, invoicedCustomers: invoicedCustomers.value, invoiced, unconverted: revenue.unconverted ?? 0 };
}

/** What waits for its first contact: a rep's own, everybody's for a head, a marketer or a program. */
async function readWaiting(context: Context): Promise<Today['waiting']> {
  const { count, overdue, next } = await waitingHandoffs(context, isRep(context) ? { assignedTo: memberId(context.actor) } : {});
  const { due, minutesLeft } = next?.clock ?? { due: null, minutesLeft: null };
  return {
    count,
    overdue,
    next:
      next && due && minutesLeft !== null
        ? { handoffId: next.id, company: next.company?.name ?? null, person: next.person.name, due, minutesLeft }
        : null,
  };
}

const isRep = ({ actor }: Context) => actor.kind === 'member' && actor.team === 'sales' && !actor.head;

async function readPace(context: Context, agreements: Agreements, { from, to }: Period, day: string): Promise<Today['pace']> {
  const agreement = versionOn(agreements, day);
  const course = agreement && (await paceOfLeads(context, agreements, { from, to, asOf: day }));
  if (!agreement || !course) return null;
  const { points, actual, promisedSoFar, target, projection, state } = course;
  const signedAt = agreement.signatures.reduce(
    (last, signature) => (signature.signedAt > last ? signature.signedAt : last),
    agreement.createdAt,
  );
  return {
    agreement: { id: agreement.id, version: agreement.version, signedAt },
    points: points.map((point, index) => ({
      ...point,
      index: index + 1,
      added: point.actual === null ? null : point.actual - (points[index - 1]?.actual ?? 0),
    })),
    actual,
    promisedSoFar,
    target,
    behind: actual === null ? null : Math.max(0, Math.floor(promisedSoFar) - actual),
    projection: projection && { value: projection.expected, low: projection.low, high: projection.high },
    state,
  };
}

/** What only the member who asks can do. */
async function waitingForMe(context: Context): Promise<Today['waitingForMe']> {
  const { db, workspace, actor } = context;
  if (actor.kind !== 'member') return [];
  const { team, head, role } = actor;
  const unsigned = (versions: { state: string; signatures: { team: string }[] }[]) =>
    versions.filter(({ state, signatures }) => state === 'waiting' && !signatures.some((signature) => signature.team === team))
      .length;
  const signs = head && (team === 'marketing' || team === 'sales');
  const matches = async () => {
    const { rows } = await sql<{ count: number }>`
      select count(distinct m.invoice_id) as count from invoice_matches m
       where m.workspace_id = ${workspace} and m.state = 'suggested'
         and not exists (select from invoice_matches c where c.workspace_id = ${workspace} and c.invoice_id = m.invoice_id and c.state = 'confirmed')`.execute(
      db,
    );
    return rows[0]?.count ?? 0;
  };
  const feedsInNeed = async () =>
    (await listFeeds(context)).filter(({ state }) => state === 'stale' || state === 'failing').length;
  const all = [
    {
      kind: 'handoffs' as const,
      href: '/handoffs',
      count: team === 'sales' ? (await waitingHandoffs(context, { assignedTo: actor.id })).count : 0,
    },
    { kind: 'definition_signature' as const, href: '/definition', count: signs ? unsigned(await listDefinitions(context)) : 0 },
    { kind: 'agreement_signature' as const, href: '/agreement', count: signs ? unsigned(await listAgreements(context)) : 0 },
    {
      kind: 'feeds' as const,
      href: '/settings/sources',
      count: role === 'marketing' || role === 'admin' ? await feedsInNeed() : 0,
    },
    { kind: 'invoice_matches' as const, href: '/revenue', count: role === 'finance' || role === 'admin' ? await matches() : 0 },
  ];
  return all.filter(({ count }) => count > 0);
}

/** The five steps of the beginning, each done when the records say so. */
export async function readChecklist({ db, workspace }: Context): Promise<z.output<typeof checklist>> {
  const both = (table: 'definition_signatures' | 'agreement_signatures', id: 'definition_id' | 'agreement_id') =>
    sql`exists (select from ${sql.table(table)} where workspace_id = ${workspace} group by ${sql.ref(id)} having count(distinct team) = 2)`;
  const { rows } = await sql<Record<string, boolean>>`
    select (select count(distinct team) = 2 from members where workspace_id = ${workspace} and head and team in ('marketing', 'sales') and left_at is null) as invite_other_head,
           ${both('definition_signatures', 'definition_id')} as agree_definition,
           ${both('agreement_signatures', 'agreement_id')} as sign_agreement,
           exists (select from leads where workspace_id = ${workspace}) as connect_leads,
           exists (select from invoices where workspace_id = ${workspace}) as connect_finance`.execute(db.withoutPlugins());
  return { items: checklistKeys.map((key) => ({ key, done: rows[0]?.[key] ?? false })) };
}
