import type { Pace, Today } from './today.ts';

/** What Today says in one sentence. */
export type Answer =
  | { readonly says: 'empty' | 'noAgreement' | 'noFigures' | 'nobodyWaits' }
  | { readonly says: 'behindBy' | 'aheadBy' | 'onPlan'; readonly by: number; readonly actual: number; readonly soFar: number }
  | {
      readonly says: 'waits';
      readonly count: number;
      readonly name: string | null;
      readonly due: string | null;
      readonly over: boolean;
    };

/** Whole leads behind the plan, negative ahead of it; null where nothing is known. */
export function behindPlan({ behind, actual, promisedSoFar }: Pick<Pace, 'behind' | 'actual' | 'promisedSoFar'>): number | null {
  if (behind === null || actual === null) return null;
  return behind > 0 ? behind : Math.min(0, Math.floor(promisedSoFar) - actual);
}

/** A workspace in which nothing has happened: no agreement, and nothing in the funnel. */
export function isEmpty({ funnel, agreement, waiting }: Today): boolean {
  return agreement === null && waiting.count === 0 && funnel.every(({ n }) => n === 0);
}

/** The answer for who asks: a rep wants to know who waits, everybody else how the promise stands. */
export function answerFor(reader: { role: string; head: boolean }, today: Today): Answer {
  if (isEmpty(today)) return { says: 'empty' };
  if (reader.role === 'sales' && !reader.head) return whoWaits(today);
  if (today.pace === null) return { says: today.agreement === null ? 'noAgreement' : 'noFigures' };
  const by = behindPlan(today.pace);
  const { actual, promisedSoFar } = today.pace;
  if (by === null || actual === null) return { says: 'noFigures' };
  const figures = { by: Math.abs(by), actual, soFar: Math.floor(promisedSoFar) };
  return { says: by === 0 ? 'onPlan' : by > 0 ? 'behindBy' : 'aheadBy', ...figures };
}

function whoWaits({ waiting: { count, next } }: Today): Answer {
  if (count === 0) return { says: 'nobodyWaits' };
  return {
    says: 'waits',
    count,
    name: next?.company ?? next?.person ?? null,
    due: next?.due ?? null,
    over: (next?.minutesLeft ?? 0) < 0,
  };
}
