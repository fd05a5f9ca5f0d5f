import { Button, Group, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { Connection } from '../../../src/notifications/connections/schema.ts';
import type { Delivery } from '../../../src/notifications/deliveries/schema.ts';
import { ApiProblem, api, useCollection, useCommand } from '../app/api.ts';
import { languageNames, languages } from '../app/define-texts.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useNow } from '../ui/use-now.ts';
import { answerWords } from './answer-words.ts';
import { newsSettingsTexts } from './settings-texts.ts';
import { TestOutcome } from './test-outcome.tsx';

const path = '/notification-connections';
const refresh = [path, '/notification-preferences', '/deliveries'];
const teams = ['marketing', 'sales', 'finance', 'leadership'] as const;

/** The Slack and Teams channels of the workspace: connects, tests, removes. */
export function Connections() {
  const t = useText(newsSettingsTexts);
  const connections = useCollection<Connection>(path);
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Connection | null>(null);
  const [test, setTest] = useState<Delivery | null>(null);
  const sendTest = useCommand((connectionId: string) => api.post<Delivery>('/delivery-tests', { connectionId }), {
    refresh: ['/deliveries'],
    done: setTest,
  });
  const remove = useCommand((id: string) => api.delete(`${path}/${id}`), { refresh, done: () => setRemoving(null) });
  const columns: Column<Connection>[] = [
    { key: 'name', header: t('name'), value: ({ name }) => name },
    { key: 'carrier', header: t('tool'), value: ({ carrier }) => t(carrier), width: '6rem' },
    { key: 'team', header: t('ofTeam'), value: ({ team }) => t(`team_${team ?? 'all'}`), width: '8rem' },
    {
      key: 'last',
      header: t('last'),
      value: ({ last }) => last?.at ?? null,
      render: ({ last }) => <Last last={last} />,
      width: 'minmax(0, 2fr)',
    },
    {
      key: 'acts',
      header: t('test'),
      headerHidden: true,
      value: () => null,
      render: (connection) => (
        <span className="row news-acts">
          <Button
            variant="subtle"
            size="compact-sm"
            loading={sendTest.isPending && sendTest.variables === connection.id}
            onClick={() => sendTest.mutate(connection.id)}
          >
            {t('test')}
          </Button>
          <Button variant="subtle" size="compact-sm" onClick={() => setRemoving(connection)}>
            {t('remove')}
          </Button>
        </span>
      ),
      sortable: false,
      align: 'end',
      width: '14rem',
    },
  ];
  return (
    <Panel
      flush
      title={t('connections')}
      sub={t('connectionsSub')}
      aside={
        <Button variant="default" size="compact-sm" onClick={() => setAdding(true)}>
          {t('connect')}
        </Button>
      }
    >
      <DataTable
        label={t('connections')}
        columns={columns}
        rowKey={({ id }) => id}
        {...connections}
        empty={<p className="second news-none">{t('noConnections')}</p>}
      />
      {test && (
        <div className="news-none">
          <TestOutcome key={test.id} test={test} />
        </div>
      )}
      <Failure error={sendTest.error} />
      {adding && <ConnectDialog onClose={() => setAdding(false)} />}
      <ConfirmDialog
        opened={removing !== null}
        title={t('removeTitle', { name: removing?.name ?? '' })}
        confirm={t('remove')}
        pending={remove.isPending}
        onConfirm={() => removing && remove.mutate(removing.id)}
        onClose={() => setRemoving(null)}
      >
        {t('removeDetail')}
      </ConfirmDialog>
    </Panel>
  );
}

function Last({ last }: { last: Connection['last'] }) {
  const t = useText(newsSettingsTexts);
  const format = useFormat();
  const now = useNow();
  if (last === null) return <span className="second">{t('none')}</span>;
  const { text, values } = answerWords(last.answer);
  return (
    <span className={last.answer.code === 'taken' ? undefined : 'news-untaken'}>
      {t(text, values)} <span className="second small">{format.moment(last.at, now)}</span>
    </span>
  );
}

function ConnectDialog({ onClose }: { onClose: () => void }) {
  const t = useText(newsSettingsTexts);
  const ui = useText(uiTexts);
  const { language } = useLanguage();
  const form = useForm({
    initialValues: { carrier: 'slack', name: '', address: '', team: '', language },
    validate: {
      name: (value) => (value.trim() ? null : t('needed')),
      address: (value) => (/^https:\/\/./.test(value.trim()) ? null : t('addressWrong')),
    },
  });
  const add = useCommand(
    ({ team, ...values }: typeof form.values) => api.post<Connection>(path, { ...values, team: team || null }),
    {
      refresh,
      done: onClose,
    },
  );
  const refuse = (error: unknown) =>
    error instanceof ApiProblem &&
    error.errors.some(({ pointer }) => pointer === '/address') &&
    form.setErrors({ address: t('addressWrong') });
  return (
    <Modal opened onClose={onClose} title={t('connect')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <form className="stack" noValidate onSubmit={form.onSubmit((values) => add.mutate(values, { onError: refuse }))}>
        <NativeSelect
          label={t('tool')}
          data={(['slack', 'teams'] as const).map((value) => ({ value, label: t(value) }))}
          {...form.getInputProps('carrier')}
        />
        <TextInput label={t('name')} placeholder="#" {...form.getInputProps('name')} />
        <TextInput
          label={t('address')}
          description={t(form.values.carrier === 'slack' ? 'addressSlack' : 'addressTeams')}
          type="url"
          autoComplete="off"
          spellCheck={false}
          placeholder="https://"
          {...form.getInputProps('address')}
        />
        <NativeSelect
          label={t('ofTeam')}
          data={[{ value: '', label: t('team_all') }, ...teams.map((value) => ({ value, label: t(`team_${value}`) }))]}
          {...form.getInputProps('team')}
        />
        <NativeSelect
          label={t('language')}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
          {...form.getInputProps('language')}
        />
        <Failure error={add.error} when={{ 422: t('addressWrong') }} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={add.isPending}>
            {t('connect')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
