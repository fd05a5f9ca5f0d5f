import { ActionIcon, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Weekday } from '../../../src/calendars/schema.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { settingsTexts } from './texts.ts';
import { weekdayName, weekdays } from './weekdays.ts';

/** The ranges of each day, from and to as HH:MM; a day without one is closed. */
export type Week = Readonly<Record<Weekday, readonly (readonly [from: string, to: string])[]>>;

/** Working time, several ranges a day. `errors` are the API's, by field: the week's own words are shown, those of a day or range mark it. */
export function WeekField(props: { week: Week; errors: Readonly<Record<string, string>>; onChange: (week: Week) => void }) {
  const { week, errors, onChange } = props;
  const t = useText(settingsTexts);
  const { language } = useLanguage();
  const isClosed = weekdays.every((day) => week[day].length === 0);
  const ofWeek = errors['weekly'];
  return (
    <fieldset className="week">
      <legend>{t('workingTime')}</legend>
      {weekdays.map((day) => (
        <Day
          key={day}
          name={weekdayName(day, language)}
          ranges={week[day]}
          isWrong={Object.keys(errors).some((field) => field.startsWith(`weekly.${day}`))}
          onChange={(ranges) => onChange({ ...week, [day]: ranges })}
        />
      ))}
      {ofWeek !== undefined && (
        <div className="week-error" role="alert">
          <p>{isClosed ? t('noWorkingTime') : ofWeek}</p>
        </div>
      )}
    </fieldset>
  );
}

function Day(props: { name: string; ranges: Week[Weekday]; isWrong: boolean; onChange: (ranges: Week[Weekday]) => void }) {
  const { name, ranges, isWrong, onChange } = props;
  const t = useText(settingsTexts);
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
            <TextInput
              aria-label={t('rangeFrom', { day: name })}
              value={from}
              error={isWrong}
              placeholder="09:00"
              maxLength={5}
              onChange={(event) => change(index, event.currentTarget.value, to)}
            />
            <span aria-hidden>–</span>
            <TextInput
              aria-label={t('rangeTo', { day: name })}
              value={to}
              error={isWrong}
              placeholder="17:00"
              maxLength={5}
              onChange={(event) => change(index, from, event.currentTarget.value)}
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
        {isWrong && (
          <p className="week-error" role="alert">
            {t('wrongRange')}
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
