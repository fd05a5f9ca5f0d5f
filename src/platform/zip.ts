import { pipeline, Readable } from 'node:stream';
import { constants, crc32, createDeflateRaw } from 'node:zlib';

/** A file that goes into an archive, written while it is read. */
export interface ZipEntry {
  name: string;
  content: AsyncIterable<string> | Iterable<string>;
}

const LOCAL = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Sizes follow the file, because they are not known before; names are UTF-8. */
const FLAGS = 0x0808;
const VERSION = 20;
const DEFLATED = 8;
/** The first of January 1980: the same content is the same archive. */
const EPOCH = 0x00210000;

/**
 * A ZIP archive (APPNOTE 6.3.10, without 64-bit extensions) of files up to 4 GiB each, in pieces as they are asked for: nothing is held but
 * what the compressor holds, and it works beside the event loop.
 * @throws RangeError for a file or an archive that has grown beyond 4 GiB
 */
export async function* zipped(entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  const passed = (piece: Buffer) => {
    offset += piece.length;
    if (offset > 0xffffffff) throw new RangeError('The archive is larger than 4 GiB.');
    return piece;
  };
  for await (const { name, content } of entries) {
    const start = offset;
    const label = Buffer.from(name);
    yield passed(
      Buffer.concat([
        numbers(
          [LOCAL, 4],
          [VERSION, 2],
          [FLAGS, 2],
          [DEFLATED, 2],
          [EPOCH, 4],
          [0, 4],
          [0, 4],
          [0, 4],
          [label.length, 2],
          [0, 2],
        ),
        label,
      ]),
    );
    const seen = { crc: 0, size: 0, packed: 0 };
    const deflate = createDeflateRaw({ level: constants.Z_BEST_SPEED });
    pipeline(Readable.from(measured(content, seen)), deflate, () => {});
    for await (const piece of deflate) {
      seen.packed += (piece as Buffer).length;
      yield passed(piece as Buffer);
    }
    if (seen.size > 0xffffffff) throw new RangeError(`${name} is larger than 4 GiB.`);
    yield passed(numbers([DESCRIPTOR, 4], [seen.crc, 4], [seen.packed, 4], [seen.size, 4]));
    directory.push(
      numbers(
        [CENTRAL, 4],
        [VERSION, 2],
        [VERSION, 2],
        [FLAGS, 2],
        [DEFLATED, 2],
        [EPOCH, 4],
        [seen.crc, 4],
        [seen.packed, 4],
        [seen.size, 4],
        [label.length, 2],
        [0, 2],
        [0, 2],
        [0, 2],
        [0, 2],
        [0, 4],
        [start, 4],
      ),
      label,
    );
  }
  const index = Buffer.concat(directory);
  const count = directory.length / 2;
  yield Buffer.concat([index, numbers([END, 4], [0, 2], [0, 2], [count, 2], [count, 2], [index.length, 4], [offset, 4], [0, 2])]);
}

/** Content as bytes, with what the directory must know of it. */
async function* measured(content: ZipEntry['content'], seen: { crc: number; size: number }): AsyncGenerator<Buffer> {
  for await (const text of content) {
    const bytes = Buffer.from(text);
    seen.crc = crc32(bytes, seen.crc);
    seen.size += bytes.length;
    yield bytes;
  }
}

/** Little-endian numbers one after the other, each with its length in bytes. */
function numbers(...fields: [value: number, bytes: number][]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((length, [, bytes]) => length + bytes, 0));
  let at = 0;
  for (const [value, bytes] of fields) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
}
