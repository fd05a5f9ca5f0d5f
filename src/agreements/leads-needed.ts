/**
 * How many leads a revenue goal needs, what a lead is worth and how many the reps can handle: the arithmetic behind an agreement's figures.
 * Shares and rates are fractions (5 % is 0.05). Wrong figures throw a `RangeError` that names the field.
 */

/** A revenue goal of a period and the history that turns it into leads. Money in any one unit. */
export interface RevenueGoal {
  readonly goal: number;
  /** The part of the goal that marketing's leads shall bring; all of it if absent. */
  readonly marketingShare?: number;
  readonly averageDealValue: number;
  /** Lead → customer. */
  readonly customerRate: number;
  /** Leads that sales finds by itself. */
  readonly selfSourced?: number;
}

/** A goal whose funnel is known in two steps: lead → opportunity → won. */
export interface TwoStepGoal extends Omit<RevenueGoal, 'customerRate'> {
  readonly opportunityRate: number;
  readonly winRate: number;
}

/** Whole customers and whole leads. */
export interface Needed {
  readonly customers: number;
  readonly leads: number;
}

/** customers = ⌈goal × marketing share ÷ average deal value⌉; leads = ⌈customers ÷ lead→customer rate⌉ − self-sourced, at least 0. */
export function leadsNeeded(goal: RevenueGoal): Needed {
  checkRate(goal.customerRate, 'customerRate');
  const customers = roundUp(customersFor(goal));
  return { customers, leads: Math.max(0, roundUp(customers / goal.customerRate) - selfSourcedOf(goal)) };
}

/**
 * leads = ⌈goal × marketing share ÷ average deal value ÷ (opportunity→won) ÷ (lead→opportunity)⌉ − self-sourced, at least 0.
 * Rounded up once, at the end: rounding at each step would ask for leads that the goal does not need.
 */
export function leadsNeededInTwoSteps(goal: TwoStepGoal): Needed {
  checkRate(goal.opportunityRate, 'opportunityRate');
  checkRate(goal.winRate, 'winRate');
  const customers = customersFor(goal);
  const leads = roundUp(customers / goal.winRate / goal.opportunityRate);
  return { customers: roundUp(customers), leads: Math.max(0, leads - selfSourcedOf(goal)) };
}

/** Each segment or lead type by its own goal and rates, then the sum: an average over all would hide the segment that falls short. */
export function leadsNeededBySegment<Segment extends RevenueGoal | TwoStepGoal>(
  segments: readonly Segment[],
): Needed & { readonly segments: readonly (Needed & { readonly segment: Segment })[] } {
  const parts = segments.map((segment) => ({
    segment,
    ...('customerRate' in segment ? leadsNeeded(segment) : leadsNeededInTwoSteps(segment)),
  }));
  return {
    segments: parts,
    customers: total(parts.map((part) => part.customers)),
    leads: total(parts.map((part) => part.leads)),
  };
}

/** A step of a rep's month: what comes out of it and the rate at which it does, such as connects at 0.5. */
export interface FunnelStep {
  readonly name: string;
  readonly rate: number;
}

/** What a number of leads becomes step by step, the leads first: 100 leads → 50 connects → 30 discovery calls → … Not rounded to whole cases. */
export function repLoad(leads: number, steps: readonly FunnelStep[]): { name: string; count: number }[] {
  checkAmount(leads, 'leads');
  const load = [{ name: 'leads', count: leads }];
  let count = leads;
  for (const step of steps) {
    checkRate(step.rate, step.name);
    count *= step.rate;
    load.push({ name: step.name, count: withoutNoise(count) });
  }
  return load;
}

/**
 * Lead value = product of the rates to won × mean won value, rounded to the unit of `meanWonValue` (give minor units).
 * One rate, P(won | lead type), or one for each step of the funnel.
 */
export function leadValue(rates: readonly number[], meanWonValue: number): number {
  checkAmount(meanWonValue, 'meanWonValue');
  for (const rate of rates) if (!(rate >= 0 && rate <= 1)) throw new RangeError('A rate must lie between 0 and 1.');
  return Math.round(withoutNoise(rates.reduce((product, rate) => product * rate, meanWonValue)));
}

/** What is known of a lead type from the past: leads, those won and the sum of what they were won for, in minor units. */
export interface LeadTypeHistory {
  readonly type: string;
  readonly leads: number;
  readonly won: number;
  readonly wonAmountMinor: number;
}

