import './bullet-bar.css';
import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { dash } from '../app/format.ts';
import { useText } from '../app/language.tsx';
import { bulletScale } from './bullet-scale.ts';
import { uiTexts } from './texts.ts';

/**
 * One promise against what is so far: the bar in neutral ink, the promise as a tick, the state in the pill.
 * `value` and `promise` share a unit; `reading` and `note` are their words ("61", "of 70 by plan · 100 in all"). `value` null is a dash.
 */
export function BulletBar(props: {
  label: ReactNode;
  name: string;
  value: number | null;
  promise: number;
  max?: number;
  reading: string;
  note: string;
  pill?: ReactNode;
  onOpen?: (() => void) | undefined;
}) {
  const { label, name, value, promise, max, reading, note, pill, onOpen } = props;
  const t = useText(uiTexts);
  const scale = bulletScale(value, promise, max);
  const shown = value === null ? dash : reading;
  return (
    <div className="bullet">
      <div className="bullet-head">
        <span>{label}</span>
        {pill}
      </div>
      <p className="bullet-reading">
        {onOpen ? (
          <UnstyledButton className="bullet-value" onClick={onOpen} aria-label={`${name}: ${shown}. ${t('openRows', { name })}`}>
            {shown}
          </UnstyledButton>
        ) : (
          <span className="bullet-value">{shown}</span>
        )}
        <span className="second small">{note}</span>
      </p>
      <meter
        className="off-screen"
        aria-label={name}
        min={0}
        max={scale.max}
        value={value ?? 0}
        aria-valuetext={`${shown} ${note}`}
      />
      <div className="bullet-track" aria-hidden>
        <div className="bullet-bar" style={{ width: `${scale.value * 100}%` }} />
        <div className="bullet-tick" style={{ insetInlineStart: `${scale.promise * 100}%` }} />
      </div>
    </div>
  );
}
