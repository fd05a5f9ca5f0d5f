import './inline-field.css';
import { NativeSelect, TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';

/**
 * A fact that is changed where it stands: saved when the field is left or Enter is pressed, if it is another than before; Escape takes back
 * what was typed.
 */
export function InlineField(props: {
  label: string;
  value: string;
  onSave: (value: string) => void;
  readOnly?: boolean;
  type?: TextInputProps['type'];
  error?: string | undefined;
  maxLength?: number;
}) {
  const { label, value, onSave, readOnly = false, type = 'text', error, maxLength = 200 } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const leave = () => {
    const text = typed?.trim();
    // What could not be saved stays to be mended.
    if (text !== undefined && text !== value) onSave(text);
    else setTyped(null);
  };
  return (
    <TextInput
      label={label}
      type={type}
      value={typed ?? value}
      readOnly={readOnly}
      error={error}
      maxLength={maxLength}
      placeholder="–"
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') {
          event.stopPropagation();
          setTyped(null);
        }
      }}
    />
  );
}

/** A fact chosen from a list, saved at once. */
export function InlineSelect(props: {
  label: string;
  value: string;
  choices: readonly { value: string; label: string }[];
  onSave: (value: string) => void;
  readOnly?: boolean;
}) {
  const { label, value, choices, onSave, readOnly = false } = props;
  const known = choices.some((choice) => choice.value === value) ? choices : [...choices, { value, label: value }];
  return (
    <NativeSelect
      label={label}
      value={value}
      disabled={readOnly}
      onChange={(event) => onSave(event.currentTarget.value)}
      data={[
        ...(value === '' ? [] : [{ value: '', label: '–' }]),
        ...known.map((choice) => ({ ...choice, label: choice.label || '–' })),
      ]}
    />
  );
}
