import type { BackTestItem } from '../../../src/back-tests/schema.ts';
import { dash } from '../app/format.ts';
import { useFormat, useText } from '../app/language.tsx';
import { ChartFrame } from '../ui/chart-frame.tsx';
import { backTestTexts } from './texts.ts';

type Months = NonNullable<BackTestItem['result']>['months'];
const series = ['draft', 'inForce', 'handedOver'] as const;

/** Sales-ready leads a month by the draft, by the version in force, and handed over in fact: three bars a month. */
export function MonthBars({ months }: { months: Months }) {
  const t = useText(backTestTexts);
  const format = useFormat();
  const shown = series.filter((each) => each !== 'inForce' || months.some(({ inForce }) => inForce !== null));
  const most = Math.max(1, ...months.flatMap((month) => shown.map((each) => month[each] ?? 0)));
  const table = {
    head: [t('month'), ...shown.map((each) => t(each))],
    rows: months.map((month) => [
      format.date(`${month.month}-01`, 'month'),
      ...shown.map((each) => (month[each] === null ? dash : format.number(month[each]))),
    ]),
  };
  return (
    <ChartFrame name={t('perMonth')} table={table}>
      <p className="month-legend small" aria-hidden>
        {shown.map((each) => (
          <span key={each} data-series={each}>
            {t(each)}
          </span>
        ))}
      </p>
      <ul className="month-bars" aria-label={t('perMonth')}>
        {months.map((month) => {
          const name = format.date(`${month.month}-01`, 'month');
          const words = shown.map((each) => `${t(each)} ${month[each] ?? dash}`).join(', ');
          return (
            <li key={month.month} className="month">
              <span className="off-screen">{`${name}: ${words}`}</span>
              <span className="month-figure small" aria-hidden>
                {format.number(Math.max(...shown.map((each) => month[each] ?? 0)))}
              </span>
              <span className="month-plot" aria-hidden>
                {shown.map((each) => (
                  <span
                    key={each}
                    className="month-bar"
                    data-series={each}
                    style={{ height: `${(100 * (month[each] ?? 0)) / most}%` }}
                  />
                ))}
              </span>
              <span className="month-name small second" aria-hidden>
                {format.date(`${month.month}-01`, 'monthName')}
              </span>
            </li>
          );
        })}
      </ul>
    </ChartFrame>
  );
}
