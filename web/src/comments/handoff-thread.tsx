import './comments.css';
import './thread.css';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ComponentProps, type ReactNode } from 'react';
import type { Comment } from '../../../src/comments/schema.ts';
import { mentionParts, withNames } from '../../../src/comments/mentions.ts';
import { api, resource, useCommand, type Page } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { Failure } from '../ui/failure.tsx';
import { Pill } from '../ui/pill.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.ts';
import { commentTexts } from './texts.ts';
import { threadRefresh } from './thread-refresh.ts';
import { threadTexts } from './thread-texts.ts';

const ThreadForm = lazy(() => import('./thread-form.tsx'));

/** What is written is loaded when somebody writes. */
const Words = (props: ComponentProps<typeof ThreadForm>) => (
  <Suspense fallback={<Loading lines={2} />}>
    <ThreadForm {...props} />
  </Suspense>
);

/**
 * What the teams ask each other of a hand-off and answer. `asking` is the name of the act that asks the other team while a question is
 * being written, else null; `onAsked` ends that. `running` says that the clock is.
 */
export default function HandoffThread(props: {
  handoffId: string;
  running: boolean;
  asking: string | null;
  onAsked: () => void;
}) {
  const { handoffId, running, asking, onAsked } = props;
  const t = useText(threadTexts);
  const { data, error, refetch } = useQuery({
    ...resource<Page<Comment>>('/comments', { subjectKind: 'handoff', subjectId: handoffId }),
    refetchInterval: 30_000,
  });
  const [answering, setAnswering] = useState<string | null>(null);
  const awaited = data?.items.some(isOpen);
  return (
    <section className="handoff-thread no-print" aria-label={t('thread')}>
      <h3>{t('thread')}</h3>
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading lines={2} />}
      {data && data.items.length > 0 && (
        <ol className="comments">
          {data.items.map((comment) => (
            <OneComment key={comment.id} comment={comment} onAnswer={() => setAnswering(comment.id)}>
              {answering === comment.id ? (
                <Words
                  label={t('answerTo')}
                  main={t('sendAnswer')}
                  say={{ handoffId, answers: comment.id }}
                  onDone={() => setAnswering(null)}
                />
              ) : null}
            </OneComment>
          ))}
        </ol>
      )}
      {awaited && running && <p className="second small">{t('clockRunsOn')}</p>}
      {asking !== null && <Words label={t('words')} main={asking} say={{ handoffId, asks: true }} onDone={onAsked} />}
    </section>
  );
}

const isOpen = ({ asks, resolved }: Comment) => asks && resolved === null;

function OneComment(props: { comment: Comment; onAnswer: () => void; children: ReactNode }) {
  const { comment, onAnswer, children } = props;
  const { id, body, member, madeAt, asks, answers, mentions, resolved } = comment;
  const t = useText(threadTexts);
  const common = useText(commentTexts);
  const format = useFormat();
  const now = useNow();
  const may = useMay();
  const nameOf = (of: string) => mentions.find((each) => each.id === of)?.name;
  const settle = useCommand(() => api.post(`/comments/${id}/resolution`), { refresh: threadRefresh });
  const words = withNames(body, nameOf);
  return (
    <li>
      <p className="comment-head">
        <strong>{member?.name ?? common('somebody')}</strong>
        <span className="second small">{format.moment(madeAt, now)}</span>
        {isOpen(comment) ? <Pill tone="warn">{t('openQuestion')}</Pill> : asks && <Pill>{t('question')}</Pill>}
        {answers !== null && <Pill tone="ok">{t('answer')}</Pill>}
      </p>
      <p className="comment-body">
        {mentionParts(body).map((part, place) =>
          'text' in part ? part.text : <Mention key={place} name={nameOf(part.mention)} />,
        )}
      </p>
      {children ??
        (isOpen(comment) && may('marketing', 'sales') && (
          <div className="row">
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t('doAnswerOf', { text: words.slice(0, 60) })}
              onClick={onAnswer}
            >
              {t('doAnswer')}
            </Button>
            <Button
              variant="subtle"
              size="compact-sm"
              loading={settle.isPending}
              aria-label={common('resolveOf', { text: words.slice(0, 60) })}
              onClick={() => settle.mutate()}
            >
              {common('resolve')}
            </Button>
          </div>
        ))}
      {asks && resolved && (
        <p className="second small">
          {common('resolvedBy', { name: resolved.member?.name ?? common('somebody'), day: format.moment(resolved.at, now) })}
        </p>
      )}
      <Failure error={settle.error} />
    </li>
  );
}

const Mention = ({ name }: { name: string | undefined }) => <strong className="mention">@{name ?? '…'}</strong>;
