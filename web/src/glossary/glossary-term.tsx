import type { ReactNode } from 'react';
import { lazy } from 'react';
import type { TermKey } from '../../../src/terms/catalogue.ts';
import { TermPopOver } from './term-pop-over.tsx';

const CatalogueMeaning = lazy(() => import('./catalogue-meaning.tsx'));

/** A word of the trade with its agreed meaning one click away. The meanings come when one is asked for. */
export function GlossaryTerm({ term, children }: { term: TermKey; children: ReactNode }) {
  return <TermPopOver word={children} renderMeaning={() => <CatalogueMeaning term={term} />} />;
}
