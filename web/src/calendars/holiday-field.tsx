import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { HolidayProposal } from '../../../src/calendars/schema.ts';
import { resource } from '../app/api.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { settingsTexts } from '../settings/texts.ts';
import { DayField } from '../ui/day-field.tsx';
import { useNow } from '../ui/use-now.ts';
import { countryChoices } from '../workspaces/countries.ts';
import { calendarTexts } from './texts.ts';

/** Which days a calendar is closed besides its week: those a place proposes, less those struck, and the workspace's own. */
export interface ClosedDays {
  readonly holidayCountry: string | null;
  readonly holidayRegion: string | null;
  readonly holidaysAdded: readonly string[];
  readonly holidaysRemoved: readonly string[];
}

/** The public holidays of a place in the reader's language; none without a country. */
export function useProposal({ holidayCountry, holidayRegion }: ClosedDays): HolidayProposal {
  const { language } = useLanguage();
  const { data } = useQuery({
    ...resource<HolidayProposal>('/public-holidays', {
      country: holidayCountry ?? '',
      region: holidayRegion ?? undefined,
      language,
    }),
    enabled: holidayCountry !== null,
    staleTime: Infinity,
  });
  return (holidayCountry !== null && data) || { holidays: [], regions: [] };
}

/** This year and the next, day by day: what is closed, struck or added. */
export function HolidayField(props: { days: ClosedDays; error: string | undefined; onChange: (days: ClosedDays) => void }) {
  const { days, error, onChange } = props;
  const t = useText(settingsTexts);
  const c = useText(calendarTexts);
  const format = useFormat();
  const { language } = useLanguage();
  const { holidays, regions } = useProposal(days);
  const thisYear = useNow().getFullYear();
  const [year, setYear] = useState(thisYear);
  const [other, setOther] = useState('');
  const names = new Map(holidays.map(({ date, name }) => [date, name]));
  const shown = [...new Set([...names.keys(), ...days.holidaysAdded])].filter((date) => date.startsWith(String(year))).sort();
  const struck = new Set(days.holidaysRemoved);
  const toggle = (date: string) =>
    onChange({
      ...days,
      holidaysRemoved: struck.has(date)
        ? days.holidaysRemoved.filter((each) => each !== date)
        : [...days.holidaysRemoved, date].sort(),
    });
  const without = (date: string) => days.holidaysAdded.filter((each) => each !== date);
  const add = () => {
    onChange({ ...days, holidaysAdded: [...without(other), other].sort() });
    setYear(Number(other.slice(0, 4)));
    setOther('');
  };
  return (
    <fieldset className="week">
      <legend>{c('closedDays')}</legend>
      <div className="calendar-place">
        <NativeSelect
          label={t('holidaysOf')}
          data={[{ value: '', label: t('noHolidays') }, ...countryChoices(language)]}
          value={days.holidayCountry ?? ''}
          error={error}
          onChange={(event) => onChange({ ...days, holidayCountry: event.currentTarget.value || null, holidayRegion: null })}
        />
        {regions.length > 0 && (
          <NativeSelect
            label={c('region')}
            data={[{ value: '', label: c('wholeCountry') }, ...regions.map(({ code, name }) => ({ value: code, label: name }))]}
            value={days.holidayRegion ?? ''}
            onChange={(event) => onChange({ ...days, holidayRegion: event.currentTarget.value || null })}
          />
        )}
      </div>
      <div className="row">
        {[thisYear, thisYear + 1].map((each) => (
          <Button
            key={each}
            size="compact-sm"
            variant={each === year ? 'light' : 'subtle'}
            aria-pressed={each === year}
            onClick={() => setYear(each)}
          >
            {each}
          </Button>
        ))}
        <span className="second small">{c('closedDaysHint')}</span>
      </div>
      <ul className="calendar-days">
        {shown.map((date) => (
          <li key={date}>
            {days.holidaysAdded.includes(date) && !names.has(date) ? (
              <Checkbox
                checked
                label={`${format.date(date, 'long')}, ${c('ownDay')}`}
                onChange={() => onChange({ ...days, holidaysAdded: without(date) })}
              />
            ) : (
              <Checkbox
                checked={!struck.has(date)}
                label={`${format.date(date, 'long')}, ${names.get(date) ?? ''}`}
                onChange={() => toggle(date)}
              />
            )}
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className="second">{c('noClosedDays', { year })}</p>}
      <div className="calendar-add">
        <DayField label={c('otherDay')} value={other} onChange={setOther} />
        <Button variant="default" disabled={other === ''} onClick={add}>
          {c('addDay')}
        </Button>
      </div>
    </fieldset>
  );
}
