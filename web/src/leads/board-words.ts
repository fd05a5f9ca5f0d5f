import { useText } from '../app/language.tsx';
import type { BoardAct, BoardMove } from './board-moves.ts';
import { boardTexts } from './board-texts.ts';

/** What an act will ask for. */
const asks: Partial<Record<BoardAct, 'asksBriefing' | 'asksReason' | 'asksContact'>> = {
  'hand-over': 'asksBriefing',
  'give-back': 'asksReason',
  recycle: 'asksReason',
  disqualify: 'asksReason',
  contact: 'asksContact',
};

/** In words what a column offers to a lead: what it asks for, or why it is none. */
export function useOfferWords() {
  const t = useText(boardTexts);
  return (offer: BoardMove): string => {
    if ('refused' in offer) return t(offer.refused);
    const asking = asks[offer.act];
    return asking ? t(asking) : '';
  };
}
