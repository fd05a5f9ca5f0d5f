import './day-field.css';
import { ActionIcon, TextInput, type TextInputProps } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useLanguage, useText } from '../app/language.tsx';
import { dayTexts } from './day-texts.ts';
import { typedDay, writtenDay } from './typed-day.ts';

interface DayFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue' | 'type' | 'min' | 'max'> {
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
  const field = useRef<HTMLInputElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  /** What is being typed, until it is left. */
  const [typed, setTyped] = useState<string | null>(null);
  const [left, setLeft] = useState(true);
  const fault = faultOf(typed);
  // A form with something unreadable in it is not sent.
  useEffect(() => field.current?.setCustomValidity(fault), [fault]);

  function faultOf(text: string | null): string {
    if (text === null || text.trim() === '') return '';
    const day = typedDay(text);
    if (day === null) return t('noDay', { form: t('form') });
    if (min && day < min) return t('tooEarly', { day: writtenDay(min, language) });
    if (max && day > max) return t('tooLate', { day: writtenDay(max, language) });
    return '';
  }
  function onType(text: string) {
    setTyped(text);
    setLeft(false);
    const day = faultOf(text) === '' ? (typedDay(text) ?? '') : '';
    // What is half typed changes nothing yet.
    if (day !== '' || text === '') onChange(day);
  }
  function onLeave() {
    setLeft(true);
    if (fault === '') setTyped(null);
    else onChange('');
  }

  return (
    <TextInput
      ref={field}
      placeholder={t('form')}
      inputMode="numeric"
      autoComplete="off"
      {...rest}
      value={typed ?? writtenDay(value, language)}
      error={left && fault !== '' ? fault : error}
      onChange={({ currentTarget }) => onType(currentTarget.value)}
      onBlur={(event) => {
        onLeave();
        onBlur?.(event);
      }}
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
            onChange={({ currentTarget }) => {
              setTyped(null);
              onChange(currentTarget.value);
            }}
          />
        </>
      }
    />
  );
}
