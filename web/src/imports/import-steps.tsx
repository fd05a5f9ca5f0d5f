import { useText } from '../app/language.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { importTexts } from './texts.ts';

/** Where one is: file, columns, preview, import. An e-invoice brings its own fields and has no columns. */
export function ImportSteps({ current, withoutColumns = false }: { current: 0 | 1 | 2 | 3; withoutColumns?: boolean }) {
  const t = useText(importTexts);
  const steps = [t('stepFile'), t('stepColumns'), t('stepPreview'), t('stepDone')];
  const shown = withoutColumns ? steps.toSpliced(1, 1) : steps;
  return <Stepper label={t('steps')} steps={shown} current={withoutColumns && current > 1 ? current - 1 : current} />;
}
