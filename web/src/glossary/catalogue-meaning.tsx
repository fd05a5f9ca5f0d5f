import { terms, type TermKey } from '../../../src/terms/catalogue.ts';
import { useLanguage } from '../app/language.tsx';

/** What a word of the product means, in the reader's language. */
export default function CatalogueMeaning({ term }: { term: TermKey }) {
  const { language } = useLanguage();
  const { name, meaning } = terms[term];
  return (
    <>
      <span className="glossary-name">{name[language]}</span>
      <span className="second">{meaning[language]}</span>
    </>
  );
}
