import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { isBefore } from '../../../src/leads/lifecycle.ts';
import type { LeadInFull } from '../../../src/leads/schema.ts';
import { api, useCommand } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { Failure } from '../ui/failure.tsx';
import { useUndo } from '../ui/undo-toast.tsx';
import { overrideTexts } from './override-texts.ts';

const OverrideDialog = lazy(() => import('./override-dialog.tsx'));

/** What both teams can do about a score they know better than: override it until a day, and lift that. */
export function OverrideActs({ lead }: { lead: LeadInFull }) {
  const t = useText(overrideTexts);
  const may = useMay();
  const say = useUndo();
  const [asking, setAsking] = useState(false);
  const lift = useCommand(() => api.delete(`/leads/${lead.id}/score-override`), {
    refresh: ['/leads', '/people'],
    done: () => say(t('lifted')),
  });
  if (!lead.score || !may('marketing', 'sales')) return null;
  const mayOverride = lead.closedAt === null && isBefore(lead.stage, 'submitted');
  return (
    <div className="row score-override-acts">
      {mayOverride && (
        <Button variant="default" size="compact-sm" onClick={() => setAsking(true)}>
          {t('override')}
        </Button>
      )}
      {lead.score.override && (
        <Button variant="default" size="compact-sm" loading={lift.isPending} onClick={() => lift.mutate()}>
          {t('lift')}
        </Button>
      )}
      <Failure error={lift.error} />
      <Suspense>
        {asking && <OverrideDialog leadId={lead.id} isReady={lead.score.ready} onClose={() => setAsking(false)} />}
      </Suspense>
    </div>
  );
}
