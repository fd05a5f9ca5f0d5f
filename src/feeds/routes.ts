import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { dropFile, keepFile } from '../imports/arriving/commands.ts';
import { badRequest } from '../platform/errors.ts';
import { idParams, listQuery, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { newId } from '../platform/ids.ts';
import { pageOfList } from '../platform/pages.ts';
import { change, read } from '../platform/requests.ts';
import { askForLook, changeFeed, createFeed, removeFeed, takeFile, type Arrival } from './commands.ts';
import { getFeed, listFeedFiles, listFeeds } from './reports.ts';
import { feed, feedFile, feedFilesQuery, feedPatch, newFeed, sentFile } from './schema.ts';

const tags = ['feeds'];
const none = z.undefined();
const LARGEST_FILE = 500 * 1024 * 1024;

export async function feedRoutes(app: Http) {
  /** A feed that looks for files by itself waits while there is no room on the disk. Told when it is read: nothing is written then. */
  const inItsRoom = (found: z.output<typeof feed>): z.output<typeof feed> =>
    found.source !== 'push' && found.pausedAt === null && app.watch.isFull()
      ? { ...found, problem: { code: 'no_room', detail: '' } }
      : found;

  app.get('/api/v1/feeds', { schema: { tags, querystring: listQuery, response: { 200: pageOf(feed) } } }, (request) =>
    read(request, async (context) => pageOfList((await listFeeds(context)).map(inItsRoom), request.query)),
  );
  app.post('/api/v1/feeds', { schema: { tags, body: newFeed, response: { 201: feed } } }, (request, reply) =>
    change(request, reply, 201, async (context) =>
      getFeed(context, await createFeed(context, app.settings.feedsDir, request.body)),
    ),
  );
  app.get('/api/v1/feeds/:id', { schema: { tags, params: idParams, response: { 200: feed } } }, (request) =>
    read(request, async (context) => inItsRoom(await getFeed(context, request.params.id))),
  );
  app.patch(
    '/api/v1/feeds/:id',
    { schema: { tags, params: idParams, body: feedPatch, response: { 200: feed } } },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        await changeFeed(context, request.params.id, request.body);
        return getFeed(context, request.params.id);
      }),
  );
  app.delete('/api/v1/feeds/:id', { schema: { tags, params: idParams, response: { 204: none } } }, (request, reply) =>
    change(request, reply, 204, (context) => removeFeed(context, request.params.id)),
  );
  app.post('/api/v1/feeds/:id/look', { schema: { tags, params: idParams, response: { 202: feed } } }, (request, reply) =>
    change(request, reply, 202, async (context) => {
      await askForLook(context, app.enqueue, request.params.id);
      return getFeed(context, request.params.id);
    }),
  );
  app.get(
    '/api/v1/feeds/:id/files',
    { schema: { tags, params: idParams, querystring: feedFilesQuery, response: { 200: pageOf(feedFile) } } },
    (request) => read(request, (context) => listFeedFiles(context, request.params.id, request.query)),
  );
  app.post(
    '/api/v1/feeds/:id/files',
    { schema: { tags, params: idParams, consumes: ['multipart/form-data'], response: { 200: sentFile, 202: sentFile } } },
    async (request, reply) => {
      await read(request, (context) => getFeed(context, request.params.id));
      const arrival = await upload(request);
      // What was sent is what a repeat with the same Idempotency-Key is held against.
      request.body = { hash: arrival.hash, fileName: arrival.fileName };
      let isTaken = false;
      try {
        const answer = await change(
          request,
          reply,
          ({ duplicate }: z.output<typeof sentFile>) => (duplicate ? 200 : 202),
          async (context) => {
            isTaken = true;
            return takeFile(context, app.enqueue, request.params.id, arrival);
          },
        );
        return answer;
      } catch (error) {
        isTaken = false;
        throw error;
      } finally {
        if (!isTaken) await read(request, (context) => dropFile(context, arrival.id)).catch(() => {});
      }
    },
  );
}

/** The file that was sent, kept as it came. @throws Problem 400 without one, 413 for one beyond 500 MB */
async function upload(request: FastifyRequest): Promise<Arrival> {
  const missing = () =>
    badRequest('Send the file as multipart/form-data in the part "file", for example with curl -F file=@leads.csv.', [
      { pointer: 'file', detail: 'a file' },
    ]);
  if (!request.isMultipart()) throw missing();
  const part = await request.file({ limits: { fileSize: LARGEST_FILE } });
  if (part === undefined) throw missing();
  const id = newId();
  const stored = await keepFile((work) => read(request, work), id, part.file as AsyncIterable<Uint8Array>);
  if (part.file.truncated) {
    await read(request, (context) => dropFile(context, id));
    throw Object.assign(new Error('too large'), { code: 'FST_REQ_FILE_TOO_LARGE' });
  }
  const fileName =
    part.filename
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\p{Cc}/gu, '')
      .trim() || 'file';
  return { id, fileName: fileName.slice(0, 200), seenAs: null, ...stored };
}
