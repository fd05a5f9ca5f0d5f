import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { BackTestItem } from '../../../src/back-tests/schema.ts';
import { resource } from '../app/api.ts';
import { dayBefore } from '../metrics/figure-drawer.tsx';
import { useFormat, useText } from '../app/language.tsx';
import { useMay, useSession } from '../app/session.tsx';
import { storedBody, withReady, type ReadyThresholds } from '../definitions/draft.ts';
import { draftPlace, keepDraft, readDraft } from '../definitions/kept-draft.ts';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, ErrorState, Loading } from '../ui/states.tsx';
import { answerOf } from './answer.ts';
import { CriteriaPanel } from './criteria-panel.tsx';
import { EarlierTests } from './earlier-tests.tsx';
import { HelperPanel } from './helper-panel.tsx';
import { MonthBars } from './month-bars.tsx';
import { NamedLeads } from './named-leads.tsx';
import { backTestTexts } from './texts.ts';
import { TryOnPast } from './try-on-past.tsx';
import { VerdictPanel } from './verdict-panel.tsx';

const POLL_MS = 1_000;

/** What a draft of the definition would have made of the past. While it is worked out one may leave and come back. */
export function BackTestScreen() {
  const { backTestId } = useParams({ from: '/inside/definition/back-tests/$backTestId' });
  const { data, error, refetch } = useQuery({
    ...resource<BackTestItem>(`/back-tests/${backTestId}`),
    refetchInterval: ({ state }: { state: { data?: BackTestItem | undefined } }) =>
      state.data?.state === 'running' ? POLL_MS : false,
  });
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading block={30} />;
  return (
    <>
      {data.result ? <Result test={data} result={data.result} /> : <Unfinished test={data} />}
      <EarlierTests shown={data.id} />
    </>
  );
}

function useSpan({ from, to }: BackTestItem) {
  const t = useText(backTestTexts);
  const format = useFormat();
  return t('over', { from: format.date(from), to: format.date(dayBefore(to)) });
}

function Unfinished({ test }: { test: BackTestItem }) {
  const t = useText(backTestTexts);
  const format = useFormat();
  const may = useMay();
  const over = useSpan(test);
  const isRunning = test.state === 'running';
  return (
    <>
      <PageHeading over={over} answer={t(isRunning ? 'running' : 'stopped')} sub={t(isRunning ? 'runningSub' : 'stoppedSub')} />
      <Panel>
        {isRunning ? (
          <div className="back-test-progress" aria-live="polite">
            <progress max={100} value={test.progress} aria-label={t('running')} />
            <p>{t('progress', { percent: format.number(test.progress) })}</p>
          </div>
        ) : (
          may('marketing', 'sales') && <TryOnPast body={test.body} />
        )}
      </Panel>
    </>
  );
}

type Finished = NonNullable<BackTestItem['result']>;

function Result({ test, result }: { test: BackTestItem; result: Finished }) {
  const t = useText(backTestTexts);
  const format = useFormat();
  const may = useMay();
  const over = useSpan(test);
  const toDraft = useToDraft(test);
  if (result.leads === 0)
    return (
      <>
        <PageHeading over={over} answer={t('noneTitle')} />
        <Panel>
          <EmptyState title={t('noneTitle')} detail={t('noneDetail')} />
        </Panel>
      </>
    );
  const { draft, inForce, handedOver, months } = answerOf(result);
  const { percent } = result.precision;
  const accepted = percent === null ? t('answerFew') : t('answerAccepted', { percent: format.percent(percent / 100, 0) });
  const compared = inForce !== null && test.against;
  return (
    <>
      <PageHeading
        over={over}
        answer={`${t('answer', { n: rounded(draft), shown: format.number(rounded(draft)) })}${accepted}.`}
        sub={t('answerSub', {
          months,
          inForce: compared ? t('answerInForce', { version: compared.version, n: format.number(rounded(inForce)) }) : '',
          handedOver: format.number(rounded(handedOver)),
        })}
        actions={
          may('marketing', 'sales') && (
            <Button variant="default" onClick={() => toDraft()}>
              {t('toDraft')}
            </Button>
          )
        }
      />
      <Panel title={t('perMonth')} sub={t('perMonthSub')}>
        <MonthBars months={result.months} />
        <p className="second small">{t('leadsJudged', { n: result.leads })}</p>
      </Panel>
      <div className="columns columns-even">
        <VerdictPanel result={result} />
        <HelperPanel helper={result.helper} {...(may('marketing', 'sales') && { onTake: toDraft })} />
      </div>
      {test.against && (
        <div className="columns columns-even">
          <NamedLeads title={t('enters', { n: result.enters.count })} sub={t('entersSub')} named={result.enters} />
          <NamedLeads title={t('dropsOut', { n: result.dropsOut.count })} sub={t('dropsOutSub')} named={result.dropsOut} />
        </div>
      )}
      <CriteriaPanel body={test.body} criteria={result.criteria} />
      <p className="no-print">
        <Link to="/definition">{t('toDefinition')}</Link>
      </p>
    </>
  );
}

/** From ten on, tenths of a lead say nothing. */
const rounded = (perMonth: number) => (perMonth >= 10 ? Math.round(perMonth) : Math.round(perMonth * 10) / 10);

/** Opens the editor with the draft that is being written, else with the one tried here; with other thresholds where they are given. */
function useToDraft({ body, against }: BackTestItem): (ready?: ReadyThresholds) => void {
  const navigate = useNavigate();
  const { workspace, user } = useSession();
  return (ready) => {
    const place = draftPlace(workspace.id, user.id);
    const kept = readDraft(sessionStorage, place) ?? { draft: storedBody(body), from: against?.version ?? 0, firstDay: '' };
    keepDraft(sessionStorage, place, { ...kept, draft: ready ? withReady(kept.draft, ready) : kept.draft });
    void navigate({ to: '/definition/edit' });
  };
}
