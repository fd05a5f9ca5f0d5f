import './feedback.css';
import { Button, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Appeal } from '../../../src/feedback/schema.ts';
import { api, useCommand } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useMay, useSession } from '../app/session.tsx';
import type { HandoffDetails } from '../handoffs/handoff.ts';
import { Failure } from '../ui/failure.tsx';
import { Pill } from '../ui/pill.tsx';
import { takeFocus } from '../ui/take-focus.ts';
import { uiTexts } from '../ui/texts.ts';
import { useUndo } from '../ui/undo-toast.tsx';
import { useNow } from '../ui/use-now.ts';
import { feedbackTexts } from './texts.ts';

const refresh = ['/handoffs', '/appeals', '/feedback', '/leads', '/today'];

/** Marketing may speak against a rejection once; the head of sales answers it; both teams see both. */
export default function AppealPanel({ handoff: { id, appeal } }: { handoff: HandoffDetails }) {
  const mayAppeal = useMay()('marketing');
  if (appeal === null) return mayAppeal ? <SpeakAgainst handoffId={id} /> : null;
  return <Spoken appeal={appeal} />;
}

function SpeakAgainst({ handoffId }: { handoffId: string }) {
  const t = useText(feedbackTexts);
  const [open, setOpen] = useState(false);
  const appeal = useCommand((reason: string) => api.post(`/handoffs/${handoffId}/appeal`, { reason }), { refresh });
  if (!open)
    return (
      <div className="no-print">
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('speakAgainst')}
        </Button>
      </div>
    );
  return (
    <WordsForm
      label={t('whyAgainst')}
      hint={t('whyAgainstHint')}
      needed
      error={appeal.error}
      onClose={() => setOpen(false)}
      acts={[{ name: t('sendAppeal'), run: (reason) => appeal.mutate(reason), pending: appeal.isPending, main: true }]}
    />
  );
}

function Spoken({ appeal }: { appeal: Appeal }) {
  const t = useText(feedbackTexts);
  const format = useFormat();
  const now = useNow();
  const { member: me } = useSession();
  const { member, reason, appealedAt, answer, answerComment, answeredBy, answeredAt } = appeal;
  const mayAnswer = me.role === 'admin' || (me.team === 'sales' && me.head);
  return (
    <section className="said" aria-label={t('appeal')}>
      <div className="said-head">
        <h3>{t('appeal')}</h3>
        <span className="second small">{[member?.name, format.moment(appealedAt, now)].filter(Boolean).join(', ')}</span>
      </div>
      <p className="said-words">{reason}</p>
      {answer === null ? (
        mayAnswer ? (
          <Answer handoffId={appeal.handoffId} />
        ) : (
          <p className="second">{t('appealWaits')}</p>
        )
      ) : (
        <>
          <div className="said-head">
            <AnswerPill answer={answer} />
            <span className="second small">
              {[answeredBy?.name, answeredAt && format.moment(answeredAt, now)].filter(Boolean).join(', ')}
            </span>
          </div>
          {answerComment !== null && <p className="said-words">{answerComment}</p>}
        </>
      )}
    </section>
  );
}

/** How an appeal stands. */
export function AnswerPill({ answer }: { answer: Appeal['answer'] }) {
  const t = useText(feedbackTexts);
  if (answer === null) return <Pill tone="warn">{t('openAppeal')}</Pill>;
  return <Pill tone={answer === 'overturned' ? 'ok' : 'neutral'}>{t(answer)}</Pill>;
}

function Answer({ handoffId }: { handoffId: string }) {
  const t = useText(feedbackTexts);
  const say = useUndo();
  const answer = useCommand(
    (body: { answer: 'upheld' | 'overturned'; comment: string }) =>
      api.post(`/handoffs/${handoffId}/appeal/answer`, { answer: body.answer, ...(body.comment && { comment: body.comment }) }),
    { refresh, done: (_, body) => say(t(body.answer === 'overturned' ? 'saidOverturned' : 'saidUpheld')) },
  );
  const act = (each: 'upheld' | 'overturned') => ({
    name: t(each === 'overturned' ? 'handOverAnew' : 'letItStand'),
    run: (comment: string) => answer.mutate({ answer: each, comment }),
    pending: answer.isPending,
    main: each === 'overturned',
  });
  return (
    <WordsForm
      label={t('answerToMarketing')}
      hint={t('answerHint')}
      error={answer.error}
      acts={[act('overturned'), act('upheld')]}
    />
  );
}

interface Act {
  readonly name: string;
  readonly run: (words: string) => void;
  readonly pending: boolean;
  readonly main: boolean;
}

/** A few words and what is done with them. */
function WordsForm(props: {
  label: string;
  hint: ReactNode;
  needed?: boolean;
  acts: readonly Act[];
  error: unknown;
  onClose?: () => void;
}) {
  const { label, hint, needed = false, acts, error, onClose } = props;
  const t = useText(feedbackTexts);
  const ui = useText(uiTexts);
  const [words, setWords] = useState('');
  const ready = !needed || words.trim() !== '';
  return (
    <div className="appeal-form no-print">
      <Textarea
        label={label}
        description={hint}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={5000}
        {...(onClose && { ref: takeFocus })}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Failure error={error} when={{ 409: t('appealMoved') }} />
      <div className="row">
        {acts.map(({ name, run, pending, main }) => (
          <Button key={name} variant={main ? 'filled' : 'default'} disabled={!ready || pending} onClick={() => run(words.trim())}>
            {name}
          </Button>
        ))}
        {onClose && (
          <Button variant="subtle" onClick={onClose}>
            {ui('cancel')}
          </Button>
        )}
      </div>
    </div>
  );
}
