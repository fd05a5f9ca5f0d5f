import { Button } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { LeadView } from '../../../src/leads/views/schema.ts';
import { api, resource, useCommand, type Page } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import type { UrlQuery } from '../app/url-query.ts';
import { ActionMenu, type Action } from '../ui/action-menu.tsx';
import { useFailureWords } from '../ui/failure-words.ts';
import { useUndo } from '../ui/undo-toast.tsx';
import { addressOf, differs, viewQueryOf } from './lead-query.ts';
import { viewTexts } from './view-texts.ts';

const KeepViewDialog = lazy(() => import('./keep-view-dialog.tsx'));

type Change = (changes: UrlQuery, options?: { replace?: boolean }) => void;

/** The views in sight with their counts; which one the address shows stands in it. */
export function useLeadViews(query: UrlQuery) {
  const { data } = useQuery({ ...resource<Page<LeadView>>('/lead-views'), staleTime: 30_000 });
  const views = data?.items ?? [];
  const bare = Object.keys(viewQueryOf(query)).length === 0;
  const open = views.find(({ key }) => key === (query['view'] ?? (bare ? 'all' : undefined)));
  return { views, open, opening: views.find(({ isDefault }) => isDefault) };
}

export function useViewName() {
  const t = useText(viewTexts);
  return ({ key, name }: LeadView) => name ?? t(key as 'all' | 'new' | 'ready' | 'mine' | 'given_back' | 'waiting' | 'returned');
}

/** The row of views, and what can be done with the one that is open. */
export function LeadViews({
  query,
  change,
  views,
  open,
}: {
  query: UrlQuery;
  change: Change;
  views: readonly LeadView[];
  open: LeadView | undefined;
}) {
  const t = useText(viewTexts);
  const format = useFormat();
  const nameOf = useViewName();
  const changed = open !== undefined && differs(query, open);
  return (
    <div className="lead-views-row no-print">
      <nav className="lead-views" aria-label={t('views')}>
        {views.map((view) => (
          <button
            key={view.key}
            type="button"
            className="lead-view"
            aria-current={view.key === open?.key ? 'page' : undefined}
            title={view.isShared && view.member ? t('sharedBy', { name: view.member.name }) : undefined}
            onClick={() => change(addressOf(view))}
          >
            {nameOf(view)}
            <span className="lead-view-count">{format.number(view.count, 0)}</span>
            {changed && view.key === open?.key && <span className="second small"> · {t('changed')}</span>}
          </button>
        ))}
      </nav>
      <ViewMenu query={query} change={change} open={open} changed={changed || open === undefined} />
    </div>
  );
}

function ViewMenu({
  query,
  change,
  open,
  changed,
}: {
  query: UrlQuery;
  change: Change;
  open: LeadView | undefined;
  changed: boolean;
}) {
  const t = useText(viewTexts);
  const say = useUndo();
  const failure = useFailureWords();
  const { member } = useSession();
  const [dialog, setDialog] = useState<'keep' | 'rename' | null>(null);
  const command = useCommand(({ run }: { run: () => Promise<unknown>; said: string; undo?: () => void }) => run(), {
    refresh: ['/lead-views'],
    done: (_, { said, undo }) => say(said, undo),
  });
  const act = (run: () => Promise<unknown>, said: string, undo?: () => void) =>
    command.mutate({ run, said, ...(undo && { undo }) }, { onError: (error) => say(failure(error).title) });
  const own = open?.member && (open.member.id === member.id || member.role === 'admin') ? open : undefined;
  const name = own?.name ?? '';
  const path = `/lead-views/${own?.key}`;

  function remove({ query: kept, isShared: shared }: LeadView) {
    const back = () => act(() => api.post('/lead-views', { name, query: kept, shared }), t('kept', { name }));
    act(() => api.delete(path), t('deleted', { name }), back);
    change({ view: '' }, { replace: true });
  }

  const actions: Action[] = [
    ...(own && changed
      ? [
          {
            key: 'changes',
            name: t('keepChanges'),
            act: () => act(() => api.patch(path, { query: viewQueryOf(query) }), t('kept', { name })),
          },
        ]
      : []),
    { key: 'keep', name: t('keepAs'), act: () => setDialog('keep') },
    ...(own
      ? [
          { key: 'rename', name: t('rename'), act: () => setDialog('rename') },
          {
            key: 'share',
            name: t(own.isShared ? 'unshare' : 'share'),
            act: () => act(() => api.patch(path, { shared: !own.isShared }), t('kept', { name })),
          },
        ]
      : []),
    ...(open
      ? [
          {
            key: 'default',
            name: t(open.isDefault ? 'openWithout' : 'openWith'),
            act: () =>
              act(
                () => api.put('/lead-views/default', { key: open.isDefault ? null : open.key }),
                t(open.isDefault ? 'opensWithAll' : 'opensWith'),
              ),
          },
        ]
      : []),
    ...(own ? [{ key: 'delete', name: t('delete'), act: () => remove(own) }] : []),
  ];
  return (
    <>
      <ActionMenu
        label={t('viewMenu')}
        actions={actions}
        renderOpener={(opener) => (
          <Button variant="subtle" size="compact-sm" aria-label={t('viewMenu')} {...opener}>
            <IconDots size={18} aria-hidden />
          </Button>
        )}
      />
      <Suspense>
        {dialog && (
          <KeepViewDialog
            view={dialog === 'rename' ? own : undefined}
            query={viewQueryOf(query)}
            onKept={(view) => dialog === 'keep' && change(addressOf(view), { replace: true })}
            onClose={() => setDialog(null)}
          />
        )}
      </Suspense>
    </>
  );
}

/** Says what of a kept view is no longer understood, and offers to keep it without. */
export function UnknownParts({ view }: { view: LeadView }) {
  const t = useText(viewTexts);
  const { member } = useSession();
  const keep = useCommand(
    () => {
      const understood = Object.entries(view.query).filter(([part]) => !view.unknown.some((each) => each.part === part));
      return api.patch(`/lead-views/${view.key}`, { query: Object.fromEntries(understood) });
    },
    { refresh: ['/lead-views'] },
  );
  const parts = view.unknown.map(({ part, value }) => `${part} = ${value}`).join(', ');
  return (
    <output className="lead-note">
      <span>{t('unknownParts', { parts })}</span>
      {view.member?.id === member.id && (
        <Button size="compact-sm" variant="default" loading={keep.isPending} onClick={() => keep.mutate()}>
          {t('keepWithout')}
        </Button>
      )}
    </output>
  );
}
