import './copy-line.css';
import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useRef } from 'react';
import { useText } from '../app/language.tsx';
import { uiTexts } from './texts.ts';

/** A text to take away: a link, a key, a snippet. Copies it, or selects it where the browser refuses. */
export function CopyLine({ label, text }: { label: string; text: string }) {
  const t = useText(uiTexts);
  const clipboard = useClipboard({ timeout: 2500 });
  const line = useRef<HTMLElement>(null);
  function copy() {
    clipboard.copy(text);
    // Clipboards exist only on secure addresses; elsewhere the selected text is one key away.
    if (line.current) window.getSelection()?.selectAllChildren(line.current);
  }
  return (
    <fieldset className="copy-line" aria-label={label}>
      <code ref={line}>{text}</code>
      <Button variant="default" onClick={copy}>
        {t(clipboard.copied ? 'copied' : 'copy')}
      </Button>
    </fieldset>
  );
}
