/** Calendars as other programs read them: iCalendar, RFC 5545. Times are UTC, so that no time zones need to be told. */

export interface IcalEvent {
  /** The same for the same thing for ever, by which programs know it again. */
  uid: string;
  /** A moment, or a day for what lasts all of it. */
  start: Date | string;
  /** The end, not included; without it the event is a moment, or that one day. */
  end?: Date | string;
  summary: string;
  url?: string;
  /** When it was last changed. */
  changedAt: Date;
  /** No longer to be done: programs take it away. */
  cancelled: boolean;
}

/** A calendar as text: lines end in CR LF and are folded at 75 octets. */
export function ical(name: string, events: readonly IcalEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Samspil//Samspil//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    'X-PUBLISHED-TTL:PT15M',
    ...events.flatMap(linesOf),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function linesOf({ uid, start, end, summary, url, changedAt, cancelled }: IcalEvent): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${utc(changedAt)}`,
    `DTSTART${at(start)}`,
    ...(end === undefined ? [] : [`DTEND${at(end)}`]),
    `SUMMARY:${escaped(summary)}`,
    ...(url === undefined ? [] : [`URL:${url}`]),
    `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `SEQUENCE:${cancelled ? 1 : 0}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

const at = (time: Date | string) => (typeof time === 'string' ? `;VALUE=DATE:${time.replaceAll('-', '')}` : `:${utc(time)}`);

const utc = (moment: Date) => `${moment.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** A text value (3.3.11): what would end it is escaped, and other control characters it may not hold are left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, '');
}

const LONGEST = 75;

/** A line over several, each begun by a space but the first (3.1): cut between characters, counted in octets. */
function folded(line: string): string {
  const parts = [''];
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LONGEST) {
      parts.push('');
      // The space that begins the line counts.
      octets = 1;
    }
    parts[parts.length - 1] += character;
    octets += size;
  }
  return parts.join('\r\n ');
}
