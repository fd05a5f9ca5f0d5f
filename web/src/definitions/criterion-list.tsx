import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../app/language.tsx';
import type { Sentence } from './criterion-words.ts';
import { definitionTexts } from './texts.ts';

/** One criterion as the page shows it: what it is called, what it tests, and what it is worth. */
export interface ShownCriterion {
  readonly key: string;
  readonly name: string | undefined;
  readonly sentence?: Sentence | undefined;
  readonly worth?: string | undefined;
}

/** Criteria under each other, their worth at the right. */
export function CriterionList({ label, criteria }: { label: string; criteria: readonly ShownCriterion[] }) {
  return (
    <ul className="criteria" aria-label={label}>
      {criteria.map(({ key, name, sentence, worth }) => (
        <li key={key} className="criterion">
          <div>
            {name !== undefined && <p className="criterion-name">{name}</p>}
            {sentence && sentence.text(few) !== name && <Words sentence={sentence} alone={name === undefined} />}
            {name === undefined && !sentence && <p className="criterion-name">{key}</p>}
          </div>
          {worth !== undefined && <p className="criterion-worth">{worth}</p>}
        </li>
      ))}
    </ul>
  );
}

/** How many words of a list are read before it opens. */
const few = 6;

function Words({ sentence, alone }: { sentence: Sentence; alone: boolean }) {
  const t = useText(definitionTexts);
  const [whole, setWhole] = useState(false);
  const left = sentence.longest - few;
  return (
    <p className={alone ? 'criterion-name' : 'second small'}>
      {sentence.text(whole ? Infinity : few)}{' '}
      {left > 0 && !whole && (
        <UnstyledButton className="criterion-more" onClick={() => setWhole(true)}>
          {t('more', { n: left })}
        </UnstyledButton>
      )}
    </p>
  );
}
