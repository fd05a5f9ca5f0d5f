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

/** Sums up judged leads. @param monthOf the month `2026-11` a moment falls into */
export function summarise(
  judged: readonly Judged[],
  criteria: readonly Pick<CriterionVerdict, 'key' | 'part' | 'labels'>[],
  months: readonly string[],
  { hasInForce, monthOf }: { hasInForce: boolean; monthOf: (at: Date) => string | undefined },
): BackTest {
  const verdicts = judged.filter(({ verdict }) => verdict !== null);
  const count = (leads: readonly Judged[], test: (lead: Judged) => boolean) => leads.filter(test).length;
  const [ready, other] = [verdicts.filter(({ draftAt }) => draftAt), verdicts.filter(({ draftAt }) => !draftAt)];
  const isAccepted = ({ verdict }: Judged) => verdict === 'accepted';
  const confusion = {
    readyAccepted: count(ready, isAccepted),
    readyRejected: ready.length - count(ready, isAccepted),
    otherAccepted: count(other, isAccepted),
    otherRejected: other.length - count(other, isAccepted),
  };
  const won = judged.filter((lead) => lead.won);
  const inMonths = (at: (lead: Judged) => Date | null) => {
    const counts = new Map<string, number>();
    for (const lead of judged) {
      const moment = at(lead);
      const month = moment && monthOf(moment);
      if (month) counts.set(month, (counts.get(month) ?? 0) + 1);
    }
    return counts;
  };
  const [draft, inForce, handedOver] = [
    inMonths(({ draftAt }) => draftAt),
    inMonths(({ inForceAt }) => inForceAt),
    inMonths(({ handedOverAt }) => handedOverAt),
  ];
  return {
    leads: judged.length,
    months: months.map((month) => ({
      month,
      draft: draft.get(month) ?? 0,
      inForce: hasInForce ? (inForce.get(month) ?? 0) : null,
      handedOver: handedOver.get(month) ?? 0,
    })),
    confusion,
    precision: share(confusion.readyAccepted, ready.length),
    recallOfAccepted: share(confusion.readyAccepted, confusion.readyAccepted + confusion.otherAccepted),
    recallOfWon: share(
      count(won, ({ draftAt }) => draftAt !== null),
      won.length,
    ),
    enters: named(hasInForce ? judged : [], ({ draftAt, inForceAt }) => (inForceAt === null ? draftAt : null)),
    dropsOut: named(hasInForce ? judged : [], ({ draftAt, inForceAt }) => (draftAt === null ? inForceAt : null)),
    helper: helperOf(won),
    criteria: criteria.map(({ key, part, labels }) => {
      const met = (lead: Judged) => lead.decisive.met.includes(key);
      return {
        key,
        part,
        labels,
        metAccepted: count(verdicts, (lead) => met(lead) && isAccepted(lead)),
        metRejected: count(verdicts, (lead) => met(lead) && !isAccepted(lead)),
        missedAccepted: count(verdicts, (lead) => !met(lead) && isAccepted(lead)),
        missedRejected: count(verdicts, (lead) => !met(lead) && !isAccepted(lead)),
      };
    }),
  };
}

function share(part: number, n: number): Share {
  return { percent: n < FEWEST_CASES ? null : (100 * part) / n, n };
}

function named(judged: readonly Judged[], at: (lead: Judged) => Date | null): BackTest['enters'] {
  const all = judged.flatMap((lead) => {
    const moment = at(lead);
    const { id, name, company, verdict, won } = lead;
    return moment ? [{ id, name, company, verdict, won, at: moment }] : [];
  });
  return { count: all.length, leads: all.toSorted((a, b) => b.at.getTime() - a.at.getTime()).slice(0, NAMED) };
}

/** Each threshold by itself lets through four of five that were won; together they let through fewer, which the test then shows. */
function helperOf(won: readonly Judged[]): BackTest['helper'] {
  if (won.length < FEWEST_CASES) return null;
  const reachedByMost = (values: number[]) => {
    const falling = values.toSorted((a, b) => b - a);
    return falling[Math.ceil(KEPT_OF_WON * falling.length) - 1] ?? 0;
  };
  return {
    fit: Math.floor(reachedByMost(won.map(({ decisive }) => decisive.fit))),
    engagement: Math.max(0, Math.floor(reachedByMost(won.map(({ decisive }) => decisive.engagement)))),
    softNeeded: reachedByMost(won.map(({ decisive }) => decisive.softMet)),
    n: won.length,
  };
}
