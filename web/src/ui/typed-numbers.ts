import type { Format } from '../app/format.ts';

/** What makes a NumberInput read numbers by the reader's own marks: 1.234,5 in Danish, 1,234.5 in English. */
export function numbersIn(format: Format) {
  const [, group = '', decimal = '.'] = /^12(\D?)345(\D)6$/.exec(format.number(12_345.6)) ?? [];
  return { thousandSeparator: group, decimalSeparator: decimal, decimalScale: 2, hideControls: true } as const;
}
