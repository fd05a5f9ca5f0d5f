import { newId } from '../../platform/ids.ts';
import { isObject } from '../json.ts';
import { originalsOf } from '../originals.ts';
import { isOurScript, readMessage, type Envelope, type MessageReading, type MessageType } from '../segment.ts';
import { payloadHash } from './payload.ts';

/** Where a message came from, as far as the request says; the address goes into the visitor's hash and nowhere else. */
export interface Sender {
  /** Null when it is not known any more; then a visitor without consent stays nobody, unless `visitor` says who it was. */
  address: string | null;
  /** The hash the visitor goes by today, where it was made when the address was known. */
  visitor?: string | null;
  userAgent: string;
  /** True when a browser sent it, whose user agent is then that of the visitor; a server's own says nothing of them. */
  browser: boolean;
  /** True when the browser fetched the page ahead of its reader. */
  ahead?: boolean;
  /** Sec-GPC or DNT: the visitor is not to be recognised, not even for today. */
  asksForPrivacy: boolean;
}

/** How a message came: when, from whom, by which call (null in a batch) and with what its batch said for all. */
export interface Delivery {
  receivedAt: Date;
  sender: Sender;
  call: MessageType | null;
  envelope: Envelope;
}

/**
 * What a request brought, in UTF-8: outside the heap, where what waits to be written costs the memory's housekeeping nothing. Its messages
 * are taken apart only when the text of one is asked for.
 */
export interface Sent {
  octets: Buffer;
  originals?: string[];
}

/** A message at the door, read and not yet let in. */
export interface Arrival extends Delivery {
  messageId: string;
  payloadHash: string;
  reading: MessageReading;
  sent: Sent;
  /** Its place in a batch; 0 when it came alone. */
  place: number;
}

// What changes when the same message is sent again: clients count their tries in `_metadata`.
const ofTheTry: ReadonlySet<string> = new Set(['sentAt', 'receivedAt', 'writeKey', '_metadata']);
// Between two tries the visitor may have said yes or no: our own script then sends the same message with its ids or without.
const ofOurTry: ReadonlySet<string> = new Set([...ofTheTry, 'anonymousId', 'userId']);

/** Reads a message. */
export function arrive(raw: unknown, delivery: Delivery, sent: Sent, place = 0): Arrival {
  const { receivedAt, sender, call, envelope } = delivery;
  const reading = readMessage(raw, receivedAt, call ?? undefined);
  const [messageId, hash] =
    reading.ok && isObject(raw)
      ? [reading.message.messageId, payloadHash(raw, reading.message.type, isOurScript(reading.message) ? ofOurTry : ofTheTry)]
      : [null, ''];
  return { receivedAt, sender, call, envelope, messageId: messageId ?? newId(), payloadHash: hash, reading, sent, place };
}

/** The text of a message as it was sent. */
export function originalOf({ sent, place, call }: Arrival): string {
  if (call !== null) return sent.octets.toString();
  sent.originals ??= originalsOf(sent.octets.toString());
  return sent.originals[place] ?? '';
}
