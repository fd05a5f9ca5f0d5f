import { Temporal } from 'temporal-polyfill';
import { normaliseEmail } from '../people/email.ts';
import { said, type Said } from './sentences.ts';

/** What a cell means, or why it means nothing here and what would be right. */
export type Reading<T> = { value: T } | { problem: Said };

/** Which sign is before the decimals. */
export type DecimalSign = 'comma' | 'dot';
/** The order of a date that does not start with the year. */
export type DateFormat = 'dmy' | 'mdy';

/** What the values of one column prove about how it writes numbers and dates. Collected over the whole column, before it is read. */
export interface ColumnEvidence {
  comma: boolean;
  dot: boolean;
  dayFirst: boolean;
  monthFirst: boolean;
}

export const NO_EVIDENCE: ColumnEvidence = { comma: false, dot: false, dayFirst: false, monthFirst: false };

/** Only digits with a separator beside them can prove anything; asked first, since it is asked of every cell of a file. */
const SEPARATED = /\d[.,/]|[.,]\d/;

/** The evidence with one more value of the column taken in. */
export function observe(evidence: ColumnEvidence, text: string): ColumnEvidence {
  if (text.length > 40 || !SEPARATED.test(text)) return evidence;
  // Times, links and addresses are no numbers.
  const sign = /[:/@]/.test(text) ? null : provenDecimalSign(text);
  const order = text.includes('/') ? provenDateFormat(text) : null;
  if (sign === null && order === null) return evidence;
  return {
    comma: evidence.comma || sign === 'comma',
    dot: evidence.dot || sign === 'dot',
    dayFirst: evidence.dayFirst || order === 'dmy',
    monthFirst: evidence.monthFirst || order === 'mdy',
  };
}

/** The column's decimal sign; `null` when no value proves one, or when values prove both. */
export function decimalSignOf({ comma, dot }: ColumnEvidence): DecimalSign | null {
  if (comma === dot) return null;
  return comma ? 'comma' : 'dot';
}

/** The column's order of dates: month first only when a value proves it and none proves the opposite, else day first, as Europe writes. */
export function dateFormatOf({ dayFirst, monthFirst }: ColumnEvidence): DateFormat {
  return monthFirst && !dayFirst ? 'mdy' : 'dmy';
}

/** A number, perhaps with a currency's sign or code beside it and spaces or apostrophes between thousands. */
function digitsOf(text: string): string {
  return text
    .replace(/^(?:[A-Z]{3}\b|kr\.?|[$€£])\s*|\s*(?:\b[A-Z]{3}|kr\.?|[$€£]|,-)$/giu, '')
    .replace(/[\s\u00A0\u202F'’]/g, '')
    .replace(/^\u2212/, '-');
}

/** A value proves a sign when only one reading of it is a number: `1.234,5` and `0,5` the comma, `1234.567` the dot, `1.234` neither. */
function provenDecimalSign(text: string): DecimalSign | null {
  const digits = digitsOf(text);
  const asComma = canonical(digits, 'comma');
  const asDot = canonical(digits, 'dot');
  if (asComma === null || asDot === null) return asComma !== null ? 'comma' : asDot !== null ? 'dot' : null;
  return null;
}

/**
 * Reads a number into a decimal text with a point (`-1234.5`), never through a float. Without a sign for the decimals (`null`) a value that
 * both readings allow but read differently, such as `1.234`, is a problem rather than a guess.
 */
export function readNumber(text: string, sign: DecimalSign | null): Reading<string> {
  const digits = digitsOf(text);
  const asComma = canonical(digits, 'comma');
  const asDot = canonical(digits, 'dot');
  const shown = { value: shorten(text) };
  if (sign !== null) {
    const value = sign === 'comma' ? asComma : asDot;
    return value === null ? { problem: said(sign === 'comma' ? 'decimalComma' : 'decimalDot', shown) } : { value };
  }
  if (asComma !== null && asDot !== null && asComma !== asDot) {
    return { problem: said('ambiguousNumber', { ...shown, one: asComma, other: asDot }) };
  }
  const value = asComma ?? asDot;
  return value === null ? { problem: said('notANumber', shown) } : { value };
}

const NUMBER = {
  comma: /^([+-]?)(\d+|\d{1,3}(?:\.\d{3})+)?(?:,(\d*))?$/,
  dot: /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d*))?$/,
};

function canonical(digits: string, sign: DecimalSign): string | null {
  if (digits.length > 40) return null;
  // Book-keepers write a negative amount in brackets.
  const [, bracketed] = /^\(([\d.,]+)\)$/.exec(digits) ?? [];
  const [matched, minus, grouped = '', decimals = ''] = NUMBER[sign].exec(bracketed ?? digits) ?? [];
  if (matched === undefined || (grouped === '' && decimals === '')) return null;
  // A group of thousands does not start with a zero: 0.567 is a fraction.
  if (/^0[.,]/.test(grouped)) return null;
  const whole = grouped.replace(/[.,]/g, '').replace(/^0+(?=\d)/, '') || '0';
  return `${minus === '-' || bracketed !== undefined ? '-' : ''}${whole}${decimals === '' ? '' : `.${decimals}`}`;
}

