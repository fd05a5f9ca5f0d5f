import { useText } from '../app/language.tsx';
import { Panel } from '../ui/panel.tsx';
import type { Draft } from './draft.ts';
import { editorTexts } from './editor-texts.ts';
import { useFaultsAt } from './fault-context.tsx';
import { NumberField } from './number-field.tsx';

type Thresholds = Draft['thresholds'];

/** From which figures a lead is engaged, marketing-ready and sales-ready. */
export function ThresholdFields({
  thresholds,
  onChange,
}: {
  thresholds: Thresholds;
  onChange: (thresholds: Thresholds) => void;
}) {
  const t = useText(editorTexts);
  const fault = useFaultsAt('thresholds');
  const { engaged, mql, ready } = thresholds;
  return (
    <Panel title={t('thresholds')}>
      <div className="thresholds">
        <fieldset className="threshold">
          <legend>{t('engaged')}</legend>
          <NumberField
            label={t('engagement')}
            value={engaged}
            onChange={(value) => onChange({ ...thresholds, engaged: value })}
            error={fault('engaged')}
          />
        </fieldset>
        <fieldset className="threshold">
          <legend>{t('mql')}</legend>
          <NumberField
            label={t('fit')}
            value={mql.fit}
            onChange={(fit) => onChange({ ...thresholds, mql: { ...mql, fit } })}
            error={fault('mql.fit')}
          />
          <NumberField
            label={t('engagement')}
            value={mql.engagement}
            onChange={(engagement) => onChange({ ...thresholds, mql: { ...mql, engagement } })}
            error={fault('mql.engagement')}
          />
        </fieldset>
        <fieldset className="threshold">
          <legend>{t('ready')}</legend>
          <NumberField
            label={t('fit')}
            value={ready.fit}
            onChange={(fit) => onChange({ ...thresholds, ready: { ...ready, fit } })}
            error={fault('ready.fit')}
          />
          <NumberField
            label={t('engagement')}
            value={ready.engagement}
            onChange={(engagement) => onChange({ ...thresholds, ready: { ...ready, engagement } })}
            error={fault('ready.engagement')}
          />
          <NumberField
            label={t('softNeeded')}
            value={ready.softNeeded}
            onChange={(softNeeded) => onChange({ ...thresholds, ready: { ...ready, softNeeded } })}
            error={fault('ready.softNeeded')}
          />
        </fieldset>
      </div>
    </Panel>
  );
}
