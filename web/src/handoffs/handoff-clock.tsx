import { lazy, Suspense } from 'react';
import { useText } from '../app/language.tsx';
import { ClockPill } from '../ui/clock-pill.tsx';
import { Pill } from '../ui/pill.tsx';
import { minutesLeft, type Handoff } from './handoff.ts';
import { handoffTexts } from './texts.ts';

const RepairClock = lazy(() => import('./repair-clock.tsx'));

/** The clock of a hand-off: what is left and the deadline, or what it took. The same for both teams. */
export function HandoffClock(props: {
  handoff: Pick<Handoff, 'clock' | 'state' | 'repair'>;
  deadline?: 'below' | 'sentence';
  tooltip?: boolean;
}) {
  const { clock, state, repair } = props.handoff;
  const { deadline = 'below', tooltip = true } = props;
  const t = useText(handoffTexts);
  if (clock.firstContactAt !== null && clock.tookMinutes !== null) {
    const stopped = { minutes: clock.tookMinutes, inTime: clock.kept !== false };
    return <ClockPill dueAt={clock.due ?? clock.firstContactAt} stopped={stopped} tooltip={tooltip && clock.due !== null} />;
  }
  if (state === 'rejected') {
    const back = <Pill>{t('stateGivenBack')}</Pill>;
    return repair ? (
      <Suspense fallback={back}>
        <RepairClock repair={repair} deadline={deadline} tooltip={tooltip} />
      </Suspense>
    ) : (
      back
    );
  }
  if (clock.due === null) return <Pill>{t('noClock')}</Pill>;
  return (
    <ClockPill
      dueAt={clock.due}
      minutesLeft={(now) => minutesLeft(clock, now)}
      rule={clock.promisedHours === null ? undefined : t('rule', { n: clock.promisedHours })}
      deadline={deadline}
      tooltip={tooltip}
    />
  );
}
