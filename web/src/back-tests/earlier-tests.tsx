import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { BackTestItem } from '../../../src/back-tests/schema.ts';
import { resource, type Page } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { dayBefore } from '../metrics/figure-drawer.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill } from '../ui/pill.tsx';
import { backTestTexts } from './texts.ts';

type Line = Omit<BackTestItem, 'body' | 'result'>;

/** What was tried before, newest first; nothing while there is no other. */
export function EarlierTests({ shown }: { shown: string }) {
  const t = useText(backTestTexts);
  const format = useFormat();
  const { data } = useQuery(resource<Page<Line>>('/back-tests', { limit: 10 }));
  const others = data?.items.filter(({ id }) => id !== shown) ?? [];
  if (others.length === 0) return null;
  return (
    <div className="no-print">
      <Panel title={t('earlier')}>
        <ul className="named-leads">
          {others.map(({ id, createdAt, from, to, createdBy, state }) => (
            <li key={id}>
              <span>
                <Link to="/definition/back-tests/$backTestId" params={{ backTestId: id }}>
                  {format.date(createdAt)} {format.time(createdAt)}
                </Link>
                <span className="second">
                  {' · '}
                  {t('earlierBy', {
                    from: format.date(from),
                    to: format.date(dayBefore(to)),
                    by: createdBy ? 'member' : 'none',
                    name: createdBy?.name ?? '',
                  })}
                </span>
              </span>
              <Pill tone={state === 'stopped' ? 'warn' : 'neutral'}>{t(`state_${state}`)}</Pill>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
