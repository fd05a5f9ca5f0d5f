import type { Encoding, TableFile } from './delimited.ts';
import { type ColumnEvidence, NO_EVIDENCE, observe, shorten } from './values.ts';

/** What one reading of a whole file told of it. It is kept with the import, so that the next reading need not ask again. */
export interface Survey {
  /** null for a file whose format says it itself. */
  encoding: Encoding | null;
  /** Of JSON, what its objects call their values. */
  keys?: string[];
  rowCount: number;
  /** Up to five different values of each column, in the order of the headers. */
  samples: string[][];
  evidence: ColumnEvidence[];
  /** Rows that were settled when the file was summed: skipped, or wrong by themselves. Only of spend. */
  summed: { skipped: number; wrong: number } | null;
}

const SAMPLES = 5;

/** Reads the file once for what its columns prove and look like; its rows are not kept. */
export async function surveyColumns(file: TableFile, encoding: Encoding | null): Promise<Survey> {
  const samples: string[][] = file.headers.map(() => []);
  const evidence: ColumnEvidence[] = file.headers.map(() => NO_EVIDENCE);
  let rowCount = 0;
  for await (const batch of file.batches()) {
    rowCount += batch.length;
    for (const { cells, problem } of batch) {
      if (problem !== null) continue;
      for (const [column, cell] of cells.entries()) {
        const value = cell.trim();
        if (value === '') continue;
        evidence[column] = observe(evidence[column] ?? NO_EVIDENCE, value);
        const seen = samples[column];
        if (seen === undefined || seen.length === SAMPLES) continue;
        const shown = shorten(value);
        if (!seen.includes(shown)) seen.push(shown);
      }
    }
  }
  return { encoding, rowCount, samples, evidence, summed: null };
}
