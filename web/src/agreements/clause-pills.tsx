import type { AttainmentState } from '../../../src/agreements/attainment.ts';
import { useText } from '../app/language.tsx';
import { Pill, type Tone } from '../ui/pill.tsx';
import { clauseTexts } from './clause-texts.ts';

export const stateTones: Record<AttainmentState, Tone> = {
  'on course': 'ok',
  'at risk': 'warn',
  'off course': 'bad',
  'too few to say': 'neutral',
  'no data': 'neutral',
};

/** How a clause stands. */
export function StatePill({ state }: { state: AttainmentState }) {
  const t = useText(clauseTexts);
  return <Pill tone={stateTones[state]}>{t(state)}</Pill>;
}

/** Whose promise it is. */
export function SidePill({ side }: { side: 'marketing' | 'sales' | 'both' }) {
  const t = useText(clauseTexts);
  return <Pill tone={side === 'both' ? 'neutral' : side}>{t(side)}</Pill>;
}
