import { apportion } from '../attribution/apportion.ts';
import { matchingFact, type ScoredCompany, type ScoredPerson, type ScoredTouch, touchMatcher } from './matching.ts';
import type { DefinitionBody, FitCriterion, HandRaiseRule, HardCriterion, Labels, Signal, SoftCriterion } from './schema.ts';

const DAY = 86_400_000;
/** Page touches closer together than this are one visit, as web analytics count them. */
export const VISIT_GAP = 30 * 60_000;
/** A criterion shows at most its latest reasons; how many there are in all stands beside them. */
const SHOWN_REASONS = 20;

/** Somebody's word that a soft criterion holds, dated. */
export interface ScoredEvidence {
  id: string;
  /** Key of the soft criterion. */
  criterion: string;
  quote: string | null;
  at: Date;
  /** Null: as long as the criterion's assertions hold. */
  expiresAt: Date | null;
  withdrawnAt: Date | null;
}

export interface ScoredLead {
  person: ScoredPerson;
  company: ScoredCompany | null;
  touches: readonly ScoredTouch[];
  evidence: readonly ScoredEvidence[];
}

export type FitGrade = 'A' | 'B' | 'C' | 'D' | 'E' | 'F';
export type EngagementGrade = 1 | 2 | 3 | 4;
export type CriterionPart = 'fit' | 'hard' | 'engagement' | 'negative' | 'soft' | 'hand-raise';

/** Why a criterion is met: the fact in the lead's own words (a path, a title, a quote; empty if nobody wrote one), and the touch or evidence it stands on. */
export interface Reason {
  fact: string;
  at?: Date;
  touchId?: string;
  evidenceId?: string;
}

export interface CriterionResult {
  key: string;
  part: CriterionPart;
  /** What kind of test it is, for a text in the reader's language where there is no label. */
  kind: string;
  labels?: Labels | undefined;
  met: boolean;
  /** What it adds now; below 0 for a negative signal, 0 for a criterion that gives no points. */
  points: number;
  /** The most it can add (for a negative signal, take away); null where there is no cap. */
  of: number | null;
  /** The latest reasons, newest first. */
  because: Reason[];
  /** How many reasons there are in all. */
  count: number;
}

/** What still stands between a lead and ready: a criterion by its key, or a threshold with what there is and what it takes. */
export type Missing =
  | { part: 'hard' | 'soft'; key: string }
  | { part: 'threshold'; key: 'fit' | 'engagement' | 'soft-needed'; has: number; needs: number };

export interface LeadScore {
  /** 0–100, the sum of the fit criteria's points. */
  fit: number;
  /** The sum of the engagement and negative criteria's points at `now`; may fall below 0. */
  engagement: number;
  fitGrade: FitGrade;
  engagementGrade: EngagementGrade;
  criteria: CriterionResult[];
  /** Each implies the one before it: a hand-raise is ready, ready is MQL, MQL is engaged. */
  engaged: boolean;
  mql: boolean;
  ready: boolean;
  handRaised: boolean;
  /** Empty when ready. */
  missing: Missing[];
}

/**
 * Scores a lead by a definition, criterion by criterion, as it stood at a moment.
 *
 * Fit: whole points in proportion to the weights, 100 in all, no decay. Engagement: Σ points × 2^(−age ÷ half-life) per criterion,
 * at most its cap, negative signals subtracted. Machines' touches, touches and evidence after `now`, and expired evidence count
 * for nothing. Ready is a recent hand-raise, or every hard criterion with fit, engagement and soft criteria at their thresholds.
 */
