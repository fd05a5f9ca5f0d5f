import './outreach.css';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { ContactGuard } from '../../../src/outreach/schema.ts';
import { api, resource, useCommand } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { Failure } from '../ui/failure.tsx';
import { useUndo } from '../ui/undo-toast.tsx';
import { useNow } from '../ui/use-now.ts';
import { guardTexts } from './guard-texts.ts';
import { salesDue } from './sales-due.ts';

const EndPauseDialog = lazy(() => import('./end-pause-dialog.tsx'));

/** Further ahead than this many messages nobody plans a call around them. */
const mostPlans = 3;

/**
 * What both teams did lately and plan to do with a person, in a few lines; nothing where there is nothing to tell. Where the page itself says
 * what sales does next, only marketing's plans are told.
 */
export default function GuardLines({ personId, plans }: { personId: string; plans: 'marketing' | 'both' }) {
  const t = useText(guardTexts);
  const format = useFormat();
  const now = useNow();
  const sells = useMay()('sales');
  // Beside what the page is about: it neither waits nor fails for this.
  const { data } = useQuery(resource<ContactGuard>(`/people/${personId}/contact-guard`));
  if (!data) return null;
  const { marketing, pause, lately, made, planned, policy } = data;
  const [last] = made;
  const colleague = marketing.verdict === 'paused' ? marketing.pause.colleague : null;
  const shown = planned.filter(({ team, at }) => at !== null && (plans === 'both' || team === 'marketing')).slice(0, mostPlans);
  if (!last && !pause && !colleague && shown.length === 0) return null;
  const when = (at: string) => format.moment(at, now);
  return (
    <ul className="guard-lines" aria-label={t('contacts')}>
      {shown.map(({ team, kind, title, at }) => (
        <li key={`${team} ${at} ${title}`} className={team === 'marketing' ? 'guard-collision' : undefined}>
          {team === 'sales'
            ? t('salesPlans', { kind: kind ?? 'step', when: salesDue({ kind, at: at ?? '' }, format, now) })
            : t('marketingPlans', { kind: kind ?? 'mail', when: when(at ?? ''), title: title ?? '' })}
          {team === 'marketing' && sells && lately.left > 0 && format.daysUntil(at ?? '', now) <= 1 && ` ${t('callToday')}`}
        </li>
      ))}
      {last && <li>{t('made', { team: last.team, kind: last.kind, when: when(last.at) })}</li>}
      {lately.freesAt !== null && (
        <li>{t('lately', { count: lately.count, days: policy.days, left: lately.left, until: when(lately.freesAt) })}</li>
      )}
      {colleague && marketing.verdict === 'paused' && (
        <li>{t('pausedForColleague', { name: colleague.name, since: format.date(marketing.pause.since) })}</li>
      )}
      {pause && <PauseLine pause={pause} />}
    </ul>
  );
}

/** Marketing's own pause: what ends it, or who ended it early and why, and the way to do so. */
function PauseLine({ pause }: { pause: NonNullable<ContactGuard['pause']> }) {
  const t = useText(guardTexts);
  const format = useFormat();
  const now = useNow();
  const say = useUndo();
  const mayChange = useMay()('marketing', 'sales');
  const [asking, setAsking] = useState(false);
  const { leadId, since, ending } = pause;
  const resume = useCommand(() => api.delete(`/leads/${leadId}/pause-ending`), {
    refresh: ['/people', '/planned-contacts'],
    done: () => say(t('resumed')),
  });
  const words = ending && {
    when: format.moment(ending.at, now),
    reason: ending.reason,
    name: ending.setBy?.name ?? t('aProgram'),
  };
  return (
    <li>
      {ending === null || words === null
        ? t('paused', { since: format.date(since) })
        : t(Date.parse(ending.at) > now.getTime() ? 'pauseEnds' : 'pauseEnded', words)}{' '}
      {mayChange && (
        <Button
          className="no-print"
          variant="subtle"
          size="compact-xs"
          loading={resume.isPending}
          onClick={() => (ending ? resume.mutate() : setAsking(true))}
        >
          {t(ending ? 'resume' : 'endPause')}
        </Button>
      )}
      <Failure error={resume.error} />
      <Suspense>{asking && <EndPauseDialog leadId={leadId} onClose={() => setAsking(false)} />}</Suspense>
    </li>
  );
}
