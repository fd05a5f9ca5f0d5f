import type { feedbackDimensions } from '../../../src/feedback/schema.ts';
import { channels } from '../../../src/touchpoints/kinds.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { channelNames } from '../touchpoints/texts.ts';
import { feedbackTexts } from './texts.ts';

/** What hand-offs can be told apart by, the most telling first. */
export const dimensions = ['source', 'channel', 'campaign'] as const satisfies (typeof feedbackDimensions)[number][];
export type Dimension = (typeof dimensions)[number];

/** What a channel, source or campaign is called; sources and campaigns bear the names their links gave them. */
export function useGroupName(by: Dimension): (key: string | null) => string {
  const t = useText(feedbackTexts);
  const { language } = useLanguage();
  return (key) => {
    if (key === null) return t('notKnown');
    const channel = by === 'channel' ? channels.find((each) => each === key) : undefined;
    return channel ? channelNames[channel][language] : key;
  };
}
