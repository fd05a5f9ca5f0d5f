import { useQuery } from '@tanstack/react-query';
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
  let at = 0;
  return withOwnWords(text, data?.items ?? []).map((part) => {
    const place = at;
    at += part.text.length;
    return part.term ? (
      <TermPopOver key={place} word={part.text} renderMeaning={() => <OwnMeaning term={part.term} />} />
    ) : (
      <span key={place}>{part.text}</span>
    );
  });
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
