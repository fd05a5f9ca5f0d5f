import { Button } from '@mantine/core';
import type { BackTestItem } from '../../../src/back-tests/schema.ts';
import type { ReadyThresholds } from '../definitions/draft.ts';
import { useFormat, useText } from '../app/language.tsx';
import { Panel } from '../ui/panel.tsx';
import { backTestTexts } from './texts.ts';

/** The thresholds most of the leads that were won had reached, and a way to take them into the draft. */
export function HelperPanel(props: {
  helper: NonNullable<BackTestItem['result']>['helper'];
  onTake?: (ready: ReadyThresholds) => void;
}) {
  const { helper, onTake } = props;
  const t = useText(backTestTexts);
  const format = useFormat();
  return (
    <Panel title={t('helper')}>
      {helper === null ? (
        <p className="second">{t('helperNone')}</p>
      ) : (
        <div className="stack">
          <p>
            {t('helperAnswer', {
              fit: format.number(helper.fit),
              engagement: format.number(helper.engagement),
              soft: helper.softNeeded,
              n: helper.n,
            })}
          </p>
          {onTake && (
            <div className="row">
              <Button variant="default" onClick={() => onTake(helper)}>
                {t('helperTake')}
              </Button>
            </div>
          )}
        </div>
      )}
    </Panel>
  );
}
