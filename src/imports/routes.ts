import { Readable } from 'node:stream';
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { badRequest } from '../platform/errors.ts';
import { idParams, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { change, read } from '../platform/requests.ts';
import type { Context } from '../platform/context.ts';
import { createImport, importHeaders, mapImport, queueImport, undoImport, type Preview } from './commands.ts';
import { rejectionHeader, rejectionLines } from './rejections.ts';
import { getImport, getMapping, listImports, rejectedRows } from './reports.ts';
import {
  importInFull,
  importItem,
  importKind,
  importMapping,
  importPreview,
  importQuery,
  importUndone,
  mappingBody,
} from './schema.ts';

const LARGEST_FILE = 50 * 1024 * 1024;
const PAGE = 1000;

export async function importRoutes(app: Http) {
  app.get(
    '/api/v1/imports',
    { schema: { tags: ['imports'], querystring: importQuery, response: { 200: pageOf(importItem) } } },
    (request) => read(request, (context) => listImports(context, request.query)),
  );

  app.post(
    '/api/v1/imports',
    { schema: { tags: ['imports'], consumes: ['multipart/form-data'], response: { 201: importPreview } } },
    async (request, reply) => {
      const given = await upload(request);
      // What was sent is what a repeat with the same Idempotency-Key is held against.
      const { file, ...described } = given;
      request.body = { ...described, hash: createHash('sha256').update(file).digest('hex') };
      return change(request, reply, 201, async (context) => {
        const { id, ...preview } = await createImport(context, given);
        return previewed(context, id, preview);
      });
    },
  );

  app.get(
    '/api/v1/imports/:id',
    { schema: { tags: ['imports'], params: idParams, response: { 200: importInFull } } },
    (request) => read(request, (context) => inFull(context, request.params.id)),
  );

  app.put(
    '/api/v1/imports/:id/mapping',
    { schema: { tags: ['imports'], params: idParams, body: mappingBody, response: { 200: importPreview } } },
    (request, reply) =>
      change(request, reply, 200, async (context) =>
        previewed(context, request.params.id, await mapImport(context, request.params.id, request.body.mapping)),
      ),
  );

  app.post(
    '/api/v1/imports/:id/run',
    { schema: { tags: ['imports'], params: idParams, response: { 202: importItem } } },
    (request, reply) =>
      change(request, reply, 202, async (context) => {
        await queueImport(context, app.enqueue, request.params.id);
        return getImport(context, request.params.id);
      }),
  );

  app.delete(
    '/api/v1/imports/:id',
    { schema: { tags: ['imports'], params: idParams, response: { 200: importUndone } } },
    (request, reply) => change(request, reply, 200, (context) => undoImport(context, request.params.id)),
  );

  app.get(
    '/api/v1/imports/:id/rejections',
    { schema: { tags: ['imports'], params: idParams, produces: ['text/csv'], response: { 200: z.string() } } },
    async (request, reply) => {
      const { id } = request.params;
      const headers = await read(request, (context) => importHeaders(context, id));
      async function* lines() {
        yield rejectionHeader(headers);
        let after = 0;
        for (;;) {
          const rows = await read(request, (context) => rejectedRows(context, id, after, PAGE));
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

async function inFull(context: Context, id: string) {
  return { ...(await getImport(context, id)), mapping: (await getMapping(context, id)) as z.output<typeof importMapping> | null };
}

async function previewed(context: Context, id: string, preview: Preview) {
  return { ...(await inFull(context, id)), ...preview };
}

/** The parts of an upload, in whatever order they come. @throws Problem 400 naming the part, 413 for a file beyond 50 MB */
async function upload(request: FastifyRequest) {
  if (!request.isMultipart())
    throw badRequest('Send the file as multipart/form-data with the parts file, kind and, if you like, mapping.', [
      { pointer: 'content-type', detail: 'multipart/form-data' },
    ]);
  let file: { name: string; bytes: Buffer } | null = null;
  const fields = new Map<string, string>();
  for await (const part of request.parts({ limits: { fileSize: LARGEST_FILE } })) {
    if (part.type === 'file') file = { name: part.filename, bytes: await part.toBuffer() };
    else fields.set(part.fieldname, String(part.value));
  }
  if (file === null || file.bytes.length === 0)
    throw badRequest('The part "file" is missing or empty; it holds the file to import.', [
      { pointer: 'file', detail: 'a file that is not empty' },
    ]);
  const kind = importKind.safeParse(fields.get('kind'));
  if (!kind.success)
    throw badRequest(`The part "kind" says what the rows are: ${importKind.options.join(', ')}.`, [
      { pointer: 'kind', detail: `one of ${importKind.options.join(', ')}` },
    ]);
  return { kind: kind.data, fileName: nameOf(file.name), file: file.bytes, mapping: mappingOf(fields.get('mapping')) };
}

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
