import { isAscii } from 'node:buffer';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { errorCodes, type FastifyError, type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { findWriteKey } from '../../accounts/commands.ts';
import type { Actor, Context } from '../../platform/context.ts';
import { inWorkspace, isHeldElsewhere } from '../../platform/database.ts';
import { badRequest, notFound, Problem, unauthenticated, type Fault } from '../../platform/errors.ts';
import type { Http } from '../../platform/http.ts';
import { change } from '../../platform/requests.ts';
import { willPass } from '../../platform/watch.ts';
import { groupCommit } from '../group-commit.ts';
import { isObject } from '../json.ts';
import { isAhead } from '../machines.ts';
import { remembered } from '../remembered.ts';
import { received, trackingSettings } from '../schema.ts';
import { batchLimit, messageTypes, readBatch, type MessageType } from '../segment.ts';
import { inWords, said, sentenceOf, type Said } from '../sentences.ts';
import { arrive, type Arrival } from './arrival.ts';
import { keyBook } from './key-book.ts';
import { recordMessages, refuse } from './commands.ts';
import type { Fate } from './fate.ts';
import { takeIn } from './journal/commands.ts';
import { parcelOf, type Parcel } from './parcel.ts';
import type { ReceiptBook } from './receipts.ts';

/** Segment's calls by their names, and by the single letters its browser client uses; undefined is a batch. */
const calls = new Map<string, MessageType | undefined>([
  ...messageTypes.flatMap((type) => [[type, type] as const, [type.charAt(0), type] as const]),
  ...['batch', 'import', 'b'].map((name) => [name, undefined] as const),
]);

/** So much of what was sent may wait to be written. Taken apart, a message takes some six times the memory of its text. */
const MOST_OCTETS_HELD = 32 * 1024 * 1024;

interface Key {
  workspace: string;
  actor: Extract<Actor, { kind: 'write_key' }>;
}

/** A lane messages go by. A write key's are written one transaction after the other: so they are counted, and one lane fills faster than two. */
interface Lane extends Key {
  id: string;
  /** Somebody's yes or no: it takes effect before it is answered, however much arrives. */
  choice: boolean;
}

interface SenderKey extends Key {
  lanes: { choices: Lane; others: Lane };
}

const lanesOf = (key: Key): SenderKey['lanes'] => ({
  choices: { ...key, id: `${key.workspace} ${key.actor.id} choice`, choice: true },
  others: { ...key, id: `${key.workspace} ${key.actor.id}`, choice: false },
});

type SenderOf = (request: FastifyRequest, secret: string | null) => SenderKey | null | Promise<SenderKey | null>;

/** The door for websites and tracking clients: Segment's calls with its authentication, from any site, answered once they are on disk. */
export async function doorRoutes(app: Http, receipts: ReceiptBook) {
  const book = keyBook(async (secret): Promise<SenderKey | null> => {
    const found = await findWriteKey(app.db, secret);
    if (found?.actor.kind !== 'write_key') return null;
    const key = { workspace: found.workspace, actor: found.actor };
    return { ...key, lanes: lanesOf(key) };
  });
  /** Whose key it is. A network from which too many unknown ones came is refused before the database is asked. */
  const senderOf: SenderOf = (request, secret) => book(secret, () => app.limits.assertStranger(request));
  const record = groupCommit<Lane, Parcel, Fate[]>({
    async commit({ workspace, actor, choice }, parcels, crowded) {
      if (choice || !app.backlog.isRush(workspace, crowded))
        try {
          const arrivals = parcels.flatMap((parcel) => parcel.arrivals());
          const record = (context: Context) => recordMessages(context, actor.id, arrivals);
          return dealtOut(parcels, await inWorkspace(app.db, workspace, actor, record));
        } catch (error) {
          // Who the customers are is being decided elsewhere, by an import say: what comes meanwhile is taken in first, as in a rush.
          if (choice || !isHeldElsewhere(error)) throw error;
          app.backlog.isRush(workspace, true);
        }
      const { fates, entry } = await takeIn(app.db, workspace, actor, parcels);
      if (entry !== null) app.backlog.note(workspace, entry);
      return dealtOut(parcels, fates);
    },
    later: (work) => setTimeout(work, 1),
    mayBeOneRequests: (error) => !willPass(error),
    size: ({ ids }) => ids.length,
    weigh: ({ octets }) => octets,
    capacity: MOST_OCTETS_HELD,
    most: 2_000,
  });
  const turnAway = async ({ workspace, actor }: Key, why: Said) => {
    await inWorkspace(app.db, workspace, actor, (context) => refuse(context, actor.id));
    const fate = { outcome: 'refused' as const, said: why };
    receipts.add(workspace, [{ at: new Date(), writeKeyId: actor.id, type: null, messageId: null, title: null, fate }]);
  };

  const tell = ({ workspace, actor }: Key, { labels, receivedAt: at }: Parcel, fates: readonly Fate[]) =>
    receipts.add(
      workspace,
      fates.flatMap((fate, index) => {
        const label = labels[index];
        return label ? [{ at, writeKeyId: actor.id, ...label, fate }] : [];
      }),
    );

  app.removeAllContentTypeParsers();
  const asItCame = { parseAs: 'buffer', bodyLimit: batchLimit } as const;
  app.addContentTypeParser(['application/json', 'text/plain'], asItCame, (_request, body, done) => done(null, body));
  // RudderStack's client packs its JSON and leaves the type to its HTTP library, which takes packed bytes for a form.
  app.addContentTypeParser('application/x-www-form-urlencoded', asItCame, async ({ headers }: FastifyRequest, body: Buffer) => {
    if (headers['content-encoding'] === 'gzip') return body;
    throw new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(headers['content-type']);
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    reply
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('x-content-type-options', 'nosniff');
    done();
  });
  // Nothing is logged of a single request here, so that none needs a log of its own.
  app.setChildLoggerFactory((logger) => logger);
  // Answers of four figures need no compiled writer.
  app.setSerializerCompiler(() => JSON.stringify);
  // What is too large or of another type is turned away before the handler sees it, and counts all the same.
  app.addHook('onError', async (request, _reply, error: FastifyError) => {
    if (!error.code?.startsWith('FST_ERR_CTP_')) return;
    try {
      const key = await senderOf(request, basicUser(request));
      if (key) await turnAway(key, said('bodyUnfit'));
    } catch {
      // Whose it is cannot be told just now, and the sender is told of the body anyway.
    }
  });

  const take = (request: FastifyRequest, reply: FastifyReply, call: MessageType | undefined) => {
    const sender = senderOf(request, basicUser(request));
    const packed = request.headers['content-encoding'];
    // What is known is not waited for: each promise would be felt where so many come.
    if (sender === null || sender instanceof Promise || packed !== undefined) return takeWhenKnown(request, reply, call, sender);
    return unpack(request, reply, call, sender, readBody(request.body));
  };

  const takeWhenKnown = async (
    request: FastifyRequest,
    reply: FastifyReply,
    call: MessageType | undefined,
    asked: ReturnType<SenderOf>,
  ) => {
    const sender = await asked;
    const packed = request.headers['content-encoding'];
    const body = packed === undefined ? readBody(request.body) : await readPacked(request.body, packed);
    const key = sender ?? (await senderOf(request, 'problem' in body ? null : keyIn(body.raw)));
    if (key) return unpack(request, reply, call, key, body);
    app.limits.countStranger(request);
    throw unauthenticated(
      'Send a write key that is in force: as the user name of Basic authentication, or as "writeKey" in the body.',
    );
  };

  /** Makes a parcel of what was sent and hands it on, so that what was read of the request is not held while it is written. */
  const unpack = (request: FastifyRequest, reply: FastifyReply, call: MessageType | undefined, key: SenderKey, body: Read) => {
    const parcel = 'problem' in body ? body.problem : open(request, key, body, call ?? null);
    app.limits.countEvents(key.workspace, parcel instanceof Unreadable ? 1 : Math.max(1, parcel.ids.length));
    return letIn(request, reply, key, parcel, call !== undefined);
  };

  const open = (request: FastifyRequest, { workspace }: Key, body: Body, call: MessageType | null): Parcel | Unreadable => {
    const receivedAt = new Date();
    const arrivals = arrivalsOf(request, body, call, receivedAt);
    if (arrivals instanceof Unreadable) return arrivals;
    const sealed = app.backlog.isRush(workspace, false) && request.headers['idempotency-key'] === undefined;
    return parcelOf(arrivals, { workspace, receivedAt, octets: body.octets.length, sealed });
  };

  const letIn = async (
    request: FastifyRequest,
    reply: FastifyReply,
    key: SenderKey,
    parcel: Parcel | Unreadable,
    alone: boolean,
  ) => {
    if (parcel instanceof Unreadable) {
      await turnAway(key, parcel.said);
      throw parcel;
    }
    const fault = alone ? parcel.fault : null;
    if (request.headers['idempotency-key'] !== undefined && !fault) {
      request.caller = { ...key, userId: null, by: 'header' };
      return change(request, reply, 200, async (context) => {
        const fates = await recordMessages(context, key.actor.id, parcel.arrivals());
        tell(key, parcel, fates);
        return summary(fates);
      });
    }
    const fates = parcel.ids.length === 0 ? [] : await record(parcel.choice ? key.lanes.choices : key.lanes.others, parcel);
    tell(key, parcel, fates);
    // A single call tells its sender what is wrong; in a batch the good ones must not suffer for it.
    if (fault)
      throw badRequest(`${inWords(sentenceOf(fault))} It is kept in quarantine.`, [
        { pointer: fault.path, detail: inWords(fault.said) },
      ]);
    return summary(fates);
  };

  for (const [name, call] of calls) {
    const url = `/v1/${name}`;
    app.options(url, { schema: { hide: true } }, answerPreflight);
    const description = `Takes Segment's ${call === undefined ? 'batch of calls' : `${call} call`} as application/json or text/plain, gzip allowed. The write key is the user name of Basic authentication, or "writeKey" in the body.`;
    app.post(
      url,
      // The single letters are the same calls; the contract names each once.
      {
        config: { forAnySite: true },
        schema: { tags: ['tracking'], description, hide: name.length === 1, response: { 200: received } },
      },
      (request, reply) => take(request, reply, call),
    );
  }
  app.options('/v1/m', { schema: { hide: true } }, answerPreflight);
  app.post('/v1/m', { schema: { hide: true } }, (_request, reply) =>
    // Segment's browser client tells its maker here how it fares itself. Nobody reads that, and nothing of it is kept.
    reply.code(204).send(),
  );
  settingsRoute(app, senderOf);
}

function answerPreflight(request: FastifyRequest, reply: FastifyReply) {
  // Clients may be set up to send headers of their own. Nothing here is read with a cookie, so any may be sent.
  const asked = request.headers['access-control-request-headers'] ?? '';
  return reply
    .code(204)
    .header('access-control-allow-methods', 'POST')
    .header('access-control-allow-headers', /^[\w\-, ]{1,1000}$/.test(asked) ? asked : 'authorization, content-type')
    .header('access-control-max-age', '86400')
    .send();
}

/** What Segment's browser client asks for before it sends anything; with this address as its `cdnURL` it needs no other setting. */
function settingsRoute(app: Http, senderOf: SenderOf) {
  app.get(
    '/v1/projects/:writeKey/settings',
    {
      schema: {
        tags: ['tracking'],
        description: "The settings Segment's browser client loads: where it sends, and that it sends to nobody else.",
        params: z.object({ writeKey: z.string().max(200) }),
        response: { 200: trackingSettings },
      },
    },
    async (request, reply) => {
      const { writeKey } = request.params;
      if (!(await senderOf(request, writeKey))) {
        app.limits.countStranger(request);
        throw notFound();
      }
      const { protocol, host } = new URL(app.settings.publicUrl ?? `${request.protocol}://${request.host}`);
      reply.header('cache-control', 'public, max-age=300');
      return {
        integrations: { 'Segment.io': { apiKey: writeKey, apiHost: `${host}/v1`, protocol: protocol.slice(0, -1) } },
        metrics: { sampleRate: 0 },
        plan: { track: { __default: { enabled: true } } },
      };
    },
  );
}

const summary = (fates: readonly Fate[]): z.output<typeof received> => {
  const of = (outcome: Fate['outcome']) => fates.filter((fate) => fate.outcome === outcome).length;
  return { success: true, accepted: of('accepted'), duplicate: of('duplicate'), quarantined: of('quarantined') };
};

/** The messages' fates, each parcel with its own. */
function dealtOut(parcels: readonly Parcel[], fates: readonly Fate[]): Fate[][] {
  let from = 0;
  return parcels.map(({ ids }) => fates.slice(from, (from += ids.length)));
}

const basicUser = ({ headers: { authorization } }: FastifyRequest): string | null =>
  authorization === undefined ? null : userIn(authorization);

const userIn = remembered(2_000, (authorization): string | null => {
  const encoded = /^Basic ([A-Za-z0-9+/=_-]+)$/i.exec(authorization)?.[1];
  return (encoded && Buffer.from(encoded, 'base64').toString().split(':')[0]) || null;
});

const keyIn = (raw: unknown): string | null =>
  isObject(raw) && typeof raw['writeKey'] === 'string' && raw['writeKey'].length < 200 ? raw['writeKey'] : null;

const titles = { 400: 'Bad request', 413: 'Too large', 415: 'Unsupported content encoding' } as const;

/** A body nothing can be taken from; whoever watches the door reads why in his own language. */
class Unreadable extends Problem {
  readonly said: Said;

  constructor(status: keyof typeof titles, why: Said, faults: Fault[] = []) {
    super(status, titles[status], inWords(why), { faults });
    this.said = why;
  }
}

interface Body {
  raw: unknown;
  octets: Buffer;
}

type Read = Body | { problem: Unreadable };

/** The body as it was meant: UTF-8, JSON; or the problem that says what it is not. */
function readBody(body: unknown): Read {
  const octets = withoutMark(body instanceof Buffer ? body : Buffer.alloc(0));
  try {
    return { raw: JSON.parse(isAscii(octets) ? octets.toString('latin1') : utf8.decode(octets)) as unknown, octets };
  } catch (error) {
    if (!(error instanceof SyntaxError)) return { problem: new Unreadable(400, said('bodyNotUtf8')) };
    const position = /position (\d+)/.exec(error.message)?.[1];
    return { problem: new Unreadable(400, position === undefined ? said('bodyNotJson') : said('bodyNotJsonAt', { position })) };
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const mark = Buffer.from('\ufeff');
/** Without the mark that some put before what is written in UTF-8. */
const withoutMark = (octets: Buffer): Buffer =>
  octets[0] === mark[0] && octets.subarray(0, mark.length).equals(mark) ? octets.subarray(mark.length) : octets;
const inflate = promisify(gunzip);

/** The body of a request that names an encoding. */
async function readPacked(octets: unknown, encoding: string): Promise<Read> {
  if (encoding === 'identity') return readBody(octets);
  if (encoding !== 'gzip') return { problem: new Unreadable(415, said('encodingUnknown')) };
  try {
    return readBody(await inflate(octets instanceof Buffer ? octets : Buffer.alloc(0), { maxOutputLength: batchLimit }));
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return {
      problem: isTooLarge
        ? new Unreadable(413, said('batchTooLarge', { most: batchLimit }))
        : new Unreadable(400, said('notGzip')),
    };
  }
}

// A message with anything to say takes a hundred bytes: 500 KB cannot hold more that are worth reading.
const MOST_MESSAGES = 5_000;

function arrivalsOf(
  request: FastifyRequest,
  { raw, octets }: Body,
  call: MessageType | null,
  receivedAt: Date,
): Arrival[] | Unreadable {
  const sender = {
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    browser: request.headers.origin !== undefined,
    ahead: isAhead(request.headers),
    asksForPrivacy: request.headers['sec-gpc'] === '1' || request.headers['dnt'] === '1',
  };
  if (call !== null) return [arrive(raw, { receivedAt, sender, call, envelope: {} }, { octets })];
  const batch = readBatch(raw);
  if (!batch.ok)
    return new Unreadable(400, batch.path === '' ? said('body', { reason: batch.said }) : sentenceOf(batch), [
      { pointer: batch.path, detail: inWords(batch.said) },
    ]);
  if (batch.messages.length > MOST_MESSAGES) return new Unreadable(413, said('tooManyMessages', { most: MOST_MESSAGES }));
  const { messages, envelope } = batch;
  const [delivery, sent] = [{ receivedAt, sender, call, envelope }, { octets }];
  return messages.map((message, place) => arrive(message, delivery, sent, place));
}
