import { type Json, type JsonObject, type Unfit, findUnfit, fitsInto, isObject, objectAt, textAt } from './json.ts';
import { remembered } from './remembered.ts';
import { said, type Said } from './sentences.ts';

/** The calls of Segment's tracking API (https://segment.com/docs/connections/spec/). */
export const messageTypes = ['identify', 'page', 'track', 'screen', 'group', 'alias'] as const;
export type MessageType = (typeof messageTypes)[number];

/** Octets of one message and of one batch, as Segment has them. */
export const messageLimit = 32 * 1024;
export const batchLimit = 500 * 1024;

/** A message that was understood. Ids are texts; what was not sent is null or empty. The sender's IP address is never part of it. */
export interface TrackingMessage {
  type: MessageType;
  /** Null when the sender gave none; the receiver then gives it one. */
  messageId: string | null;
  anonymousId: string | null;
  userId: string | null;
  previousId: string | null;
  groupId: string | null;
  /** True when our own script sent it without any id, because the visitor has not consented: the server's visitor hash stands in. */
  cookieless: boolean;
  /** When it happened by our clock: the sender's clock is corrected by `sentAt`. */
  occurredAt: Date;
  event: string | null;
  name: string | null;
  properties: JsonObject;
  traits: JsonObject;
  context: JsonObject;
  /** The visitor's choice by purpose, as far as it was told. */
  consent: Record<string, boolean>;
}

export type MessageReading = { ok: true; message: TrackingMessage } | ({ ok: false } & Unfit);
export type BatchReading = { ok: true; messages: unknown[]; envelope: Envelope } | ({ ok: false } & Unfit);

/** What a batch says for all its messages that say nothing of their own. */
export interface Envelope {
  sentAt?: unknown;
  context?: unknown;
}

const hour = 3_600_000;
const earliest = Date.UTC(2000, 0, 1);

/** Takes a batch apart: every message gets the batch's `sentAt` and `context` where it has none of its own. The messages are still unread. */
export function readBatch(raw: unknown): BatchReading {
  if (!isObject(raw)) return refuse(said('notAnObject'), '');
  if (!Array.isArray(raw['batch'])) return refuse(said('notAList'), '/batch');
  const { sentAt, writeKey, context } = raw;
  if (writeKey !== undefined && writeKey !== null && typeof writeKey !== 'string') return refuse(said('notAText'), '/writeKey');
  const envelope = { ...(sentAt !== undefined && { sentAt }), ...(context !== undefined && { context }) };
  return { ok: true, messages: raw['batch'].map((message: unknown) => inEnvelope(message, envelope)), envelope };
}

/** A message with what its batch said for all. */
export function inEnvelope(message: unknown, { sentAt, context }: Envelope): unknown {
  if (!isObject(message)) return message;
  const takesTime = sentAt !== undefined && message['sentAt'] === undefined;
  const takesContext = context !== undefined && message['context'] === undefined;
  return takesTime || takesContext ? { ...message, ...(takesTime && { sentAt }), ...(takesContext && { context }) } : message;
}

/**
 * Reads one message of the tracking API. `type` is that of the route (`/v1/track`), where the message need not repeat it.
 * A refusal says what would be right and points to the field. Never throws.
 */
export function readMessage(raw: unknown, receivedAt: Date, type?: MessageType): MessageReading {
  if (!isObject(raw)) return refuse(said('notAnObject'), '');
  const unfit = findUnfit(raw);
  if (unfit) return { ok: false, ...unfit };
  const fields = raw as JsonObject;
  if (!fitsInto(messageLimit, fields)) return refuse(said('messageTooLarge', { most: messageLimit }), '');

  const found = fields['type'] ?? type;
  const kind = messageTypes.find((known) => known === found);
  if (!kind || (type && kind !== type))
    return refuse(type ? said('wrongType', { type }) : said('unknownType', { types: messageTypes.join(', ') }), '/type');
  const fault = shapeFault(fields);
  if (fault) return fault;
  const time = readTime(fields, receivedAt);
  if (!(time instanceof Date)) return time;

  const context = withoutAddress(objectAt(fields, 'context'));
  const text = (name: string) => textAt(fields, name);
  const message: TrackingMessage = {
    type: kind,
    messageId: text('messageId'),
    anonymousId: text('anonymousId'),
    userId: text('userId'),
    previousId: text('previousId'),
    groupId: text('groupId'),
    cookieless: false,
    occurredAt: time,
    event: text('event'),
    name: text('name'),
    properties: objectAt(fields, 'properties'),
    traits: objectAt(fields, 'traits'),
    context,
    consent: readConsent(context),
  };
  return identified(message);
}

/** The sender's address is never kept. */
function withoutAddress(context: JsonObject): JsonObject {
  if (!Object.hasOwn(context, 'ip')) return context;
  const { ip: _neverKept, ...kept } = context;
  return kept;
}

