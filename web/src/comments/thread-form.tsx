import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toldApart, withIds } from '../../../src/comments/mentions.ts';
import { api, resource, useCommand, type Page } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { uiTexts } from '../ui/texts.ts';
import { MentionField, type Mentionable } from './mention-field.tsx';
import { threadRefresh } from './thread-refresh.ts';
import { threadTexts } from './thread-texts.ts';

interface Colleague extends Mentionable {
  readonly leftAt: string | null;
}

/** Where a question, a comment or an answer of a hand-off is written. */
export default function ThreadForm(props: {
  label: string;
  main: string;
  say: { handoffId: string; asks?: true; answers?: string };
  onDone: () => void;
}) {
  const { label, main, say, onDone } = props;
  const { handoffId, asks, answers } = say;
  const t = useText(threadTexts);
  const ui = useText(uiTexts);
  const [text, setText] = useState('');
  const [mentioned, setMentioned] = useState<readonly Mentionable[]>([]);
  const members = useQuery({ ...resource<Page<Colleague>>('/members', { limit: 200 }), staleTime: 5 * 60_000 });
  const send = useCommand(
    (more: { asks?: true; answers?: string }) =>
      api.post('/comments', { subjectKind: 'handoff', subjectId: handoffId, body: withIds(text.trim(), mentioned), ...more }),
    { refresh: threadRefresh, done: onDone },
  );
  const idle = text.trim() === '' || send.isPending;
  return (
    <form
      className="comment-form"
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ ...(asks && { asks }), ...(answers !== undefined && { answers }) });
      }}
    >
      <MentionField
        label={label}
        value={text}
        onChange={setText}
        colleagues={toldApart(members.data?.items.filter(({ leftAt }) => leftAt === null) ?? [])}
        onMention={(colleague) => setMentioned((known) => [...known.filter(({ id }) => id !== colleague.id), colleague])}
      />
      <Failure error={send.error} worded={[422]} />
      <div className="row">
        <Button type="submit" disabled={idle}>
          {main}
        </Button>
        {asks && (
          <Button variant="default" disabled={idle} onClick={() => send.mutate({})}>
            {t('onlySay')}
          </Button>
        )}
        <Button variant="subtle" onClick={onDone}>
          {ui('cancel')}
        </Button>
      </div>
    </form>
  );
}
