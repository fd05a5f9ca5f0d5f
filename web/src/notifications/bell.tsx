import './news.css';
import { UnstyledButton } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useId, useRef, useState, type RefObject } from 'react';
import type { Notification } from '../../../src/notifications/schema.ts';
import { resource, type Page } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { placeBelow } from '../ui/place-below.ts';
import { Loading } from '../ui/states.tsx';
import { bellCount } from './bell-count.ts';
import { bellTexts } from './bell-texts.ts';

const NewsList = lazy(() => import('./news-list.tsx'));

/** As many as are told apart on the bell. */
const counted = 10;

/** How much news there is for the reader, and the news themselves in the browser's own popover. `openerRef` is for who opens it by a key. */
export function Bell({ openerRef }: { openerRef: RefObject<HTMLButtonElement | null> }) {
  const t = useText(bellTexts);
  const id = useId();
  const box = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(false);
  const { data } = useQuery({
    ...resource<Page<Notification>>('/notifications', { unread: true, limit: counted }),
    refetchInterval: 60_000,
  });
  const unread = data?.items.length ?? 0;
  const count = bellCount(unread, counted);
  function onToggle(isOpen: boolean) {
    setOpen(isOpen);
    if (isOpen && openerRef.current && box.current) placeBelow(openerRef.current, box.current);
  }
  return (
    <>
      <UnstyledButton
        ref={openerRef}
        className="bell"
        popoverTarget={id}
        aria-label={unread > 0 ? t('bellCounted', { n: count }) : t('news')}
      >
        <IconBell size={18} stroke={1.6} aria-hidden />
        {unread > 0 && <span className="bell-count">{count}</span>}
      </UnstyledButton>
      <section
        ref={box}
        id={id}
        popover="auto"
        aria-label={t('news')}
        className="news no-print"
        onToggle={({ newState }) => onToggle(newState === 'open')}
      >
        {open && (
          <Suspense fallback={<Loading lines={4} />}>
            <NewsList onGo={() => box.current?.hidePopover()} />
          </Suspense>
        )}
      </section>
    </>
  );
}
