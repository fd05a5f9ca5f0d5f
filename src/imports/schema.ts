import { z } from 'zod';
import { currency, id, instant, language, pageQuery } from '../platform/fields.ts';
import { IMPORT_KINDS, type ImportKind } from './kinds.ts';
import { PROBLEMS_SHOWN } from './problems-shown.ts';

export const importKind = z
  .enum(Object.keys(IMPORT_KINDS) as [ImportKind, ...ImportKind[]])
  .meta({ description: 'What the rows of the file are.' });

/** What is said about the file as a whole; whatever is left out is sniffed. */
export const importOptions = z.strictObject({
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  sheet: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'Of a workbook, the sheet to import; the first if left out.' }),
  decimal: z.enum(['comma', 'dot']).optional().meta({ description: 'The sign before the decimals, in every column.' }),
  dateFormat: z.enum(['dmy', 'mdy']).optional().meta({ description: 'The order of dates that do not start with the year.' }),
  currency: currency.optional().meta({ description: 'ISO 4217 code for rows that name no currency.' }),
  channel: z.string().min(1).max(100).optional().meta({ description: 'The channel of rows that name none.' }),
  source: z.string().min(1).max(100).optional().meta({ description: 'The source of rows that name none.' }),
  timeZone: z.string().min(1).max(100).optional().meta({ description: 'IANA zone of times without an offset; UTC if left out.' }),
});

/** Which column is which field. A column that is not named is not imported. */
export const importMapping = z.strictObject({
  columns: z.record(z.string().max(1000), z.string().max(100)).meta({ description: 'Field by column header.' }),
  options: importOptions.default({}),
});

export const importColumn = z.object({
  header: z.string(),
  field: z.string().nullable(),
  samples: z.array(z.string()).max(5),
});

export const importProblem = z.object({
  row: z.int().min(1).meta({ description: 'As a spreadsheet counts: the header is row 1. Of JSON, the first object is.' }),
  column: z.string().nullable().meta({ description: 'null when it is about the whole row.' }),
  value: z.string(),
  problem: z.string(),
});

/** How many rows of the file, and what becomes of them. */
export const importCounts = z.object({
  rows: z.int().min(0),
  new: z.int().min(0),
  updated: z.int().min(0),
  skipped: z.int().min(0),
  wrong: z.int().min(0),
});

/** What undoing an import came to. */
export const importUndone = z.object({
  removed: z.int().min(0).meta({ description: 'Rows the import made that are gone.' }),
  restored: z.int().min(0).meta({ description: 'Rows it changed that are as they were.' }),
  kept: z
    .array(z.object({ kind: z.string(), count: z.int().min(1) }))
    .meta({ description: 'Rows that stay, because something has changed them or come to them since.' }),
});

export const importState = z
  .enum(['reading', 'unreadable', 'previewed', 'queued', 'running', 'done', 'undoing', 'undone', 'stopped'])
  .meta({
    description:
      'A large file is `reading` until the worker has read it; then it is previewed, or unreadable for the reason in `problem`.',
  });

export const importItem = z.object({
  id,
  kind: importKind,
  fileName: z.string(),
  state: importState,
  counts: importCounts,
  rowsDone: z.int().min(0).meta({ description: 'How many rows have been read, or imported, so far.' }),
  problem: z.string().nullable().meta({ description: 'What there is to know of the import as a whole.' }),
  createdAt: instant,
  createdBy: z.object({ id, name: z.string() }).nullable(),
  finishedAt: instant.nullable(),
  undone: importUndone.nullable(),
});

/** One import with its mapping and what it would do; nothing of it is written before it runs. */
export const importInFull = importItem.extend({
  mapping: importMapping
    .nullable()
    .meta({ description: 'null for XML, which needs none, and while the file is read without one.' }),
  columns: z.array(importColumn).meta({ description: 'Empty for XML, and while the file is read.' }),
  sheets: z.array(z.string()).meta({ description: 'The sheets of a workbook; one is imported.' }),
  problems: z
    .array(importProblem)
    .max(PROBLEMS_SHOWN)
    .meta({ description: 'The first hundred: of rows that are wrong, and of what was left out of rows that come in.' }),
});

const sentencesIn = { language: language.default('en').meta({ description: 'In which problems are worded.' }) };
export const importQuery = pageQuery.extend({ kind: importKind.optional(), ...sentencesIn });
export const languageQuery = z.strictObject(sentencesIn);
export const waitingQuery = z.strictObject({
  ...sentencesIn,
  wait: z.coerce.number().min(0).max(8).default(0).meta({
    description: 'Seconds to wait for the worker, while it is reading, importing or undoing; answered at once when it is not.',
  }),
});
export const mappingBody = z.strictObject({ mapping: importMapping });

/** What undoing came to so far; a large import is undone by the worker, and says so in its state. */
export const undoing = importUndone.extend({ state: z.enum(['undone', 'undoing']) });

export type ImportOptions = z.infer<typeof importOptions>;
export type ImportMapping = z.infer<typeof importMapping>;
export type ImportColumn = z.infer<typeof importColumn>;
export type ImportProblem = z.infer<typeof importProblem>;
export type ImportCounts = z.infer<typeof importCounts>;
/** As they are on the wire. */
export type ImportItem = z.input<typeof importItem>;
export type ImportInFull = z.input<typeof importInFull>;
