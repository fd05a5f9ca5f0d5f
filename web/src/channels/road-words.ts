import type { RuleLine } from '../../../src/channels/schema.ts';
import { channels, type Channel } from '../../../src/touchpoints/kinds.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { channelNames } from '../touchpoints/texts.ts';
import { channelTexts } from './texts.ts';

/** Says roads and rules in the reader's language. */
export function useRoadWords() {
  const t = useText(channelTexts);
  const { language } = useLanguage();
  const channel = (name: string | null) => {
    const known = channels.find((each): each is Channel => each === name);
    return known ? channelNames[known][language] : t('none');
  };
  const road = (named: { channel: string | null; source?: string | null; medium?: string | null; campaign?: string | null }) =>
    [channel(named.channel), named.source, named.medium, named.campaign].filter(Boolean).join(' · ');
  const condition = ({ field, match, value }: RuleLine) =>
    t('condition', { field: t(`field_${field}`), match: t(`match_${match}`), value });
  const result = ({ set }: RuleLine) =>
    [
      set.channel && channel(set.channel),
      set.source && `${t('field_source')} ${set.source}`,
      set.medium && `${t('field_medium')} ${set.medium}`,
      set.campaign && `${t('field_campaign')} ${set.campaign}`,
    ]
      .filter(Boolean)
      .join(' · ');
  return { channel, road, condition, result };
}
