import { Textarea } from '@mantine/core';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { begunMention } from '../../../src/comments/mentions.ts';
import { useText } from '../app/language.tsx';
import { threadTexts } from './thread-texts.ts';

export interface Mentionable {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly team: string;
}

const MOST_OFFERED = 6;

/** A field for words in which an "@" offers the colleagues: by arrow keys and Enter, or by a click. It has the focus from the start. */
export function MentionField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  colleagues: readonly Mentionable[];
  onMention: (colleague: Mentionable) => void;
}) {
  const { label, value, onChange, colleagues, onMention } = props;
  const t = useText(threadTexts);
  const listId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(0);
  const [marked, setMarked] = useState(0);
  const [dismissed, setDismissed] = useState<number | null>(null);
  useEffect(() => field.current?.focus(), []);

  const begun = begunMention(value, caret);
  const wanted = begun?.query.toLocaleLowerCase();
  const offered =
    begun === null || begun.from === dismissed
      ? []
      : colleagues.filter(({ name }) => startsAWord(name.toLocaleLowerCase(), wanted ?? '')).slice(0, MOST_OFFERED);
  const at = Math.min(marked, offered.length - 1);

  function choose(colleague: Mentionable | undefined) {
    if (!begun || !colleague) return;
    const before = `${value.slice(0, begun.from)}@${colleague.name} `;
    onMention(colleague);
    onChange(before + value.slice(caret));
    setDismissed(begun.from);
    setCaret(before.length);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(before.length, before.length);
    });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (offered.length === 0) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + offered.length }[event.key];
    if (to !== undefined) setMarked(to % offered.length);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(offered[at]);
    else if (event.key === 'Escape') setDismissed(begun?.from ?? null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="mention-field">
      <Textarea
        ref={field}
        label={label}
        description={t('mentionHint')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        value={value}
        aria-autocomplete="list"
        {...(offered.length > 0 && { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${at}` })}
        onKeyDown={onKeyDown}
        onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
        onChange={({ currentTarget }) => {
          setCaret(currentTarget.selectionStart);
          setMarked(0);
          // Another "@" is another mention.
          if (begun === null) setDismissed(null);
          onChange(currentTarget.value);
        }}
      />
      <output className="off-screen">{offered.length > 0 && t('found', { n: offered.length })}</output>
      {offered.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a list under a field that keeps the focus; no element is one
        <div id={listId} role="listbox" aria-label={t('colleagues')} className="mention-list">
          {offered.map((each, place) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the keys are the field's, which keeps the focus
            <div
              key={each.id}
              id={`${listId}-${place}`}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as its list
              role="option"
              aria-selected={place === at}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(each)}
            >
              {each.name}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

/** Whether one of the words of a name begins so. */
const startsAWord = (name: string, wanted: string) => name.startsWith(wanted) || name.includes(` ${wanted}`);
