import { Link } from '@tanstack/react-router';
import { StatePill } from '../agreements/clause-pills.tsx';
import { useClauseWords } from '../agreements/clause-words.ts';
import { useText } from '../app/language.tsx';
import type { AskedFigure } from '../metrics/figure-drawer.tsx';
import { useAsOf } from '../metrics/use-as-of.ts';
import { BulletBar } from '../ui/bullet-bar.tsx';
import { Panel } from '../ui/panel.tsx';
import { todayTexts } from './texts.ts';
import type { Today } from './today.ts';
import { GlossaryTerm, MetricTerm } from '../glossary/glossary-term.tsx';

/** Every promise of the agreement in force beside how it is kept. */
export function ClausesPanel({ today, onOpen }: { today: Today; onOpen: (figure: AskedFigure) => void }) {
  const t = useText(todayTexts);
  const words = useClauseWords();
  const age = useAsOf();
  const { clauses, agreement, asOf } = today;
  if (!clauses || !agreement)
    return (
      <Panel title={t('agreementNow')}>
        <p className="second">{t('noClauses')}</p>
      </Panel>
    );
  return (
    <Panel
      title={<GlossaryTerm term="agreement">{t('agreementNow')}</GlossaryTerm>}
      aside={<Link to="/agreement">{t('agreementVersion', { version: agreement.version })}</Link>}
    >
      {clauses.map((clause) => {
        const { key, metric, from, to, segment, value, target, promisedSoFar, state } = clause;
        const name = words.title(clause);
        return (
          <BulletBar
            key={key}
            label={<MetricTerm metric={metric}>{name}</MetricTerm>}
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
      <p className="origin second small">{age(asOf)}</p>
    </Panel>
  );
}
