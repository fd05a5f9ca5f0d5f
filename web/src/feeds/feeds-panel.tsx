import './feeds.css';
import { Button, UnstyledButton } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Feed } from '../../../src/feeds/schema.ts';
import { api, resource, useCommand, type Page } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { importTexts } from '../imports/texts.ts';
import { ActionMenu } from '../ui/action-menu.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill } from '../ui/pill.tsx';
import { EmptyState, ErrorState, Loading } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.ts';
import { problemWords, scheduleWords, tones } from './feed-words.ts';
import { feedTexts } from './texts.ts';

const FeedDialog = lazy(() => import('./feed-dialog.tsx'));
const FeedFiles = lazy(() => import('./feed-files.tsx'));

type Opened = { dialog: 'edit'; feed: Feed | null } | { dialog: 'files' | 'remove'; feed: Feed };

/** Where files come from by themselves: how fresh each is, why one does not get through, and what it refused. */
export function FeedsPanel() {
  const t = useText(feedTexts);
  const may = useMay();
  const changes = may('marketing', 'finance');
  const [opened, open] = useState<Opened | null>(null);
  const { data, error, refetch } = useQuery({ ...resource<Page<Feed>>('/feeds'), refetchInterval: 30_000 });
  const remove = useCommand((id: string) => api.delete(`/feeds/${id}`), { refresh: ['/feeds'], done: () => open(null) });
  const close = () => open(null);
  const add = (
    <Button variant="default" size="compact-sm" onClick={() => open({ dialog: 'edit', feed: null })}>
      {t('newFeed')}
    </Button>
  );
  return (
    <Panel flush title={t('feeds')} sub={t('sub')} aside={changes && data && data.items.length > 0 ? add : undefined}>
      {error && !data ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading lines={3} />
      ) : data.items.length === 0 ? (
        <EmptyState title={t('none')} detail={t('noneDetail')} {...(changes && { action: add })} />
      ) : (
        <ul className="feeds">
          {data.items.map((feed) => (
            <FeedRow key={feed.id} feed={feed} changes={changes} open={open} />
          ))}
        </ul>
      )}
      <Suspense>
        {opened?.dialog === 'edit' && <FeedDialog feed={opened.feed} onClose={close} />}
        {opened?.dialog === 'files' && <FeedFiles feed={opened.feed} onClose={close} />}
      </Suspense>
      <ConfirmDialog
        opened={opened?.dialog === 'remove'}
        title={t('removeTitle', { name: opened?.feed?.name ?? '' })}
        confirm={t('remove')}
        tone="bad"
        pending={remove.isPending}
        onConfirm={() => opened?.feed && remove.mutate(opened.feed.id)}
        onClose={close}
      >
        {t('removeDetail')}
      </ConfirmDialog>
    </Panel>
  );
}

function FeedRow({ feed, changes, open }: { feed: Feed; changes: boolean; open: (opened: Opened) => void }) {
  const t = useText(feedTexts);
  const imports = useText(importTexts);
  const { id, name, kind, source, place, schedule, state, problem } = feed;
  const change = useCommand((patch: object) => api.patch(`/feeds/${id}`, patch), { refresh: ['/feeds'] });
  const look = useCommand(() => api.post(`/feeds/${id}/look`), { refresh: ['/feeds'] });
  const actions = [
    { key: 'files', name: t('files'), act: () => open({ dialog: 'files', feed }) },
    ...(source === 'push' ? [] : [{ key: 'look', name: t('look'), act: () => look.mutate() }]),
    ...(changes
      ? [
          feed.pausedAt === null
            ? { key: 'pause', name: t('pause'), act: () => change.mutate({ paused: true }) }
            : { key: 'resume', name: t('resume'), act: () => change.mutate({ paused: false }) },
          { key: 'edit', name: t('edit'), act: () => open({ dialog: 'edit', feed }) },
          { key: 'remove', name: t('remove'), act: () => open({ dialog: 'remove', feed }) },
        ]
      : []),
  ];
  return (
    <li className="feed">
      <div className="feed-words">
        <strong>{name}</strong>
        <span className="second small">
          {[imports(`kind_${kind}`), place ?? t('source_push'), schedule && scheduleWords(t, schedule)]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <Freshness feed={feed} />
        <Refused feed={feed} onFiles={() => open({ dialog: 'files', feed })} />
      </div>
      <Pill tone={tones[state]}>{t(`state_${state}`)}</Pill>
      <ActionMenu
        label={t('actionsOf', { name })}
        actions={actions}
        renderOpener={(opener) => (
          <Button variant="subtle" size="compact-sm" aria-label={t('actionsOf', { name })} {...opener}>
            <IconDots size={18} aria-hidden />
          </Button>
        )}
      />
      {problem && <p className="feed-problem small">{problemWords(t, problem)}</p>}
      <Failure error={change.error ?? look.error} />
    </li>
  );
}

function Freshness({ feed: { lastDataAt, lookedAt, nextLookAt, newsDueAt, state } }: { feed: Feed }) {
  const t = useText(feedTexts);
  const format = useFormat();
  const now = useNow();
  const facts = [
    lastDataAt ? t('lastData', { age: format.age(lastDataAt, now) }) : t('noData'),
    lookedAt && t('lookedAt', { age: format.age(lookedAt, now) }),
    nextLookAt && t('nextLook', { moment: format.moment(nextLookAt, now) }),
    state === 'stale' && newsDueAt && t('expectedBy', { moment: format.moment(newsDueAt, now) }),
  ];
  return <span className="second small">{facts.filter(Boolean).join(' · ')}</span>;
}

function Refused({ feed: { refused }, onFiles }: { feed: Feed; onFiles: () => void }) {
  const t = useText(feedTexts);
  if (refused.rows === 0 && refused.files === 0) return null;
  return (
    <span className="row small">
      {refused.rows > 0 && refused.importId && (
        <Link to="/import/$importId" params={{ importId: refused.importId }}>
          {t('refusedRows', { n: refused.rows })}
        </Link>
      )}
      {refused.files > 0 && (
        <UnstyledButton className="feed-link" onClick={onFiles}>
          {t('refusedFiles', { n: refused.files })}
        </UnstyledButton>
      )}
    </span>
  );
}
