import type { FollowUpItem } from '../../../src/follow-ups/schema.ts';
import { dayIn } from '../app/format.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { Pill, type Tone } from '../ui/pill.tsx';
import { useNow } from '../ui/use-now.ts';
import { followUpTexts } from './texts.ts';

interface Due {
  readonly followUp: Pick<FollowUpItem, 'kind' | 'due' | 'attempt' | 'cadence'>;
  readonly step: { readonly text: string; readonly on: string | null } | null;
}

/**
 * By when something is to be done: red once it is over time, amber for today, green for later. No next step is a warning of its own.
 * `brief` says the moment alone, for a narrow column.
 */
export function DuePill({ followUp: { kind, due }, step, brief = false }: Due & { brief?: boolean }) {
  const t = useText(followUpTexts);
  const format = useFormat();
  const now = useNow();
  const { timeZone } = useSession().workspace;
  const today = dayIn(timeZone, now);
  if (kind === 'no_step') return <Pill tone="warn">{t('noStep')}</Pill>;
  if (due === null) return kind === 'contact' || kind === 'repair' ? <Pill>{t('noTime')}</Pill> : null;
  if (kind === 're_entry') return null;
  const moment = new Date(due);
  const over = moment <= now;
  // It may be sent back from then on, and is not late: nobody promised to give up.
  if (kind === 'recycle') return over ? <Pill tone="warn">{t('today')}</Pill> : null;
  if (kind === 'step' && step?.on) {
    const words = over ? t('wasFor', { day: format.date(step.on) }) : step.on === today ? t('today') : format.date(step.on);
    return <Pill tone={toneOf(over, step.on <= today)}>{words}</Pill>;
  }
  return (
    <Pill tone={toneOf(over, dayIn(timeZone, moment) === today)}>
      {brief ? format.moment(moment, now) : t(over ? 'wasBy' : 'by', { moment: format.moment(moment, now) })}
    </Pill>
  );
}

function toneOf(over: boolean, today: boolean): Tone {
  if (over) return 'bad';
  return today ? 'warn' : 'ok';
}

/** What is to be done, in words; nothing where the pill says it all. */
export function useDueWords(): (due: Due) => string | null {
  const t = useText(followUpTexts);
  return ({ followUp: { kind, attempt, cadence }, step }) =>
    ({
      contact: t('contact'),
      repair: t('repair'),
      attempt: attempt && t('attempt', attempt),
      recycle: t('usedUp', { n: cadence?.of ?? 0 }),
      step: step?.text ?? null,
      re_entry: t('reEntry'),
      no_step: null,
    })[kind];
}
