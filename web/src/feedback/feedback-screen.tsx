import './feedback.css';
import { NativeSelect } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addDays } from '../../../src/calendars/local-day.ts';
import { localDate } from '../../../src/calendars/zone.ts';
import type { FeedbackReport } from '../../../src/feedback/schema.ts';
import { resource } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { appTexts } from '../app/texts.ts';
import { useUrlQuery, type UrlQuery } from '../app/url-query.ts';
import { FigureDrawer, type AskedFigure } from '../metrics/figure-drawer.tsx';
import { DayField } from '../ui/day-field.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, ErrorState, Loading } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.ts';
import { questions } from './answers.ts';
import { AppealsPanel } from './appeals-panel.tsx';
import { CountedBars } from './counted-bars.tsx';
import { CriteriaPanel } from './criteria-panel.tsx';
import { dimensions, useGroupName, type Dimension } from './group-name.ts';
import { GroupsPanel } from './groups-panel.tsx';
import { ItemsPanel } from './items-panel.tsx';
import { MissedPanel } from './missed-panel.tsx';
import { periodOf, spans, type Period } from './period.ts';
import { feedbackTexts } from './texts.ts';
import { ReadFirst } from './read-first.tsx';
import { verdictOf } from './verdict.ts';
import { ViewsPanel } from './views-panel.tsx';
import { GlossaryTerm } from '../glossary/glossary-term.tsx';

/** What both teams learn from the hand-offs of a period; marketing and sales see the same. All filters stand in the address. */
export function FeedbackScreen() {
  const app = useText(appTexts);
  const { workspace } = useSession();
  const [query, change] = useUrlQuery();
  const period = periodOf(query, localDate(useNow(), workspace.timeZone));
  const by = dimensions.find((each) => each === query['by']) ?? 'source';
  const { data, error, refetch } = useQuery({
    ...resource<FeedbackReport>('/feedback', { from: period.from, to: period.to, by }),
    placeholderData: keepPreviousData,
  });
  const choice = <PeriodChoice period={period} change={change} />;
  if (!data)
    return (
      <>
        <PageHeading answer={app('feedback')} actions={choice} />
        <Panel>{error ? <ErrorState error={error} retry={() => void refetch()} /> : <Loading lines={8} />}</Panel>
      </>
    );
  return (
    <>
      <Heading report={data} by={by} actions={choice} />
      {data.handedOver === 0 ? <NothingYet /> : <Learned report={data} by={by} onBy={(next) => change({ by: next })} />}
      <AppealsPanel />
    </>
  );
}

function NothingYet() {
  const t = useText(feedbackTexts);
  return (
    <Panel>
      <EmptyState title={t('nothingHandedOver')} detail={t('nothingHandedOverDetail')} />
    </Panel>
  );
}

function Learned({ report, by, onBy }: { report: FeedbackReport; by: Dimension; onBy: (by: string) => void }) {
  const [figure, setFigure] = useState<AskedFigure | null>(null);
  return (
    <>
      <div className="columns columns-even">
        <Reasons report={report} />
        <Answers report={report} />
      </div>
      <GroupsPanel report={report} by={by} onBy={onBy} onOpen={setFigure} />
      <ItemsPanel items={report.items} />
      <ReadFirst from={report.from} to={report.to} onOpen={setFigure} />
      <MissedPanel missed={report.missed} />
      <ViewsPanel report={report} />
      <CriteriaPanel criteria={report.criteria} />
      <FigureDrawer figure={figure} onClose={() => setFigure(null)} />
    </>
  );
}

function Heading({ report, by, actions }: { report: FeedbackReport; by: Dimension; actions: React.ReactNode }) {
  const t = useText(feedbackTexts);
  const { language } = useLanguage();
  const groupName = useGroupName(by);
  const { handedOver, accepted, rejected, answered } = report;
  const verdict = verdictOf(report);
  const sub = t('counted', { handedOver, decided: accepted + rejected, answered });
  if (verdict.kind === 'nothing') return <PageHeading answer={t('nothingHandedOver')} actions={actions} />;
  if (verdict.kind === 'unanswered')
    return <PageHeading answer={t('noneAnswered', { n: verdict.handedOver })} sub={sub} actions={actions} />;
  const { reason, from, of } = verdict;
  const most = [reason && asInSentence(reason[language]), from !== null && t('fromGroup', { group: groupName(from) })];
  const said = most.filter(Boolean).join(', ');
  const bare = t('gaveBack', { n: verdict.rejected, m: of });
  return <PageHeading answer={said ? t('mostOften', { bare, said }) : bare} sub={sub} actions={actions} />;
}

/** A label as it stands in the middle of a sentence. What follows a semicolon explains it and is told below. */
function asInSentence(label: string): string {
  const [first = ''] = label.split(';');
  return first.charAt(0).toLowerCase() + first.slice(1);
}

function PeriodChoice({ period, change }: { period: Period; change: (changes: UrlQuery) => void }) {
  const t = useText(feedbackTexts);
  const until = addDays(period.to, -1);
  const own = { days: undefined, from: period.from, until };
  return (
    <search className="feedback-period" aria-label={t('period')}>
      <NativeSelect
        aria-label={t('period')}
        value={period.span}
        onChange={({ currentTarget: { value } }) =>
          change(value === 'own' ? own : { days: value, from: undefined, until: undefined })
        }
        data={[...spans, 'own' as const].map((value) => ({
          value,
          label: value === 'own' ? t('ownPeriod') : t('lastDays', { n: Number(value) }),
        }))}
      />
      {period.span === 'own' && (
        <>
          <DayField
            aria-label={t('firstDay')}
            max={until}
            value={period.from}
            onChange={(day) => day && change({ ...own, from: day })}
          />
          <DayField
            aria-label={t('lastDay')}
            min={period.from}
            value={until}
            onChange={(day) => day && change({ ...own, until: day })}
          />
        </>
      )}
    </search>
  );
}

function Reasons({ report: { reasons, rejected } }: { report: FeedbackReport }) {
  const t = useText(feedbackTexts);
  const { language } = useLanguage();
  return (
    <Panel title={<GlossaryTerm term="givenBack">{t('reasons')}</GlossaryTerm>} sub={t('reasonsSub')}>
      {reasons.length === 0 ? (
        <p className="second">{t('noReasons')}</p>
      ) : (
        <CountedBars
          of={rejected}
          parts={reasons.map(({ code, label, count }) => ({ key: code, name: label[language], count }))}
        />
      )}
    </Panel>
  );
}

function Answers({ report }: { report: FeedbackReport }) {
  const t = useText(feedbackTexts);
  const { answered } = report;
  return (
    <Panel title={t('answers')} sub={t('answersSub', { n: answered })}>
      {answered === 0 ? (
        <p className="second">{t('noAnswers')}</p>
      ) : (
        <div className="stack">
          {questions.map(({ key, answers }) => {
            const counts: Readonly<Record<string, number>> = report[key];
            return (
              <section key={key} className="counted-question">
                <h3>{t(`ask_${key}`)}</h3>
                <CountedBars
                  of={answered}
                  parts={answers.map((answer) => ({ key: answer, name: t(answer), count: counts[answer] ?? 0 }))}
                />
              </section>
            );
          })}
        </div>
      )}
    </Panel>
  );
}
