import { useFormat, useText } from '../app/language.tsx';
import { useNow } from '../ui/use-now.ts';
import { metricTexts } from './texts.ts';

/** How fresh a figure is: "as of now", "as of 3 minutes ago". The screen's clock runs by the minute, so an answer may seem younger than now. */
export function useAsOf(): (asOf: string) => string {
  const t = useText(metricTexts);
  const format = useFormat();
  const now = useNow();
  return (asOf) => (now.getTime() - Date.parse(asOf) < 60_000 ? t('asOfNow') : t('asOf', { age: format.age(asOf, now) }));
}
