import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { Suppression } from '../../../src/consents/schema.ts';
import { api, useCollection, useCommand } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { consentTexts } from './texts.ts';

const refresh = ['/suppressions', '/people'];
const address = (value: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim());
/** What a member may give as the reason; the others are told by what happened. */
const reasons = ['asked', 'unsubscribed', 'complained', 'bounced'] as const;

/** Who gets no marketing mail: found by the whole address, added and taken off by hand. */
export function Suppressions() {
  const t = useText(consentTexts);
  const format = useFormat();
  const may = useMay();
  const [sought, setSought] = useState<string>();
  const [lifting, setLifting] = useState<Suppression | null>(null);
  const list = useCollection<Suppression>('/suppressions', { address: sought });
  const lift = useCommand((id: string) => api.delete(`/suppressions/${id}`), { refresh, done: () => setLifting(null) });
  const columns: Column<Suppression>[] = [
    { key: 'reason', header: t('because'), value: ({ reason }) => t(`reason_${reason}`) },
    { key: 'suppressedAt', header: t('when'), value: (row) => row.suppressedAt, render: (row) => format.date(row.suppressedAt) },
    { key: 'person', header: t('person'), value: ({ person }) => person?.name ?? null },
    { key: 'by', header: t('by'), value: ({ by }) => by?.name ?? null, wideOnly: true },
    {
      key: 'remove',
      header: t('remove'),
      headerHidden: true,
      value: () => null,
      render: (row) =>
        may('marketing') ? (
          <Button variant="subtle" size="compact-sm" onClick={() => setLifting(row)}>
            {t('remove')}
          </Button>
        ) : (
          ''
        ),
      sortable: false,
      align: 'end',
    },
  ];
  return (
    <Panel flush title={t('suppressions')} sub={t('suppressionsSub')}>
      {may('marketing', 'sales') && <FindOrAdd sought={sought} onFind={setSought} />}
      <DataTable
        label={t('suppressions')}
        columns={columns}
        rowKey={({ id }) => id}
        {...list}
        empty={<EmptyState title={sought === undefined ? t('noSuppressions') : t('notListed')} />}
      />
      <ConfirmDialog
        opened={lifting !== null}
        title={t('liftTitle')}
        confirm={t('remove')}
        pending={lift.isPending}
        onConfirm={() => lifting && lift.mutate(lifting.id)}
        onClose={() => setLifting(null)}
      >
        {t('liftDetail')}
        <Failure error={lift.error} />
      </ConfirmDialog>
    </Panel>
  );
}

function FindOrAdd({ sought, onFind }: { sought: string | undefined; onFind: (address: string | undefined) => void }) {
  const t = useText(consentTexts);
  const form = useForm({
    initialValues: { address: '', reason: 'asked' },
    validate: { address: (value) => (address(value) ? null : t('addressWanted')) },
  });
  const add = useCommand(
    (values: typeof form.values) => api.post('/suppressions', { ...values, address: values.address.trim() }),
    { refresh, done: (_, values) => onFind(values.address.trim()) },
  );
  const find = ({ address: wanted }: typeof form.values) => onFind(wanted.trim());
  return (
    <form className="inline-form" noValidate onSubmit={form.onSubmit(find)}>
      <TextInput type="email" label={t('address')} {...form.getInputProps('address')} />
      <Button type="submit" variant="default">
        {t('find')}
      </Button>
      <NativeSelect
        label={t('because')}
        data={reasons.map((value) => ({ value, label: t(`reason_${value}`) }))}
        {...form.getInputProps('reason')}
      />
      <Button
        type="button"
        variant="default"
        loading={add.isPending}
        onClick={() => form.onSubmit((values) => add.mutate(values))()}
      >
        {t('add')}
      </Button>
      {sought !== undefined && (
        <Button
          type="button"
          variant="subtle"
          onClick={() => {
            form.reset();
            onFind(undefined);
          }}
        >
          {t('showAll')}
        </Button>
      )}
      <Failure error={add.error} />
    </form>
  );
}
