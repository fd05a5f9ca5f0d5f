import './states.css';
import { Button, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../app/language.tsx';
import { useFailureWords } from './failure-words.ts';
import { Technical } from './technical.tsx';
import { uiTexts } from './texts.ts';

/** Nothing here yet: one sentence on what is true, one on what would fill it, and the way there. */
export function EmptyState({ title, detail, action }: { title: string; detail?: ReactNode; action?: ReactNode }) {
  return (
    <div className="state">
      <p className="state-title">{title}</p>
      {detail !== undefined && <p className="second">{detail}</p>}
      {action !== undefined && <div className="state-action">{action}</div>}
    </div>
  );
}

/** What went wrong in the reader's language, the server's own sentence where it helps, and a way to try again. */
export function ErrorState({ error, retry }: { error: unknown; retry?: (() => void) | undefined }) {
  const t = useText(uiTexts);
  const { title, advice, detail } = useFailureWords()(error);
  return (
    <div className="state" role="alert">
      <p className="state-title">{title}</p>
      {advice !== undefined && <p className="second">{advice}</p>}
      <Technical detail={detail} />
      {retry && (
        <div className="state-action">
          <Button variant="default" onClick={retry}>
            {t('retry')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The shape of what is coming: `lines` rows of a list, or one `block` of that many rem. */
export function Loading({ lines = 4, block }: { lines?: number; block?: number }) {
  const t = useText(uiTexts);
  return (
    <output className="loading" aria-label={t('loading')}>
      {block !== undefined ? (
        <Skeleton height={`${block}rem`} radius={12} />
      ) : (
        Array.from({ length: lines }, (_, line) => <Skeleton key={line} height={14} width={`${[82, 64, 73, 56][line % 4]}%`} />)
      )}
    </output>
  );
}
