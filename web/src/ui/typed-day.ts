import { localeOf, type Language } from '../app/define-texts.ts';

/** A day as the reader writes it: 25.11.2026 in Danish and Norwegian, 25-11-2026 in Dutch, 25/11/2026 in English. Nothing for no day. */
export function writtenDay(day: string, language: Language): string {
  if (day === '') return '';
  const format = new Intl.DateTimeFormat(localeOf[language], {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.format(new Date(day));
}

/**
 * The day somebody typed, as YYYY-MM-DD; null for what is no day. Day, month and year in this order and by any marks, or none between
 * eight digits; years of two digits are this century's. As files write it, the year first, it is read, too.
 */
export function typedDay(text: string): string | null {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim()) ?? [];
  const [, d = day, m = month, y = year] =
    /^(\d{1,2})[ ./-]+(\d{1,2})[ ./-]+(\d{4}|\d{2})\.?$/.exec(text.trim()) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text.trim()) ?? [];
  if (d === undefined || m === undefined || y === undefined) return null;
  const written = `${y.padStart(4, '20')}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  const read = new Date(written);
  // The thirty-first of February would be a day of March.
  return Number.isNaN(read.getTime()) || read.toISOString().slice(0, 10) !== written ? null : written;
}
