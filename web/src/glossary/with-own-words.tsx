import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { OwnTerm } from '../../../src/terms/schema.ts';
import { resource, type Page } from '../app/api.ts';
import { useLanguage } from '../app/language.tsx';
import { inReading, withOwnWords } from './own-words.ts';
import { TermPopOver } from './term-pop-over.tsx';

/** The workspace's own words. */
export const ownTerms = resource<Page<OwnTerm>>('/terms');

/** What people have written, with the workspace's own words in it one click from their meaning. */
export function WithOwnWords({ text }: { text: string }) {
  const { data } = useQuery({ ...ownTerms, staleTime: 60_000 });
  const shown: ReactNode[] = [];
  let place = 0;
  for (const part of withOwnWords(text, data?.items ?? [])) {
    shown.push(
      part.term ? (
        <TermPopOver key={place} word={part.text} renderMeaning={() => <OwnMeaning term={part.term} />} />
      ) : (
        <span key={place}>{part.text}</span>
      ),
    );
    place += part.text.length;
  }
  return shown;
}

function OwnMeaning({ term }: { term: OwnTerm | undefined }) {
  const { language } = useLanguage();
  if (!term) return null;
  const { word, meaning } = inReading(term, language);
  return (
    <>
      <span className="glossary-name">{word}</span>
      <span className="second">{meaning}</span>
    </>
  );
}
