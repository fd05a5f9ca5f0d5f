import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useLanguage, useText } from '../app/language.tsx';
import { settingsTexts } from '../settings/texts.ts';
import { calendarTexts } from './texts.ts';
import { isRange, readTime, stepped, type Range, type Week } from './week.ts';
import { weekdayName, weekdays } from './weekdays.ts';

/**
 * Working time, several ranges a day, typed or moved by arrow keys. A range that cannot be kept is marked once the times are told to be
 * wrong (`isChecked`).
 */
export function WeekField(props: { week: Week; isChecked: boolean; onChange: (week: Week) => void }) {
  const { week, isChecked, onChange } = props;
  const t = useText(settingsTexts);
  const c = useText(calendarTexts);
  const { language } = useLanguage();
  const isClosed = weekdays.every((day) => week[day].length === 0);
  const likeMonday = () => onChange({ ...week, tue: week.mon, wed: week.mon, thu: week.mon, fri: week.mon });
  return (
    <fieldset className="week">
      <legend>{t('workingTime')}</legend>
      <p className="second small">{c('timeHint')}</p>
      {weekdays.map((day) => (
        <Day
          key={day}
          name={weekdayName(day, language)}
          ranges={week[day]}
          isChecked={isChecked}
          onChange={(ranges) => onChange({ ...week, [day]: ranges })}
        />
      ))}
      <div>
        <Button variant="subtle" size="compact-sm" onClick={likeMonday}>
          {c('likeMonday')}
        </Button>
      </div>
      {isChecked && isClosed && (
        <p className="week-error" role="alert">
          {t('noWorkingTime')}
        </p>
      )}
    </fieldset>
  );
}

function Day(props: {
  name: string;
  ranges: readonly Range[];
  isChecked: boolean;
  onChange: (ranges: readonly Range[]) => void;
}) {
  const { name, ranges, isChecked, onChange } = props;
  const t = useText(settingsTexts);
  const c = useText(calendarTexts);
  const change = (index: number, from: string, to: string) =>
    onChange(ranges.map((range, each) => (each === index ? [from, to] : range)));
  return (
    <div className="week-day">
      <span className="week-name">{name}</span>
      <div className="week-ranges">
        {ranges.length === 0 && <span className="week-closed second">{t('closed')}</span>}
        {ranges.map(([from, to], index) => (
          // oxlint-disable-next-line react/no-array-index-key -- ranges have no identity but their place
          <div key={index} className="week-range">
            <TimeInput
              label={t('rangeFrom', { day: name })}
              value={from}
              isWrong={isChecked && !isRange([from, to])}
              onChange={(time) => change(index, time, to)}
            />
            <span aria-hidden>–</span>
            <TimeInput
              label={t('rangeTo', { day: name })}
              value={to}
              isWrong={isChecked && !isRange([from, to])}
              onChange={(time) => change(index, from, time)}
            />
            <ActionIcon
              variant="subtle"
              size={32}
              aria-label={t('removeRange', { day: name })}
              onClick={() => onChange(ranges.filter((_, each) => each !== index))}
            >
              <IconX size={16} stroke={1.75} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        {isChecked && !ranges.every(isRange) && (
          <p className="week-error" role="alert">
            {c('wrongTimes')}
          </p>
        )}
      </div>
      <ActionIcon
        variant="subtle"
        size={36}
        aria-label={t('addRange', { day: name })}
        title={t('addRange', { day: name })}
        onClick={() => onChange([...ranges, ranges.length === 0 ? ['09:00', '17:00'] : ['', '']])}
      >
        <IconPlus size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
    </div>
  );
}

/** A time of day as people type it, shown back as it was read; up and down move a quarter of an hour. */
function TimeInput(props: { label: string; value: string; isWrong: boolean; onChange: (time: string) => void }) {
  const { label, value, isWrong, onChange } = props;
  const step = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    onChange(stepped(value, event.key === 'ArrowUp' ? 1 : -1));
  };
  return (
    <TextInput
      aria-label={label}
      value={value}
      error={isWrong}
      maxLength={8}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => onChange(readTime(value) ?? value)}
      onKeyDown={step}
    />
  );
}
