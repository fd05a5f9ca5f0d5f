import './comments.css';
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Comment } from '../../../src/comments/schema.ts';
import { api, resource, useCommand, type Page } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill } from '../ui/pill.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.ts';
import { commentTexts } from './texts.ts';

/** A version that is spoken of, and what in it: criteria or clauses by their keys. */
export interface Commented {
  readonly kind: 'definition' | 'agreement';
  readonly id: string;
}

/** Where the thread stands on a page, for the signature to point to. */
export const threadId = 'comments';

const commentsOn = ({ kind, id }: Commented) => resource<Page<Comment>>('/comments', { subjectKind: kind, subjectId: id });

/** How many comments on a version are open. */
export function useOpenComments(of: Commented): number {
  return useQuery(commentsOn(of)).data?.items.filter(({ resolved }) => resolved === null).length ?? 0;
}

/** What both teams said of a version: open first, what is settled folded away; and a place to say more. */
export function CommentsPanel({ of, parts }: { of: Commented; parts: readonly { key: string; name: string }[] }) {
  const t = useText(commentTexts);
  const may = useMay();
  const { data, error, refetch } = useQuery(commentsOn(of));
  const nameOf = (key: string) => parts.find((part) => part.key === key)?.name ?? key;
  const settled = data?.items.filter(({ resolved }) => resolved !== null) ?? [];
  const open = data?.items.filter(({ resolved }) => resolved === null) ?? [];
  return (
    <div id={threadId} className="no-print">
      <Panel title={t('title')} sub={t('sub')}>
        {error && <ErrorState error={error} retry={() => void refetch()} />}
        {!data && !error && <Loading lines={2} />}
        {data?.items.length === 0 && <p className="second">{t('none')}</p>}
        <Thread comments={open} nameOf={nameOf} />
        {settled.length > 0 && (
          <details className="comments-settled">
            <summary className="second">{t('settled', { n: settled.length })}</summary>
            <Thread comments={settled} nameOf={nameOf} />
          </details>
        )}
        {data && may('marketing', 'sales') && <CommentForm of={of} parts={parts} />}
      </Panel>
    </div>
  );
}

function Thread({ comments, nameOf }: { comments: readonly Comment[]; nameOf: (key: string) => string }) {
  if (comments.length === 0) return null;
  return (
    <ul className="comments">
      {comments.map((comment) => (
        <OneComment key={comment.id} comment={comment} about={comment.about === null ? null : nameOf(comment.about)} />
      ))}
    </ul>
  );
}

function OneComment({ comment, about }: { comment: Comment; about: string | null }) {
  const { id, body, member, team, madeAt, resolved } = comment;
  const t = useText(commentTexts);
  const format = useFormat();
  const now = useNow();
  const may = useMay();
  const path = `/comments/${id}/resolution`;
  const settle = useCommand(() => (resolved ? api.delete<unknown>(path) : api.post<unknown>(path)), { refresh: ['/comments'] });
  return (
    <li>
      <p className="comment-head">
        <strong>{member?.name ?? t('somebody')}</strong>
        <span className="second small">{format.moment(madeAt, now)}</span>
        {about !== null && <Pill tone={team === 'marketing' || team === 'sales' ? team : 'neutral'}>{about}</Pill>}
      </p>
      <p className="comment-body">{body}</p>
      {resolved && (
        <p className="second small">
          {t('resolvedBy', { name: resolved.member?.name ?? t('somebody'), day: format.date(resolved.at) })}
        </p>
      )}
      {may('marketing', 'sales') && (
        <Button
          variant="default"
          size="compact-sm"
          loading={settle.isPending}
          aria-label={resolved ? undefined : t('resolveOf', { text: body.slice(0, 60) })}
          onClick={() => settle.mutate()}
        >
          {t(resolved ? 'reopen' : 'resolve')}
        </Button>
      )}
      <Failure error={settle.error} />
    </li>
  );
}

function CommentForm({ of, parts }: { of: Commented; parts: readonly { key: string; name: string }[] }) {
  const t = useText(commentTexts);
  const [body, setBody] = useState('');
  const [about, setAbout] = useState('');
  const send = useCommand(
    () => api.post('/comments', { subjectKind: of.kind, subjectId: of.id, body: body.trim(), ...(about && { about }) }),
    {
      refresh: ['/comments'],
      done: () => {
        setBody('');
        setAbout('');
      },
    },
  );
  return (
    <form
      className="comment-form"
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <Textarea
        label={t('comment')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={5000}
        value={body}
        onChange={({ currentTarget }) => setBody(currentTarget.value)}
      />
      <NativeSelect
        label={t('about')}
        value={about}
        onChange={({ currentTarget }) => setAbout(currentTarget.value)}
        data={[{ value: '', label: t('whole') }, ...parts.map(({ key, name }) => ({ value: key, label: name }))]}
      />
      <Failure error={send.error} />
      <Button type="submit" variant="default" disabled={body.trim() === ''} loading={send.isPending}>
        {t('send')}
      </Button>
    </form>
  );
}