/** Reads a whole number that is not negative, such as clicks; decimals that are zero are allowed, and `3.400` is thousands. */
export function readCount(text: string, sign: DecimalSign | null): Reading<number> {
  const thousands = sign === null && /^\d{1,3}([.,]\d{3})+$/.test(text.trim());
  const reading = thousands ? { value: text.replace(/\D/g, '') } : readNumber(text, sign);
  if ('problem' in reading) return reading;
  const [, whole] = /^(\d+)(?:\.0*)?$/.exec(reading.value) ?? [];
  if (whole === undefined || !Number.isSafeInteger(Number(whole)))
    return { problem: said('notACount', { value: shorten(text) }) };
  return { value: Number(whole) };
}

/** Reads millionths of a currency's unit, as Google Ads counts cost, into a decimal text: `36150000` is `36.150000`. */
export function readMicros(text: string, sign: DecimalSign | null): Reading<string> {
  const reading = readNumber(text, sign);
  if ('problem' in reading) return reading;
  const [, minus = '', whole = '', decimals = ''] = /^(-?)(\d+)\.?(\d*)$/.exec(reading.value) ?? [];
  const digits = whole.padStart(7, '0');
  return { value: `${minus}${digits.slice(0, -6)}.${digits.slice(-6)}${decimals}` };
}

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(.*))?$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:,?[T ]+(.*))?$/;
const MONTH_NAMED = /^(\d{1,2})(?:\.?\s+|-)(\p{L}{3,9})\.?(?:\s+|-)(\d{4})(?:,?\s+(.*))?$/u;
/** The months as they are named and shortened in English, Danish, Norwegian and Dutch. */
const MONTHS = [
  'jan januar januari january',
  'feb februar februari february',
  'mar mrt mars marts maart march',
  'apr april',
  'maj mai mei may',
  'jun juni june',
  'jul juli july',
  'aug august augustus',
  'sep sept september',
  'okt oct oktober october',
  'nov november',
  'dec des december desember',
].map((names) => names.split(' '));
/** Danes and Norwegians also write a time with points, and `kl.` before it. */
const TIME = /^(?:kl\.?\s*)?(\d{1,2})([:.])(\d{2})(?:\2(\d{2})(?:[.,](\d{1,9}))?)?\s*(AM|PM)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i;

/** Only dates with slashes can have the month first; dots and dashes are European. */
function provenDateFormat(text: string): DateFormat | null {
  const [, first, separator, second] = YEAR_LAST.exec(text.trim()) ?? [];
  if (separator !== '/') return null;
  if (Number(first) > 12) return 'dmy';
  return Number(second) > 12 ? 'mdy' : null;
}

/**
 * Reads the day of a date or of a moment, as `YYYY-MM-DD`: `2026-11-22`, `22-11-2026`, `22.11.2026`, `22/11/2026`, `22. november 2026`, and
 * `11/22/2026` where the format is `mdy`. A moment that says its offset from UTC is the day it was in `timeZone`.
 */
export function readDay(text: string, format: DateFormat, timeZone: string): Reading<string> {
  const written = writtenMoment(text, format);
  if (written === null) return notADate(text, format);
  if (written.offsetMinutes === null || timeZone === 'UTC') return { value: utcOf(written).toISOString().slice(0, 10) };
  const instant = Temporal.Instant.fromEpochMilliseconds(utcOf(written).getTime());
  return { value: instant.toZonedDateTimeISO(timeZone).toPlainDate().toString() };
}

/** Reads a moment as RFC 3339 UTC. A date alone is its first minute, and a time without an offset is local time, in `timeZone`. */
export function readMoment(text: string, format: DateFormat, timeZone: string): Reading<string> {
  const asWritten = standardMoment(text);
  if (asWritten !== null) return { value: asWritten };
  const written = writtenMoment(text, format);
  if (written === null) return notADate(text, format);
  const utc = utcOf(written).toISOString();
  // The last hours of the year 9999 are in the year 10000 elsewhere, which RFC 3339 cannot write.
  if (utc.startsWith('+')) return notADate(text, format);
  if (written.offsetMinutes !== null || timeZone === 'UTC') return { value: utc };
  const local = Temporal.PlainDateTime.from(utc.slice(0, -1)).toZonedDateTime(timeZone);
  const value = new Date(local.epochMilliseconds).toISOString();
  return value.startsWith('+') ? notADate(text, format) : { value };
}

const STANDARD = /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{3})?Z$/;

