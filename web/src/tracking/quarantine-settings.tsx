import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { manyReplayed, Quarantined, quarantineReasons, Receipt } from '../../../src/touchpoints/schema.ts';
import { api, resource, useCollection, useCommand } from '../app/api.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Failure } from '../ui/failure.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.ts';
import { useReadWithNews } from './live-events.tsx';
import { QuarantineDialog } from './quarantine-dialog.tsx';
import { trackingTexts } from './texts.ts';

/** Everything a change in quarantine may change. */
export const refresh = ['/quarantine', '/tracking', '/touchpoints'] as const;

const quarantinePaths = ['/quarantine'] as const;
const isQuarantined = ({ outcome }: Receipt) => outcome === 'quarantined';

/** Messages that could not be accepted, as they come: look, put right, send again, discard. */
export function QuarantineSettings() {
  const t = useText(trackingTexts);
  const format = useFormat();
  const now = useNow();
  const { language } = useLanguage();
  const [reason, setReason] = useState('');
  const [open, setOpen] = useState<Quarantined | null>(null);
  const { data: reasons } = useQuery(resource<z.input<typeof quarantineReasons>>('/quarantine-reasons', { language }));
  useReadWithNews(quarantinePaths, isQuarantined);
  const messages = useCollection<Quarantined>('/quarantine', { reason: reason || undefined, language });
  const count = reasons?.items.reduce((sum, each) => sum + each.count, 0) ?? 0;
  const columns: Column<Quarantined>[] = [
    {
      key: 'reason',
      header: t('reason'),
      value: (message) => message.reason,
      width: 'minmax(0, 2fr)',
      sortable: false,
    },
    {
      key: 'path',
      header: t('place'),
      value: ({ path }) => path,
      render: ({ path }) => (path === '' ? t('whole') : <code>{path}</code>),
      sortable: false,
    },
    { key: 'source', header: t('source'), value: ({ source }) => source?.name ?? null, sortable: false },
    {
      key: 'receivedAt',
      header: t('when'),
      value: ({ receivedAt }) => receivedAt,
      render: ({ receivedAt }) => format.moment(receivedAt, now),
      sortable: false,
      align: 'end',
    },
  ];
  return (
    <>
      <PageHeading answer={reasons ? t('quarantineAnswer', { n: count }) : t('quarantined')} sub={t('quarantineSub')} />
      <Panel title={t('quarantined')} flush>
        {count > 0 && (
          <div className="inline-form">
            <NativeSelect
              label={t('reason')}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              data={[
                { value: '', label: t('allReasons') },
                ...(reasons?.items ?? []).map((each) => ({ value: each.inEnglish, label: `${each.reason} (${each.count})` })),
              ]}
            />
            <SendAll key={reason} reason={reason || undefined} />
          </div>
        )}
        <DataTable
          label={t('quarantined')}
          columns={columns}
          rowKey={({ id }) => id}
          onOpen={setOpen}
          {...messages}
          empty={<EmptyState title={t('quarantineAnswer', { n: 0 })} detail={t('noneDetail')} />}
        />
      </Panel>
      {open && <QuarantineDialog message={open} onClose={() => setOpen(null)} />}
    </>
  );
}

type Many = z.input<typeof manyReplayed>;

/** Sends all of one reason through the door again, some hundreds at a time, until all were tried. */
function SendAll({ reason }: { reason: string | undefined }) {
  const t = useText(trackingTexts);
  const [asNew, setAsNew] = useState(false);
  const send = useCommand(
    async () => {
      const total = { sent: 0, left: 0 };
      let after: string | null = null;
      do {
        const answer: Many = await api.post<Many>('/quarantine/replay', { reason, asNew, ...(after !== null && { after }) });
        total.sent += answer.accepted + answer.duplicate;
        total.left += answer.quarantined;
        after = answer.next;
      } while (after !== null);
      return total;
    },
    { refresh },
  );
  return (
    <>
      <Checkbox label={t('asNew')} checked={asNew} onChange={(event) => setAsNew(event.currentTarget.checked)} />
      <Button variant="default" loading={send.isPending} onClick={() => send.mutate()}>
        {t('sendAll')}
      </Button>
      <Failure error={send.error} />
      {send.data && <output>{t('sentAgain', send.data)}</output>}
    </>
  );
}
