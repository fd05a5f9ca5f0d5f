import { z } from 'zod';
import { country, day, id, instant, language, shortText } from '../platform/fields.ts';
import { isTimeZone } from './zone.ts';

/** The days of a working week in the order of ISO 8601. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A day of the wall calendar, `2026-09-23`, that exists. */
export const localDateSchema = z.iso
  .date('must be a date such as "2026-09-23"')
  .refine(isClockYear, 'must lie in the years 1000 to 9999');

const timeSchema = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as "09:00"');
const endTimeSchema = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time of day such as "17:00", at most "24:00"');

const localDateTimeSchema = z
  .string()
  .regex(
    /^\d{4}-\d\d-\d\dT(?:(?:[01]\d|2[0-3]):[0-5]\d(?::00)?|24:00)$/,
    'must be a local time to the minute such as "2026-09-24T12:00"',
  )
  .refine((text) => localDateSchema.safeParse(text.slice(0, 10)).success, 'must be a local time on a day that exists');

const rangeSchema = z
  .tuple([timeSchema, endTimeSchema], 'must be a range such as ["09:00", "17:00"]')
  .refine(([start, end]) => start < end, {
    error:
      'must end later than it starts; write a night as two ranges, ["22:00", "24:00"] and on the next day ["00:00", "06:00"]',
    when: isSound,
  });
const absenceSchema = z
  .tuple([localDateTimeSchema, localDateTimeSchema], 'must be a range such as ["2026-09-24T12:00", "2026-09-25T00:00"]')
  .refine(([start, end]) => localMinute(start) < localMinute(end), { error: 'must end later than it starts', when: isSound });

const daySchema = z
  .array(rangeSchema, 'must be a list of ranges such as [["09:00", "12:00"], ["13:00", "17:00"]]')
  .max(100)
  .optional();

/**
 * A working calendar: when a clock runs. Times are those of the wall clock in `timeZone`.
 * Days missing from `weekly` are closed; `holidays` close a whole local date; `absences` are half-open stretches of local time.
 * Ranges may overlap and come in any order; what counts is their union.
 */
export const calendarSchema = z.strictObject({
  timeZone: z
    .string('must be an IANA time zone such as "Europe/Copenhagen"')
    .max(100)
    .refine(isTimeZone, 'must be an IANA time zone such as "Europe/Copenhagen"'),
  weekly: z
    .strictObject(
      { mon: daySchema, tue: daySchema, wed: daySchema, thu: daySchema, fri: daySchema, sat: daySchema, sun: daySchema },
      {
        error: (issue) =>
          issue.code === 'unrecognized_keys' ? undefined : 'must be ranges by weekday such as {"mon": [["09:00", "17:00"]]}',
      },
    )
    .refine((weekly) => WEEKDAYS.some((day) => (weekly[day] ?? []).length > 0), {
      error: 'has no working time; open at least one range on one weekday',
      when: isSound,
    }),
  holidays: z.array(localDateSchema, 'must be a list of dates such as ["2026-12-24"]').max(10_000).optional(),
  absences: z
    .array(absenceSchema, 'must be a list of ranges such as [["2026-09-24T12:00", "2026-09-25T00:00"]]')
    .max(10_000)
    .optional(),
});
export type Calendar = z.infer<typeof calendarSchema>;

const region = z.string().regex(/^[A-Z0-9]{1,3}$/, 'the part after the hyphen of ISO 3166-2, for example BY of DE-BY');
const team = z.enum(['marketing', 'sales', 'finance', 'leadership']);

/** A calendar as a workspace keeps it: its country's public holidays, more or fewer by the workspace's own list. */
const keptFields = {
  name: shortText,
  timeZone: calendarSchema.shape.timeZone,
  weekly: calendarSchema.shape.weekly,
  holidayCountry: country.nullable().describe('Whose public holidays are closed; null for none').default(null),
  holidayRegion: region
    .nullable()
    .describe('The part of that country whose holidays are closed; null for those of all of it')
    .default(null),
  holidaysAdded: z.array(localDateSchema).max(1000).default([]),
  holidaysRemoved: z.array(localDateSchema).max(1000).describe('Public holidays on which this calendar is open').default([]),
};
export const newCalendar = z
  .strictObject({
    ...keptFields,
    standard: z.boolean().describe('The calendar of members who have none, nor their team').default(false),
    teams: z.array(team).max(4).optional().describe('The teams whose calendar it is; as before if left out'),
    memberIds: z
      .array(id)
      .max(1000)
      .optional()
      .describe('The members whose own it is, which comes before their team’s; as before if left out'),
  })
  .refine(({ holidayCountry, holidayRegion }) => holidayRegion === null || holidayCountry !== null, {
    path: ['holidayRegion'],
    error: 'must be null without holidayCountry',
    when: isSound,
  });
