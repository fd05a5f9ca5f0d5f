import { Link } from '@tanstack/react-router';
import { useFormat, useText } from '../app/language.tsx';
import { HotMark } from '../leads/reach.tsx';
import { useNow } from '../ui/use-now.ts';
import type { UrlQuery } from '../app/url-query.ts';
import { HandoffClock } from './handoff-clock.tsx';
import { nameOf, type Handoff } from './handoff.ts';
import { handoffTexts } from './texts.ts';

/** The hand-offs by deadline, overdue first. `showRep` says whose each is. */
export function HandoffList(props: {
  items: readonly Handoff[];
  selected: string | undefined;
  query: UrlQuery;
  showRep: boolean;
}) {
  const { items, selected, query, showRep } = props;
  const t = useText(handoffTexts);
  return (
    <ol className="handoff-list" aria-label={t('list')}>
      {items.map((handoff) => (
        <li key={handoff.id} className="handoff-row" data-selected={handoff.id === selected || undefined}>
          <div className="handoff-who">
            <Link
              className="handoff-open"
              to="/handoffs"
              search={{ ...query, id: handoff.id }}
              resetScroll={false}
              aria-current={handoff.id === selected ? 'true' : undefined}
            >
              {handoff.leadType === 'hot' && <HotMark name={t('hot')} />}
              {handoff.company?.name ?? nameOf(handoff)}
            </Link>
            <span className="second small">
              {[handoff.company ? nameOf(handoff) : handoff.person.email, handoff.person.title].filter(Boolean).join(' · ')}
            </span>
            <Standing handoff={handoff} showRep={showRep} />
          </div>
          <HandoffClock handoff={handoff} tooltip={false} />
        </li>
      ))}
    </ol>
  );
}

/** What else there is to know of one in the list: taken already, set aside, whose it is. */
function Standing({ handoff, showRep }: { handoff: Handoff; showRep: boolean }) {
  const t = useText(handoffTexts);
  const format = useFormat();
  const now = useNow();
  const { state, snoozedUntil, assignedTo, question } = handoff;
  const parts = [
    showRep && (assignedTo ? t('with', { name: assignedTo.name }) : t('withNobody')),
    state === 'accepted' && t('stateAccepted'),
    state === 'waiting' &&
      snoozedUntil !== null &&
      new Date(snoozedUntil) > now &&
      t('snoozedUntil', { moment: format.moment(snoozedUntil, now) }),
    question !== null && t('questionOpen', { name: question.member?.name ?? '–' }),
  ].filter((part) => part !== false);
  return parts.length === 0 ? null : <span className="second small">{parts.join(' · ')}</span>;
}
