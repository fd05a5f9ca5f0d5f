import './waterfall.css';
import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import { dash } from '../app/format.ts';
import { useFormat, useText } from '../app/language.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { chartTexts } from './chart-texts.ts';
import { waterfallShape, type Forecast, type WaterfallDay } from './waterfall-shape.ts';

/** Below this width the end labels move from beside the plot to a line above it. */
const narrow = 480;

/**
 * What came in, business day for business day, against what was promised. Pointing at a day or the arrow keys read it.
 * Figures are counts unless `reading` words them otherwise.
 */
export function Waterfall(props: {
  name: string;
  days: readonly WaterfallDay[];
  forecast?: Forecast | undefined;
  reading?: (value: number) => string;
  height?: number;
}) {
  const { name, days, forecast, height = 280 } = props;
  const t = useText(chartTexts);
  const format = useFormat();
  const reading = props.reading ?? ((value: number) => format.number(value, 0));
  const { ref, width } = useElementSize();
  const [day, setDay] = useState<number | null>(null);

  const inside = width < narrow;
  const promisedLabel = `${t('promised')} ${reading(days.at(-1)?.promised ?? 0)}`;
  const forecastLabel = forecast && `${t('forecast')} ${reading(forecast.value)}`;
  const right = inside ? 8 : 16 + 7.4 * Math.max(promisedLabel.length, forecastLabel?.length ?? 0);
  const margin = { top: 10, right, bottom: 28, left: 12 + 8 * reading(days.at(-1)?.promised ?? 0).length };
  const shape = waterfallShape(days, forecast, { width: Math.max(width, 240), height, margin });
  const { x, y, step } = shape;
  // Half a lead is no mark on a scale of leads.
  const scale = props.reading ? shape.ticks : shape.ticks.filter((tick) => Number.isInteger(tick));
  const labelsAt = x(days.length - 1) + step / 2 + 8;

  function words(index: number): string {
    const total = shape.totals[index];
    const { label: name = '', promised = 0 } = days[index] ?? {};
    return total === null || total === undefined
      ? t('dayAhead', { day: name, promised: reading(promised) })
      : t('dayReading', { day: name, total: reading(total), promised: reading(promised) });
  }

  const table = {
    head: [t('businessDay'), t('added'), t('total'), t('promised')],
    rows: days.map(({ label, added, promised }, index) => {
      const total = shape.totals[index];
      return [
        label,
        added === null ? dash : reading(added),
        total === null || total === undefined ? dash : reading(total),
        reading(promised),
      ];
    }),
  };

  return (
    <ChartFrame name={name} table={table}>
      <div className="waterfall">
        {inside && (
          <p className="waterfall-legend small">
            <span className="waterfall-promise-label">{promisedLabel}</span>
            {shape.ahead && <span className="waterfall-forecast-label">{forecastLabel}</span>}
          </p>
        )}
        <div ref={ref} className="waterfall-plot" style={{ height }}>
          {width > 0 && (
            <svg
              role="img"
              aria-label={`${name}. ${shape.reached >= 0 ? words(shape.reached) : ''}`}
              width={width}
              height={height}
            >
              {scale.map((tick) => (
                <g key={tick}>
                  <line className="waterfall-grid" x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} />
                  <text className="waterfall-axis" x={margin.left - 8} y={y(tick)} textAnchor="end" dominantBaseline="central">
                    {reading(tick)}
                  </text>
                </g>
              ))}
              {shape.days.map((index) => (
                <text key={index} className="waterfall-axis" x={x(index)} y={height - 8} textAnchor="middle">
                  {days[index]?.tick ?? days[index]?.label}
                </text>
              ))}
              {shape.ahead && <path className="waterfall-band" d={shape.ahead.band} />}
              {shape.ahead && <path className="waterfall-forecast" d={shape.ahead.line} />}
              {shape.joints.map((joint) => (
                <line key={joint.day} className="waterfall-joint" x1={joint.x1} x2={joint.x2} y1={joint.y} y2={joint.y} />
              ))}
              {shape.bars.map((bar) => (
                <rect
                  key={bar.day}
                  className="waterfall-bar"
                  x={bar.x}
                  y={bar.y}
                  width={bar.width}
                  height={bar.height}
                  rx={Math.min(3, bar.height / 2)}
                />
              ))}
              <path className="waterfall-promise" d={shape.promise} />
              {day !== null && (
                <line className="waterfall-reading" x1={x(day)} x2={x(day)} y1={margin.top} y2={height - margin.bottom} />
              )}
              {!inside && (
                <text
                  className="waterfall-end waterfall-promise-label"
                  x={labelsAt}
                  y={shape.endLabels.promise}
                  dominantBaseline="central"
                >
                  {promisedLabel}
                </text>
              )}
              {!inside && shape.endLabels.forecast !== undefined && (
                <text
                  className="waterfall-end waterfall-forecast-label"
                  x={labelsAt}
                  y={shape.endLabels.forecast}
                  dominantBaseline="central"
                >
                  {forecastLabel}
                </text>
              )}
            </svg>
          )}
          {width > 0 && days.length > 0 && (
            <input
              type="range"
              className="waterfall-reader no-print"
              aria-label={t('readDay')}
              aria-valuetext={words(day ?? Math.max(shape.reached, 0))}
              min={0}
              max={days.length - 1}
              value={day ?? Math.max(shape.reached, 0)}
              style={{ left: margin.left, width: step * days.length }}
              onChange={(event) => setDay(Number(event.currentTarget.value))}
              onFocus={() => setDay((current) => current ?? Math.max(shape.reached, 0))}
              onBlur={() => setDay(null)}
              onPointerMove={(event) =>
                setDay(Math.max(0, Math.min(days.length - 1, Math.floor(event.nativeEvent.offsetX / step))))
              }
              onPointerLeave={() => setDay(null)}
            />
          )}
          {day !== null && (
            <div className="waterfall-tip small" style={{ left: Math.max(90, Math.min(width - 90, x(day))) }} aria-hidden>
              {words(day)}
            </div>
          )}
        </div>
      </div>
    </ChartFrame>
  );
}
