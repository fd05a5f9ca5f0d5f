import { z } from 'zod';
import { IMPORT_KINDS, type ImportKind } from './kinds.ts';

export const importKind = z
  .enum(Object.keys(IMPORT_KINDS) as [ImportKind, ...ImportKind[]])
  .meta({ description: 'What the rows of the file are.' });

/** What is said about the file as a whole; whatever is left out is sniffed. */
export const importOptions = z
  .strictObject({
    delimiter: z.enum([',', ';', '\t', '|']).optional(),
    decimal: z.enum(['comma', 'dot']).optional().meta({ description: 'The sign before the decimals, in every column.' }),
    dateFormat: z.enum(['dmy', 'mdy']).optional().meta({ description: 'The order of dates that do not start with the year.' }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional()
      .meta({ description: 'ISO 4217 code for rows that name no currency.' }),
    channel: z.string().min(1).max(100).optional().meta({ description: 'The channel of rows that name none.' }),
    source: z.string().min(1).max(100).optional().meta({ description: 'The source of rows that name none.' }),
    timeZone: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .meta({ description: 'IANA zone of times without an offset; UTC if left out.' }),
  })
  .meta({ id: 'ImportOptions' });

/** Which column is which field. A column that is not named is not imported. */
export const importMapping = z
  .strictObject({
    columns: z.record(z.string().max(1000), z.string().max(100)).meta({ description: 'Field by column header.' }),
    options: importOptions.default({}),
  })
  .meta({ id: 'ImportMapping' });

export const importColumn = z.object({
  header: z.string(),
  field: z.string().nullable(),
  samples: z.array(z.string()).max(5),
});

export const importProblem = z.object({
  row: z.int().min(1).meta({ description: 'As a spreadsheet counts: the header is row 1.' }),
  column: z.string().nullable().meta({ description: 'null when it is about the whole row.' }),
  value: z.string(),
  problem: z.string(),
});

export const importCounts = z.object({
  new: z.int().min(0),
  updated: z.int().min(0),
  skipped: z.int().min(0),
  wrong: z.int().min(0),
});

/** What an import would do; nothing is written yet. */
export const importPreview = z
  .object({ columns: z.array(importColumn), counts: importCounts, problems: z.array(importProblem) })
  .meta({ id: 'ImportPreview' });

export type ImportOptions = z.infer<typeof importOptions>;
export type ImportMapping = z.infer<typeof importMapping>;
export type ImportColumn = z.infer<typeof importColumn>;
export type ImportProblem = z.infer<typeof importProblem>;
export type ImportCounts = z.infer<typeof importCounts>;
export type ImportPreview = z.infer<typeof importPreview>;
