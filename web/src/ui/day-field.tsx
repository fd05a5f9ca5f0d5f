import './day-field.css';
import { ActionIcon, TextInput, type TextInputProps } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useRef } from 'react';
import { useLanguage, useText } from '../app/language.tsx';
import { dayTexts } from './day-texts.ts';
import { typedDay, writtenDay } from './typed-day.ts';
import { useTyped } from './use-typed.ts';

export interface DayFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue' | 'type' | 'min' | 'max'> {
  /** YYYY-MM-DD; empty or left out for none. */
  value?: string;
  /** Called with a day that is one and lies within the bounds, or with nothing. */
  onChange: (day: string) => void;
  min?: string | undefined;
  max?: string | undefined;
}

/** A day, written and read as the reader's language has it, whatever the browser's is; the calendar is the browser's. */
export function DayField({ value = '', onChange, min, max, error, onBlur, ...rest }: DayFieldProps) {
  const t = useText(dayTexts);
  const { language } = useLanguage();
  const picker = useRef<HTMLInputElement>(null);
  const { field, fault, choose } = useTyped({
    value,
    onChange,
    onBlur,
    write: (day) => writtenDay(day, language),
    read: typedDay,
    refuse(day) {
      if (day === null) return t('noDay', { form: t('form') });
      if (min && day < min) return t('tooEarly', { day: writtenDay(min, language) });
      if (max && day > max) return t('tooLate', { day: writtenDay(max, language) });
      return '';
    },
  });
  return (
    <TextInput
      placeholder={t('form')}
      inputMode="numeric"
      autoComplete="off"
      {...rest}
      {...field}
      error={fault || error}
      rightSection={
        <>
          {/* Who uses the keys types the day. */}
          <ActionIcon
            variant="subtle"
            color="ink"
            tabIndex={-1}
            aria-label={t('calendar')}
            onClick={() => picker.current?.showPicker()}
          >
            <IconCalendar size={16} aria-hidden />
          </ActionIcon>
          <input
            ref={picker}
            className="day-picker"
            type="date"
            tabIndex={-1}
            aria-hidden
            value={value}
            min={min}
            max={max}
            onChange={({ currentTarget }) => choose(currentTarget.value)}
          />
        </>
      }
    />
  );
}
