import { IconArrowRight, IconFileImport, IconFileInvoice, IconInbox, IconSignature, type Icon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useFormat, useText } from '../app/language.tsx';
import { ClockPill } from '../ui/clock-pill.tsx';
import { useNow } from '../ui/use-now.ts';
import { todayTexts } from './texts.ts';
import type { NextHandoff, Today } from './today.ts';

type WaitingKind = Today['waitingForMe'][number]['kind'];

const icons: Record<WaitingKind, Icon> = {
  handoffs: IconInbox,
  definition_signature: IconSignature,
  agreement_signature: IconSignature,
  invoice_matches: IconFileInvoice,
  feeds: IconFileImport,
};

/** What waits for who is reading: the hand-offs with the next deadline, then everything else. Nothing at all when nothing waits. */
export function WaitingPanel({ waiting, forMe }: { waiting: Today['waiting']; forMe: Today['waitingForMe'] }) {
  const t = useText(todayTexts);
  const others = forMe.filter(({ kind, count }) => kind !== 'handoffs' && count > 0);
  if (waiting.count === 0 && others.length === 0) return null;
  return (
    <ul className="panel waits" aria-label={t('waitingForMe')}>
      {waiting.count > 0 && (
        <li className="waits-row">
          <IconInbox className="waits-handoffs" size={22} stroke={1.75} aria-hidden />
          <div>
            <Link to="/handoffs" className="waits-open">
              {t('waits', { n: waiting.count })}
            </Link>
            <p className="second">
              {waiting.next && <NextWords next={waiting.next} />} {waiting.overdue > 0 && t('overdue', { n: waiting.overdue })}
            </p>
          </div>
          {waiting.next?.due && (
            <ClockPill dueAt={waiting.next.due} minutesLeft={waiting.next.minutesLeft ?? undefined} deadline="hidden" />
          )}
          <IconArrowRight size={18} stroke={1.75} aria-hidden />
        </li>
      )}
      {others.map(({ kind, count, href }) => {
        const Icon = icons[kind];
        return (
          <li key={kind} className="waits-row">
            <Icon size={22} stroke={1.75} aria-hidden />
            <Link to={href} className="waits-open">
              {t('forMe', { kind, n: count })}
            </Link>
            <IconArrowRight size={18} stroke={1.75} aria-hidden />
          </li>
        );
      })}
    </ul>
  );
}

function NextWords({ next: { company, person, due, minutesLeft } }: { next: NextHandoff }) {
  const t = useText(todayTexts);
  const format = useFormat();
  const now = useNow();
  const name = company ?? person;
  if (name === null || due === null) return name;
  const over = minutesLeft === null ? new Date(due) < now : minutesLeft < 0;
  return t(over ? 'contactOver' : 'contactBy', { name, moment: format.moment(due, now) });
}
