import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { Problem } from '../../platform/errors.ts';
import type { Language } from '../../platform/fields.ts';
import type { Enqueue } from '../../platform/jobs.ts';
import { createImport, queueImport } from '../commands.ts';
import { discardFile, storeFile, type Inside, type StoredFile } from '../files/store.ts';
import type { ImportKind } from '../kinds.ts';
import type { ImportMapping } from '../schema.ts';

/** Imports of files that come by themselves: they are put in the queue without anybody looking at what they would do. */

/** Keeps a file as it arrives, under the id of the import that it may become. A file that breaks off leaves nothing. */
export async function keepFile(inside: Inside, id: string, stream: AsyncIterable<Uint8Array>): Promise<StoredFile> {
  try {
    return await storeFile(inside, id, stream);
  } catch (error) {
    await inside((context) => discardFile(context, id));
    throw error;
  }
}

/** Throws away a file that becomes no import. */
export const dropFile = (context: Context, id: string): Promise<void> => discardFile(context, id);

export interface Arrived {
  /** Null: it could not be read as a table or document at all, and nothing is kept of it. */
  importId: string | null;
  /** Why it does not run: it cannot be read, or the import waits for somebody to complete its mapping. */
  problem: string | null;
}

/** Makes an import of a kept file and puts it in the queue. What is wrong with the file is an answer, not an error. */
export async function importArrived(
  context: Context,
  enqueue: Enqueue,
  given: {
    id: string;
    kind: ImportKind;
    fileName: string;
    stored: StoredFile;
    mapping: ImportMapping | null;
    language: Language;
  },
): Promise<Arrived> {
  const { id, language } = given;
  await sql`savepoint arrival`.execute(context.db);
  try {
    await createImport(context, enqueue, given);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await sql`rollback to savepoint arrival`.execute(context.db);
    await discardFile(context, id);
    return { importId: null, problem: error.detail };
  }
  try {
    await queueImport(context, enqueue, id, language);
    return { importId: id, problem: null };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { importId: id, problem: error.detail };
  }
}
