import { catalogue, type MetricKey } from '../../../src/metrics/catalogue.ts';
import { useLanguage } from '../app/language.tsx';

/** What a figure of the catalogue counts, in the reader's language. */
export default function MetricMeaning({ metric }: { metric: MetricKey }) {
  const { language } = useLanguage();
  const { title, definition } = catalogue[metric];
  return (
    <>
      <span className="glossary-name">{title[language]}</span>
      <span className="second">{definition[language]}</span>
    </>
  );
}
