import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Delivery } from '../../../src/notifications/deliveries/schema.ts';
import { isNewsKind } from '../../../src/notifications/kinds.ts';
import { api, useCollection, useCommand } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';
import { useNow } from '../ui/use-now.ts';
import { answerWords } from './answer-words.ts';
import { kindNames } from './kind-names.ts';
import { newsSettingsTexts } from './settings-texts.ts';

const states = ['failed', 'pending', 'held', 'sent'] as const;

/** Messages and what became of them: one's own that did not get through, or for administrators everybody's. */
export function Deliveries({ of }: { of: 'me' | 'all' }) {
  const t = useText(newsSettingsTexts);
  const format = useFormat();
  const now = useNow();
  const [state, setState] = useState<(typeof states)[number]>('failed');
  const deliveries = useCollection<Delivery>('/deliveries', { of, state });
  const again = useCommand((id: string) => api.post(`/deliveries/${id}/retry`), { refresh: ['/deliveries'] });
  const columns: Column<Delivery>[] = [
    {
      key: 'to',
      header: t('to'),
      value: ({ to }) => to,
      render: ({ to, member, carrier }) => (
        <>
          {member?.name ?? to} <span className="second small">{t(carrier)}</span>
        </>
      ),
      sortable: false,
    },
    {
      key: 'about',
      header: t('about'),
      value: ({ kinds, test }) =>
        test ? t('aTest') : kinds.map((kind) => (isNewsKind(kind) ? t(kindNames[kind]) : kind)).join(', '),
      sortable: false,
      width: 'minmax(0, 1.5fr)',
    },
    {
      key: 'why',
      header: t('why'),
      value: () => null,
      render: ({ answer, nextTryAt }) => (
        <>
          {answer === null ? '–' : t(answerWords(answer).text, answerWords(answer).values)}
          {nextTryAt !== null && <span className="second small"> {t('nextTry', { when: format.moment(nextTryAt, now) })}</span>}
        </>
      ),
      sortable: false,
      width: 'minmax(0, 2fr)',
    },
    {
      key: 'when',
      header: t('when'),
      value: ({ lastTriedAt }) => lastTriedAt,
      render: ({ lastTriedAt }) => (lastTriedAt === null ? '–' : format.moment(lastTriedAt, now)),
      sortable: false,
      width: '9rem',
    },
    {
      key: 'again',
      header: t('again'),
      headerHidden: true,
      value: () => null,
      render: ({ id, state: is }) =>
        is === 'failed' && (
          <Button
            variant="subtle"
            size="compact-sm"
            loading={again.isPending && again.variables === id}
            onClick={() => again.mutate(id)}
          >
            {t('again')}
          </Button>
        ),
      sortable: false,
      align: 'end',
      width: '9rem',
    },
  ];
  return (
    <Panel
      flush
      title={t(of === 'all' ? 'allUndelivered' : 'undelivered')}
      sub={t(of === 'all' ? 'allUndeliveredSub' : 'undeliveredSub')}
      {...(of === 'all' && {
        aside: (
          <NativeSelect
            aria-label={t('show')}
            value={state}
            onChange={(event) => setState(states.find((each) => each === event.currentTarget.value) ?? 'failed')}
            data={states.map((value) => ({ value, label: t(`state_${value}`) }))}
          />
        ),
      })}
    >
      <Failure error={again.error} />
      <DataTable
        label={t(of === 'all' ? 'allUndelivered' : 'undelivered')}
        columns={columns}
        rowKey={({ id }) => id}
        {...deliveries}
        empty={<p className="second news-none">{t(state === 'failed' ? 'allArrived' : 'noneInState')}</p>}
      />
    </Panel>
  );
}
