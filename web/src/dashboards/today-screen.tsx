import './today.css';
import { SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { resource } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { useUrlQuery } from '../app/url-query.ts';
import { FigureDrawer, type AskedFigure } from '../metrics/figure-drawer.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.ts';
import { answerFor, isEmpty, type Answer } from './answer.ts';
import { ChecklistPanel } from './checklist-panel.tsx';
import { ClausesPanel } from './clauses-panel.tsx';
import { ExampleOffer } from './example-offer.tsx';
import { FunnelPanel } from './funnel-panel.tsx';
import { PacePanel } from './pace-panel.tsx';
import { todayTexts } from './texts.ts';
import { periodOf, periods, type Today } from './today.ts';
import { WaitingPanel } from './waiting-panel.tsx';

/** The day in one sentence, what waits for the reader, and the chain from visitor to invoice against what was promised. */
export function TodayScreen() {
  const [{ period: asked }] = useUrlQuery();
  const { data, error, refetch } = useQuery({
    ...resource<Today>('/today', { period: periodOf(asked) }),
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  });
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data)
    return (
      <>
        <Loading lines={2} />
        <Loading block={24} />
      </>
    );
  return <Day today={data} />;
}

function Day({ today }: { today: Today }) {
  const [figure, setFigure] = useState<AskedFigure | null>(null);
  const empty = isEmpty(today);
  return (
    <>
      <Heading today={today} />
      <WaitingPanel waiting={today.waiting} forMe={today.waitingForMe} />
      {empty ? (
        <div className="columns columns-even">
          <ChecklistPanel />
          <ExampleOffer />
        </div>
      ) : (
        <div className="columns">
          <div className="stack">
            <FunnelPanel today={today} onOpen={setFigure} />
            <PacePanel today={today} />
          </div>
          <div className="stack">
            <ChecklistPanel />
            <ClausesPanel today={today} onOpen={setFigure} />
          </div>
        </div>
      )}
      <FigureDrawer figure={figure} onClose={() => setFigure(null)} />
    </>
  );
}

function Heading({ today }: { today: Today }) {
  const t = useText(todayTexts);
  const format = useFormat();
  const now = useNow();
  const { user, member } = useSession();
  const [, change] = useUrlQuery();
  const words = useAnswerWords();
  const { kind, businessDay, businessDays } = today.period;
  const hour = Number(format.time(now).slice(0, 2));
  const greeting = hour < 4 || hour >= 18 ? 'goodEvening' : hour < 12 ? 'goodMorning' : 'goodAfternoon';
  return (
    <PageHeading
      over={t(greeting, { name: user.name.split(' ')[0] ?? user.name })}
      answer={words(answerFor(member, today))}
      sub={t('day', { date: format.date(now, 'long'), n: businessDay, of: businessDays })}
      actions={
        !isEmpty(today) && (
          <SegmentedControl
            aria-label={t('period')}
            value={kind}
            onChange={(value) => change({ period: value === 'month' ? undefined : value }, { replace: true })}
            data={periods.map((value) => ({ value, label: t(value) }))}
          />
        )
      }
    />
  );
}

function useAnswerWords(): (answer: Answer) => string {
  const t = useText(todayTexts);
  const format = useFormat();
  const now = useNow();
  return (answer) => {
    if ('by' in answer) {
      const { says, by, actual, soFar } = answer;
      // A count that chooses the word is handed over as it is, and once more as the reader's format writes it.
      const counts = { actualCount: actual, promisedCount: soFar };
      return t(says, { ...counts, n: format.number(by, 0), actual: format.number(actual, 0), soFar: format.number(soFar, 0) });
    }
    if (answer.says !== 'waits') return t(answer.says);
    const { count, name, due, over } = answer;
    const waits = t('waits', { n: count });
    if (name === null || due === null) return waits;
    if (over) return t('waitsOver', { waits, name });
    const moment = format.date(due) === format.date(now) ? format.time(due) : format.moment(due, now);
    return t('waitsBy', { waits, name, moment });
  };
}
