import type { BackTestItem } from '../../../src/back-tests/schema.ts';
import { useFormat, useText } from '../app/language.tsx';
import { Panel } from '../ui/panel.tsx';
import { backTestTexts } from './texts.ts';

type Result = NonNullable<BackTestItem['result']>;

/** How right the draft would have been: precision, recall, and the two teams' views crossed. */
export function VerdictPanel({ result }: { result: Result }) {
  const t = useText(backTestTexts);
  const format = useFormat();
  const { confusion } = result;
  const shares = [
    { key: 'precision', ...result.precision },
    { key: 'recallAccepted', ...result.recallOfAccepted },
    { key: 'recallWon', ...result.recallOfWon },
  ] as const;
  return (
    <Panel title={t('verdict')}>
      <dl className="verdict-shares">
        {shares.map(({ key, percent, n }) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>
              {percent === null ? (
                <span className="second">{t('tooFewOf', { n: format.number(n) })}</span>
              ) : (
                <>
                  <strong>{format.percent(percent / 100, 0)}</strong>{' '}
                  <span className="second">{t('ofCases', { n: format.number(n) })}</span>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <table className="back-test-table">
        <caption>{t('matrix')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('draft')}</th>
            <th scope="col">{t('accepted')}</th>
            <th scope="col">{t('rejected')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('isReady')}</th>
            <td>{format.number(confusion.readyAccepted)}</td>
            <td>{format.number(confusion.readyRejected)}</td>
          </tr>
          <tr>
            <th scope="row">{t('notReady')}</th>
            <td>{format.number(confusion.otherAccepted)}</td>
            <td>{format.number(confusion.otherRejected)}</td>
          </tr>
        </tbody>
      </table>
    </Panel>
  );
}
