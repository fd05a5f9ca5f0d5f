import './moment-field.css';
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../app/language.tsx';
import { DayField, type DayFieldProps } from './day-field.tsx';
import { momentTexts } from './moment-texts.ts';
import { typedTime } from './typed-time.ts';
import { useTyped } from './use-typed.ts';

interface MomentFieldProps extends DayFieldProps {
  label: string;
  /** YYYY-MM-DDTHH:MM in whatever zone is meant; empty or left out for none. */
  value?: string;
  /** Called with a moment once its day and its time can be read, or with nothing. */
  onChange: (moment: string) => void;
  /** The first day of all. */
  min?: string;
}

const nothing = { day: '', time: '' };

/** A day and, beside it, a time of it: both written and read as the reader's language has them. */
export function MomentField({ label, value = '', onChange, required = false, ...rest }: MomentFieldProps) {
  /** What there is of a moment that is not whole. */
  const [half, setHalf] = useState(nothing);
  const { day, time } = value === '' ? half : { day: value.slice(0, 10), time: value.slice(11) };
  function set(part: Partial<typeof half>) {
    const moment = { day, time, ...part };
    const isWhole = moment.day !== '' && moment.time !== '';
    setHalf(isWhole ? nothing : moment);
    onChange(isWhole ? `${moment.day}T${moment.time}` : '');
  }
  return (
    <fieldset className="moment-field" aria-label={label}>
      <DayField {...rest} label={label} required={required} value={day} onChange={(typed) => set({ day: typed })} />
      <TimeField required={required} value={time} onChange={(typed) => set({ time: typed })} />
    </fieldset>
  );
}

/** A time of the day, typed; the browser's own field would follow the browser's language. */
function TimeField(props: { required: boolean; value: string; onChange: (time: string) => void }) {
  const t = useText(momentTexts);
  const { field, fault } = useTyped({
    value: props.value,
    onChange: props.onChange,
    onBlur: undefined,
    write: (time) => time,
    read: typedTime,
    refuse: (time) => (time === null ? t('noTime') : ''),
  });
  return (
    <TextInput
      label={t('time')}
      placeholder={t('form')}
      inputMode="numeric"
      autoComplete="off"
      required={props.required}
      {...field}
      error={fault}
    />
  );
}
