import './figure.css';
import { UnstyledButton } from '@mantine/core';
import { useText } from '../app/language.tsx';
import { dash } from '../app/format.ts';
import { uiTexts } from './texts.ts';

/**
 * One figure beside what was promised. `value` null shows a dash; `promise` then says what would fill it.
 * `onOpen` opens the rows behind it; `meta` is its source, age and definition version.
 */
export function Figure(props: {
  label: string;
  value: string | null;
  promise?: string;
  meta?: string;
  onOpen?: (() => void) | undefined;
}) {
  const { label, value, promise, meta, onOpen } = props;
  const t = useText(uiTexts);
  const figure = <span className="figure-value">{value ?? dash}</span>;
  return (
    <div className="figure">
      {onOpen ? (
        <UnstyledButton
          className="figure-open"
          onClick={onOpen}
          aria-label={`${label}: ${value ?? dash}. ${t('openRows', { name: label })}`}
        >
          {figure}
        </UnstyledButton>
      ) : (
        figure
      )}
      <span className="figure-label">{label}</span>
      {promise !== undefined && <span className="second">{promise}</span>}
      {meta !== undefined && <span className="second small">{meta}</span>}
    </div>
  );
}
