import { dash } from '../app/format.ts';
import { useFormat, useText } from '../app/language.tsx';
import { feedbackTexts } from './texts.ts';
import { shareOf } from './verdict.ts';

/** `words(6, 41)`: "6 of 41 · 15 %", or that they are too few to say; a dash without a case. */
export function useShareWords(): (hits: number, of: number) => string {
  const t = useText(feedbackTexts);
  const format = useFormat();
  return (hits, of) => {
    if (of === 0) return dash;
    const share = shareOf(hits, of);
    const counted = t('nOfM', { n: format.number(hits), m: format.number(of) });
    return `${counted} · ${share === null ? t('tooFew') : format.percent(share, 0)}`;
  };
}
