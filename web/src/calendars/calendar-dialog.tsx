import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useRef, useState } from 'react';
import type { KeptCalendar } from '../../../src/calendars/schema.ts';
import { closedDays } from '../../../src/calendars/resolution.ts';
import { api, useCommand } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { settingsTexts } from '../settings/texts.ts';
import { ZoneInput } from '../settings/zone-input.tsx';
import { Failure } from '../ui/failure.tsx';
import { useFieldWords } from '../ui/field-words.ts';
import { takeFocus } from '../ui/take-focus.ts';
import { uiTexts } from '../ui/texts.ts';
import { ExampleSentence } from './example-sentence.tsx';
import { HolidayField, useProposal, type ClosedDays } from './holiday-field.tsx';
import { askWhatMoves, MovedClocks } from './moved-clocks.tsx';
import { closedWeek, isRange, weeklyOf, weekOf, type Week } from './week.ts';
import { WeekField } from './week-field.tsx';
import { weekdays } from './weekdays.ts';
import { WhoseField, type Whose } from './whose-field.tsx';

const office = [['09:00', '17:00']] as const;
const officeHours: Week = { ...closedWeek, mon: office, tue: office, wed: office, thu: office, fri: office };

/** A working calendar made or changed: first what it moves is shown, then it is saved. `calendar` null is a new one. */
export function CalendarDialog({ calendar, onClose }: { calendar: KeptCalendar | null; onClose: () => void }) {
  const t = useText(settingsTexts);
  const ui = useText(uiTexts);
  const { workspace } = useSession();
  const faults = useFieldWords();
  const [week, setWeek] = useState<Week>(calendar ? weekOf(calendar.weekly) : officeHours);
  const [days, setDays] = useState<ClosedDays>(
    calendar ?? { holidayCountry: workspace.country, holidayRegion: null, holidaysAdded: [], holidaysRemoved: [] },
  );
  const [whose, setWhose] = useState<Whose>(calendar ?? { standard: false, teams: [], memberIds: [] });
  const [checks, setChecks] = useState(0);
  const whole = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // What is wrong stands far above the button.
    if (checks > 0) whole.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [checks]);
  const form = useForm({
    initialValues: { name: calendar?.name ?? '', timeZone: calendar?.timeZone ?? workspace.timeZone },
    validate: { name: (value) => (value.trim() ? null : t('needed')) },
  });
  const { holidays } = useProposal(days);
  const weekly = weeklyOf(week);
  const body = () => ({
    ...form.values,
    weekly,
    holidayCountry: days.holidayCountry,
    holidayRegion: days.holidayRegion,
    holidaysAdded: [...days.holidaysAdded],
    holidaysRemoved: [...days.holidaysRemoved],
    standard: whose.standard,
    teams: [...whose.teams],
    memberIds: [...whose.memberIds],
  });
  const look = useCommand(() => askWhatMoves({ calendarId: calendar?.id ?? null, calendar: body() }), { refresh: [] });
  const save = useCommand(() => (calendar ? api.put(`/calendars/${calendar.id}`, body()) : api.post('/calendars', body())), {
    refresh: ['/calendar', '/handoffs', '/today', '/members'],
    done: onClose,
  });
  const failed = (error: unknown) => form.setErrors(faults(error));
  const send = () => {
    setChecks((before) => before + 1);
    if (weekdays.every((day) => week[day].length === 0) || !weekdays.every((day) => week[day].every(isRange))) return;
    look.mutate(undefined, {
      onSuccess: ({ earlier, later }) => earlier + later === 0 && save.mutate(undefined, { onError: failed }),
      onError: failed,
    });
  };
  const moves = look.data && look.data.earlier + look.data.later > 0 ? look.data : undefined;
  const error = look.error ?? save.error;
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={calendar?.name ?? t('newCalendar')}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      {moves ? (
        <>
          <Failure error={save.error} worded={[422]} />
          <MovedClocks
            preview={moves}
            busy={save.isPending}
            onApply={() => save.mutate(undefined, { onError: failed })}
            onBack={() => look.reset()}
          />
        </>
      ) : (
        <form ref={whole} className="stack" noValidate onSubmit={form.onSubmit(send, () => setChecks((before) => before + 1))}>
          <div className="calendar-place">
            <TextInput label={t('name')} ref={takeFocus} data-autofocus {...form.getInputProps('name')} />
            <ZoneInput label={t('timeZone')} {...form.getInputProps('timeZone')} />
          </div>
          <WeekField week={week} isChecked={checks > 0} onChange={setWeek} />
          <ExampleSentence
            timeZone={form.values.timeZone}
            weekly={weekly}
            holidays={closedDays(
              { ...days, timeZone: form.values.timeZone, weekly },
              holidays.map(({ date }) => date),
            )}
          />
          <HolidayField days={days} error={faults(error)['holidayCountry']} onChange={setDays} />
          <WhoseField whose={whose} isStandard={calendar?.standard ?? false} onChange={setWhose} />
          <Failure error={error} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {ui('cancel')}
            </Button>
            <Button type="submit" loading={look.isPending || save.isPending}>
              {t('save')}
            </Button>
          </Group>
        </form>
      )}
    </Modal>
  );
}
