import { Link } from '@tanstack/react-router';
import { StatePill } from '../agreements/clause-pills.tsx';
import { useClauseWords } from '../agreements/clause-words.ts';
import { useFormat, useText } from '../app/language.tsx';
import type { AskedFigure } from '../metrics/figure-drawer.tsx';
import { BulletBar } from '../ui/bullet-bar.tsx';
import { Panel } from '../ui/panel.tsx';
import { useNow } from '../ui/use-now.ts';
import { todayTexts } from './texts.ts';
import type { Today } from './today.ts';

/** Every promise of the agreement in force beside how it is kept. */
export function ClausesPanel({ today, onOpen }: { today: Today; onOpen: (figure: AskedFigure) => void }) {
  const t = useText(todayTexts);
  const words = useClauseWords();
  const format = useFormat();
  const now = useNow();
  const { clauses, agreement, asOf } = today;
  if (!clauses || !agreement)
    return (
      <Panel title={t('agreementNow')}>
        <p className="second">{t('noClauses')}</p>
      </Panel>
    );
  return (
    <Panel title={t('agreementNow')} aside={<Link to="/agreement">{t('agreementVersion', { version: agreement.version })}</Link>}>
      {clauses.map((clause) => {
        const { key, metric, from, to, segment, value, target, promisedSoFar, state } = clause;
        const name = words.title(clause);
        return (
          <BulletBar
            key={key}
            label={name}
            name={name}
            value={value}
            promise={promisedSoFar ?? target}
            reading={words.reading(clause)}
            note={words.note(clause)}
            pill={<StatePill state={state} />}
            onOpen={value === null ? undefined : () => onOpen({ metric, from, to, narrowed: { ...segment }, title: name })}
          />
        );
      })}
      <p className="origin second small">{t('asOf', { age: format.age(asOf, now) })}</p>
    </Panel>
  );
}
