import type { DefinitionBody } from './schema.ts';
import { leadScorer, type ScoredLead } from './score.ts';

/** The moment a lead first met a stage, and what brought it there. */
export interface Crossing {
  at: Date;
  touchId?: string;
  evidenceId?: string;
}

/** Null: not yet. `engaged` is never later than `mql`, nor `mql` than `ready`. */
export interface StageCrossings {
  engaged: Crossing | null;
  mql: Crossing | null;
  ready: Crossing | null;
}

/**
 * When a lead first became engaged, MQL and ready, by its own history: the score is taken at the time of each human touch and of
 * each piece of evidence, so that imported history is stamped with true times. Facts about person and company are taken as they
 * are known today, since a profile carries no dates.
 */
export function stageCrossings(lead: ScoredLead, definition: DefinitionBody): StageCrossings {
  const moments: Crossing[] = [
    ...lead.touches.filter(({ bot }) => !bot).map(({ id, occurredAt }) => ({ at: occurredAt, touchId: id })),
    ...lead.evidence.map(({ id, at }) => ({ at, evidenceId: id })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());

  const scoreAt = leadScorer(lead, definition);
  const crossings: StageCrossings = { engaged: null, mql: null, ready: null };
  for (const moment of moments) {
    const score = scoreAt(moment.at);
    if (score.engaged) crossings.engaged ??= moment;
    if (score.mql) crossings.mql ??= moment;
    if (score.ready) crossings.ready ??= moment;
    if (crossings.ready) break;
  }
  return crossings;
}
