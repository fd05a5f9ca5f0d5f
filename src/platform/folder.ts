import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** Why a folder cannot be read: `missing`, or `outside` of the one that may be read. */
export class FolderError extends Error {
  readonly code: 'missing' | 'outside';

  constructor(code: FolderError['code']) {
    super(`The folder is ${code}.`);
    this.name = 'FolderError';
    this.code = code;
  }
}

export interface FoundFile {
  name: string;
  size: number;
  /** Name, size and time of change: the same for as long as nobody writes to it. */
  seenAs: string;
  /** The bytes as they were when it was found; throws when somebody writes to it meanwhile. */
  read(): AsyncGenerator<Uint8Array>;
}

/** Makes a folder below the root, with those on the way to it. */
export async function makeFolder(root: string, folder: string): Promise<void> {
  await mkdir(join(root, folder), { recursive: true });
}

/**
 * The files in a folder below `root`, the one changed first coming first. Links are not followed, neither out of the root nor within it, and
 * hidden files are nobody's business; a file that changed within `settledMs` before `now` may still be written to and waits.
 * @throws FolderError
 */
export async function filesIn(
  root: string,
  folder: string,
  { settledMs, now }: { settledMs: number; now: Date },
): Promise<FoundFile[]> {
  const [top, place] = await Promise.all([realpath(root), realpath(join(root, folder))]).catch(() => {
    throw new FolderError('missing');
  });
  if (!place.startsWith(top + sep)) throw new FolderError('outside');
  const entries = await readdir(place, { withFileTypes: true }).catch(() => {
    throw new FolderError('missing');
  });
  const found: (FoundFile & { changed: number })[] = [];
  for (const entry of entries) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue;
    const path = join(place, entry.name);
    const facts = await lstat(path).catch(() => null);
    if (facts === null || !facts.isFile() || facts.mtimeMs > now.getTime() - settledMs) continue;
    const seenAs = seen(entry.name, facts);
    found.push({
      name: entry.name,
      size: facts.size,
      seenAs,
      changed: facts.mtimeMs,
      read: () => bytesOf(path, entry.name, seenAs),
    });
  }
  return found.sort((one, other) => one.changed - other.changed || (one.name < other.name ? -1 : 1));
}

const seen = (name: string, { size, mtimeMs }: { size: number; mtimeMs: number }) => `${name} ${size} ${mtimeMs}`;

async function* bytesOf(path: string, name: string, seenAs: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    for await (const chunk of file.createReadStream({ autoClose: false })) yield chunk as Uint8Array;
    if (seen(name, await file.stat()) !== seenAs) throw new Error('The file was written to while it was read.');
  } finally {
    await file.close();
  }
}
