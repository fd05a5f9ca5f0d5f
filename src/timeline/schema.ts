import { z } from 'zod';
import { ref } from '../companies/schema.ts';
import { instant, money, pageQuery } from '../platform/fields.ts';
import { touchKinds } from '../touchpoints/kinds.ts';

/** What may stand on a timeline: every kind of touch, and what the two teams, the customer and finance did besides. */
export const timelineKinds = [
  ...touchKinds,
  'known',
  'stage',
  'handoff',
  'decision',
  'attempt',
  'comment',
  'evidence',
  'deal',
  'invoice',
] as const;
export const timelineSides = ['marketing', 'sales', 'customer', 'both', 'money'] as const;

/** Facts, never sentences: the screen words them in the reader's language. */
export const timelineItem = z.object({
  id: z.string(),
  at: instant,
  kind: z.enum(timelineKinds),
  side: z.enum(timelineSides),
  title: z.string().nullable(),
  channel: z.string().nullable(),
  source: z.string().nullable(),
  medium: z.string().nullable(),
  campaign: z.string().nullable(),
  content: z.string().nullable(),
  url: z.string().nullable(),
  path: z.string().nullable(),
  bot: z.boolean(),
  person: ref,
  member: ref,
  money: money.nullable(),
  details: z.record(z.string(), z.unknown()).describe('What is particular to the kind'),
});
export type TimelineItem = z.input<typeof timelineItem>;
export type TimelineFact = z.output<typeof timelineItem>;

/** A list in a query parameter, with commas between. */
const listed = <T extends string>(values: readonly [T, ...T[]], what: string) =>
  z
    .string()
    .max(500)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(values)))
    .optional()
    .describe(what);

export const timelineQuery = pageQuery.extend({
  kind: listed(timelineKinds, 'Only these kinds, with commas between'),
  side: listed(timelineSides, 'Only what these did, with commas between'),
});
