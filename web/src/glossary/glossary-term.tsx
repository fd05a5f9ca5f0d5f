import './glossary-term.css';
import { UnstyledButton } from '@mantine/core';
import { useId, useRef, type ReactNode } from 'react';
import { useLanguage } from '../app/language.tsx';
import { placeBelow } from '../ui/place-below.ts';
import { terms, type TermKey } from '../../../src/terms/catalogue.ts';

/** A word of the trade with its agreed meaning one click away. Shows the term's own name unless other words are given. */
export function GlossaryTerm({ term, children }: { term: TermKey; children?: ReactNode }) {
  const { language } = useLanguage();
  const id = useId();
  const word = useRef<HTMLButtonElement>(null);
  const { name, meaning } = terms[term];
  return (
    <>
      <UnstyledButton ref={word} component="button" type="button" className="glossary-term" popoverTarget={id}>
        {children ?? name[language]}
      </UnstyledButton>
      <span
        id={id}
        popover="auto"
        className="glossary-meaning"
        onToggle={({ currentTarget, newState }) => newState === 'open' && word.current && placeBelow(word.current, currentTarget)}
      >
        <span className="glossary-name">{name[language]}</span>
        <span className="second">{meaning[language]}</span>
      </span>
    </>
  );
}
