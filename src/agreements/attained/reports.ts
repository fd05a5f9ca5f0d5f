import type { z } from 'zod';
import { localDate } from '../../calendars/clock.ts';
import { addDays, startOfDay, startOfMonth } from '../../calendars/local-day.ts';
import { businessDaysAsKnown } from '../../calendars/month-days.ts';
import { type CalendarOf, calendarsOf } from '../../calendars/reports.ts';
import { catalogue, measureKind } from '../../metrics/catalogue.ts';
import { measure } from '../../metrics/reports.ts';
import type { Context } from '../../platform/context.ts';
import { notFound, unprocessable } from '../../platform/errors.ts';
import { attainment } from '../attainment.ts';
import { pace, type Pace, type PromisedDay } from '../pace.ts';
import { promisedBy, promisedDays, sameClause } from '../promise.ts';
import { type Agreements, type AgreementVersion, readAgreements } from '../reports.ts';
import type { attainmentAnswer, Clause, ClauseAttainment } from '../schema.ts';

/** What the agreement promised held against what the catalogue measures. */

/** The days a trailing clause looks back on. */
const TRAILING_DAYS = 90;

/**
 * How each clause of a version stands at the end of a day: today, or the last day the version was in force.
 * @throws Problem 404 for no such version, 422 for a day on which it was not in force
 */
export async function attainmentOf(context: Context, id: string, on?: string): Promise<z.output<typeof attainmentAnswer>> {
  const agreements = await readAgreements(context);
  const version = agreements.versions.find((each) => each.id === id);
  if (!version) throw notFound();
  const today = localDate(context.now, agreements.timeZone);
  const day = on ?? lastDayInForce(version, agreements, today);
  if (day === undefined)
    throw unprocessable(
      `Version ${version.version} has not been in force yet; it is once both heads have signed and its day has come.`,
    );
  if (day > today)
    throw unprocessable('on lies in the future; nothing has been measured there yet.', [
      { pointer: 'on', detail: `${today} at the latest` },
    ]);
  const then = versionOn(agreements, day);
  if (then?.id !== id)
    throw unprocessable(
      `Version ${version.version} was not in force on ${day}; ${then ? `version ${then.version} was` : 'none was'}.`,
      [{ pointer: 'on', detail: 'a day on which this version was in force' }],
    );
  const month = startOfMonth(day);
  return { on: day, period: { from: month, to: startOfMonth(month, 1) }, clauses: await clausesOn(context, agreements, day) };
}

/** How the clauses in force on a day stand at its end; empty where none were. */
export async function clausesOn(context: Context, agreements: Agreements, day: string): Promise<ClauseAttainment[]> {
  const clauses = versionOn(agreements, day)?.clauses ?? [];
  const calendarOf = await calendarsOf(context, [], spanOfMonth(day, agreements.timeZone));
  const judged: ClauseAttainment[] = [];
  for (const clause of clauses) judged.push(await judge(context, agreements, calendarOf, clause, day));
  return judged;
}

/** Which version was in force on a day: the one at its end, so that a version is in force on the very day it comes into force. */
export function versionOn(agreements: Agreements, day: string): AgreementVersion | undefined {
  return agreements.at(new Date(startOfDay(addDays(day, 1), agreements.timeZone).getTime() - 1));
}

async function judge(
  context: Context,
  agreements: Agreements,
  calendarOf: CalendarOf,
  clause: Clause,
  day: string,
): Promise<ClauseAttainment> {
  const { key, metric, ownerSide, segment, hours, operator, period } = clause;
  const kind = measureKind(catalogue[metric]);
  const tomorrow = addDays(day, 1);
  const today = localDate(context.now, agreements.timeZone);
  const mature = addDays(tomorrow, -(catalogue[metric].maturesInDays ?? 0));
  const span =
    period === 'month' ? { from: startOfMonth(day), to: tomorrow } : { from: addDays(mature, -TRAILING_DAYS), to: mature };
  const addsUp = period === 'month' && (kind === 'count' || kind === 'money');
  // Capacity is that of the whole month from its first day on.
  const ofWholeMonth = metric === 'capacity_used' && period === 'month' ? { ...span, to: startOfMonth(day, 1) } : span;
  const figure = await measure(context, metric, { ...ofWholeMonth, filters: segment, ...(addsUp && { by: 'day' as const }) });

  const promises = addsUp ? promisesOfMonths(agreements, calendarOf, clause, startOfMonth(day), startOfMonth(day, 1)) : null;
  const target = promises ? promisedBy(promises, startOfMonth(day, 1)) : clause.target;
  const promisedSoFar = promises && promisedBy(promises, day);
  const over = period === 'month' && day === addDays(startOfMonth(day, 1), -1) && day < today;
  const course = promises && pace({ days: promises, deliveries: deliveriesOf(figure), asOf: day });
  return {
    key,
    metric,
    ownerSide,
    segment,
    hours,
    ...ofWholeMonth,
    value: figure.value,
    n: figure.n,
    unit: figure.unit,
    target,
    operator,
    promisedSoFar,
    ...attainment({
      operator,
      target,
      kind,
      value: figure.value,
      n: figure.n,
      over,
      projection: course?.projection ?? null,
      ...(promisedSoFar !== null && { promisedSoFar }),
    }),
    projection: course?.projection
      ? { value: course.projection.expected, low: course.projection.low, high: course.projection.high }
      : null,
  };
}

/** The business days of whole months with what a clause promised on each, by the version then in force. */
function promisesOfMonths(
  agreements: Agreements,
  calendarOf: CalendarOf,
  clause: Clause,
  from: string,
  to: string,
): PromisedDay[] {
  return promisedDays(
    businessDaysAsKnown({ from, to }, (moment) => calendarOf(null, moment), agreements.timeZone),
    (day) => sameClause(versionOn(agreements, day)?.clauses ?? [], clause)?.target ?? null,
  );
}

/** The waterfall of the sales-ready leads promised over whole months; null where nobody promised any. */
export async function paceOfLeads(
  context: Context,
  agreements: Agreements,
  { from, to, asOf }: { from: string; to: string; asOf: string },
): Promise<(Pace & { days: readonly PromisedDay[] }) | null> {
  const clause = agreements.versions
    .flatMap(({ clauses }) => clauses)
    .find(({ metric, operator, period }) => metric === 'sales_ready_leads' && operator === '>=' && period === 'month');
  if (!clause) return null;
  const calendarOf = await calendarsOf(context, [], {
    from: startOfDay(from, agreements.timeZone),
    to: startOfDay(to, agreements.timeZone),
  });
  const days = promisesOfMonths(agreements, calendarOf, clause, from, to);
  if (days.every(({ promised }) => promised === 0)) return null;
  const figure = await measure(context, clause.metric, { from, to: addDays(asOf, 1), by: 'day', filters: clause.segment });
  return { ...pace({ days, deliveries: deliveriesOf(figure), asOf }), days };
}

function deliveriesOf({ value, groups = [] }: { value: number | null; groups?: { key: string | null; value: number | null }[] }) {
  return value === null ? null : groups.map((group) => ({ day: group.key ?? '', amount: group.value ?? 0 }));
}

function lastDayInForce(version: AgreementVersion, agreements: Agreements, today: string): string | undefined {
  for (let day = today; day >= version.inForceFrom; day = addDays(day, -1))
    if (versionOn(agreements, day)?.id === version.id) return day;
  return undefined;
}

function spanOfMonth(day: string, timeZone: string) {
  return { from: startOfDay(startOfMonth(day), timeZone), to: startOfDay(startOfMonth(day, 1), timeZone) };
}
