import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { Absence } from '../../../src/calendars/schema.ts';
import { api, resource, useCollection, useCommand, type Page } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Failure } from '../ui/failure.tsx';
import { useFieldWords } from '../ui/field-words.ts';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import type { Member } from './member-settings.tsx';
import { settingsTexts } from './texts.ts';

const refresh = ['/absences', '/handoffs', '/today'];

/** Who is away when, in the local time of their calendar. */
export function Absences({ readOnly }: { readOnly: boolean }) {
  const t = useText(settingsTexts);
  const format = useFormat();
  const absences = useCollection<Absence>('/absences');
  const remove = useCommand((id: string) => api.delete(`/absences/${id}`), { refresh });
  const local = (moment: string) => `${format.date(moment.slice(0, 10))} ${moment.slice(11, 16)}`;
  const columns: Column<Absence>[] = [
    { key: 'member', header: t('member'), value: ({ member }) => member.name },
    { key: 'startsAt', header: t('from'), value: ({ startsAt }) => startsAt, render: ({ startsAt }) => local(startsAt) },
    { key: 'endsAt', header: t('to'), value: ({ endsAt }) => endsAt, render: ({ endsAt }) => local(endsAt) },
    {
      key: 'remove',
      header: t('remove'),
      headerHidden: true,
      value: () => null,
      render: ({ id }) =>
        readOnly ? (
          ''
        ) : (
          <Button variant="subtle" size="compact-sm" onClick={() => remove.mutate(id)}>
            {t('remove')}
          </Button>
        ),
      sortable: false,
      align: 'end',
    },
  ];
  return (
    <Panel flush title={t('absences')} sub={t('absencesSub')}>
      {!readOnly && <AddAbsence />}
      <DataTable
        label={t('absences')}
        columns={columns}
        rowKey={({ id }) => id}
        {...absences}
        empty={<EmptyState title={t('noAbsences')} />}
      />
    </Panel>
  );
}

function AddAbsence() {
  const t = useText(settingsTexts);
  const members = useQuery(resource<Page<Member>>('/members'));
  const present = (members.data?.items ?? []).filter(({ leftAt }) => leftAt === null);
  const faults = useFieldWords();
  const form = useForm({
    initialValues: { memberId: '', startsAt: '', endsAt: '' },
    validate: {
      memberId: (value) => (value ? null : t('needed')),
      startsAt: (value) => (value ? null : t('needed')),
      endsAt: (value, { startsAt }) => (value && value > startsAt ? null : t('laterThan')),
    },
  });
  const add = useCommand((values: typeof form.values) => api.post('/absences', values), { refresh, done: () => form.reset() });
  return (
    <form
      className="inline-form"
      noValidate
      onSubmit={form.onSubmit((values) => add.mutate(values, { onError: (error) => form.setErrors(faults(error)) }))}
    >
      <NativeSelect
        label={t('member')}
        data={[{ value: '', label: '–' }, ...present.map(({ id, name }) => ({ value: id, label: name }))]}
        {...form.getInputProps('memberId')}
      />
      <TextInput label={t('from')} type="datetime-local" {...form.getInputProps('startsAt')} />
      <TextInput label={t('to')} type="datetime-local" {...form.getInputProps('endsAt')} />
      <Button type="submit" variant="default" loading={add.isPending}>
        {t('addAbsence')}
      </Button>
      <Failure error={add.error} />
    </form>
  );
}
