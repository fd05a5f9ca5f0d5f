export interface FunnelStep {
  readonly key: string;
  readonly label: string;
  /** Null where nothing is known yet. */
  readonly count: number | null;
  readonly side: 'marketing' | 'handover' | 'sales';
  /** Visitors outnumber everything after them; they are told in figures, never drawn on the same scale. */
  readonly unscaled?: boolean;
}

export interface FunnelShare extends FunnelStep {
  /** Length of the bar as a share of the longest; null for a step that is not drawn. */
  readonly length: number | null;
  /** Share of the step before it; null for the first step or where the step before is empty. */
  readonly ofPrevious: number | null;
}

/** Lengths and step rates of a funnel. Steps need not shrink: people who skip a stage may make a later one longer. */
export function funnelShares(steps: readonly FunnelStep[]): FunnelShare[] {
  const longest = Math.max(0, ...steps.filter(({ unscaled }) => !unscaled).map(({ count }) => count ?? 0));
  return steps.map((step, index) => {
    const previous = steps[index - 1]?.count ?? 0;
    return {
      ...step,
      length: step.unscaled || step.count === null || longest === 0 ? null : step.count / longest,
      ofPrevious: step.count === null || previous === 0 ? null : step.count / previous,
    };
  });
}
