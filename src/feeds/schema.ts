import { z } from 'zod';
import { importCounts, importKind, importMapping, importState } from '../imports/schema.ts';
import { id, instant, pageQuery, shortText } from '../platform/fields.ts';

/** The contract of feeds: where files come from by themselves, how fresh what they tell is, and what was refused. */

export const feedSource = z
  .enum(['folder', 'url', 'push'])
  .describe('A folder on the server, an address, or files that a program sends');
export type FeedSource = z.infer<typeof feedSource>;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day, for example 06:30');
export const schedule = z
  .union([z.strictObject({ everyMinutes: z.int().min(5).max(10_080) }), z.strictObject({ dailyAt: timeOfDay })])
  .describe("Every so many minutes, or daily at a time of the workspace's zone");

const folder = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .regex(/^[^/\\\p{Cc}]+(\/[^/\\\p{Cc}]+)*$/u, 'a folder below the one for this workspace, for example ads/google')
  .refine((path) => path.split('/').every((part) => !part.startsWith('.')), 'no part of it starts with a dot');
const address = z.string().trim().min(1).max(2000).describe('Of http or https, on the public internet');
const expectedHours = z
  .int()
  .min(1)
  .max(8760)
  .nullable()
  .describe('Within how many hours news is expected; null: it may come or not');

const facts = {
  name: shortText,
  kind: importKind,
  mapping: importMapping.nullable().describe('Columns and options of every file; null: proposed anew for each'),
  expectedHours,
};

export const newFeed = z.discriminatedUnion('source', [
  z.strictObject({ ...facts, source: z.literal('folder'), place: folder, schedule }),
  z.strictObject({ ...facts, source: z.literal('url'), place: address, schedule }),
  z.strictObject({ ...facts, source: z.literal('push') }),
]);
export type NewFeed = z.output<typeof newFeed>;

/** What a feed is of, and where its files come from, stays; another source is another feed. */
export const feedPatch = z
  .strictObject({ name: shortText, mapping: facts.mapping, expectedHours, schedule, place: address, paused: z.boolean() })
  .partial();
export type FeedPatch = z.output<typeof feedPatch>;

/** Why the last look at a feed failed. The screen words the code. */
export const feedProblem = z.object({
  code: z.enum([
    'no_folders',
    'folder_missing',
    'folder_outside',
    'address',
    'unreachable',
    'status',
    'redirects',
    'too_large',
    'too_slow',
    'no_room',
    'fault',
  ]),
  detail: z.string(),
});
export type FeedProblem = z.infer<typeof feedProblem>;

/** Why a file was not imported by itself. */
export const fileProblem = z.object({
  code: z.enum(['empty', 'too_large', 'changing', 'unreadable', 'mapping']),
  detail: z.string(),
});
export type FileProblem = z.infer<typeof fileProblem>;

export const feed = z.object({
  id,
  ...facts,
  source: feedSource,
  place: z.string().nullable().describe('What stands behind the ? of an address may be a secret and is left out'),
  schedule: schedule.nullable(),
  createdAt: instant,
  createdBy: z.object({ id, name: z.string() }).nullable(),
  pausedAt: instant.nullable(),
  state: z.enum(['paused', 'failing', 'stale', 'waiting', 'fresh']),
  lookedAt: instant.nullable(),
  succeededAt: instant.nullable().describe('The last look that found its source in order'),
  nextLookAt: instant.nullable(),
  lastDataAt: instant.nullable().describe('When a file last came that was new'),
  newsDueAt: instant.nullable(),
  problem: feedProblem.nullable().describe('Of the last look'),
  refused: z
    .object({ files: z.int(), rows: z.int(), importId: id.nullable().describe('The last import that refused rows') })
    .describe('Of the last thirty days'),
});
export type Feed = z.input<typeof feed>;

export const feedFile = z.object({
  hash: z.string(),
  fileName: z.string(),
  receivedAt: instant,
  problem: fileProblem.nullable(),
  import: z
    .object({ id, state: importState, counts: importCounts })
    .nullable()
    .describe('Null: refused, or undone and thrown away'),
});
export type FeedFile = z.input<typeof feedFile>;

export const feedFilesQuery = pageQuery;

/** What became of a file that was sent. */
export const sentFile = z.object({
  duplicate: z.boolean().describe('The same content came before; nothing was imported again'),
  importId: id.nullable(),
  problem: fileProblem.nullable(),
});