/** Each call needs what makes it one, and somebody it is about. */
function identified(message: TrackingMessage): MessageReading {
  const { type, userId, anonymousId, previousId, groupId, event } = message;
  if (type === 'track' && !event) return refuse(said('eventMissing'), '/event');
  if (type === 'group' && !groupId) return refuse(said('groupIdMissing'), '/groupId');
  if (type === 'alias' && !userId) return refuse(said('userIdMissing'), '/userId');
  if (type === 'alias' && !previousId && !anonymousId) return refuse(said('previousIdMissing'), '/previousId');
  if (userId || anonymousId) return { ok: true, message };
  return isOurScript(message)
    ? { ok: true, message: { ...message, cookieless: true } }
    : refuse(said('nobodyNamed'), '/anonymousId');
}

/** True for a message of our own script, which alone may come without any id. */
export const isOurScript = ({ context }: Pick<TrackingMessage, 'context'>): boolean =>
  textAt(objectAt(context, 'library'), 'name') === 'samspil';

/** Characters an id and the name of an event or a page may have. */
const longest = { id: 256, title: 512 };

const shapes: readonly { names: readonly string[]; fits: (value: Json) => boolean; unfit: Said }[] = [
  {
    names: ['messageId', 'anonymousId', 'userId', 'previousId', 'groupId'],
    fits: (value) => (typeof value === 'string' && value.length <= longest.id) || typeof value === 'number',
    unfit: said('idUnfit', { most: longest.id }),
  },
  {
    names: ['event', 'name'],
    fits: (value) => typeof value === 'string' && value.length <= longest.title,
    unfit: said('titleUnfit', { most: longest.title }),
  },
  { names: ['properties', 'traits', 'context'], fits: isObject, unfit: said('notAnObject') },
];

function shapeFault(fields: JsonObject): ({ ok: false } & Unfit) | null {
  for (const { names, fits, unfit } of shapes) {
    for (const name of names) {
      const value = fields[name];
      if (value !== undefined && value !== null && !fits(value)) return refuse(unfit, `/${name}`);
    }
  }
  return null;
}

/**
 * When it happened: receivedAt − (sentAt − originalTimestamp), which takes the error of the sender's clock out (Segment's formula).
 * Where there is a `timestamp` beside it, the earlier counts: RudderStack's clients stamp the moment of the call, however long ago it
 * happened. Without `sentAt` the sender's word stands; without any time it is now. A touch cannot lie after its receipt: up to an hour is
 * put right.
 */
function readTime(fields: JsonObject, receivedAt: Date): Date | ({ ok: false } & Unfit) {
  const [first, stamp, sent] = [
    readInstant(fields['originalTimestamp']),
    readInstant(fields['timestamp']),
    readInstant(fields['sentAt']),
  ];
  if (first === 'wrong') return refuse(said('notAnInstant'), '/originalTimestamp');
  if (stamp === 'wrong') return refuse(said('notAnInstant'), '/timestamp');
  if (sent === 'wrong') return refuse(said('notAnInstant'), '/sentAt');
  const isFirst = first !== null && (stamp === null || first <= stamp);
  const original = isFirst ? first : stamp;
  if (original === null) return receivedAt;
  const name = isFirst ? 'originalTimestamp' : 'timestamp';
  const time = sent === null ? original : receivedAt.getTime() - (sent - original);
  if (time > receivedAt.getTime() + hour) return refuse(said('inTheFuture'), `/${name}`);
  if (time < earliest) return refuse(said('tooLongAgo'), `/${name}`);
  return new Date(Math.min(time, receivedAt.getTime()));
}

/** What JavaScript's own clock writes, and with it nearly every client. */
const asClientsWriteIt = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Milliseconds of an ISO 8601 instant; a time without a zone is UTC, as with Segment. */
function readInstant(value: Json | undefined): number | null | 'wrong' {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? readWritten(value) : 'wrong';
}

// The messages of a batch were sent at one time, and a message often at the time it tells of. `new Date` alone would take 30 February for 2 March.
const readWritten = remembered(1_000, (value): number | 'wrong' => {
  if (asClientsWriteIt.test(value)) {
    const instant = Date.parse(value);
    // Whatever the parser makes of 30 February has another day of the month.
    if (new Date(instant).getUTCDate() === Number(value.slice(8, 10))) return instant;
  }
  const parts = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?)?$/i.exec(value.trim());
  if (!parts) return 'wrong';
  const [, year, month, day, clock = '00:00', zone = 'Z'] = parts;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (date.getUTCMonth() + 1 !== Number(month) || date.getUTCDate() !== Number(day)) return 'wrong';
  const instant = Date.parse(`${year}-${month}-${day}T${clock}${zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2').toUpperCase()}`);
  return Number.isNaN(instant) ? 'wrong' : instant;
});

function readConsent(context: JsonObject): Record<string, boolean> {
  if (!Object.hasOwn(context, 'consent')) return {};
  const choices = Object.entries(objectAt(objectAt(context, 'consent'), 'categoryPreferences'));
  return Object.fromEntries(choices.filter((choice): choice is [string, boolean] => typeof choice[1] === 'boolean'));
}

function refuse(why: Said, path: string): { ok: false } & Unfit {
  return { ok: false, said: why, path };
}
