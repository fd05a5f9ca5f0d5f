import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../app/language.tsx';
import { WithOwnWords } from '../glossary/with-own-words.tsx';
import type { Sentence } from './criterion-words.ts';
import type { ShownCriterion } from './shown-criterion.ts';
import { definitionTexts } from './texts.ts';

/** Criteria under each other, their worth at the right. */
export function CriterionList({ label, criteria }: { label: string; criteria: readonly ShownCriterion[] }) {
  return (
    <ul className="criteria" aria-label={label}>
      {criteria.map(({ key, name, sentence, worth }) => (
        <li key={key} className="criterion">
          <div>
            {name !== undefined && (
              <p className="criterion-name">
                <WithOwnWords text={name} />
              </p>
            )}
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

/** A test in words; a long list in it opens. */
export function Words({ sentence, alone }: { sentence: Sentence; alone: boolean }) {
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
