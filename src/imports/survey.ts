import type { DelimitedFile } from './delimited.ts';
import { type ColumnEvidence, NO_EVIDENCE, observe, shorten } from './values.ts';

/** What one reading of the whole file tells about its columns, in the order of the headers. */
export interface Survey {
  rowCount: number;
  /** Up to five different values of each column. */
  samples: string[][];
  evidence: ColumnEvidence[];
}

const SAMPLES = 5;

/** Reads the file once for what its columns prove and look like; its rows are not kept. */
export async function surveyColumns(file: DelimitedFile): Promise<Survey> {
  const samples: string[][] = file.headers.map(() => []);
  const evidence: ColumnEvidence[] = file.headers.map(() => NO_EVIDENCE);
  let rowCount = 0;
  for await (const batch of file.batches()) {
    rowCount += batch.length;
    for (const { cells, problem } of batch) {
      if (problem !== null) continue;
      cells.forEach((cell, column) => {
        const value = cell.trim();
        if (value === '') return;
        evidence[column] = observe(evidence[column] ?? NO_EVIDENCE, value);
        const seen = samples[column] ?? [];
        if (seen.length < SAMPLES && !seen.includes(shorten(value))) seen.push(shorten(value));
      });
    }
  }
  return { rowCount, samples, evidence };
}
