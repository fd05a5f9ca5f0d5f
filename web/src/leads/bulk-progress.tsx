import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { BulkChange } from '../../../src/leads/bulk/schema.ts';
import { api, resource, useCommand, type Page } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { useFailureWords } from '../ui/failure-words.ts';
import { useNow } from '../ui/use-now.ts';
import { useUndo } from '../ui/undo-toast.tsx';
import { bulkTexts } from './bulk-texts.ts';

const BulkRefusals = lazy(() => import('./bulk-refusals.tsx'));

/** Takes back what a bulk change did. */
export function useUndoBulkChange(): (id: string) => void {
  const say = useUndo();
  const failure = useFailureWords();
  const undo = useCommand((id: string) => api.delete(`/bulk-changes/${id}`), {
    refresh: ['/leads', '/lead-views', '/handoffs', '/people', '/today', '/bulk-changes'],
  });
  return (id) => undo.mutate(id, { onError: (error) => say(failure(error).title) });
}

/** For so long what came of it is shown to who comes back. */
const shownForMs = 15 * 60_000;

/** How far one's latest bulk change has come, and what did not go: also for who left the screen meanwhile. */
export function LatestBulkChange() {
  const { role } = useSession().member;
  return role === 'admin' || role === 'marketing' || role === 'sales' ? <Latest /> : null;
}

function Latest() {
  const t = useText(bulkTexts);
  const format = useFormat();
  const now = useNow();
  const undo = useUndoBulkChange();
  const [hidden, setHidden] = useState('');
  const [reading, setReading] = useState(false);
  const { data } = useQuery({
    ...resource<Page<BulkChange>>('/bulk-changes', { limit: 1 }),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.items[0]) ? 1_000 : false),
  });
  const change = data?.items[0];
  const tells = change && (isUnderWay(change) || change.refused > 0 || change.undone > 0 || change.state === 'stopped');
  if (!change || !tells || change.id === hidden || now.getTime() - Date.parse(change.createdAt) > shownForMs) return null;
  const { kind, state, done, leads, unchanged, refused, undone } = change;
  const said = {
    running: t('running'),
    done: '',
    undoing: t('undoing'),
    undone: t('undone', { n: undone }),
    stopped: t('stopped'),
  }[state];
  return (
    <section className="lead-note no-print" aria-label={t('outcome', { kind, done, n: leads })}>
      <output>
        <strong>{t('outcome', { kind, done: format.number(done, 0), n: format.number(leads, 0) })}</strong>
        {said && <span className="second"> · {said}</span>}
        {unchanged > 0 && <span className="second"> · {t('unchanged', { n: unchanged })}</span>}
      </output>
      {state === 'running' && <progress className="bulk-meter" value={done + unchanged + refused} max={leads} aria-hidden />}
      {refused > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => setReading(true)}>
          {t('refused', { n: refused })}
        </Button>
      )}
      {change.undoUntil !== null && (
        <Button size="compact-sm" variant="subtle" onClick={() => undo(change.id)}>
          {t('takeBack')}
        </Button>
      )}
      {!isUnderWay(change) && (
        <Button size="compact-sm" variant="subtle" onClick={() => setHidden(change.id)}>
          {t('hide')}
        </Button>
      )}
      <Suspense>{reading && <BulkRefusals change={change} onClose={() => setReading(false)} />}</Suspense>
    </section>
  );
}

const isUnderWay = (change: BulkChange | undefined) => change?.state === 'running' || change?.state === 'undoing';
