import { Button, UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { newsWords } from '../../../src/notifications/news-words.ts';
import type { Notification } from '../../../src/notifications/schema.ts';
import { api, useCollection, useCommand } from '../app/api.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { EmptyState, ErrorState, Loading } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.ts';
import { bellTexts } from './bell-texts.ts';
import { newsTexts } from './texts.ts';

/** One's own news, the newest first. Each opens what it is about and is read by that. */
export default function NewsList({ onGo }: { onGo: () => void }) {
  const t = useText(newsTexts);
  const bell = useText(bellTexts);
  const heading = useRef<HTMLHeadingElement>(null);
  const { rows, loading, error, retry, hasMore, loadMore } = useCollection<Notification>('/notifications', { limit: 20 });
  const unread = rows.filter(({ readAt }) => readAt === null);
  const read = useCommand((ids: readonly string[]) => Promise.all(ids.map((id) => api.post(`/notifications/${id}/reading`))), {
    refresh: ['/notifications'],
  });
  // The list is read from its beginning by who does not see it.
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <div className="news-head">
        <h2 ref={heading} tabIndex={-1}>
          {bell('news')}
        </h2>
        {unread.length > 0 && (
          <Button
            variant="subtle"
            size="compact-sm"
            loading={read.isPending}
            onClick={() => read.mutate(unread.map(({ id }) => id))}
          >
            {t('markAllRead')}
          </Button>
        )}
      </div>
      <Failure error={read.error} />
      {error ? (
        <ErrorState error={error} retry={retry} />
      ) : loading ? (
        <Loading lines={4} />
      ) : rows.length === 0 ? (
        <EmptyState title={t('noNews')} detail={t('noNewsDetail')} />
      ) : (
        <ul className="news-list">
          {rows.map((each) => (
            <OneNews
              key={each.id}
              news={each}
              onRead={() => read.mutate([each.id])}
              onOpen={() => {
                if (each.readAt === null) read.mutate([each.id]);
                onGo();
              }}
            />
          ))}
        </ul>
      )}
      {hasMore && (
        <Button variant="subtle" onClick={loadMore}>
          {t('older')}
        </Button>
      )}
      <p className="news-foot small">
        <Link to="/settings/$section" params={{ section: 'news' }} onClick={onGo}>
          {t('choose')}
        </Link>
      </p>
    </>
  );
}

function OneNews({ news, onRead, onOpen }: { news: Notification; onRead: () => void; onOpen: () => void }) {
  const t = useText(newsTexts);
  const { language } = useLanguage();
  const format = useFormat();
  const now = useNow();
  const { text, values, quote, href } = newsWords(news, language);
  const isNew = news.readAt === null;
  const words = t(text, values);
  return (
    <li className="news-item" data-unread={isNew || undefined}>
      <Link to={href} className="news-open" onClick={onOpen}>
        {isNew && <span className="off-screen">{t('unread')}: </span>}
        <span>{words}</span>
        {quote !== undefined && <span className="news-quote second small">{t('quoted', { quote })}</span>}
        <span className="second small">{format.moment(news.createdAt, now)}</span>
      </Link>
      {isNew && (
        <UnstyledButton className="news-read" aria-label={t('markRead', { words })} title={t('read')} onClick={onRead}>
          <IconCheck size={16} aria-hidden />
        </UnstyledButton>
      )}
    </li>
  );
}
