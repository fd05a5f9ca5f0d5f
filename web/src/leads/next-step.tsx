import { dayIn } from '../app/format.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { isBefore, isClosed, isSideExit, type Stage } from '../../../src/leads/lifecycle.ts';
import { Pill, type Tone } from '../ui/pill.tsx';
import { useNow } from '../ui/use-now.ts';
import { leadTexts } from './texts.ts';

export type StepState = 'late' | 'today' | 'later' | 'undated';

/** How a next step stands: late, for today, for later, or without a day. `today` is the day in the workspace's zone. */
export function stepState(on: string | null, today: string): StepState {
  if (on === null) return 'undated';
  if (on < today) return 'late';
  return on === today ? 'today' : 'later';
}

/** Sales works on it, so that somebody should know what comes next. */
export function needsNextStep(stage: Stage): boolean {
  return !isSideExit(stage) && !isClosed(stage) && !isBefore(stage, 'accepted');
}

const tones: Record<StepState, Tone> = { late: 'bad', today: 'warn', later: 'ok', undated: 'neutral' };

/** What comes next and when; none at all is a warning of its own while sales works on the lead. */
export function NextStep({ step, stage }: { step: { text: string; on: string | null } | null; stage: Stage }) {
  const t = useText(leadTexts);
  const format = useFormat();
  const now = useNow();
  const { timeZone } = useSession().workspace;
  if (!step) return needsNextStep(stage) ? <Pill tone="warn">{t('noNextStep')}</Pill> : <span className="second">–</span>;
  const state = stepState(step.on, dayIn(timeZone, now));
  const day = step.on === null ? '' : format.date(step.on);
  const when = { late: t('stepLate', { day }), today: t('stepToday'), later: day, undated: '' }[state];
  return (
    <span className="next-step">
      <span>{step.text}</span>
      {when && <Pill tone={tones[state]}>{when}</Pill>}
    </span>
  );
}
