import type { ScoreExplanation } from '../../../src/leads/schema.ts';
import { useFormat, useText } from '../app/language.tsx';
import { overrideTexts } from './override-texts.ts';

type Override = Omit<NonNullable<ScoreExplanation['override']>, 'otherwise'>;

/** Somebody's word against a score: who, why, and until when it holds. */
export function OverrideNote({ override: { ready, until, member, reason, setAt } }: { override: Override }) {
  const t = useText(overrideTexts);
  const format = useFormat();
  const name = member?.name ?? t('somebody');
  return (
    <p className="score-override">
      {t('byWord', { ready: ready ? 'yes' : 'no', day: format.date(until), name, reason })}{' '}
      <span className="second small">{t('bySet', { day: format.date(setAt) })}</span>
    </p>
  );
}
