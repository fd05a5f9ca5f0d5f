import type { BackTestItem } from '../../../src/back-tests/schema.ts';
import { dash } from '../app/format.ts';
import { useFormat, useText } from '../app/language.tsx';
import { criteriaOf, sections, storedBody } from '../definitions/draft.ts';
import { useShownCriterion, type SentCriteria } from '../definitions/shown-criterion.ts';
import { Panel } from '../ui/panel.tsx';
import { criteriaAgainstVerdict, type ShareOf } from './answer.ts';
import { backTestTexts } from './texts.ts';

/** Every criterion of the draft against what sales said: whether it tells good leads from others. */
export function CriteriaPanel(props: { body: BackTestItem['body']; criteria: NonNullable<BackTestItem['result']>['criteria'] }) {
  const { body, criteria } = props;
  const t = useText(backTestTexts);
  const names = useNames(body);
  return (
    <Panel title={t('criteria')} sub={t('criteriaSub')}>
      <section className="back-test-scroll" aria-label={t('criteria')} {...{ tabIndex: 0 }}>
        <table className="back-test-table">
          <thead>
            <tr>
              <th scope="col">{t('criterion')}</th>
              <th scope="col">{t('met')}</th>
              <th scope="col">{t('missed')}</th>
              <th scope="col">{t('difference')}</th>
            </tr>
          </thead>
          <tbody>
            {criteriaAgainstVerdict(criteria).map(({ key, met, missed, difference }) => (
              <tr key={key}>
                <th scope="row">{names.get(key) ?? key}</th>
                <td>
                  <ShareCell share={met} />
                </td>
                <td>
                  <ShareCell share={missed} />
                </td>
                <td>{difference === null ? dash : t('pointsOf', { n: Math.round(difference) })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}

function ShareCell({ share: { percent, n } }: { share: ShareOf }) {
  const t = useText(backTestTexts);
  const format = useFormat();
  if (percent === null) return <span className="second">{t('tooFewOf', { n: format.number(n) })}</span>;
  return (
    <>
      {format.percent(percent / 100, 0)} <span className="second">{t('ofCases', { n: format.number(n) })}</span>
    </>
  );
}

/** What the criteria of the draft are called, by key; the test in words where nobody named it in this language. */
function useNames(body: BackTestItem['body']): ReadonlyMap<string, string> {
  const shown = useShownCriterion();
  const named = sections.flatMap((section) =>
    criteriaOf(storedBody(body), section).map((criterion) => {
      const { key, name, sentence } = shown[section](criterion as SentCriteria[typeof section] as never);
      return [key, name ?? sentence?.text(3) ?? key] as const;
    }),
  );
  return new Map(named);
}
