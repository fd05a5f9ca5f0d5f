import { localeOf, type Language } from './define-texts.ts';

/** An amount in the smallest unit of its currency: øre, cent. */
export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

export interface FormatSettings {
  readonly language: Language;
  /** The locale of numbers and dates where it differs from the language's own; null follows the language. */
  readonly numberFormat: string | null;
  readonly timeZone: string;
}

export type Format = ReturnType<typeof createFormat>;

const units: Record<Language, { hour: string; minute: string }> = {
  en: { hour: 'h', minute: 'min' },
  da: { hour: 't', minute: 'min' },
  nb: { hour: 't', minute: 'min' },
  nl: { hour: 'u', minute: 'min' },
};

const calendarDate = /^\d{4}-\d{2}-\d{2}$/;
const dayInMs = 86_400_000;

/** What a missing figure looks like: no data is never a zero. */
export const dash = '–';

/** Every number, amount, date and duration on a screen goes through one of these. */
export function createFormat({ language, numberFormat, timeZone }: FormatSettings) {
  const locale = numberFormat ?? localeOf[language];
  const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

  function numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
    const key = JSON.stringify(options);
    const known = kept.get(key) ?? new Intl.NumberFormat(locale, options);
    kept.set(key, known);
    return known as Intl.NumberFormat;
  }

  /** Dates are worded in the language of the screen, whatever the number format. */
  function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = `date ${JSON.stringify(options)}`;
    const known = kept.get(key) ?? new Intl.DateTimeFormat(localeOf[language], options);
    kept.set(key, known);
    return known as Intl.DateTimeFormat;
  }

  const relative = new Intl.RelativeTimeFormat(localeOf[language], { numeric: 'auto' });

  function dayNumber(date: Date): number {
    const parts = new Map(
      dates({ timeZone, year: 'numeric', month: 'numeric', day: 'numeric' })
        .formatToParts(date)
        .map(({ type, value }) => [type, Number(value)]),
    );
    return Date.UTC(parts.get('year') ?? 0, (parts.get('month') ?? 1) - 1, parts.get('day') ?? 1) / dayInMs;
  }

  /** 8.420 · up to `decimals` digits behind the comma. */
  function number(value: number, decimals = 1): string {
    return numbers({ maximumFractionDigits: decimals }).format(value);
  }

  /** A fraction as per cent: 0.073 is 7,3 %. */
  function percent(fraction: number, decimals = 1): string {
    return numbers({ style: 'percent', maximumFractionDigits: decimals }).format(fraction);
  }

  /** 2.184.500 kr. · whole amounts without decimals; `compact` shortens to 2,18 mio. kr. */
  function money({ amountMinor, currency }: Money, { compact = false } = {}): string {
    const exact: Intl.NumberFormatOptions = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' };
    const digits = numbers(exact).resolvedOptions().maximumFractionDigits ?? 2;
    const options: Intl.NumberFormatOptions = compact
      ? { ...exact, notation: 'compact', maximumSignificantDigits: 3 }
      : { ...exact, trailingZeroDisplay: 'stripIfInteger' };
    return numbers(options).format(amountMinor / 10 ** digits);
  }

  /** 10:55, always with a colon and 24 hours. */
  function time(value: Date | string): string {
    const parts = dates({ timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(new Date(value));
    const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
    return `${part('hour').padStart(2, '0')}:${part('minute').padStart(2, '0')}`;
  }

  /** 20. nov. 2026. A calendar date (YYYY-MM-DD) is the same day everywhere; a moment is read in the workspace's zone. */
  function date(value: Date | string, style: 'short' | 'full' | 'long' | 'month' | 'monthName' = 'short'): string {
    const zone = typeof value === 'string' && calendarDate.test(value) ? 'UTC' : timeZone;
    const options: Record<typeof style, Intl.DateTimeFormatOptions> = {
      short: { day: 'numeric', month: 'short', year: 'numeric' },
      full: { day: 'numeric', month: 'long', year: 'numeric' },
      long: { weekday: 'long', day: 'numeric', month: 'long' },
      month: { month: 'long', year: 'numeric' },
      monthName: { month: 'short' },
    };
    return dates({ timeZone: zone, ...options[style] }).format(new Date(value));
  }

  /** How many calendar days ahead: 1 is tomorrow, however few hours that is. */
  function daysUntil(value: Date | string, now: Date): number {
    return dayNumber(new Date(value)) - dayNumber(now);
  }

  /** When something is or was, as people say it: i dag 10:55 · i går 16:25 · mandag 09:20 · 3. okt. 11:20. */
  function moment(value: Date | string, now: Date): string {
    const at = new Date(value);
    const days = daysUntil(at, now);
    if (Math.abs(days) <= 1) return `${relative.format(days, 'day')} ${time(at)}`;
    if (days > 1 && days < 7) return `${dates({ timeZone, weekday: 'long' }).format(at)} ${time(at)}`;
    return `${day(at, now)} ${time(at)}`;
  }

  /** 20. nov. · the year only where it is another than now's: 26. dec. 2025. */
  function day(value: Date | string, now: Date): string {
    const sameYear = date(value, 'month').slice(-4) === date(now, 'month').slice(-4);
    return sameYear ? dates({ timeZone, day: 'numeric', month: 'short' }).format(new Date(value)) : date(value);
  }

  /** 24 min · 2 t 14 min · 112 t. Minutes are dropped from 100 hours on; hours are never turned into days, whose length differs by calendar. */
  function duration(minutes: number): string {
    const whole = Math.floor(Math.abs(minutes));
    const hours = Math.floor(whole / 60);
    const rest = whole % 60;
    const { hour, minute } = units[language];
    if (hours === 0) return `${rest} ${minute}`;
    if (hours >= 100 || rest === 0) return `${number(hours)} ${hour}`;
    return `${hours} ${hour} ${rest} ${minute}`;
  }

  /** How old something is: for 3 minutter siden · i går. */
  function age(value: Date | string, now: Date): string {
    // What is fresher than the screen's clock, which ticks by the minute, is of this minute.
    const minutes = Math.min(0, Math.round((new Date(value).getTime() - now.getTime()) / 60_000));
    if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute');
    if (Math.abs(minutes) < 24 * 60) return relative.format(Math.round(minutes / 60), 'hour');
    return relative.format(dayNumber(new Date(value)) - dayNumber(now), 'day');
  }

  return { number, percent, money, time, date, day, daysUntil, moment, duration, age };
}

/** The calendar day of a moment, `2026-11-20`, in a zone. */
export function dayIn(timeZone: string, moment: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(moment);
}
