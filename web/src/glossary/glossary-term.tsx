import './glossary-term.css';
import { Popover, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLanguage } from '../app/language.tsx';
import { terms, type TermKey } from './terms.ts';

/** A word of the trade with its agreed meaning one click away. Shows the term's own name unless other words are given. */
export function GlossaryTerm({ term, children }: { term: TermKey; children?: ReactNode }) {
  const { language } = useLanguage();
  const { name, meaning } = terms[term];
  return (
    <Popover width={320} position="bottom-start" withinPortal trapFocus={false}>
      <Popover.Target>
        <UnstyledButton component="button" type="button" className="glossary-term">
          {children ?? name[language]}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <p className="glossary-name">{name[language]}</p>
        <p className="second">{meaning[language]}</p>
      </Popover.Dropdown>
    </Popover>
  );
}
