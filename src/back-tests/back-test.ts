/** What a draft of the definition would have made of the past, held against what sales and the customers then said. */
import type { DefinitionBody, Labels } from '../definitions/schema.ts';
import { rollingScore } from '../definitions/rolling-score.ts';
import { scoreLead, type CriterionPart, type LeadScore, type ScoredLead } from '../definitions/score.ts';

const DAY = 86_400_000;
/** Fewer cases than this say nothing of a share (product rule 4). */
export const FEWEST_CASES = 20;
/** The threshold helper keeps this share of the leads that were won. */
const KEPT_OF_WON = 0.8;
/** So many leads are named of those who enter and of those who drop out; the rest is counted. */
const NAMED = 100;

/** A passage of the past with all that scoring reads, and what became of it. */
export interface PastLead {
  id: string;
  name: string;
  company: string | null;
  history: ScoredLead;
  openedAt: Date;
  /** Null: not closed. */
  closedAt: Date | null;
  /** When marketing handed it over, the time it got the verdict on; null: never. */
  handedOverAt: Date | null;
  /** What sales said of that hand-off; null: nothing yet. */
  verdict: 'accepted' | 'rejected' | null;
  won: boolean;
}

/** A lead as the draft and the definition in force see it. */
export interface Judged extends Omit<PastLead, 'history' | 'openedAt' | 'closedAt'> {
  /** When it would first have been sales-ready; null: never in the period. */
  draftAt: Date | null;
  inForceAt: Date | null;
  /** As the draft scores it at the hand-off, or, never handed over, when it was readiest; which criteria it met is kept of what sales judged. */
  decisive: { fit: number; engagement: number; softMet: number; met: readonly string[] };
}

export interface Period {
  from: Date;
  to: Date;
}

/**
 * Plays a lead's history back: its score is taken at the last human touch or piece of evidence of each day, when engagement is at
 * its highest, from the opening of the passage to its hand-off: what sales found out afterwards cannot have made it ready. Facts of
 * the person and the company are taken as they are known today.
 */
export function judge(lead: PastLead, draft: DefinitionBody, inForce: DefinitionBody | null, period: Period): Judged {
  const { history, openedAt, closedAt, ...outcome } = lead;
  const from = Math.max(period.from.getTime(), openedAt.getTime());
  const to = Math.min(period.to.getTime(), (outcome.handedOverAt ?? closedAt ?? period.to).getTime());
  const moments = lastOfEachDay(history, from, to);
  const draftAt = readyAt(history, draft, moments);
  const inForceAt = inForce && readyAt(history, inForce, moments);
  const decisive = outcome.handedOverAt ?? draftAt ?? moments.at(-1) ?? new Date(to);
  return { ...outcome, draftAt, inForceAt, decisive: decisiveOf(scoreLead(history, draft, decisive), outcome.verdict) };
}

/** The first of the moments, which do not go back, at which a lead is ready; carried forward, so that a long history is gone through once. */
function readyAt(history: ScoredLead, definition: DefinitionBody, moments: readonly Date[]): Date | null {
  const score = rollingScore(history, definition);
  return moments.find((moment) => score.at(moment).ready) ?? null;
}

function decisiveOf({ fit, engagement, criteria }: LeadScore, verdict: PastLead['verdict']): Judged['decisive'] {
  return {
    fit,
    engagement,
    softMet: criteria.filter(({ part, met }) => part === 'soft' && met).length,
    met: verdict === null ? [] : criteria.filter(({ met }) => met).map(({ key }) => key),
  };
}

/** Days are those of UTC: whether a touch at midnight counts for one or the other moves nothing here. */
function lastOfEachDay({ touches, evidence }: ScoredLead, from: number, to: number): Date[] {
  const times = [...touches.filter(({ bot }) => !bot).map(({ occurredAt }) => occurredAt), ...evidence.map(({ at }) => at)]
    .map((at) => at.getTime())
    .filter((at) => at >= from && at <= to);
  const last = new Map<number, number>();
  for (const at of times) last.set(Math.floor(at / DAY), Math.max(at, last.get(Math.floor(at / DAY)) ?? 0));
  return [...last.values()].sort((a, b) => a - b).map((at) => new Date(at));
}

/** A share in percent with how many cases it stands on; null where there are too few to say. */
export interface Share {
  percent: number | null;
  n: number;
}

export interface CriterionVerdict {
  key: string;
  part: CriterionPart;
  labels: Labels | null;
  /** Marketing's view (the criterion was met at the hand-off) against sales' verdict. */
  metAccepted: number;
  metRejected: number;
  missedAccepted: number;
  missedRejected: number;
}

export type NamedLead = Pick<Judged, 'id' | 'name' | 'company' | 'verdict' | 'won'> & { at: Date };

export interface BackTest {
  leads: number;
  /** Sales-ready leads a month: by the draft, by the definition in force, and handed over in fact. Months of the workspace's zone. */
  months: { month: string; draft: number; inForce: number | null; handedOver: number }[];
  /** Leads sales gave a verdict on, by whether the draft calls them ready. */
  confusion: { readyAccepted: number; readyRejected: number; otherAccepted: number; otherRejected: number };
  /** Of those the draft calls ready and sales judged, the share sales accepted. */
  precision: Share;
  /** Of those sales accepted, the share the draft would have handed over. */
  recallOfAccepted: Share;
  /** Of those that were won, the share the draft would have handed over. */
  recallOfWon: Share;
  /** Would be sales-ready by the draft and not by the definition in force, and the other way round; newest first. */
  enters: { count: number; leads: NamedLead[] };
  dropsOut: { count: number; leads: NamedLead[] };
  /** The thresholds at which four of five leads that were won would have been handed over; null where too few were won. */
  helper: { fit: number; engagement: number; softNeeded: number; n: number } | null;
  criteria: CriterionVerdict[];
}

