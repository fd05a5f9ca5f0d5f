import { Link } from '@tanstack/react-router';
import type { FeedbackReport } from '../../../src/feedback/schema.ts';
import { useFormat, useText } from '../app/language.tsx';
import { Panel } from '../ui/panel.tsx';
import { useNow } from '../ui/use-now.ts';
import { feedbackTexts } from './texts.ts';

/** What sales should have known and nobody had agreed to ask: each may become an item of the contract. */
export function MissedPanel({ missed }: { missed: FeedbackReport['missed'] }) {
  const t = useText(feedbackTexts);
  const format = useFormat();
  const now = useNow();
  return (
    <Panel title={t('missedTitle')} sub={t('missedSub')}>
      {missed.length === 0 ? (
        <p className="second">{t('noneMissed')}</p>
      ) : (
        <ul className="told">
          {missed.map(({ handoffId, text, at, company }) => (
            <li key={handoffId}>
              <p>{text}</p>
              <Link className="second small" to="/handoffs" search={{ id: handoffId }}>
                {[company ?? t('theHandoff'), format.day(at, now)].join(', ')}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
