import type { Agreement } from '../../../src/agreements/schema.ts';
import { useText } from '../app/language.tsx';
import { Panel } from '../ui/panel.tsx';
import { followUpTexts } from './texts.ts';

/** The attempts a version agrees on, in order; what it changes from the one it replaces is bold. */
export function CadencePanel({ main, replaces }: { main: Agreement; replaces?: Agreement | undefined }) {
  const t = useText(followUpTexts);
  return (
    <Panel title={t('cadence')} sub={t('cadenceSub')}>
      {main.cadence.length === 0 ? (
        <p className="second">{t('noCadence')}</p>
      ) : (
        <ol className="briefing-items">
          {main.cadence.map(({ kind, afterHours }, index) => {
            const before = replaces?.cadence[index];
            const changed = replaces !== undefined && (before?.kind !== kind || before.afterHours !== afterHours);
            const name = t('kindOf', { kind });
            return (
              <li key={index}>
                {changed ? <strong>{name}</strong> : name}
                <span className="second small">{index === 0 ? t('firstOf') : t('after', { n: afterHours })}</span>
              </li>
            );
          })}
        </ol>
      )}
    </Panel>
  );
}
