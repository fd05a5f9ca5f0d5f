import { Button, Modal, NativeSelect } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Absence } from '../../../src/calendars/schema.ts';
import type { MovedPreview, ThoughtOf } from '../../../src/handoffs/moved/schema.ts';
import { api, resource, useCollection, useCommand, type Page } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import type { Member } from '../settings/member-settings.tsx';
import { settingsTexts } from '../settings/texts.ts';
import { DayField } from '../ui/day-field.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Failure } from '../ui/failure.tsx';
import { useFieldWords } from '../ui/field-words.ts';
import { MomentField } from '../ui/moment-field.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { uiTexts } from '../ui/texts.ts';
import { saidOf, stretchOf } from './absence-days.ts';
import { askWhatMoves, MovedClocks } from './moved-clocks.tsx';
import { calendarTexts } from './texts.ts';

const refresh = ['/absences', '/calendar-changes', '/handoffs', '/today'];

interface Asked {
  title: string;
  preview: MovedPreview;
  apply: () => Promise<unknown>;
}

/** Who is away when, in the local time of their calendar. What an absence moves is shown before it counts. */
export function Absences({ readOnly }: { readOnly: boolean }) {
  const t = useText(settingsTexts);
  const c = useText(calendarTexts);
  const format = useFormat();
  const absences = useCollection<Absence>('/absences');
  const [asked, setAsked] = useState<Asked | null>(null);
  const apply = useCommand((change: Asked) => change.apply(), { refresh, done: () => setAsked(null) });
  const ask = async (title: string, thought: ThoughtOf, change: () => Promise<unknown>) => {
    const preview = await askWhatMoves(thought);
    const next = { title, preview, apply: change };
    if (preview.earlier + preview.later > 0) setAsked(next);
    else await apply.mutateAsync(next);
  };
  const withdraw = useCommand(
    ({ id, member }: Absence) =>
      ask(c('withdrawTitle', { name: member.name }), { withdrawnAbsenceId: id }, () => api.delete(`/absences/${id}`)),
    { refresh: [] },
  );
  const said = (absence: Absence) => {
    const { whole, from, to } = saidOf(absence);
    const shown = (moment: string) =>
      whole ? format.date(moment) : `${format.date(moment.slice(0, 10))} ${moment.slice(11, 16)}`;
    return from === to ? shown(from) : `${shown(from)} – ${shown(to)}`;
  };
  const columns: Column<Absence>[] = [
    { key: 'member', header: t('member'), value: ({ member }) => member.name },
    {
      key: 'when',
      header: c('when'),
      value: ({ startsAt }) => startsAt,
      render: said,
      width: 'minmax(0, 1.5fr)',
    },
    { key: 'by', header: c('enteredBy'), value: ({ enteredBy }) => enteredBy?.name ?? null },
    {
      key: 'withdraw',
      header: c('withdraw'),
      headerHidden: true,
      value: () => null,
      render: (absence) =>
        readOnly ? (
          ''
        ) : (
          <Button variant="subtle" size="compact-sm" onClick={() => withdraw.mutate(absence)}>
            {c('withdraw')}
          </Button>
        ),
      sortable: false,
      align: 'end',
    },
  ];
  return (
    <Panel flush title={t('absences')} sub={t('absencesSub')}>
      {!readOnly && <AddAbsence ask={ask} />}
      <Failure error={withdraw.error ?? apply.error} />
      <DataTable
        label={t('absences')}
        columns={columns}
        rowKey={({ id }) => id}
        {...absences}
        empty={<EmptyState title={t('noAbsences')} />}
      />
      {asked && (
        <Consequences asked={asked} busy={apply.isPending} onApply={() => apply.mutate(asked)} onClose={() => setAsked(null)} />
      )}
    </Panel>
  );
}

function Consequences(props: { asked: Asked; busy: boolean; onApply: () => void; onClose: () => void }) {
  const { asked, busy, onApply, onClose } = props;
  const ui = useText(uiTexts);
  return (
    <Modal opened onClose={onClose} size="xl" title={asked.title} closeButtonProps={{ 'aria-label': ui('close') }}>
      <MovedClocks preview={asked.preview} busy={busy} onApply={onApply} onBack={onClose} />
    </Modal>
  );
}

function AddAbsence({ ask }: { ask: (title: string, thought: ThoughtOf, change: () => Promise<unknown>) => Promise<void> }) {
  const t = useText(settingsTexts);
  const c = useText(calendarTexts);
  const members = useQuery(resource<Page<Member>>('/members'));
  const present = (members.data?.items ?? []).filter(({ leftAt }) => leftAt === null);
  const faults = useFieldWords();
  const form = useForm({
    initialValues: { memberId: '', whole: true, from: '', to: '' },
    validate: {
      memberId: (value) => (value ? null : t('needed')),
      from: (value) => (value ? null : t('needed')),
      to: (value, { from, whole }) => (value && (whole ? value >= from : value > from) ? null : t('laterThan')),
    },
  });
  const add = useCommand(
    ({ memberId, ...typed }: typeof form.values) => {
      const absence = { memberId, ...stretchOf(typed) };
      const name = present.find(({ id }) => id === memberId)?.name ?? '';
      return ask(c('absenceTitle', { name }), { absence }, async () => {
        await api.post('/absences', absence);
        form.reset();
      });
    },
    { refresh: [] },
  );
  const setWhole = (whole: boolean) => form.setValues({ whole, from: '', to: '' });
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
      <NativeSelect
        label={c('length')}
        data={[
          { value: 'days', label: c('wholeDays') },
          { value: 'hours', label: c('hours') },
        ]}
        value={form.values.whole ? 'days' : 'hours'}
        onChange={(event) => setWhole(event.currentTarget.value === 'days')}
      />
      {form.values.whole ? (
        <>
          <DayField key="first" label={t('from')} {...form.getInputProps('from')} />
          <DayField key="last" label={t('to')} {...form.getInputProps('to')} />
        </>
      ) : (
        <>
          <MomentField key="from" label={t('from')} {...form.getInputProps('from')} />
          <MomentField key="to" label={t('to')} {...form.getInputProps('to')} />
        </>
      )}
      <Button type="submit" variant="default" loading={add.isPending}>
        {t('addAbsence')}
      </Button>
      <Failure error={add.error} />
    </form>
  );
}
