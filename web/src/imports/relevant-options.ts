import { fieldsOf, type FieldType, type ImportKind } from '../../../src/imports/kinds.ts';
import type { ImportColumn, ImportOptions } from '../../../src/imports/schema.ts';

const money: readonly FieldType[] = ['amount', 'cost', 'micros'];
const numeric: readonly FieldType[] = [...money, 'count'];
const dated: readonly FieldType[] = ['day', 'moment'];

/** 1.234 or 1,234: thousands or three decimals. */
const ambiguousNumber = /^\D{0,4}\d{1,3}[.,]\d{3}\D{0,4}$/;
/** 03/04/2026: the day or the month first. */
const ambiguousDate = /^(0?[1-9]|1[0-2])[./-](0?[1-9]|1[0-2])[./-]\d{2,4}\b/;
const timeWithoutZone = /\d:\d\d(:\d\d(\.\d+)?)?$/;

/** What has to be asked about a file as a whole, because no column and no value tells it. */
export function relevantOptions(
  kind: ImportKind,
  columns: readonly ImportColumn[],
  sheets: readonly string[] = [],
): (keyof ImportOptions)[] {
  const fields = fieldsOf(kind);
  const mapped = columns.flatMap(({ field, samples }) => {
    const definition = field !== null && Object.hasOwn(fields, field) ? fields[field] : undefined;
    return definition ? [{ field, type: definition.type, samples }] : [];
  });
  const gives = (field: string) => mapped.some((column) => column.field === field);
  const shows = (types: readonly FieldType[], pattern: RegExp) =>
    mapped.some(({ type, samples }) => types.includes(type) && samples.some((sample) => pattern.test(sample.trim())));
  const asked: Record<keyof ImportOptions, boolean> = {
    sheet: sheets.length > 1,
    // A column that is understood was split rightly.
    delimiter: columns.length === 1 && columns[0]?.field === null && sheets.length === 0,
    currency: mapped.some(({ type }) => money.includes(type)) && !gives('currency'),
    channel: kind === 'spend' && !gives('channel'),
    source: kind === 'spend' && !gives('source'),
    decimal: shows(numeric, ambiguousNumber),
    dateFormat: shows(dated, ambiguousDate),
    timeZone: shows(['moment'], timeWithoutZone),
  };
  return (Object.keys(asked) as (keyof ImportOptions)[]).filter((option) => asked[option]);
}
