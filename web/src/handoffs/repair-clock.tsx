import { useText } from '../app/language.tsx';
import { ClockPill } from '../ui/clock-pill.tsx';
import { Pill } from '../ui/pill.tsx';
import { minutesLeft, type Handoff } from './handoff.ts';
import { repairTexts } from './repair-texts.ts';

/** The clock of what was given back for marketing to repair: what is left and the deadline, or what the repair took. */
export default function RepairClock(props: {
  repair: NonNullable<Handoff['repair']>;
  deadline: 'below' | 'sentence';
  tooltip: boolean;
}) {
  const { repair, deadline, tooltip } = props;
  const { due, endedAt, tookMinutes, kept, promisedHours } = repair;
  const t = useText(repairTexts);
  if (due === null) return <Pill>{t('givenBack')}</Pill>;
  const stopped = endedAt === null || tookMinutes === null ? undefined : { minutes: tookMinutes, inTime: kept !== false };
  return (
    <ClockPill
      dueAt={due}
      minutesLeft={(now) => minutesLeft(repair, now)}
      rule={promisedHours === null ? undefined : t('rule', { n: promisedHours })}
      said={(moment) => t('by', { moment })}
      stopped={stopped}
      deadline={deadline}
      tooltip={tooltip}
    />
  );
}
