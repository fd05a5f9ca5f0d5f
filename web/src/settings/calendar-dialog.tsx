import { Button, Checkbox, Group, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { KeptCalendar } from '../../../src/calendars/schema.ts';
import { api, useCommand } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { Failure } from '../ui/failure.tsx';
import { useFieldWords } from '../ui/field-words.ts';
import { uiTexts } from '../ui/texts.ts';
import { countryChoices } from '../workspaces/countries.ts';
import { settingsTexts } from './texts.ts';
import { WeekField, type Week } from './week-field.tsx';
import { weekdays } from './weekdays.ts';
import { ZoneInput } from './zone-input.tsx';

const closedWeek: Week = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };

const officeHours: Week = {
  ...closedWeek,
  mon: [['09:00', '17:00']],
  tue: [['09:00', '17:00']],
  wed: [['09:00', '17:00']],
  thu: [['09:00', '17:00']],
  fri: [['09:00', '17:00']],
};

/** A working calendar made or changed. `calendar` null is a new one. */
export function CalendarDialog({ calendar, onClose }: { calendar: KeptCalendar | null; onClose: () => void }) {
  const t = useText(settingsTexts);
  const ui = useText(uiTexts);
  const { language } = useLanguage();
  const { workspace } = useSession();
  const faults = useFieldWords();
  const form = useForm({
    initialValues: {
      name: calendar?.name ?? '',
      timeZone: calendar?.timeZone ?? workspace.timeZone,
      holidayCountry: calendar ? (calendar.holidayCountry ?? '') : workspace.country,
      standard: calendar?.standard ?? false,
      weekly: calendar ? weekOf(calendar) : officeHours,
    },
    validate: { name: (value) => (value.trim() ? null : t('needed')) },
  });
  const save = useCommand(
    ({ holidayCountry, weekly, ...values }: typeof form.values) => {
      const body = {
        ...values,
        weekly: Object.fromEntries(weekdays.flatMap((day) => (weekly[day].length > 0 ? [[day, weekly[day]]] : []))),
        holidayCountry: holidayCountry || null,
        holidaysAdded: calendar?.holidaysAdded ?? [],
        holidaysRemoved: calendar?.holidaysRemoved ?? [],
      };
      return calendar ? api.put(`/calendars/${calendar.id}`, body) : api.post('/calendars', body);
    },
    { refresh: ['/calendars', '/handoffs', '/today'], done: onClose },
  );
  const errors = faults(save.error);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={calendar?.name ?? t('newCalendar')}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <form
        className="stack"
        noValidate
        onSubmit={form.onSubmit((values) => save.mutate(values, { onError: (error) => form.setErrors(faults(error)) }))}
      >
        <TextInput label={t('name')} data-autofocus {...form.getInputProps('name')} />
        <ZoneInput label={t('timeZone')} {...form.getInputProps('timeZone')} />
        <NativeSelect
          label={t('holidaysOf')}
          data={[{ value: '', label: t('noHolidays') }, ...countryChoices(language)]}
          {...form.getInputProps('holidayCountry')}
        />
        <WeekField week={form.values.weekly} errors={errors} onChange={(weekly) => form.setFieldValue('weekly', weekly)} />
        {!calendar?.standard && <Checkbox label={t('makeStandard')} {...form.getInputProps('standard', { type: 'checkbox' })} />}
        <Failure error={save.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

function weekOf({ weekly }: KeptCalendar): Week {
  return { ...closedWeek, ...Object.fromEntries(weekdays.map((day) => [day, weekly[day] ?? []])) };
}
