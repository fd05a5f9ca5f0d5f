import type { ImportInFull } from '../../../src/imports/schema.ts';
import { useFormat, useText } from '../app/language.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { ImportSteps } from './import-steps.tsx';
import { importTexts } from './texts.ts';

/** How far the import is. It goes on whether somebody looks or not. */
export function RunningStep({ running: { fileName, counts, rowsDone, mapping } }: { running: ImportInFull }) {
  const t = useText(importTexts);
  const format = useFormat();
  return (
    <>
      <PageHeading answer={t('runningAnswer', { file: fileName })} sub={t('runningSub')} />
      <ImportSteps current={3} withoutColumns={mapping === null} />
      <Panel>
        <div className="import-progress" aria-live="polite">
          <progress max={Math.max(1, counts.rows)} value={rowsDone} aria-label={t('stepDone')} />
          <span>{t('rowsDone', { done: format.number(rowsDone), rows: format.number(counts.rows), count: counts.rows })}</span>
        </div>
      </Panel>
    </>
  );
}
