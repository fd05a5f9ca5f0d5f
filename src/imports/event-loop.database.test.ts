import { existsSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { importFiles, PEOPLE, type BenchKind } from '../../bench/import-files.ts';
import { createTestWorkspace } from '../../test/database.ts';
import { createTestServer } from '../../test/server.ts';
import { readImport, runImport } from './jobs.ts';

const server = await createTestServer();
const { app, db } = server;
/** How Linux tells what a thread has had of the processor, in nanoseconds: other programs do not spoil it, nor do other threads. */
const ACCOUNT = '/proc/thread-self/schedstat';
const onProcessor = () => Number(readFileSync(ACCOUNT, 'utf8').split(' ')[0]) / 1e6;

/** The milliseconds of the processor that the longest piece of work took without letting anybody else have a turn. */
async function longestPiece(work: () => Promise<unknown>): Promise<number> {
  let [longest, seen] = [0, onProcessor()];
  const turn = () => {
    const now = onProcessor();
    longest = Math.max(longest, now - seen);
    seen = now;
  };
  const turns = setInterval(turn, 1);
  await work();
  turn();
  clearInterval(turns);
  return longest;
}

const BOUNDARY = 'samspil';
/** A file in an upload, in pieces as a network brings them. */
function* form(kind: BenchKind, rows: number) {
  yield Buffer.from(
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="kind"\r\n\r\n${kind}\r\n--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="file.csv"\r\ncontent-type: text/csv\r\n\r\n`,
  );
  yield* importFiles[kind](rows);
  yield Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
}

/** The longest piece of bringing a file of touchpoints into an office of its own: sent, read, read by a mapping, imported. */
async function longestOf(rows: number): Promise<number> {
  const workspace = await createTestWorkspace(db);
  const marketing = await server.as('marketing', { workspace });
  const headers = { cookie: marketing.cookie, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
  const bringIn = async (kind: BenchKind, rows: number) => {
    const payload = Readable.from(form(kind, rows));
    return longestPiece(async () => {
      const sent = await app.inject({ method: 'POST', url: '/api/v1/imports', headers, payload });
      expect(sent.statusCode, sent.body).toBe(201);
      const job = { workspace, importId: sent.json().id as string };
      const url = `/api/v1/imports/${job.importId}`;
      await readImport(db, job);
      const { mapping } = (await marketing.get(url)).json();
      await marketing.put(`${url}/mapping`, { mapping });
      await readImport(db, job);
      expect((await marketing.post(`${url}/run`)).statusCode).toBe(202);
      await runImport(db, job);
      expect((await marketing.get(url)).json()).toMatchObject({ state: 'done', counts: { rows, new: rows } });
    });
  };
  await bringIn('people', PEOPLE);
  return bringIn('touchpoints', rows);
}

it.skipIf(!existsSync(ACCOUNT))(
  'a file of fifty thousand rows holds up others no longer at a time than one of eight thousand',
  async () => {
    await longestOf(8_000);
    const small = await longestOf(8_000);
    let large = await longestOf(50_000);
    // A collection of garbage may fall into it.
    for (let again = 0; again < 2 && large >= 2 * small; again += 1) large = Math.min(large, await longestOf(50_000));
    expect(large).toBeLessThan(2 * small);
  },
  300_000,
);
