import { Button, Textarea } from '@mantine/core';
import { useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import type { Feedback } from '../../../src/feedback/schema.ts';
import { api, useCommand } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { useKeys } from '../app/use-keys.ts';
import { nameOf, type HandoffDetails } from '../handoffs/handoff.ts';
import { Failure } from '../ui/failure.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useUndo } from '../ui/undo-toast.tsx';
import { isComplete, press, questions, toggled, type Ticked } from './answers.ts';
import { feedbackTexts } from './texts.ts';

/** More items than digits are ticked by hand. */
const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** The three questions, answered by 1, 2, 3; what was of use by the digits after them; Enter sends. `given` is what is corrected. */
export function FeedbackForm(props: { handoff: HandoffDetails; given: Feedback | null; onClose: (() => void) | undefined }) {
  const { handoff, given, onClose } = props;
  const t = useText(feedbackTexts);
  const ui = useText(uiTexts);
  const { language } = useLanguage();
  const say = useUndo();
  const send = useRef<HTMLButtonElement>(null);
  const items = handoff.briefing.items.filter(({ filled }) => filled);
  const keys = items.map(({ key }) => key);
  const [ticked, setTicked] = useState<Ticked>(() => ({
    answers: given ? { fit: given.fit, timing: given.timing, briefing: given.briefing } : {},
    useful: given?.useful ?? [],
  }));
  const [missed, setMissed] = useState(given?.missed ?? '');
  const [comment, setComment] = useState(given?.comment ?? '');
  const { answers, useful } = ticked;
  const give = useCommand((body: object) => api.post<Feedback>(`/handoffs/${handoff.id}/feedback`, body), {
    refresh: ['/handoffs', '/feedback'],
    done: () => {
      say(t('saidThanks', { name: nameOf(handoff) }));
      onClose?.();
    },
  });

  function type(digit: number) {
    const next = press(digit, ticked, keys);
    flushSync(() => setTicked(next));
    // With the last answer Enter sends; the button could not be reached before.
    if (isComplete(next.answers)) send.current?.focus();
  }
  const used = digits.slice(0, Math.max(3, items.length));
  useKeys(Object.fromEntries(used.map((digit) => [String(digit), [t('answerByDigit', { digit }), () => type(digit)]])));
  /** A choice that has the focus keeps its keys from the screen; the digits are no use to it. */
  function onKeyDown(event: KeyboardEvent) {
    const digit = digits.find((each) => String(each) === event.key);
    const inText = event.target instanceof HTMLTextAreaElement;
    if (digit === undefined || inText || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    type(digit);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- digits are a second way to what its choices offer
    <form
      className="feedback-form no-print"
      aria-label={t('afterConversation')}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete(answers) && !give.isPending)
          give.mutate({
            ...answers,
            useful,
            ...(missed.trim() && { missed: missed.trim() }),
            ...(comment.trim() && { comment: comment.trim() }),
          });
      }}
    >
      <div>
        <h3>{t('howWasIt')}</h3>
        <p className="second small">{t('howWasItWhy')}</p>
      </div>
      {questions.map(({ key, answers: choices }) => (
        <fieldset key={key} className="choices">
          <legend>{t(`ask_${key}`)}</legend>
          {choices.map((choice, index) => (
            <label key={choice} className="choice">
              <input
                type="radio"
                name={`${handoff.id} ${key}`}
                checked={answers[key] === choice}
                onChange={() => setTicked({ ...ticked, answers: { ...answers, [key]: choice } })}
              />
              <span>
                {t(choice)} <Digit n={index + 1} />
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      {items.length > 0 && (
        <fieldset className="choices">
          <legend>{t('whatOfUse')}</legend>
          {items.map(({ key, label }, index) => (
            <label key={key} className="choice">
              <input
                type="checkbox"
                checked={useful.includes(key)}
                onChange={() => setTicked({ ...ticked, useful: toggled(useful, key) })}
              />
              <span>
                {label[language]} {index < digits.length && isComplete(answers) && <Digit n={index + 1} />}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <div className="feedback-words">
        <Words label={t('whatMissed')} value={missed} onChange={setMissed} />
        <Words label={t('comment')} value={comment} onChange={setComment} />
      </div>
      <Failure error={give.error} />
      <div className="row">
        <Button ref={send} type="submit" color="sales" disabled={!isComplete(answers)} loading={give.isPending}>
          {t('say')}
        </Button>
        {onClose && (
          <Button variant="subtle" onClick={onClose}>
            {ui('cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}

function Digit({ n }: { n: number }) {
  return (
    <kbd className="choice-key" aria-hidden>
      {n}
    </kbd>
  );
}

function Words({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <Textarea
      label={label}
      autosize
      minRows={1}
      maxRows={6}
      maxLength={5000}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
