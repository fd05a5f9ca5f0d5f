import './calendars.css';
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { KeptCalendar, Weekday } from '../../../src/calendars/schema.ts';
import { useQuery } from '@tanstack/react-query';
import { resource, useCollection, type Page } from '../app/api.ts';
import { dayIn } from '../app/format.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill } from '../ui/pill.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.ts';
import { countryChoices } from '../workspaces/countries.ts';
import type { Member } from '../settings/member-settings.tsx';
import { Absences } from './absences.tsx';
import { CalendarDialog } from './calendar-dialog.tsx';
import { ChangesPanel } from './changes-panel.tsx';
import { FeedsPanel } from './feeds-panel.tsx';
import { calendarTexts } from './texts.ts';
import { weekOf } from './week.ts';
import { settingsTexts } from '../settings/texts.ts';
import { weekdayName, weekdays } from './weekdays.ts';

/** Working calendars and absences: when the clocks of hand-offs run. */
export function CalendarSettings() {
  const t = useText(settingsTexts);
  const may = useMay();
  const mayChange = may('marketing', 'sales');
  const calendars = useCollection<KeptCalendar>('/calendars');
  const [open, setOpen] = useState<KeptCalendar | 'new' | null>(null);
  return (
    <>
      <PageHeading
        answer={t('calendarsAnswer')}
        sub={t('calendarsSub')}
        actions={
          mayChange && (
            <Button variant="default" onClick={() => setOpen('new')}>
              {t('newCalendar')}
            </Button>
          )
        }
      />
      {calendars.error ? <ErrorState error={calendars.error} retry={calendars.retry} /> : null}
      {calendars.loading && <Loading lines={5} />}
      <div className="columns columns-even">
        {calendars.rows.map((calendar) => (
          <CalendarPanel key={calendar.id} calendar={calendar} onChange={mayChange ? () => setOpen(calendar) : undefined} />
        ))}
      </div>
      <Absences readOnly={!mayChange} />
      <ChangesPanel />
      <FeedsPanel />
      {open && <CalendarDialog calendar={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </>
  );
}

function CalendarPanel({ calendar, onChange }: { calendar: KeptCalendar; onChange: (() => void) | undefined }) {
  const { name, timeZone, weekly, holidayCountry, holidayRegion, holidays, standard } = calendar;
  const t = useText(settingsTexts);
  const { language } = useLanguage();
  const format = useFormat();
  const today = dayIn(timeZone, useNow());
  const next = (holidays ?? []).filter(({ date }) => date >= today).slice(0, 3);
  const country = countryChoices(language).find(({ value }) => value === holidayCountry)?.label ?? holidayCountry;
  const c = useText(calendarTexts);
  const week = weekOf(weekly);
  const hours = (day: Weekday) => week[day].map(([from, to]) => `${from}–${to}`).join(', ') || t('closed');
  const { data: members } = useQuery(resource<Page<Member>>('/members'));
  const whose = [
    ...calendar.teams.map((team) => t(`role_${team}`)),
    ...calendar.memberIds.map((id) => members?.items.find((each) => each.id === id)?.name ?? '–'),
    ...(standard ? [c('everybodyElse')] : []),
  ];
  return (
    <Panel
      title={name}
      sub={timeZone}
      aside={
        <>
          {standard && <Pill>{t('standard')}</Pill>}
          {onChange && (
            <Button variant="subtle" size="compact-sm" onClick={onChange}>
              {t('change')}
            </Button>
          )}
        </>
      }
    >
      <dl className="settings-facts">
        {weekdays.map((day) => (
          <div key={day}>
            <dt className="second">{weekdayName(day, language)}</dt>
            <dd>{hours(day)}</dd>
          </div>
        ))}
        <div>
          <dt className="second">{c('whose')}</dt>
          <dd>{whose.join(', ') || c('nobody')}</dd>
        </div>
        {country && (
          <div>
            <dt className="second">{t('holidaysOf')}</dt>
            <dd>{holidayRegion ? `${country}, ${holidayRegion}` : country}</dd>
          </div>
        )}
        {next.length > 0 && (
          <div>
            <dt className="second">{t('nextHolidays')}</dt>
            <dd>{next.map(({ date }) => format.date(date)).join(', ')}</dd>
          </div>
        )}
      </dl>
    </Panel>
  );
}
