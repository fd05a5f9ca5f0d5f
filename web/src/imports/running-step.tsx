import type { ImportInFull } from '../../../src/imports/schema.ts';
import { useFormat, useText } from '../app/language.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { ImportSteps } from './import-steps.tsx';
import { importTexts } from './texts.ts';

/** How far the reading, the import or its undoing is. It goes on whether somebody looks or not. */
export function RunningStep({ running }: { running: ImportInFull }) {
  const { fileName, state, mapping, problem } = running;
  const t = useText(importTexts);
  const format = useFormat();
  const task = state === 'reading' || state === 'undoing' ? state : 'running';
  const { done, all } = progressOf(running);
  return (
    <>
      <PageHeading answer={t(`${task}Answer`, { file: fileName })} sub={t(`${task}Sub`)} />
      {task !== 'undoing' && (
        <ImportSteps current={task === 'reading' ? 0 : 3} withoutColumns={task === 'running' && mapping === null} />
      )}
      <Panel>
        <div className="import-progress" aria-live="polite">
          <progress
            aria-label={t(`${task}Answer`, { file: fileName })}
            {...(all > 0 && { max: all, value: Math.min(done, all) })}
          />
          <span>
            {all > 0
              ? t('rowsDone', { done: format.number(done), count: all, rows: format.number(all) })
              : t('rowsRead', { count: done, rows: format.number(done) })}
          </span>
          {problem !== null && <p>{problem}</p>}
        </div>
      </Panel>
    </>
  );
}

/** How many of how many rows; while a file is read, nobody knows yet how many there are. */
function progressOf({ state, rowsDone, counts, undone }: ImportInFull): { done: number; all: number } {
  if (state === 'reading') return { done: rowsDone, all: 0 };
  if (state !== 'undoing') return { done: rowsDone, all: counts.rows };
  const kept = undone?.kept.reduce((sum, { count }) => sum + count, 0) ?? 0;
  return { done: (undone?.removed ?? 0) + (undone?.restored ?? 0) + kept, all: counts.new + counts.updated };
}
