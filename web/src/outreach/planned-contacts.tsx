import './outreach.css';
import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { PlannedContactItem, RecipientItem, RecipientPage, VerdictItem } from '../../../src/outreach/schema.ts';
import { api, resource, useCollection, useCommand, type Page } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill } from '../ui/pill.tsx';
import { EmptyState, ErrorState, Loading } from '../ui/states.tsx';
import { useUndo } from '../ui/undo-toast.tsx';
import { useNow } from '../ui/use-now.ts';
import { guardTexts } from './guard-texts.ts';
import { salesDue } from './sales-due.ts';
import { outreachTexts } from './outreach-texts.ts';

const AnnounceDialog = lazy(() => import('./announce-dialog.tsx'));

/** What marketing announced and has not sent yet, the next first; marketing announces more of it here. */
export function PlannedContacts() {
  const t = useText(outreachTexts);
  const mayChange = useMay()('marketing');
  const [asking, setAsking] = useState(false);
  const [opened, setOpened] = useState<string | null>(null);
  const { data, error, refetch } = useQuery(resource<Page<PlannedContactItem>>('/planned-contacts', { limit: 200 }));
  const announce = mayChange && (
    <Button size="compact-sm" onClick={() => setAsking(true)}>
      {t('announce')}
    </Button>
  );
  return (
    <Panel title={t('planned')} aside={announce}>
      {error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading lines={3} />
      ) : data.items.length === 0 ? (
        <EmptyState title={t('nothingPlanned')} detail={t('nothingPlannedDetail')} />
      ) : (
        <ul className="planned-contacts">
          {data.items.map((message) => (
            <Message
              key={message.id}
              message={message}
              mayChange={mayChange}
              opened={opened === message.id}
              onOpen={(open) => setOpened(open ? message.id : null)}
            />
          ))}
        </ul>
      )}
      <Suspense>{asking && <AnnounceDialog onClose={() => setAsking(false)} onDone={({ id }) => setOpened(id)} />}</Suspense>
    </Panel>
  );
}

function Message(props: { message: PlannedContactItem; mayChange: boolean; opened: boolean; onOpen: (open: boolean) => void }) {
  const { message, mayChange, opened, onOpen } = props;
  const t = useText(outreachTexts);
  const format = useFormat();
  const now = useNow();
  const say = useUndo();
  const [withdrawing, setWithdrawing] = useState(false);
  const { id, kind, title, campaign, at, recipients, excluded, announcedBy, withdrawnAt } = message;
  const withdraw = useCommand(() => api.delete(`/planned-contacts/${id}`), {
    refresh: ['/planned-contacts', '/people'],
    done: () => {
      setWithdrawing(false);
      say(t('withdrawnNow', { title }));
    },
  });
  const facts = [
    t('kind', { kind }),
    campaign !== null && campaign !== title && campaign,
    t('recipients', { n: recipients }),
    excluded > 0 && t('excludedCount', { n: excluded }),
    announcedBy && t('announcedBy', { name: announcedBy.name }),
  ];
  return (
    <li>
      <div className="planned-contact">
        <div className="planned-words">
          <strong>{title}</strong>
          <span className="second small">{facts.filter(Boolean).join(' · ')}</span>
        </div>
        <span className="planned-when">{format.moment(at, now)}</span>
        {withdrawnAt === null ? (
          <span className="planned-acts">
            <Button variant="default" size="compact-sm" aria-expanded={opened} onClick={() => onOpen(!opened)}>
              {t('showRecipients')}
            </Button>
            {mayChange && (
              <Button variant="subtle" size="compact-sm" onClick={() => setWithdrawing(true)}>
                {t('withdraw')}
              </Button>
            )}
          </span>
        ) : (
          <Pill tone="neutral">{t('withdrawn')}</Pill>
        )}
      </div>
      {opened && withdrawnAt === null && <Recipients id={id} mayChange={mayChange} />}
      <ConfirmDialog
        opened={withdrawing}
        title={t('withdrawTitle', { title })}
        confirm={t('withdraw')}
        pending={withdraw.isPending}
        onConfirm={() => withdraw.mutate()}
        onClose={() => setWithdrawing(false)}
      >
        {t('withdrawDetail')}
        <Failure error={withdraw.error} />
      </ConfirmDialog>
    </li>
  );
}

const shows = ['colliding', 'all', 'excluded'] as const;

/** Who gets it: what the guard says of each, what sales plans with them, and the way to take those out whom it collides with. */
function Recipients({ id, mayChange }: { id: string; mayChange: boolean }) {
  const t = useText(outreachTexts);
  const format = useFormat();
  const [show, setShow] = useState<(typeof shows)[number]>('colliding');
  const list = useCollection<RecipientItem, RecipientPage>(`/planned-contacts/${id}/recipients`, { show, limit: 200 });
  const takeOut = useCommand((personIds: string[]) => api.post(`/planned-contacts/${id}/exclusions`, { personIds }), {
    refresh: ['/planned-contacts', '/people'],
  });
  if (list.error && !list.first) return <ErrorState error={list.error} retry={list.retry} />;
  if (!list.first) return <Loading lines={2} />;
  const { counts } = list.first;
  const colliding = counts.paused + counts.capped + counts.suppressed;
  const of = { all: colliding + counts.allowed + counts.excluded, colliding, excluded: counts.excluded };
  const inWords = (['allowed', 'paused', 'capped', 'suppressed'] as const).flatMap((verdict) =>
    counts[verdict] > 0 ? t(`${verdict}Count`, { n: format.number(counts[verdict], 0) }) : [],
  );
  return (
    <div className="stack planned-recipients">
      <p className="second small">{inWords.join(' · ')}</p>
      <SegmentedControl
        aria-label={t('showRecipients')}
        value={show}
        onChange={(value) => setShow(shows.find((each) => each === value) ?? 'all')}
        data={shows.map((value) => ({ value, label: `${t(value)} ${format.number(of[value], 0)}` }))}
      />
      {mayChange && show === 'colliding' && list.rows.length > 0 && (
        <div className="row">
          <Button loading={takeOut.isPending} onClick={() => takeOut.mutate(list.rows.map(({ person }) => person.id))}>
            {t('takeOut', { n: list.rows.length })}
          </Button>
        </div>
      )}
      <Failure error={takeOut.error} />
      {list.rows.length === 0 ? (
        <p className="second">{t(show === 'colliding' ? 'nobodyCollides' : 'nobodyThere')}</p>
      ) : (
        <ul className="colliding">
          {list.rows.map((each) => (
            <Recipient key={each.person.id} recipient={each} />
          ))}
        </ul>
      )}
      {list.hasMore && (
        <div className="row">
          <Button variant="default" onClick={list.loadMore}>
            {t('more')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Recipient({ recipient: { person, guard, sales, excludedAt, excludedBy } }: { recipient: RecipientItem }) {
  const t = useText(outreachTexts);
  const guards = useText(guardTexts);
  const format = useFormat();
  const now = useNow();
  const why = useWhy();
  const facts = [
    excludedAt === null
      ? why(guard)
      : t('takenOut', { when: format.moment(excludedAt, now), name: excludedBy?.name ?? t('aProgram') }),
    sales && guards('salesPlans', { kind: sales.kind ?? 'step', when: salesDue(sales, format, now) }),
  ];
  return (
    <li>
      <Link to="/people/$personId" params={{ personId: person.id }}>
        {person.name}
      </Link>{' '}
      <span className="second small">{facts.filter(Boolean).join(' · ')}</span>
    </li>
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