/** A moment as most tools write it, on a day that every month has: the usual case, in which there is nothing to work out. */
function standardMoment(text: string): string | null {
  if (!STANDARD.test(text)) return null;
  return text.length === '2026-11-22T08:15:00.000Z'.length ? text : `${text.slice(0, -1)}.000Z`;
}

/** What is written: the figures of a calendar and a clock, and how far ahead of UTC they are if that is said. */
interface WrittenMoment {
  year: number;
  month: number;
  day: number;
  milliseconds: number;
  offsetMinutes: number | null;
}

/** The moment on the UTC clock; without an offset, the written figures as if they were UTC's. */
function utcOf({ year, month, day, milliseconds, offsetMinutes }: WrittenMoment): Date {
  return new Date(Date.UTC(year, month - 1, day) + milliseconds - (offsetMinutes ?? 0) * 60_000);
}

function writtenMoment(text: string, format: DateFormat): WrittenMoment | null {
  const trimmed = text.trim();
  // Some tools export moments as milliseconds since 1970.
  if (/^\d{13}$/.test(trimmed)) return { year: 1970, month: 1, day: 1, milliseconds: Number(trimmed), offsetMinutes: 0 };
  const written = writtenDate(trimmed, format);
  if (written === null) return null;
  const { year, month, day, time } = written;
  const date = new Date(Date.UTC(year, month - 1, day));
  // The 30th of February is the 2nd of March to a Date; years below 1000 are slips of the pen.
  if (!(year >= 1000) || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  if (time === '') return { year, month, day, milliseconds: 0, offsetMinutes: null };
  const clock = writtenTime(time);
  return clock && { year, month, day, ...clock };
}

/** The figures of a date, and what is written behind it. */
function writtenDate(text: string, format: DateFormat): { year: number; month: number; day: number; time: string } | null {
  const figures = (year?: string, month?: string | number, day?: string, time = '') => ({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    time: time.trim(),
  });
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return figures(yearFirst[1], yearFirst[2], yearFirst[3], yearFirst[4]);
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast) {
    const [, first, separator, second, year, time] = yearLast;
    return separator === '/' && format === 'mdy' ? figures(year, first, second, time) : figures(year, second, first, time);
  }
  const named = MONTH_NAMED.exec(text);
  const month = MONTHS.findIndex((names) => names.includes(named?.[2]?.toLowerCase() ?? '')) + 1;
  return named && month > 0 ? figures(named[3], month, named[1], named[4]) : null;
}

function writtenTime(text: string): Pick<WrittenMoment, 'milliseconds' | 'offsetMinutes'> | null {
  const [matched, hourText, , minute, second = '0', fraction = '', half, offset] = TIME.exec(text) ?? [];
  if (matched === undefined) return null;
  const hour = half ? (Number(hourText) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0) : Number(hourText);
  if (hour > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const milliseconds = ((hour * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  return { milliseconds, offsetMinutes: offset === undefined ? null : minutesOf(offset) };
}

/** `+05:30` and `+0530` are 330 minutes ahead of UTC; `Z` is none. */
function minutesOf(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}

function notADate(text: string, format: DateFormat): { problem: Said } {
  return { problem: said('notADate', { value: shorten(text), example: format === 'mdy' ? '11/22/2026' : '22-11-2026' }) };
}

const YES = new Set(['true', 'yes', 'y', '1', 'ja', 'sand', 'sann', 'waar']);
const NO = new Set(['false', 'no', 'n', '0', 'nej', 'nei', 'nee', 'falsk', 'usann', 'onwaar']);

/** Reads yes or no in any of the four languages. */
export function readYesNo(text: string): Reading<boolean> {
  const word = text.trim().toLowerCase();
  if (YES.has(word)) return { value: true };
  return NO.has(word) ? { value: false } : { problem: said('neitherYesNorNo', { value: shorten(text) }) };
}

/** Reads an e-mail address in the one spelling it is kept in. */
export function readEmail(text: string): Reading<string> {
  const value = normaliseEmail(text);
  return value === null ? { problem: said('notAnEmail', { value: shorten(text) }) } : { value };
}

/** Reads the host of a web address or a bare domain, without `www.`. */
export function readDomain(text: string): Reading<string> {
  const [, host] = /^(?:https?:\/\/)?(?:www\.)?([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)\.?(?:[:/?#].*)?$/iu.exec(text.trim()) ?? [];
  return host === undefined ? { problem: said('notADomain', { value: shorten(text) }) } : { value: host.toLowerCase() };
}

/** Whether a value was replaced by its digest before it was exported: MD5 to SHA-256, in hexadecimal or base64. */
export function isDigest(text: string): boolean {
  return /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[A-Za-z0-9+/]{22}==|[A-Za-z0-9+/]{43}=)$/.test(text.trim());
}

/** A value as it is shown in a problem. */
export function shorten(text: string): string {
  const shown = text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text;
  return shown.replaceAll('\0', '\u2400');
}
