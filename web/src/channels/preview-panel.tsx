import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { RulePreview } from '../../../src/channels/schema.ts';
import { api, resource, useCommand } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { useRoadWords } from './road-words.ts';
import { channelTexts } from './texts.ts';

const POLL_MS = 1_000;
const isUnderWay = (state: RulePreview['state'] | undefined) => state === 'counting' || state === 'applying';

/** What a table would change of the past, its way through the past once it is applied, and what it has changed. */
export function PreviewPanel({ id, mayRun }: { id: string; mayRun: boolean }) {
  const t = useText(channelTexts);
  const format = useFormat();
  const { data, error, refetch } = useQuery({
    ...resource<RulePreview>(`/channel-rules/previews/${id}`),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.state) ? POLL_MS : false),
  });
  const client = useQueryClient();
  const isApplied = data?.state === 'applied';
  useEffect(() => {
    // Any figure by channel may have moved.
    if (isApplied)
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== `/channel-rules/previews/${id}` });
  }, [isApplied, client, id]);
  const run = useCommand(() => api.post(`/channel-rules/previews/${id}/run`), { refresh: ['/channel-rules'] });
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading lines={3} />;
  const { state, progress, touches, changed, impact } = data;
  const counts = { touches, changed: format.number(changed) };
  return (
    <Panel title={t(state === 'applied' ? 'changedTitle' : 'previewTitle')}>
      <div className="stack" aria-live="polite">
        {isUnderWay(state) && (
          <div className="rule-progress">
            <progress max={100} value={progress} aria-label={t('previewTitle')} />
            <p>{t(state === 'counting' ? 'counting' : 'applying', { percent: format.number(progress) })}</p>
          </div>
        )}
        {state === 'applied' && <p className="preview-answer">{t('applied', counts)}</p>}
        {state === 'stopped' && (
          <div>
            <p className="preview-answer">{t('stopped')}</p>
            <p className="second">{t('stoppedDetail')}</p>
          </div>
        )}
        {state === 'counted' && (
          <p className="preview-answer">
            {changed === 0 && impact?.spendDays === 0
              ? t('nothingChanges', counts)
              : t('wouldChange', { ...counts, leads: impact?.leadsMoved ?? 0 })}
          </p>
        )}
        {impact && changed > 0 && <Moves impact={impact} />}
        {impact && impact.leads.length > 0 && <LeadFigures impact={impact} />}
        {impact && impact.spendDays > 0 && <Costs impact={impact} />}
        <Failure error={run.error} when={{ 409: t('changedMeanwhile') }} />
        {mayRun && (state === 'counted' || (state === 'stopped' && data.version !== null)) && (
          <div className="row">
            <Button loading={run.isPending} onClick={() => run.mutate()}>
              {state === 'counted' ? t('run') : t('runAgain')}
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}

function Moves({ impact: { moves, otherTouches } }: { impact: NonNullable<RulePreview['impact']> }) {
  const t = useText(channelTexts);
  const format = useFormat();
  const words = useRoadWords();
  return (
    <>
      <section className="rule-scroll" aria-label={t('previewTitle')} {...{ tabIndex: 0 }}>
        <table className="rule-table">
          <thead>
            <tr>
              <th scope="col">{t('from')}</th>
              <th scope="col">{t('to')}</th>
              <th scope="col" data-align="end">
                {t('touches')}
              </th>
              <th scope="col">{t('because')}</th>
              <th scope="col">{t('example')}</th>
            </tr>
          </thead>
          <tbody>
            {moves.map(({ from, to, rule, touches, examples: [example] }) => (
              <tr key={`${words.road(from)} ${words.road(to)} ${rule}`}>
                <td>{words.road(from)}</td>
                <td>{words.road(to)}</td>
                <td data-align="end">{format.number(touches)}</td>
                <td>{rule === null ? t('noOwnRule') : t('number', { n: rule + 1 })}</td>
                <td className="second rule-example">{example?.url ?? example?.referrer ?? example?.campaign ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {otherTouches > 0 && <p className="second">{t('otherTouches', { n: otherTouches })}</p>}
    </>
  );
}

function LeadFigures({ impact: { leads } }: { impact: NonNullable<RulePreview['impact']> }) {
  const t = useText(channelTexts);
  const format = useFormat();
  const words = useRoadWords();
  const figure = ({ before, after }: { before: number; after: number }) =>
    before === after ? format.number(before) : `${format.number(before)} → ${format.number(after)}`;
  return (
    <table className="rule-table rule-figures">
      <caption>{t('leadFigures')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('channel')}</th>
          <th scope="col" data-align="end">
            {t('leads')}
          </th>
          <th scope="col" data-align="end">
            {t('customers')}
          </th>
        </tr>
      </thead>
      <tbody>
        {leads.map(({ channel, leads: count, customers }) => (
          <tr key={channel}>
            <th scope="row">{words.channel(channel)}</th>
            <td data-align="end">{figure(count)}</td>
            <td data-align="end">{figure(customers)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Costs({ impact: { spendDays, costs } }: { impact: NonNullable<RulePreview['impact']> }) {
  const t = useText(channelTexts);
  const format = useFormat();
  const words = useRoadWords();
  return (
    <>
      <p>{t('spendMoves', { days: spendDays })}</p>
      {costs.length > 0 && (
        <table className="rule-table rule-figures">
          <caption>{t('costFigures')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('channel')}</th>
              <th scope="col" data-align="end">
                {t('before')}
              </th>
              <th scope="col" data-align="end">
                {t('after')}
              </th>
            </tr>
          </thead>
          <tbody>
            {costs.map(({ channel, before, after }) => (
              <tr key={`${channel} ${before.currency}`}>
                <th scope="row">{words.channel(channel)}</th>
                <td data-align="end">{format.money(before)}</td>
                <td data-align="end">{format.money(after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