export function scoreLead(lead: ScoredLead, definition: DefinitionBody, now: Date): LeadScore {
  const touches = lead.touches.filter((touch) => !touch.bot).toSorted((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
  const evaluate = [
    ...fitCriteria(lead, [...definition.icp.company, ...definition.icp.person]),
    ...definition.hard.map((criterion) => hardCriterion(criterion, lead, touches)),
    ...definition.engagement.criteria.map((signal) =>
      signalCriterion('engagement', signal, touches, definition.engagement.halfLifeDays),
    ),
    ...definition.engagement.negatives.map((signal) =>
      signalCriterion('negative', signal, touches, definition.engagement.halfLifeDays),
    ),
    ...definition.soft.map((criterion) => softCriterion(criterion, lead.evidence)),
    ...definition.handRaise.map((rule) => handRaiseCriterion(rule, touches)),
  ];
  const criteria = evaluate.map((criterion) => criterion(now.getTime()));
  return { ...standing(criteria, definition), criteria };
}

/** A criterion of one lead at a moment. */
export type Evaluate = (now: number) => CriterionResult;

/** The fit criteria, 100 points in all. */
export function fitCriteria(lead: Omit<ScoredLead, 'touches'>, criteria: readonly FitCriterion[]): Evaluate[] {
  const shares = apportion(
    100,
    criteria.map(({ weight }) => weight),
  );
  return criteria.map(({ key, labels, test }, index) => {
    const of = shares[index] ?? 0;
    const fact = matchingFact(test, lead.person, lead.company);
    const met = fact !== undefined;
    const because = met ? [{ fact }] : [];
    return () => ({ key, part: 'fit', kind: test.fact, labels, met, points: met ? of : 0, of, because, count: because.length });
  });
}

function hardCriterion(criterion: HardCriterion, lead: ScoredLead, touches: readonly ScoredTouch[]): Evaluate {
  const { key, labels, kind } = criterion;
  const shell = { key, part: 'hard', labels, points: 0, of: 0 } as const;
  if (kind === 'profile') {
    const fact = matchingFact(criterion.test, lead.person, lead.company);
    const because = fact === undefined ? [] : [{ fact }];
    return () => ({ ...shell, kind: criterion.test.fact, met: fact !== undefined, because, count: because.length });
  }
  const matching = touches.filter(touchMatcher(kind === 'visits' ? { kinds: ['page'] } : criterion.touches));
  return (now) => {
    const recent = within(matching, now, criterion.withinDays);
    const counted = kind === 'visits' ? visitStarts(recent) : recent;
    return { ...shell, kind, met: counted.length >= criterion.atLeast, because: reasons(counted), count: counted.length };
  };
}

function signalCriterion(
  part: 'engagement' | 'negative',
  { key, labels, touches: test, points, cap, withinDays }: Signal,
  touches: readonly ScoredTouch[],
  halfLifeDays: number,
): Evaluate {
  const sign = part === 'negative' ? -1 : 1;
  const matching = touches.filter(touchMatcher(test));
  return (now) => {
    const recent = within(matching, now, withinDays);
    let sum = 0;
    for (const touch of recent) sum += points * 2 ** (-(now - touch.occurredAt.getTime()) / DAY / halfLifeDays);
    return {
      key,
      part,
      kind: 'touches',
      labels,
      met: recent.length > 0,
      points: recent.length > 0 ? sign * Math.min(sum, cap ?? Infinity) : 0,
      of: cap ?? null,
      because: reasons(recent),
      count: recent.length,
    };
  };
}

/** Until when a piece of evidence for a criterion holds, not included. */
export function evidenceHoldsUntil({ at, expiresAt, withdrawnAt }: ScoredEvidence, { validDays }: SoftCriterion): number {
  return Math.min(expiresAt?.getTime() ?? at.getTime() + validDays * DAY, withdrawnAt?.getTime() ?? Infinity);
}

/** Whether somebody's word for a soft criterion holds. */
export function softCriterion(criterion: SoftCriterion, evidence: readonly ScoredEvidence[]): Evaluate {
  const { key, labels } = criterion;
  const own = evidence.filter(({ criterion: of }) => of === key).toSorted((a, b) => b.at.getTime() - a.at.getTime());
  return (now) => {
    const holding = own.filter((each) => each.at.getTime() <= now && now < evidenceHoldsUntil(each, criterion));
    const because = holding.slice(0, SHOWN_REASONS).map(({ id, quote, at }) => ({ fact: quote ?? '', at, evidenceId: id }));
    return {
      key,
      part: 'soft',
      kind: 'evidence',
      labels,
      met: holding.length > 0,
      points: 0,
      of: 0,
      because,
      count: holding.length,
    };
  };
}

function handRaiseCriterion(
  { key, labels, touches: test, withinDays }: HandRaiseRule,
  touches: readonly ScoredTouch[],
): Evaluate {
  const matching = touches.filter(touchMatcher(test));
  return (now) => {
    const recent = within(matching, now, withinDays);
    const because = reasons(recent);
    return {
      key,
      part: 'hand-raise',
      kind: 'touches',
      labels,
      met: recent.length > 0,
      points: 0,
      of: 0,
      because,
      count: recent.length,
    };
  };
}

/** The touches of the last days up to now, both ends included; without days, all up to now. */
function within(touches: readonly ScoredTouch[], now: number, days: number | undefined): ScoredTouch[] {
  const from = days === undefined ? -Infinity : now - days * DAY;
  return touches.filter(({ occurredAt }) => occurredAt.getTime() <= now && occurredAt.getTime() >= from);
}

/** The first touch of each visit, from page touches in time order. */
function visitStarts(pages: readonly ScoredTouch[]): ScoredTouch[] {
  return pages.filter((page, index) => {
    const before = pages[index - 1];
    return !before || page.occurredAt.getTime() - before.occurredAt.getTime() >= VISIT_GAP;
  });
}

function reasons(touches: readonly ScoredTouch[]): Reason[] {
  return touches
    .slice(-SHOWN_REASONS)
    .toReversed()
    .map(({ id, occurredAt, path, name, content, kind }) => ({
      fact: name ?? content ?? path ?? kind,
      at: occurredAt,
      touchId: id,
    }));
}

/** What a criterion comes to, without its reasons. */
export type Weighed = Pick<CriterionResult, 'key' | 'part' | 'met' | 'points'>;
/** Where a lead stands, without the reasons. */
export type Standing = Omit<LeadScore, 'criteria'>;

/** Where a lead stands whose criteria come to this. */
export function standing(criteria: readonly Weighed[], { thresholds, soft }: DefinitionBody): Standing {
  const of = (...parts: CriterionPart[]) => criteria.filter(({ part }) => parts.includes(part));
  const fit = sumOfPoints(of('fit'));
  const engagement = sumOfPoints(of('engagement', 'negative'));
  const softMet = new Set(
    of('soft')
      .filter(({ met }) => met)
      .map(({ key }) => key),
  );
  const handRaised = of('hand-raise').some(({ met }) => met);

  const needs: Missing[] = [
    ...of('hard')
      .filter(({ met }) => !met)
      .map(({ key }) => ({ part: 'hard' as const, key })),
    ...soft.filter(({ key, required }) => required && !softMet.has(key)).map(({ key }) => ({ part: 'soft' as const, key })),
    ...below('fit', fit, thresholds.ready.fit),
    ...below('engagement', engagement, thresholds.ready.engagement),
    ...below('soft-needed', softMet.size, thresholds.ready.softNeeded),
  ];
  const ready = handRaised || needs.length === 0;
  const mql = ready || (fit >= thresholds.mql.fit && engagement >= thresholds.mql.engagement);
  return {
    fit,
    engagement,
    fitGrade: fitGrade(fit),
    engagementGrade: engagementGrade(engagement, thresholds.ready.engagement),
    engaged: mql || engagement >= thresholds.engaged,
    mql,
    ready,
    handRaised,
    missing: ready ? [] : needs,
  };
}

function below(key: 'fit' | 'engagement' | 'soft-needed', has: number, needs: number): Missing[] {
  return has < needs ? [{ part: 'threshold', key, has, needs }] : [];
}

function sumOfPoints(criteria: readonly Weighed[]): number {
  return criteria.reduce((sum, { points }) => sum + points, 0);
}

/** A from 85, B from 70, C from 55, D from 40, E from 25, else F. */
export function fitGrade(fit: number): FitGrade {
  const grades = [
    [85, 'A'],
    [70, 'B'],
    [55, 'C'],
    [40, 'D'],
    [25, 'E'],
  ] as const;
  return grades.find(([from]) => fit >= from)?.[1] ?? 'F';
}

/** Measured by what ready takes: 1 from one and a half times that, 2 from that, 3 from half of it, else 4. */
export function engagementGrade(engagement: number, ready: number): EngagementGrade {
  if (engagement >= 1.5 * ready) return 1;
  if (engagement >= ready) return 2;
  return engagement >= ready / 2 ? 3 : 4;
}
