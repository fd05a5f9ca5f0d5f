import { Tooltip, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../app/language.tsx';
import { signatureTexts } from './texts.ts';

/** The SHA-256 a signature stands on, shortened. Pointing at it shows it whole; pressing copies it, or opens it to be selected where pages may not copy. */
export function TextHash({ hash }: { hash: string }) {
  const t = useText(signatureTexts);
  const [shown, setShown] = useState<'short' | 'copied' | 'whole'>('short');
  const copy = () =>
    // Not on plain-HTTP intranet addresses, where browsers have no clipboard.
    'clipboard' in navigator
      ? navigator.clipboard.writeText(hash).then(
          () => setShown('copied'),
          () => setShown('whole'),
        )
      : setShown('whole');
  return (
    <Tooltip label={<span className="text-hash">{hash}</span>}>
      <UnstyledButton className="text-hash" onClick={copy}>
        <span className="off-screen">{t('copyHash')} </span>
        {shown === 'copied'
          ? t('copied')
          : shown === 'whole'
            ? hash
            : `${hash.slice(0, 4)} ${hash.slice(4, 8)} … ${hash.slice(-4)}`}
      </UnstyledButton>
    </Tooltip>
  );
}
