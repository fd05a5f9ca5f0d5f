import { Button } from '@mantine/core';
import { IconDots, IconPhone } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { LeadInFull } from '../../../src/leads/schema.ts';
import { api, useCommand } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { useKeys } from '../app/use-keys.ts';
import { ActionMenu } from '../ui/action-menu.tsx';
import { Failure } from '../ui/failure.tsx';
import { useUndo } from '../ui/undo-toast.tsx';
import { canBeHandedOver, canBeQualified, canLeave, isWithSales } from './moves.ts';
import { leadTexts } from './texts.ts';

const HandOverDialog = lazy(() => import('./hand-over-dialog.tsx'));
const ClosingDialog = lazy(() => import('./closing-dialog.tsx'));

type Dialog = 'hand-over' | 'recycled' | 'disqualified';

/** What can be done with a lead where it stands, by the team whose act it is. `onContact` opens the report of a contact. */
export function LeadActions({ lead, onContact }: { lead: LeadInFull; onContact: () => void }) {
  const t = useText(leadTexts);
  const say = useUndo();
  const { role } = useSession().member;
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);
  const qualify = useCommand(() => api.post(`/leads/${lead.id}/qualification`, {}), {
    refresh: ['/leads', '/people', '/today'],
    done: () => say(t('qualified'), () => unqualify.mutate()),
  });
  const unqualify = useCommand(() => api.delete(`/leads/${lead.id}/qualification`), { refresh: ['/leads', '/people', '/today'] });
  const sells = role === 'sales' || role === 'admin';
  const markets = role === 'marketing' || role === 'admin';
  const contacts = sells && isWithSales(lead);
  const handsOver = markets && canBeHandedOver(lead);
  const recycles = sells && canLeave(lead, 'recycled');
  const disqualifies = (sells || markets) && canLeave(lead, 'disqualified');
  useKeys(contacts ? { c: [t('logContact'), onContact] } : {});
  return (
    <>
      {handsOver && (
        <Button color="marketing" variant={lead.score?.ready ? 'filled' : 'default'} onClick={() => setDialog('hand-over')}>
          {t('handOver')}
        </Button>
      )}
      {contacts && (
        <Button variant="default" leftSection={<IconPhone size={16} aria-hidden />} onClick={onContact}>
          {t('logContact')}
        </Button>
      )}
      {sells && canBeQualified(lead) && (
        <Button color="sales" loading={qualify.isPending} onClick={() => qualify.mutate()}>
          {t('qualify')}
        </Button>
      )}
      {(recycles || disqualifies) && (
        <ActionMenu
          label={t('more')}
          renderOpener={(props) => (
            <Button variant="default" aria-label={t('more')} {...props}>
              <IconDots size={18} aria-hidden />
            </Button>
          )}
          actions={[
            ...(recycles ? [{ key: 'recycle', name: t('recycle'), act: () => setDialog('recycled') }] : []),
            ...(disqualifies ? [{ key: 'disqualify', name: t('disqualify'), act: () => setDialog('disqualified') }] : []),
          ]}
        />
      )}
      <Failure error={qualify.error ?? unqualify.error} />
      <Suspense>
        {dialog === 'hand-over' && <HandOverDialog leadId={lead.id} onClose={close} />}
        {(dialog === 'recycled' || dialog === 'disqualified') && <ClosingDialog leadId={lead.id} exit={dialog} onClose={close} />}
      </Suspense>
    </>
  );
}
