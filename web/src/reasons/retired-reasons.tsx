import './reasons.css';
import { Button } from '@mantine/core';
import type { Reason } from '../../../src/reasons/schema.ts';
import { api, useCommand } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { useUndo } from '../ui/undo-toast.tsx';
import { addressOf, whereReasonsAre } from './address.ts';
import { reasonTexts } from './texts.ts';

/** The reasons of a catalogue that are no longer given: folded away, for they are of the past. */
export function RetiredReasons({ reasons, mayBringBack }: { reasons: readonly Reason[]; mayBringBack: boolean }) {
  const t = useText(reasonTexts);
  const { language } = useLanguage();
  const say = useUndo();
  const bringBack = useCommand((reason: Reason) => api.delete(addressOf(reason, 'retirement')), {
    refresh: whereReasonsAre,
    done: (_, { label }) => say(t('wasBroughtBack', { reason: label[language] })),
  });
  if (reasons.length === 0) return null;
  return (
    <details className="retired-reasons">
      <summary>{t('retired', { n: reasons.length })}</summary>
      <p className="second small">{t('retiredSub')}</p>
      <ul>
        {reasons.map((each) => (
          <li key={each.code}>
            <span className="rule-words">
              <span>{each.label[language]}</span>
              <span className="second">{t(`repair_${each.repair}`, { days: each.nurtureDays ?? 0 })}</span>
            </span>
            {mayBringBack && (
              <Button
                variant="default"
                size="compact-sm"
                aria-label={t('bringBackOf', { reason: each.label[language] })}
                disabled={bringBack.isPending}
                onClick={() => bringBack.mutate(each)}
              >
                {t('bringBack')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Failure error={bringBack.error} />
    </details>
  );
}
