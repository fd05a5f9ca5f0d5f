import './clock-pill.css';
import { IconClock } from '@tabler/icons-react';
import { useFormat, useText } from '../app/language.tsx';
import { clockState, type ClockState } from './clock-state.ts';
import { Hint } from './hint.tsx';
import { Pill, type Tone } from './pill.tsx';
import { uiTexts } from './texts.ts';
import { useNow } from './use-now.ts';

const tones: Record<ClockState, Tone> = { overdue: 'bad', lastHour: 'bad', today: 'warn', later: 'ok' };

/**
 * A running clock: what is left as a pill and the deadline under it. Colour goes by the wall clock.
 * `minutesLeft` counts in the working calendar; a function is asked again each minute, a number stands as it is, nothing means wall-clock minutes.
 * `rule` is the tooltip: "4 business hours, closed 17–08"; `tooltip` false leaves it away inside something that can be pressed. `stopped` is a clock that was met or ended: it shows the minutes it took.
 */
export function ClockPill(props: {
  dueAt: string | Date;
  minutesLeft?: number | ((now: Date) => number) | undefined;
  rule?: string | undefined;
  stopped?: { minutes: number; inTime: boolean } | undefined;
  /** By when what is to be done; a first contact unless said. */
  said?: ((moment: string) => string) | undefined;
  deadline?: 'below' | 'hidden' | 'sentence';
  tooltip?: boolean;
}) {
  const { minutesLeft, rule, stopped, said, deadline = 'below', tooltip = true } = props;
  const t = useText(uiTexts);
  const format = useFormat();
  const now = useNow();
  const dueAt = new Date(props.dueAt);
  const state = clockState(dueAt, now, (moment) => format.date(moment));
  const wallMinutes = (dueAt.getTime() - now.getTime()) / 60_000;
  const left = typeof minutesLeft === 'function' ? minutesLeft(now) : (minutesLeft ?? wallMinutes);
  const moment = format.moment(dueAt, now);
  const sentence = state === 'overdue' ? t('contactWasDue', { moment }) : (said?.(moment) ?? t('contactBy', { moment }));

  const reading = stopped
    ? t('contactedAfter', { time: format.duration(stopped.minutes) })
    : state === 'overdue'
      ? t('overdue', { time: format.duration(left) })
      : format.duration(left);
  const tone = stopped ? (stopped.inTime ? 'ok' : 'warn') : tones[state];

  const pill = (
    <Pill tone={tone} icon={<IconClock aria-hidden />}>
      {reading}
    </Pill>
  );
  return (
    <span className="clock">
      {tooltip ? <Hint text={rule ? `${sentence} · ${rule}` : sentence}>{pill}</Hint> : pill}
      {deadline !== 'hidden' && !stopped && <span className="second small">{deadline === 'sentence' ? sentence : moment}</span>}
    </span>
  );
}