export const keptCalendar = z.object({
  id,
  ...keptFields,
  name: z.string(),
  holidayCountry: z.string().nullable(),
  holidayRegion: z.string().nullable(),
  holidaysAdded: z.array(day),
  holidaysRemoved: z.array(day),
  standard: z.boolean(),
  teams: z.array(team),
  memberIds: z.array(id),
  holidays: z
    .array(z.object({ date: day, name: z.string().nullable() }))
    .describe('The days closed this year and next; the name is null for one the workspace added'),
  createdAt: instant,
});
export type KeptCalendar = z.input<typeof keptCalendar>;

/** Where holidays are asked for, and in which language; the country's own unless said. */
export const holidayQuery = z.object({ country, region: region.optional(), language: language.optional() });
export const holidayProposal = z.object({
  holidays: z.array(z.object({ date: day, name: z.string() })).describe('Public holidays of this year and the next'),
  regions: z.array(z.object({ code: z.string(), name: z.string() })).describe('Parts of the country with holidays of their own'),
});
export type HolidayProposal = z.input<typeof holidayProposal>;

/** A longer one is a member who has left; and a clock must run out at some time. */
const LONGEST_ABSENCE_DAYS = 731;

/** An absence of a member: local times of their calendar, half-open. */
export const newAbsence = z
  .strictObject({ memberId: id, startsAt: localDateTimeSchema, endsAt: localDateTimeSchema })
  .refine(({ startsAt, endsAt }) => localMinute(startsAt) < localMinute(endsAt), {
    path: ['endsAt'],
    error: 'must be later than startsAt',
    when: isSound,
  })
  .refine(({ startsAt, endsAt }) => localMinute(endsAt) - localMinute(startsAt) <= LONGEST_ABSENCE_DAYS * 1440, {
    path: ['endsAt'],
    error: 'must be at most two years after startsAt; a member who is gone for good has left, under Settings',
    when: isSound,
  });
export const absence = z.object({
  id,
  member: z.object({ id, name: z.string() }),
  startsAt: z.string().describe('Local time of the member’s calendar, 2026-09-24T12:00'),
  endsAt: z.string(),
  enteredBy: z.object({ id, name: z.string() }).nullable().describe('Null for a program'),
  createdAt: instant,
});
export type Absence = z.input<typeof absence>;

/**
 * Reads a working calendar from unknown input.
 * @throws RangeError one plain sentence that names the first wrong field and says what would be right.
 */
export function parseCalendar(input: unknown): Calendar {
  const parsed = calendarSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new RangeError(`The calendar is not usable: ${sentence(parsed.error)}.`);
}

/** The first finding of a schema in words: the field's path, then what is wrong with it. */
export function sentence(error: z.ZodError): string {
  const [issue] = error.issues;
  if (!issue) return 'the input is wrong';
  const path = issue.path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index ? '.' : ''}${String(step)}`))
    .join('');
  const found = issue.code === 'unrecognized_keys' ? `has the unknown field ${clip(issue.keys.join(', '))}` : issue.message;
  return `${path || 'it'} ${found}`;
}

/** Minutes from 1970-01-01T00:00 of the wall clock to a local date-time. */
export function localMinute(text: string): number {
  return Date.parse(`${text.slice(0, 10)}T00:00Z`) / 60_000 + minuteOfDay(text.slice(11));
}

/** Minutes from midnight to a time of day `HH:MM`; `24:00` is 1440. */
export function minuteOfDay(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}

function isClockYear(text: string): boolean {
  return text >= '1000';
}

/** Ranges are compared only once both ends are well formed. */
function isSound(payload: { issues: unknown[] }): boolean {
  return payload.issues.length === 0;
}

function clip(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
