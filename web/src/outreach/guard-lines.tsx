import './outreach.css';
import { useQuery } from '@tanstack/react-query';
import type { ContactGuard } from '../../../src/outreach/schema.ts';
import { resource } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { useNow } from '../ui/use-now.ts';
import { guardTexts } from './guard-texts.ts';

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
  const { marketing, lately, made, planned, policy } = data;
  const [last] = made;
  const pause = marketing.verdict === 'paused' ? marketing.pause : null;
  const shown = planned.filter(({ team, at }) => at !== null && (plans === 'both' || team === 'marketing')).slice(0, mostPlans);
  if (!last && !pause && shown.length === 0) return null;
  const when = (at: string) => format.moment(at, now);
  return (
    <ul className="guard-lines" aria-label={t('contacts')}>
      {shown.map(({ team, kind, title, at }) => (
        <li key={`${team} ${at} ${title}`} className={team === 'marketing' ? 'guard-collision' : undefined}>
          {team === 'sales'
            ? t('salesPlans', { kind: kind ?? 'step', when: when(at ?? '') })
            : t('marketingPlans', { kind: kind ?? 'mail', when: when(at ?? ''), title: title ?? '' })}
          {team === 'marketing' && sells && lately.left > 0 && ` ${t('callToday')}`}
        </li>
      ))}
      {last && <li>{t('made', { team: last.team, kind: last.kind, when: when(last.at) })}</li>}
      {lately.freesAt !== null && (
        <li>{t('lately', { count: lately.count, days: policy.days, left: lately.left, until: when(lately.freesAt) })}</li>
      )}
      {pause && (
        <li>
          {pause.colleague
            ? t('pausedForColleague', { name: pause.colleague.name, since: format.date(pause.since) })
            : t('paused', { since: format.date(pause.since) })}
        </li>
      )}
    </ul>
  );
}
