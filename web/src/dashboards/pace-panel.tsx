import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { stateTones } from '../agreements/clause-pills.tsx';
import { useFormat, useText } from '../app/language.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill } from '../ui/pill.tsx';
import { EmptyState } from '../ui/states.tsx';
import { Waterfall } from '../ui/waterfall.tsx';
import { behindPlan } from './answer.ts';
import { todayTexts } from './texts.ts';
import type { Pace, Today } from './today.ts';
import { waterfallDays } from './waterfall-days.ts';
import { GlossaryTerm } from '../glossary/glossary-term.tsx';

/** What was promised by each business day, what came, and where the period will end. */
export function PacePanel({ today }: { today: Today }) {
  const { pace, period, agreement } = today;
  const t = useText(todayTexts);
  const format = useFormat();
  const name = usePeriodName(period);
  if (!pace || !agreement)
    return (
      <Panel title={t('pace')}>
        <EmptyState title={t('noAgreement')} detail={t('noPace')} action={<ToAgreement />} />
      </Panel>
    );
  return (
    <Panel
      title={<GlossaryTerm term="pace">{t('pace')}</GlossaryTerm>}
      sub={t('paceSub', {
        period: name,
        version: agreement.version,
        day: format.date(agreement.inForceFrom),
      })}
      aside={<Standing pace={pace} />}
    >
      <Waterfall
        name={t('pace')}
        days={waterfallDays(pace.points, period.kind === 'month' ? undefined : (day) => format.date(day, 'monthName'))}
        forecast={pace.projection ?? undefined}
      />
    </Panel>
  );
}

function Standing({ pace }: { pace: Pace }) {
  const t = useText(todayTexts);
  const format = useFormat();
  const by = behindPlan(pace);
  if (by === null) return null;
  const count = format.number(Math.abs(by), 0);
  const standing = by > 0 ? t('behind', { n: count }) : by < 0 ? t('ahead', { n: count }) : t('onCourse');
  return (
    <Pill tone={pace.state ? stateTones[pace.state] : 'neutral'}>
      {pace.projection
        ? t('standing', {
            standing,
            forecast: format.number(pace.projection.value, 0),
            target: format.number(pace.target, 0),
          })
        : standing}
    </Pill>
  );
}

function ToAgreement() {
  const t = useText(todayTexts);
  return (
    <Button variant="default" component={Link} to="/agreement">
      {t('toAgreement')}
    </Button>
  );
}

/** November 2026 · 4. kvartal 2026 · 2026 */
function usePeriodName({ kind, from }: Today['period']): string {
  const t = useText(todayTexts);
  const format = useFormat();
  const year = from.slice(0, 4);
  if (kind === 'year') return year;
  if (kind === 'month') return capital(format.date(from, 'month'));
  return t('quarterName', { n: Math.ceil(Number(from.slice(5, 7)) / 3), year });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
