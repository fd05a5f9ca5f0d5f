import type { LeadInformation } from '../../../src/information/schema.ts';
import { answerInWords } from '../../../src/information/answer.ts';
import { questionOf } from '../../../src/agreements/items.ts';
import { industryName } from '../definitions/trade-words.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { useNow } from '../ui/use-now.ts';
import { sourceTexts } from './source-texts.ts';

type Known = Pick<LeadInformation['items'][number], 'key' | 'value' | 'source' | 'at' | 'answers'>;

/** What is known of an item in the reader's words, and by which way and when it was said. */
export function useItemWords(): (item: Known) => { value: string; from: string } {
  const t = useText(sourceTexts);
  const format = useFormat();
  const now = useNow();
  const { language } = useLanguage();
  return (item) => {
    const { key, value, source, at } = item;
    const told = value ?? '';
    const question = questionOf(item);
    const words =
      key === 'industry'
        ? industryName(told, language)
        : question?.kind === 'number' && /^-?\d+(\.\d+)?$/.test(told)
          ? format.number(Number(told))
          : answerInWords(question, told, language, { yes: t('yes'), no: t('no') });
    return { value: words, from: [source && t(`source_${source}`), at && format.day(at, now)].filter(Boolean).join(' · ') };
  };
}
