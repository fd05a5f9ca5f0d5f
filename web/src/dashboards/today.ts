import type { AttainmentState } from '../../../src/agreements/attainment.ts';
import type { ClauseAttainment } from '../../../src/agreements/schema.ts';
import type { MetricKey } from '../../../src/metrics/catalogue.ts';
import type { Money } from '../app/format.ts';

export const periods = ['month', 'quarter', 'year'] as const;
export type PeriodKind = (typeof periods)[number];

/** The period an address asks for; the month unless it is a known one. */
export function periodOf(asked: string | undefined): PeriodKind {
  return periods.find((each) => each === asked) ?? 'month';
}

/** The answer of `GET /today`. */
export interface Today {
  readonly period: {
    kind: PeriodKind;
    from: string;
    to: string;
    businessDay: number;
    businessDays: number;
    timeZone: string;
  };
  readonly waiting: { count: number; overdue: number; next: NextHandoff | null };
  readonly funnel: readonly {
    stage: FunnelStage;
    metric: MetricKey;
    side: 'marketing' | 'sales' | 'both';
    value: number | null;
    n: number;
    stepPercent: number | null;
  }[];
  readonly money: { customers: number | null; invoicedCustomers: number | null; invoiced: Money | null };
  readonly pace: Pace | null;
  readonly clauses: readonly ClauseAttainment[] | null;
  readonly agreement: { id: string; version: number; inForceFrom: string } | null;
  readonly waitingForMe: readonly { kind: string; count: number; href: string }[];
  readonly asOf: string;
  readonly example: boolean;
}

export type FunnelStage = 'visitors' | 'new_leads' | 'mqls' | 'handed_over' | 'accepted' | 'opportunities' | 'customers';

export interface NextHandoff {
  readonly handoffId: string;
  readonly company: string | null;
  readonly person: string | null;
  readonly due: string | null;
  readonly minutesLeft: number | null;
}

export interface Pace {
  readonly agreement: { id: string; version: number; signedAt: string };
  readonly points: readonly { day: string; index: number; actual: number | null; delta: number | null; promised: number }[];
  readonly actual: number | null;
  readonly promisedSoFar: number;
  readonly target: number;
  readonly behind: number | null;
  readonly projection: { value: number; low: number; high: number } | null;
  readonly state: AttainmentState | null;
}

export interface Checklist {
  readonly items: readonly { key: ChecklistKey; done: boolean }[];
}

export type ChecklistKey = 'invite_other_head' | 'agree_definition' | 'sign_agreement' | 'connect_leads' | 'connect_finance';
