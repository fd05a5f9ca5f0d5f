import { useEffect, useRef, useState, type FocusEvent, type FocusEventHandler } from 'react';

interface Typed {
  /** What stands, in the form it is kept in; empty for nothing. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** As the reader's language writes it. */
  readonly write: (value: string) => string;
  /** Null for what cannot be read. */
  readonly read: (text: string) => string | null;
  /** What is wrong with a text, or with what is read from it (null when it cannot be read); empty for nothing. */
  readonly refuse: (value: string | null) => string;
  readonly onBlur: FocusEventHandler<HTMLInputElement> | undefined;
}

/** A field whose text is read while it is typed, and corrected only once it is left. A form with something unreadable in it is not sent. */
export function useTyped({ value, onChange, write, read, refuse, onBlur }: Typed) {
  const ref = useRef<HTMLInputElement>(null);
  /** What is being typed, until it is left. */
  const [typed, setTyped] = useState<string | null>(null);
  const [left, setLeft] = useState(true);
  const faultOf = (text: string | null) => (text === null || text.trim() === '' ? '' : refuse(read(text)));
  const fault = faultOf(typed);
  useEffect(() => ref.current?.setCustomValidity(fault), [fault]);
  return {
    /** What the text is corrected by, once it is left. */
    fault: left ? fault : '',
    /** Takes a value that was not typed. */
    choose: (chosen: string) => {
      setTyped(null);
      onChange(chosen);
    },
    field: {
      ref,
      value: typed ?? write(value),
      onChange({ currentTarget }: { currentTarget: HTMLInputElement }) {
        const text = currentTarget.value;
        setTyped(text);
        setLeft(false);
        const known = faultOf(text) === '' ? (read(text) ?? '') : '';
        // What is half typed changes nothing yet.
        if (known !== '' || text === '') onChange(known);
      },
      onBlur(event: FocusEvent<HTMLInputElement>) {
        setLeft(true);
        if (fault === '') setTyped(null);
        else onChange('');
        onBlur?.(event);
      },
    },
  };
}
