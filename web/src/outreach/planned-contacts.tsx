import './outreach.css';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { PlannedContactItem, RecipientItem, VerdictItem } from '../../../src/outreach/schema.ts';
import { api, resource, useCommand, type Page } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, ErrorState, Loading } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.ts';
import { outreachTexts } from './outreach-texts.ts';

/** What marketing announced and has not sent yet, the next first. */
export function PlannedContacts() {
  const t = useText(outreachTexts);
  const { data, error, refetch } = useQuery(resource<Page<PlannedContactItem>>('/planned-contacts', { limit: 200 }));
  return (
    <Panel title={t('planned')}>
      {error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading lines={3} />
      ) : data.items.length === 0 ? (
        <EmptyState title={t('nothingPlanned')} detail={t('nothingPlannedDetail')} />
      ) : (
        <ul className="planned-contacts">
          {data.items.map((message) => (
            <Message key={message.id} message={message} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Message({ message }: { message: PlannedContactItem }) {
  const t = useText(outreachTexts);
  const format = useFormat();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const { id, title, at, recipients, excluded, withdrawnAt } = message;
  const facts = [
    format.moment(at, now),
    t('recipients', { n: recipients }),
    excluded > 0 ? t('excluded', { n: excluded }) : null,
    withdrawnAt === null ? null : t('withdrawn'),
  ];
  return (
    <li>
      <div className="planned-contact">
        <span>
          <strong>{title}</strong> <span className="second small">{facts.filter(Boolean).join(' · ')}</span>
        </span>
        {withdrawnAt === null && (
          <Button variant="default" size="compact-sm" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('showColliding')}
          </Button>
        )}
      </div>
      {open && <Colliding id={id} />}
    </li>
  );
}

/** The recipients the guard does not allow, each with why, and the way to take them out. */
function Colliding({ id }: { id: string }) {
  const t = useText(outreachTexts);
  const why = useWhy();
  const mayChange = useMay()('marketing');
  const { data, error, refetch } = useQuery(
    resource<Page<RecipientItem>>(`/planned-contacts/${id}/recipients`, { show: 'colliding' }),
  );
  const takeOut = useCommand((personIds: string[]) => api.post(`/planned-contacts/${id}/exclusions`, { personIds }), {
    refresh: ['/planned-contacts', '/people'],
  });
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading lines={2} />;
  if (data.items.length === 0) return <p className="second">{t('nobodyCollides')}</p>;
  return (
    <div className="stack">
      <ul className="colliding">
        {data.items.map(({ person, guard }) => (
          <li key={person.id}>
            <Link to="/people/$personId" params={{ personId: person.id }}>
              {person.name}
            </Link>{' '}
            <span className="second small">{why(guard)}</span>
          </li>
        ))}
      </ul>
      <Failure error={takeOut.error} />
      {mayChange && (
        <div className="row">
          <Button loading={takeOut.isPending} onClick={() => takeOut.mutate(data.items.map(({ person }) => person.id))}>
            {t('takeOut', { n: data.items.length })}
          </Button>
        </div>
      )}
    </div>
  );
}

function useWhy() {
  const t = useText(outreachTexts);
  const format = useFormat();
  const now = useNow();
  return (guard: VerdictItem): string => {
    if (guard.verdict === 'suppressed') return t('suppressed');
    if (guard.verdict === 'capped') return t('capped', { n: guard.count, when: format.moment(guard.nextAt, now) });
    if (guard.verdict === 'allowed') return '';
    const { colleague } = guard.pause;
    const since = format.date(guard.pause.since);
    return colleague ? t('pausedForColleague', { name: colleague.name, since }) : t('paused', { since });
  };
}
