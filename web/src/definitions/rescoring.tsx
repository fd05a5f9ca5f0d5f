import type { Definition } from '../../../src/definitions/version.ts';
import { useFormat, useText } from '../app/language.tsx';
import { Panel } from '../ui/panel.tsx';
import { useNow } from '../ui/use-now.ts';
import { definitionTexts } from './texts.ts';

/** Whether a version in force is still at scoring the open leads by itself. */
export function isScoring<D extends Pick<Definition, 'state' | 'rescoring'>>(
  of: D,
): of is D & { rescoring: NonNullable<D['rescoring']> } {
  return of.state === 'in_force' && of.rescoring !== null && of.rescoring.finishedAt === null;
}

/** How far a new version has come with the open leads. It goes on without anybody watching, and says so where a fault has stopped it. */
export function Rescoring({ of: { leads, progress, stalledAt } }: { of: NonNullable<Definition['rescoring']> }) {
  const t = useText(definitionTexts);
  const format = useFormat();
  const now = useNow();
  return (
    <Panel
      title={t(stalledAt ? 'rescoringStalled' : 'rescoring')}
      sub={stalledAt ? t('rescoringStalledSub', { at: format.moment(stalledAt, now) }) : t('rescoringSub')}
    >
      <div className="rescoring" aria-live="polite">
        <progress max={100} value={progress} aria-label={t('rescoring')} />
        <p>{t('rescoringProgress', { percent: format.percent(progress / 100, 0), leads: format.number(leads), count: leads })}</p>
      </div>
    </Panel>
  );
}