/** A type's chance and value after shrinkage; null where even all types together have no case. */
export interface LeadTypeValue {
  readonly type: string;
  readonly winRate: number | null;
  readonly amountMinor: number | null;
}

/** Cases of the mean of all types that are mixed into each type: with as many of its own, a type speaks half for itself. */
const SHRINKAGE_CASES = 20;

/**
 * Lead values by type. Types with few cases are drawn towards the mean of all types, so that one lucky deal does not set a price:
 * P(won) = (won + 20 × P̄) ÷ (leads + 20), mean won value = (won amount + 20 × V̄) ÷ (won + 20).
 * The result is to be frozen for the agreement's period.
 */
export function leadValues(types: readonly LeadTypeHistory[]): LeadTypeValue[] {
  for (const { leads, won, wonAmountMinor } of types) {
    checkAmount(leads, 'leads');
    checkAmount(won, 'won');
    checkAmount(wonAmountMinor, 'wonAmountMinor');
    if (won > leads) throw new RangeError('The won leads must not be more than the leads.');
  }
  const leads = total(types.map((type) => type.leads));
  const won = total(types.map((type) => type.won));
  const amount = total(types.map((type) => type.wonAmountMinor));
  return types.map((type) => {
    if (leads === 0) return { type: type.type, winRate: null, amountMinor: null };
    const winRate = shrunk(type.won, type.leads, won / leads);
    if (won === 0) return { type: type.type, winRate, amountMinor: null };
    return { type: type.type, winRate, amountMinor: leadValue([winRate], shrunk(type.wonAmountMinor, type.won, amount / won)) };
  });
}

/** What the reps' time allows in a month. */
export interface Workload {
  /** Business minutes of all reps in the month, from their working calendars. */
  readonly businessMinutes: number;
  /** The share of that time that is for new leads. */
  readonly shareForNewLeads: number;
  readonly attemptsPerLead: number;
  readonly minutesPerAttempt: number;
  readonly minutesPerQualifiedLead: number;
  readonly qualifyRate: number;
}

/** Whole leads per month = business minutes × share for new leads ÷ (attempts × minutes per attempt + minutes per qualified lead × qualify rate). */
export function capacity(workload: Workload): number {
  const { businessMinutes, shareForNewLeads, attemptsPerLead, minutesPerAttempt, minutesPerQualifiedLead, qualifyRate } =
    workload;
  for (const [name, value] of Object.entries(workload)) checkAmount(value, name);
  if (shareForNewLeads > 1) throw new RangeError('shareForNewLeads must lie between 0 and 1.');
  if (qualifyRate > 1) throw new RangeError('qualifyRate must lie between 0 and 1.');
  const minutesPerLead = attemptsPerLead * minutesPerAttempt + minutesPerQualifiedLead * qualifyRate;
  if (minutesPerLead === 0)
    throw new RangeError('A lead must take some time: minutesPerAttempt or minutesPerQualifiedLead must be more than 0.');
  return Math.floor(withoutNoise((businessMinutes * shareForNewLeads) / minutesPerLead));
}

function customersFor({ goal, marketingShare = 1, averageDealValue }: Omit<RevenueGoal, 'customerRate'>): number {
  checkAmount(goal, 'goal');
  checkRate(marketingShare, 'marketingShare');
  checkAmount(averageDealValue, 'averageDealValue');
  if (averageDealValue === 0) throw new RangeError('averageDealValue must be more than 0.');
  return (goal * marketingShare) / averageDealValue;
}

function selfSourcedOf({ selfSourced = 0 }: { readonly selfSourced?: number }): number {
  checkAmount(selfSourced, 'selfSourced');
  return selfSourced;
}

function shrunk(sum: number, cases: number, mean: number): number {
  return (sum + SHRINKAGE_CASES * mean) / (cases + SHRINKAGE_CASES);
}

function roundUp(value: number): number {
  return Math.ceil(withoutNoise(value));
}

/** Twelve digits: 21 ÷ 0.7 is 30.000000000000004 in binary, and rounding up must not make a lead of that. */
function withoutNoise(value: number): number {
  return Number(value.toPrecision(12));
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function checkRate(value: number, name: string): void {
  if (!(value > 0 && value <= 1)) throw new RangeError(`${name} must be more than 0 and at most 1.`);
}

function checkAmount(value: number, name: string): void {
  if (!(Number.isFinite(value) && value >= 0)) throw new RangeError(`${name} must be a number of 0 or more.`);
}
