import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { findWriteKey } from '../accounts/commands.ts';
import type { Actor } from '../platform/context.ts';
import { inWorkspace, isDatabaseAway, type Database } from '../platform/database.ts';
import { badRequest, Problem, unauthenticated } from '../platform/errors.ts';
import { created, pageOf, pageQuery } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { change, read } from '../platform/requests.ts';
import { arrive, recordMessages, recordTouchpoint, refuseMessages, type Arrival } from './commands.ts';
import { groupCommit } from './group-commit.ts';
import { isObject } from './json.ts';
import { originalsOf } from './originals.ts';
import { listQuarantine, listTouchpoints } from './reports.ts';
import { newTouchpoint, quarantined, received, touchpoint, touchpointQuery } from './schema.ts';
import { batchLimit, readBatch, type MessageType } from './segment.ts';

const calls = { batch: undefined, track: 'track', page: 'page', identify: 'identify' } as const;

/** The door for websites and tracking clients: Segment's calls with its authentication, from any site, answered once they are on disk. */
export async function trackingRoutes(app: Http) {
  const senderOf = writeKeyBook(app.db);
  const record = groupCommit<Key, Arrival, Awaited<ReturnType<typeof recordMessages>>[number]>({
    commit: ({ workspace, actor }, arrivals) =>
      inWorkspace(app.db, workspace, actor, (context) => recordMessages(context, arrivals)),
    later: (work) => setTimeout(work, 1),
    mayBeOneRequests: (error) => !isDatabaseAway(error),
    capacity: 20_000,
    most: 2_000,
  });

  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['application/json', 'text/plain'],
    { parseAs: 'buffer', bodyLimit: batchLimit },
    (request: FastifyRequest, body: Buffer) => unpack(body, request.headers['content-encoding']),
  );
  app.addHook('onSend', async (_request, reply) => {
    reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
  });

  for (const [name, type] of Object.entries(calls)) {
    const url = `/v1/${name}`;
    const description = `Takes Segment's ${name === 'batch' ? 'batch of calls' : `${name} call`} as application/json or text/plain, gzip allowed. The write key is the user name of Basic authentication, or "writeKey" in the body.`;
    app.options(url, { schema: { hide: true } }, (_request, reply) =>
      reply
        .code(204)
        .header('access-control-allow-methods', 'POST')
        .header('access-control-allow-headers', 'authorization, content-type, content-encoding')
        .header('access-control-max-age', '86400')
        .send(),
    );
    app.post(
      url,
      { schema: { tags: ['tracking'], description, response: { 200: received } } },
      async (request): Promise<z.output<typeof received>> => {
        const sender = await senderOf(basicUser(request));
        const parsed = parse(request.body);
        const key = sender ?? (await senderOf(parsed.ok ? keyIn(parsed.raw) : null));
        if (!key)
          throw unauthenticated(
            'Send a write key that is in force: as the user name of Basic authentication, or as "writeKey" in the body.',
          );
        const arrivals = parsed.ok ? arrivalsOf(request, parsed.raw, parsed.text, type) : parsed.problem;
        if (arrivals instanceof Problem) {
          await inWorkspace(app.db, key.workspace, key.actor, (context) => refuseMessages(context, 1));
          throw arrivals;
        }
        const outcomes = arrivals.length === 0 ? [] : await record(key, arrivals);
        const [only] = arrivals;
        // A single call tells its sender what is wrong; in a batch the good ones must not suffer for it.
        if (type !== undefined && only && !only.reading.ok)
          throw badRequest(`${only.reading.path || 'The message'} ${only.reading.reason}. It is kept in quarantine.`, [
            { pointer: only.reading.path, detail: only.reading.reason },
          ]);
        const count = (outcome: string) => outcomes.filter((found) => found === outcome).length;
        return { success: true, accepted: count('accepted'), duplicate: count('duplicate'), quarantined: count('quarantined') };
      },
    );
  }
}

interface Key {
  id: string;
  workspace: string;
  actor: Actor;
}

// A revoked key is noticed within this time; in between, a busy website's key is looked up once.
const KEY_KEPT_MS = 3_000;
const MOST_KEYS_KEPT = 10_000;

