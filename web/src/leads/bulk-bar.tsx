import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import type { BulkChange } from '../../../src/leads/bulk/schema.ts';
import type { Query } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { appTexts } from '../app/texts.ts';
import { ExportButton } from '../exports/export-button.tsx';
import { bulkTexts } from './bulk-texts.ts';

const BulkDialog = lazy(() => import('./bulk-dialog.tsx'));
const AnnounceDialog = lazy(() => import('../outreach/announce-dialog.tsx'));

/** So many can be named one by one; the server takes no more. */
const mostNamed = 200;

/** What can be done with the leads that are selected, or with all that the filters let through. */
export function BulkBar(props: {
  selected: ReadonlySet<string>;
  filters: Query;
  /** How many match. */
  all: number | undefined;
  everyMatch: boolean;
  onEveryMatch: () => void;
  onClear: () => void;
}) {
  const { selected, filters, all, everyMatch, onEveryMatch, onClear } = props;
  const t = useText(bulkTexts);
  const app = useText(appTexts);
  const format = useFormat();
  const { role } = useSession().member;
  const [asking, setAsking] = useState<BulkChange['kind'] | null>(null);
  const [announcing, setAnnouncing] = useState(false);
  const chosen = everyMatch ? filters : { ids: [...selected].join() };
  // What leaves a dialog leaves the selection.
  const isInDialog = ({ target }: Event) => target instanceof Element && target.closest('[role=dialog]') !== null;
  useHotkeys([['Escape', (event) => isInDialog(event) || onClear()]]);
  const n = everyMatch ? (all ?? selected.size) : selected.size;
  const tooMany = !everyMatch && n > mostNamed;
  const kinds: BulkChange['kind'][] = [
    'assignment',
    ...(role === 'sales' ? [] : (['handoff'] as const)),
    ...(role === 'marketing' ? [] : (['recycling'] as const)),
    'disqualification',
  ];
  return (
    <section className="bulk-bar no-print" aria-label={t('selection')}>
      <output className="bulk-count">{t('selected', { n })}</output>
      {!everyMatch && all !== undefined && all > selected.size && (
        <Button variant="subtle" size="compact-sm" onClick={onEveryMatch}>
          {t('everyMatch', { n: format.number(all, 0) })}
        </Button>
      )}
      {tooMany ? (
        <span className="second small">{t('tooManyNamed', { n: mostNamed })}</span>
      ) : (
        <span className="bulk-acts">
          {kinds.map((kind) => (
            <Button key={kind} variant="default" size="compact-sm" onClick={() => setAsking(kind)}>
              {t(kind)}
            </Button>
          ))}
          {role !== 'sales' && (
            <Button variant="default" size="compact-sm" onClick={() => setAnnouncing(true)}>
              {t('announce')}
            </Button>
          )}
          <ExportButton kind="leads" query={chosen} what={app('leads')} />
        </span>
      )}
      <Button variant="subtle" size="compact-sm" onClick={onClear}>
        {t('clear')}
      </Button>
      <Suspense>
        {asking && (
          <BulkDialog
            kind={asking}
            n={n}
            leads={everyMatch ? { matching: filters } : { ids: [...selected] }}
            onDone={onClear}
            onClose={() => setAsking(null)}
          />
        )}
        {announcing && <AnnounceDialog leads={{ filters: chosen, n }} onDone={onClear} onClose={() => setAnnouncing(false)} />}
      </Suspense>
    </section>
  );
}
