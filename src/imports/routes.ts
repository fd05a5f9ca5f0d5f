import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { badRequest, Problem } from '../platform/errors.ts';
import { idParams, pageOf, type Language } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { newId } from '../platform/ids.ts';
import { change, read } from '../platform/requests.ts';
import { createImport, mapImport, queueImport, undoImport } from './commands.ts';
import { discardFile, storeFile, type StoredFile } from './files/store.ts';
import { rejectionHeader, rejectionLines } from './rejections.ts';
import { inWords, said } from './sentences.ts';
import { getImport, importHeaders, listImports, rejectedRows } from './reports.ts';
import {
  importInFull,
  importItem,
  importKind,
  importMapping,
  importQuery,
  languageQuery,
  mappingBody,
  undoing,
  waitingQuery,
} from './schema.ts';

const LARGEST_FILE = 500 * 1024 * 1024;
const PAGE = 1000;
/** How often an import that somebody waits for is looked at. */
const LOOK_MS = 100;
const underWay = new Set(['reading', 'queued', 'running', 'undoing']);

export async function importRoutes(app: Http) {
  /** What is under way says that it waits while there is no room on the disk. Told when it is read: nothing is written then. */
  const inItsRoom = <Import extends Pick<z.output<typeof importItem>, 'state' | 'problem'>>(
    found: Import,
    language: Language,
  ): Import =>
    underWay.has(found.state) && app.watch.isFull() ? { ...found, problem: inWords(said('waitsForRoom'), language) } : found;

  app.get(
    '/api/v1/imports',
    { schema: { tags: ['imports'], querystring: importQuery, response: { 200: pageOf(importItem) } } },
    async (request) => {
      const { items, next } = await read(request, (context) => listImports(context, request.query));
      return { items: items.map((item) => inItsRoom(item, request.query.language)), next };
    },
  );

  app.post(
    '/api/v1/imports',
    {
      schema: {
        tags: ['imports'],
        consumes: ['multipart/form-data'],
        querystring: languageQuery,
        response: { 201: importInFull },
      },
    },
    async (request, reply) => {
      const id = newId();
      const { language } = request.query;
      let isMade = false;
      try {
        const given = await upload(request, id);
        // What was sent is what a repeat with the same Idempotency-Key is held against.
        request.body = { ...given, stored: given.stored.hash };
        const answer = await change(request, reply, 201, async (context) => {
          await createImport(context, app.enqueue, { id, ...given, language });
          isMade = true;
          return getImport(context, id, language);
        });
        return answer;
      } catch (error) {
        isMade = false;
        throw error;
      } finally {
        // Refused, or a repeat of what was made before: the file is nobody's.
        if (!isMade) await read(request, (context) => discardFile(context, id)).catch(() => {});
      }
    },
  );

  app.get(
    '/api/v1/imports/:id',
    { schema: { tags: ['imports'], params: idParams, querystring: waitingQuery, response: { 200: importInFull } } },
    async (request) => {
      const { wait, language } = request.query;
      const look = async () =>
        inItsRoom(await read(request, (context) => getImport(context, request.params.id, language)), language);
      const until = Date.now() + wait * 1000;
      let found = await look();
      while (underWay.has(found.state) && Date.now() < until && !request.raw.destroyed) {
        await setTimeout(LOOK_MS);
        found = await look();
      }
      return found;
    },
  );

  app.put(
    '/api/v1/imports/:id/mapping',
    {
      schema: {
        tags: ['imports'],
        params: idParams,
        querystring: languageQuery,
        body: mappingBody,
        response: { 200: importInFull },
      },
    },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        const [{ id }, { language }] = [request.params, request.query];
        await mapImport(context, app.enqueue, { id, language, mapping: request.body.mapping });
        return getImport(context, id, language);
      }),
  );

  app.post(
    '/api/v1/imports/:id/run',
    { schema: { tags: ['imports'], params: idParams, querystring: languageQuery, response: { 202: importInFull } } },
    (request, reply) =>
      change(request, reply, 202, async (context) => {
        const [{ id }, { language }] = [request.params, request.query];
        await queueImport(context, app.enqueue, id, language);
        return getImport(context, id, language);
      }),
  );

  app.delete(
    '/api/v1/imports/:id',
    { schema: { tags: ['imports'], params: idParams, response: { 200: undoing, 202: undoing } } },
    (request, reply) =>
      change(
        request,
        reply,
        (body: z.output<typeof undoing>) => (body.state === 'undoing' ? 202 : 200),
        async (context) => {
          const state = await undoImport(context, app.enqueue, request.params.id);
          const found = state === 'removed' ? null : await getImport(context, request.params.id, 'en');
          return {
            removed: 0,
            restored: 0,
            kept: [],
            ...found?.undone,
            state: state === 'undoing' ? ('undoing' as const) : ('undone' as const),
          };
        },
      ),
  );

  app.get(
    '/api/v1/imports/:id/rejections',
    {
      schema: {
        tags: ['imports'],
        params: idParams,
        querystring: languageQuery,
        produces: ['text/csv'],
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      const [{ id }, { language }] = [request.params, request.query];
      const headers = await read(request, (context) => importHeaders(context, id));
      async function* lines() {
        yield rejectionHeader(headers, language);
        let after = 0;
        for (;;) {
          const rows = await read(request, (context) => rejectedRows(context, id, after, PAGE, language));
          if (rows.length > 0) yield rejectionLines(rows, headers);
          if (rows.length < PAGE) return;
          after = rows.at(-1)?.row ?? after;
        }
      }
      reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="rejected-${id}.csv"`);
      return reply.send(Readable.from(lines()) as unknown as string);
    },
  );
}

/**
 * The parts of an upload, in whatever order they come; the file is stored as it arrives, under the id given.
 * @throws Problem 400 naming the part, 413 for a file beyond 500 MB
 */
async function upload(request: FastifyRequest, id: string) {
  if (!request.isMultipart())
    throw badRequest('Send the file as multipart/form-data with the parts file, kind and, if you like, mapping.', [
      { pointer: 'content-type', detail: 'multipart/form-data' },
    ]);
  // Said before it is sent: nobody waits for a file that will be refused.
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_FILE + 1024 * 1024) throw tooLarge();
  let file: { name: string; stored: StoredFile } | null = null;
  const fields = new Map<string, string>();
  for await (const part of request.parts({ limits: { fileSize: LARGEST_FILE } })) {
    if (part.type === 'file') {
      const stored = await storeFile((work) => read(request, work), id, part.file);
      if (part.file.truncated) throw tooLarge();
      file = { name: part.filename, stored };
    } else fields.set(part.fieldname, String(part.value));
  }
  if (file === null || file.stored.size === 0)
    throw badRequest('The part "file" is missing or empty; it holds the file to import.', [
      { pointer: 'file', detail: 'a file that is not empty' },
    ]);
  const kind = importKind.safeParse(fields.get('kind'));
  if (!kind.success)
    throw badRequest(`The part "kind" says what the rows are: ${importKind.options.join(', ')}.`, [
      { pointer: 'kind', detail: `one of ${importKind.options.join(', ')}` },
    ]);
  return { kind: kind.data, fileName: nameOf(file.name), stored: file.stored, mapping: mappingOf(fields.get('mapping')) };
}

const tooLarge = () =>
  new Problem(413, 'Too large', 'A file to import has up to 500 MB; split it.', {
    faults: [{ pointer: 'file', detail: 'up to 500 MB' }],
  });

function mappingOf(text: string | undefined) {
  if (text === undefined || text.trim() === '') return null;
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw badRequest('The part "mapping" is not valid JSON.', [
      { pointer: 'mapping', detail: '{"columns": {"E-mail": "email"}, "options": {}}' },
    ]);
  }
  const mapping = importMapping.safeParse(given);
  if (mapping.success) return mapping.data;
  const issue = mapping.error.issues[0];
  throw badRequest(`mapping/${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'wrong form'}.`, [
    { pointer: `mapping/${issue?.path.join('/') ?? ''}`, detail: issue?.message ?? 'wrong form' },
  ]);
}

/** The name of a file as it is shown: without the folders some browsers send, and without signs that no name has. */
function nameOf(name: string | undefined): string {
  // oxlint-disable-next-line no-control-regex
  const plain = (name ?? '')
    .split(/[\\/]/)
    .at(-1)
    ?.toWellFormed()
    .replace(/[\u0000-\u001f\u007f]/g, '')
    .trim();
  return (plain || 'file').slice(0, 200);
}