/** Finds whose write key it is, and remembers for a few seconds: unknown ones too, so that a wrong key costs no more than a right one. */
function writeKeyBook(db: Database): (secret: string | null) => Promise<Key | null> {
  const known = new Map<string, { key: Promise<Key | null>; until: number }>();
  return (secret) => {
    if (secret === null) return Promise.resolve(null);
    const now = Date.now();
    const before = known.get(secret);
    if (before && before.until > now) return before.key;
    if (known.size >= MOST_KEYS_KEPT) known.clear();
    const key = findWriteKey(db, secret).then((found) => found && { id: `${found.workspace} ${secret}`, ...found });
    known.set(secret, { key, until: now + KEY_KEPT_MS });
    key.catch(() => known.delete(secret));
    return key;
  };
}

const basicUser = ({ headers }: FastifyRequest): string | null => {
  const encoded = /^Basic ([A-Za-z0-9+/=_-]+)$/i.exec(headers.authorization ?? '')?.[1];
  return (encoded && Buffer.from(encoded, 'base64').toString().split(':')[0]) || null;
};

const keyIn = (raw: unknown): string | null =>
  isObject(raw) && typeof raw['writeKey'] === 'string' && raw['writeKey'].length < 200 ? raw['writeKey'] : null;

const inflate = promisify(gunzip);

async function unpack(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') return body;
  if (encoding !== 'gzip')
    throw new Problem(415, 'Unsupported content encoding', 'Send the body as it is or with Content-Encoding: gzip.');
  try {
    return await inflate(body, { maxOutputLength: batchLimit });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new Problem(413, 'Too large', `A batch may have ${batchLimit} bytes once unpacked; send it in parts.`);
    throw badRequest('The body is not valid gzip although its Content-Encoding says so.');
  }
}

// A message with anything to say takes a hundred bytes: 500 KB cannot hold more that are worth reading.
const MOST_MESSAGES = 5_000;

type Parsed = { ok: true; raw: unknown; text: string } | { ok: false; problem: Problem };

function parse(body: unknown): Parsed {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body instanceof Buffer ? body : Buffer.alloc(0));
    return { ok: true, raw: JSON.parse(text) as unknown, text };
  } catch (error) {
    const place = error instanceof SyntaxError ? /position \d+/.exec(error.message)?.[0] : undefined;
    return {
      ok: false,
      problem: badRequest(
        error instanceof SyntaxError
          ? `The body is not valid JSON${place ? ` at ${place}` : ''}.`
          : 'The body is not valid UTF-8.',
      ),
    };
  }
}

function arrivalsOf(request: FastifyRequest, raw: unknown, text: string, type: MessageType | undefined): Arrival[] | Problem {
  const receivedAt = new Date();
  const sender = {
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    browser: request.headers.origin !== undefined,
  };
  if (type !== undefined) return [arrive(raw, receivedAt, sender, () => text, type)];
  const batch = readBatch(raw);
  if (!batch.ok)
    return badRequest(`${batch.path || 'The body'}: ${batch.reason}.`, [{ pointer: batch.path, detail: batch.reason }]);
  if (batch.messages.length > MOST_MESSAGES)
    return new Problem(413, 'Too large', `A batch may have ${MOST_MESSAGES} messages; send it in parts.`);
  let originals: string[] | undefined;
  return batch.messages.map((message, index) =>
    arrive(message, receivedAt, sender, () => (originals ??= originalsOf(text))[index] ?? ''),
  );
}

const tags = ['customers'];

export async function touchpointRoutes(app: Http) {
  app.get(
    '/api/v1/touchpoints',
    { schema: { tags, querystring: touchpointQuery, response: { 200: pageOf(touchpoint) } } },
    (request) => read(request, (context) => listTouchpoints(context, request.query)),
  );
  app.post('/api/v1/touchpoints', { schema: { tags, body: newTouchpoint, response: { 201: created } } }, (request, reply) =>
    change(request, reply, 201, async (context) => ({ id: await recordTouchpoint(context, request.body) })),
  );
  app.get(
    '/api/v1/quarantine',
    { schema: { tags: ['tracking'], querystring: pageQuery, response: { 200: pageOf(quarantined) } } },
    (request) => read(request, (context) => listQuarantine(context, request.query)),
  );
}
