import { createHash } from 'node:crypto';
import type { Context } from '../../platform/context.ts';

/** Files to import, kept in parts under the id of their import: whoever writes or reads one holds a part of it at a time. */

/** Runs work in a transaction of the workspace: one of its own each time, or the one that is open already. */
export type Inside = <T>(work: (context: Context) => Promise<T>) => Promise<T>;

export interface StoredFile {
  /** How many bytes it has. */
  size: number;
  /** SHA-256 in hexadecimal. */
  hash: string;
}

const PART = 1 << 18;
/** Parts that are read at once: few enough to be held, enough that asking for them costs little. */
const AT_ONCE = 3;

/** Keeps a file as it arrives. What arrived before a fault stays until `discardFile`. */
export async function storeFile(inside: Inside, importId: string, stream: AsyncIterable<Uint8Array>): Promise<StoredFile> {
  const hash = createHash('sha256');
  let waiting: Uint8Array[] = [];
  let [held, size, position] = [0, 0, 0];
  const keep = async () => {
    const bytes = Buffer.concat(waiting);
    [waiting, held] = [[], 0];
    await inside((context) => insertPart(context, importId, position, bytes));
    position += 1;
  };
  for await (const chunk of stream) {
    hash.update(chunk);
    size += chunk.length;
    held += chunk.length;
    waiting.push(chunk);
    if (held >= PART) await keep();
  }
  if (held > 0) await keep();
  return { size, hash: hash.digest('hex') };
}

async function insertPart({ db, workspace, now }: Context, importId: string, position: number, bytes: Buffer): Promise<void> {
  await db.insertInto('importFileParts').values({ workspaceId: workspace, importId, position, bytes, storedAt: now }).execute();
}

/** The file, part by part, from its first byte. */
export async function* fileParts(inside: Inside, importId: string): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position += AT_ONCE) {
    const parts = await inside(({ db }) =>
      db
        .selectFrom('importFileParts')
        .select('bytes')
        .where('importId', '=', importId)
        .where('position', '>=', position)
        .where('position', '<', position + AT_ONCE)
        .orderBy('position')
        .execute(),
    );
    for (const { bytes } of parts) yield bytes;
    if (parts.length < AT_ONCE) return;
  }
}

export async function discardFile({ db }: Context, importId: string): Promise<void> {
  await db.deleteFrom('importFileParts').where('importId', '=', importId).execute();
}
