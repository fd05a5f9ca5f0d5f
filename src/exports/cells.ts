import { offsetMinutes } from '../calendars/zone.ts';
import type { Language } from '../platform/fields.ts';

/** What a column holds. A decimal is a text with a point (`-1234.50`), so that no amount passes through a float. */
export type CellType = 'text' | 'day' | 'moment' | 'count' | 'decimal' | 'yesNo';
export type Cell = string | number | boolean | Date | null;

/** Whom a file is written for: people get words, days and numbers in their own way, machines get ISO and field names. */
export interface Manner {
  for: 'people' | 'machine';
  language: Language;
  /** The sign before the decimals. */
  decimal: ',' | '.';
  /** The zone of the wall clock by which people are told moments. */
  timeZone: string;
}

const yesNo: Record<Language, [yes: string, no: string]> = {
  en: ['yes', 'no'],
  da: ['ja', 'nej'],
  nb: ['ja', 'nei'],
  nl: ['ja', 'nee'],
};

/** Between day, month and year. English readers live on both sides of the ocean and would read 3/4 as two days, so theirs is ISO. */
const betweenDays: Record<Language, string> = { en: '', da: '-', nb: '.', nl: '-' };

/** The sign before the decimals in a number format, by the language of the reader unless another is chosen. */
export function decimalOf(language: Language, numberFormat: string | null): ',' | '.' {
  try {
    const parts = new Intl.NumberFormat(numberFormat ?? (language === 'en' ? 'en-GB' : language)).formatToParts(1.5);
    return parts.find(({ type }) => type === 'decimal')?.value === ',' ? ',' : '.';
  } catch {
    return language === 'en' ? '.' : ',';
  }
}

/** A cell as text, before it is quoted. Empty for what is not known. */
export function textOf(cell: Cell, type: CellType, manner: Manner): string {
  if (cell === null) return '';
  if (cell instanceof Date) return manner.for === 'machine' ? cell.toISOString() : localText(cell, manner);
  if (typeof cell === 'boolean') return manner.for === 'machine' ? String(cell) : yesNo[manner.language][cell ? 0 : 1];
  const text = String(cell);
  if (manner.for === 'machine') return text;
  if (type === 'day') return localDay(text, manner.language);
  return type === 'decimal' || typeof cell === 'number' ? text.replace('.', manner.decimal) : text;
}

/** The wall clock of the zone as `2026-11-22T14:05:09`. */
export function wallClock(at: Date, timeZone: string): string {
  return new Date(at.getTime() + offsetMinutes(at, timeZone) * 60_000).toISOString().slice(0, 19);
}

function localText(at: Date, { language, timeZone }: Manner): string {
  const wall = wallClock(at, timeZone);
  return `${localDay(wall.slice(0, 10), language)} ${wall.slice(11)}`;
}

function localDay(day: string, language: Language): string {
  const sign = betweenDays[language];
  return sign === '' ? day : day.split('-').toReversed().join(sign);
}
