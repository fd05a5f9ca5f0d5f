import './glossary-term.css';
import { UnstyledButton } from '@mantine/core';
import { Suspense, useId, useRef, useState, type ReactNode } from 'react';
import { placeBelow } from '../ui/place-below.ts';

/** A word that opens into what it means. The browser's own popover: little code, and none of it before it is opened. */
export function TermPopOver({
  word,
  renderMeaning,
  isSign = false,
}: {
  word: ReactNode;
  renderMeaning: () => ReactNode;
  /** The word is drawn as a sign, large enough for a finger. */
  isSign?: boolean;
}) {
  const id = useId();
  const anchor = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <UnstyledButton
        ref={anchor}
        component="button"
        type="button"
        className={isSign ? 'glossary-sign' : 'glossary-term'}
        popoverTarget={id}
      >
        {word}
      </UnstyledButton>
      <span
        id={id}
        popover="auto"
        className="glossary-meaning"
        onToggle={({ currentTarget, newState }) => {
          setOpen(newState === 'open');
          if (newState === 'open' && anchor.current) placeBelow(anchor.current, currentTarget);
        }}
      >
        <Suspense>{isOpen && renderMeaning()}</Suspense>
      </span>
    </>
  );
}