/** How the draft scores a lead, without the criteria. */
type Standing = Omit<Judged['decisive'], 'met'>;

/** Sums up leads as they are judged. */
export interface Summary {
  add: (lead: Judged) => void;
  /** How many there are. */
  count: () => number;
  /** What they come to so far. */
  sum: () => BackTest;
}

/**
 * A summary of no leads yet. However many come, it keeps the counts alone, the leads it names, and how those that were won stood.
 * @param monthOf the month `2026-11` a moment falls into
 */
export function newSummary(
  criteria: readonly Pick<CriterionVerdict, 'key' | 'part' | 'labels'>[],
  months: readonly string[],
  { hasInForce, monthOf }: { hasInForce: boolean; monthOf: (at: Date) => string | undefined },
): Summary {
  let leads = 0;
  const confusion = { readyAccepted: 0, readyRejected: 0, otherAccepted: 0, otherRejected: 0 };
  const verdicts = criteria.map((criterion): CriterionVerdict => ({
    ...criterion,
    metAccepted: 0,
    metRejected: 0,
    missedAccepted: 0,
    missedRejected: 0,
  }));
  const byMonth = { draft: new Map<string, number>(), inForce: new Map<string, number>(), handedOver: new Map<string, number>() };
  const [enters, dropsOut] = [newest(), newest()];
  const won: Standing[] = [];
  let wonByDraft = 0;

  const countIn = (counts: Map<string, number>, at: Date | null) => {
    const month = at && monthOf(at);
    if (month) counts.set(month, (counts.get(month) ?? 0) + 1);
  };
  return {
    add(lead) {
      const { draftAt, inForceAt, handedOverAt, verdict, decisive } = lead;
      leads++;
      countIn(byMonth.draft, draftAt);
      countIn(byMonth.inForce, inForceAt);
      countIn(byMonth.handedOver, handedOverAt);
      if (verdict !== null) {
        const said = verdict === 'accepted' ? 'Accepted' : 'Rejected';
        confusion[`${draftAt ? 'ready' : 'other'}${said}`]++;
        const met = new Set(decisive.met);
        for (const each of verdicts) each[`${met.has(each.key) ? 'met' : 'missed'}${said}`]++;
      }
      if (hasInForce && draftAt && inForceAt === null) enters.add(lead, draftAt);
      if (hasInForce && inForceAt && draftAt === null) dropsOut.add(lead, inForceAt);
      if (lead.won) {
        const { fit, engagement, softMet } = decisive;
        won.push({ fit, engagement, softMet });
        if (draftAt) wonByDraft++;
      }
    },
    count: () => leads,
    sum: () => ({
      leads,
      months: months.map((month) => ({
        month,
        draft: byMonth.draft.get(month) ?? 0,
        inForce: hasInForce ? (byMonth.inForce.get(month) ?? 0) : null,
        handedOver: byMonth.handedOver.get(month) ?? 0,
      })),
      confusion,
      precision: share(confusion.readyAccepted, confusion.readyAccepted + confusion.readyRejected),
      recallOfAccepted: share(confusion.readyAccepted, confusion.readyAccepted + confusion.otherAccepted),
      recallOfWon: share(wonByDraft, won.length),
      enters: enters.told(),
      dropsOut: dropsOut.told(),
      helper: helperOf(won),
      criteria: verdicts,
    }),
  };
}

function share(part: number, n: number): Share {
  return { percent: n < FEWEST_CASES ? null : (100 * part) / n, n };
}

/** Counts leads and keeps the newest of them. */
function newest() {
  let count = 0;
  let leads: NamedLead[] = [];
  const prune = () => (leads = leads.toSorted((a, b) => b.at.getTime() - a.at.getTime()).slice(0, NAMED));
  return {
    add({ id, name, company, verdict, won }: Judged, at: Date) {
      count++;
      leads.push({ id, name, company, verdict, won, at });
      if (leads.length === 2 * NAMED) prune();
    },
    told: (): BackTest['enters'] => ({ count, leads: prune() }),
  };
}

/** Each threshold by itself lets through four of five that were won; together they let through fewer, which the test then shows. */
function helperOf(won: readonly Standing[]): BackTest['helper'] {
  if (won.length < FEWEST_CASES) return null;
  const reachedByMost = (values: number[]) => {
    const falling = values.toSorted((a, b) => b - a);
    return falling[Math.ceil(KEPT_OF_WON * falling.length) - 1] ?? 0;
  };
  return {
    fit: Math.floor(reachedByMost(won.map(({ fit }) => fit))),
    engagement: Math.max(0, Math.floor(reachedByMost(won.map(({ engagement }) => engagement)))),
    softNeeded: reachedByMost(won.map(({ softMet }) => softMet)),
    n: won.length,
  };
}
