import type { ReactNode } from 'react';
import { lazy } from 'react';
import type { MetricKey } from '../../../src/metrics/catalogue.ts';
import type { TermKey } from '../../../src/terms/catalogue.ts';
import { IconHelp } from '@tabler/icons-react';
import { useText } from '../app/language.tsx';
import { uiTexts } from '../ui/texts.ts';
import { TermPopOver } from './term-pop-over.tsx';

const CatalogueMeaning = lazy(() => import('./catalogue-meaning.tsx'));
const MetricMeaning = lazy(() => import('./metric-meaning.tsx'));

/** A word of the trade with its agreed meaning one click away. The meanings come when one is asked for. */
export function GlossaryTerm({ term, children }: { term: TermKey; children: ReactNode }) {
  return <TermPopOver word={children} renderMeaning={() => <CatalogueMeaning term={term} />} />;
}

/** A figure of the catalogue, by whatever it is called here, with what it counts. */
export function MetricTerm({ metric, children }: { metric: MetricKey; children: ReactNode }) {
  return <TermPopOver word={children} renderMeaning={() => <MetricMeaning metric={metric} />} />;
}

/** The same beside a word that is itself a button, as the headings of a table are by which it is sorted. */
export function TermHelp({ term, word }: { term: TermKey; word: string }) {
  const t = useText(uiTexts);
  return (
    <TermPopOver
      word={
        <>
          <IconHelp size={14} aria-hidden />
          <span className="off-screen">{t('meaningOf', { word })}</span>
        </>
      }
      renderMeaning={() => <CatalogueMeaning term={term} />}
      isSign
    />
  );
}
