import './funnel-bars.css';
import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { dash } from '../app/format.ts';
import { useFormat, useText } from '../app/language.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { funnelShares, type FunnelStep } from './funnel-shares.ts';
import { chartTexts } from './chart-texts.ts';
import { uiTexts } from './texts.ts';

/** From the first touch on: teal to the hand-over, plum after it. `onOpen` opens the people behind a step. */
export function FunnelBars({
  name,
  steps,
  renderLabel,
  onOpen,
}: {
  name: string;
  steps: readonly FunnelStep[];
  /** Draws what a step is called; its plain words unless given. */
  renderLabel?: (step: FunnelStep) => ReactNode;
  onOpen?: ((key: string) => void) | undefined;
}) {
  const t = useText(chartTexts);
  const ui = useText(uiTexts);
  const format = useFormat();
  const shares = funnelShares(steps).map((step) => ({
    ...step,
    counted: step.count === null ? dash : format.number(step.count, 0),
    rate: step.ofPrevious === null ? '' : format.percent(step.ofPrevious),
  }));
  const table = {
    head: [t('step'), t('count'), t('shareOfPrevious')],
    rows: shares.map(({ label, counted, rate }) => [label, counted, rate || dash]),
  };
  return (
    <ChartFrame name={name} table={table}>
      <ul className="funnel" aria-label={name}>
        {shares.map((share) => {
          const { key, label, side, unscaled, count, length, counted, rate } = share;
          return (
            <li key={key} className="funnel-step">
              <span className="funnel-label">{renderLabel?.(share) ?? label}</span>
              <span className="funnel-track">
                {unscaled
                  ? count !== null && <span className="second small">{t('notSameScale')}</span>
                  : length !== null &&
                    length > 0 && <span className="funnel-bar" data-side={side} style={{ width: `${length * 100}%` }} />}
              </span>
              {onOpen ? (
                <UnstyledButton
                  className="funnel-count"
                  onClick={() => onOpen(key)}
                  aria-label={`${label}: ${counted}. ${ui('openRows', { name: label })}`}
                >
                  {counted}
                </UnstyledButton>
              ) : (
                <span className="funnel-count">{counted}</span>
              )}
              <span className="funnel-rate second small">{rate}</span>
            </li>
          );
        })}
      </ul>
    </ChartFrame>
  );
}
