import type { z } from 'zod';
import { lockCustomers } from '../companies/commands.ts';
import { recognisePeople, seePeople } from '../people/commands.ts';
import { canonicalHash } from '../platform/canonical.ts';
import { memberId, type Context } from '../platform/context.ts';
import { unprocessable } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { occurredAt } from '../platform/occurred-at.ts';
import { readAddress } from './address.ts';
import { ownSite } from '../channels/channel.ts';
import { claimOf, type Said } from './claim.ts';
import { isObject, objectAt, textAt, type Unfit } from './json.ts';
import type { TouchKind } from './kinds.ts';
import { withoutAddress } from './originals.ts';
import type { newTouchpoint } from './schema.ts';
import { readMessage, type MessageReading, type MessageType, type TrackingMessage } from './segment.ts';
import {
  countInLedger,
  enterMessages,
  insertQuarantine,
  insertTouches,
  touchesBefore,
  visitorHash,
  type StoredTouch,
  type Visitor,
} from './store.ts';
import { continueVisit, touchOf, type Touch } from './touch.ts';

/** Where a message came from, as far as the request says; the address goes into the visitor's hash and nowhere else. */
export interface Sender {
  address: string;
  userAgent: string;
  /** True when a browser sent it, whose user agent is then that of the visitor; a server's own says nothing of them. */
  browser: boolean;
}

/** A message at the door, read and not yet let in. */
export interface Arrival {
  messageId: string;
  payloadHash: string;
  reading: MessageReading;
  sender: Sender;
  /** The text as it was sent; asked for only when the message cannot be accepted. */
  original: () => string;
}

export type Outcome = 'accepted' | 'duplicate' | 'quarantined';

/** Reads a message. The hash leaves out what changes when the same message is sent again. */
export function arrive(raw: unknown, receivedAt: Date, sender: Sender, original: () => string, type?: MessageType): Arrival {
  const reading = readMessage(raw, receivedAt, type);
  if (!reading.ok || !isObject(raw)) return { messageId: newId(), payloadHash: '', reading, sender, original };
  const { sentAt: _sent, receivedAt: _received, writeKey: _key, ...payload } = raw;
  return {
    messageId: reading.message.messageId ?? newId(),
    payloadHash: canonicalHash({ ...payload, type: reading.message.type }),
    reading,
    sender,
    original,
  };
}

/**
 * Records messages of a write key in one transaction: each exactly once, bad ones and those that reuse an id for something else in
 * quarantine, and all of them counted. Recognises whom they are about and stores their touches.
 * @returns what became of each, in the order given
 */
export async function recordMessages(context: Context, arrivals: readonly Arrival[]): Promise<Outcome[]> {
  const drafts = await draft(context, arrivals);
  // From here on nobody else decides who these visitors are, nor stores a touch that such a decision would miss.
  await lockCustomers(context, drafts.some(({ said }) => said !== null && said.names.length > 0) ? 'exclusive' : 'shared');
  const { outcomes, faults } = await admit(context, drafts);
  const accepted = drafts
    .filter((_, index) => outcomes[index] === 'accepted')
    .flatMap(({ message, said, touch }) => (message && said ? [{ message, said, touch }] : []));
  const { people, affected } = await recognisePeople(
    context,
    accepted.map(({ said }) => said),
  );
  const touches = await place(context, accepted, people);
  await insertTouches(context, touches);
  await insertQuarantine(context, faults);
  const of = (outcome: Outcome) => outcomes.filter((found) => found === outcome).length;
  await countInLedger(context, {
    received: outcomes.length,
    accepted: of('accepted'),
    duplicate: of('duplicate'),
    quarantined: of('quarantined'),
    refused: 0,
  });
  await tellOf(context, touches, affected);
  return outcomes;
}

/** Counts messages that were turned away at the door because what they came in could not be read. */
export async function refuseMessages(context: Context, count: number): Promise<void> {
  await countInLedger(context, { received: count, accepted: 0, duplicate: 0, quarantined: 0, refused: count });
}

interface Draft {
  arrival: Arrival;
  message: TrackingMessage | null;
  said: Said | null;
  touch: Touch | null;
}

async function draft(context: Context, arrivals: readonly Arrival[]): Promise<Draft[]> {
  const cookieless = arrivals.some(({ reading }) => reading.ok && reading.message.cookieless);
  const hash = cookieless ? await visitorHash(context) : null;
  return arrivals.map((arrival) => {
    const { reading, sender } = arrival;
    if (!reading.ok) return { arrival, message: null, said: null, touch: null };
    const { message } = reading;
    const said = claimOf(message, message.cookieless && hash ? hash(visitorOf(message, sender)) : null);
    return { arrival, message, said, touch: touchOf(message, [], sender.browser ? sender.userAgent : undefined) };
  });
}

function visitorOf({ context, properties }: TrackingMessage, { address, userAgent }: Sender): Visitor {
  const url = textAt(objectAt(context, 'page'), 'url') ?? textAt(properties, 'url');
  return { address, userAgent, host: readAddress(url)?.host ?? '' };
}

/** Tells new messages from repeated, conflicting and unreadable ones. */
async function admit(context: Context, drafts: readonly Draft[]) {
  const stamps = new Map<string, string>();
  for (const { arrival, message } of drafts)
    if (message && !stamps.has(arrival.messageId)) stamps.set(arrival.messageId, arrival.payloadHash);
  const { fresh, hashes } = await enterMessages(
    context,
    [...stamps].map(([messageId, payloadHash]) => ({ messageId, payloadHash })),
  );
  const faults: { id: string; reason: string; path: string; original: string }[] = [];
  const quarantine = ({ original }: Arrival, { reason, path }: Unfit): Outcome => {
    faults.push({ id: newId(), reason, path, original: withoutAddress(original()) });
    return 'quarantined';
  };
  const outcomes = drafts.map(({ arrival }): Outcome => {
    const { reading, messageId, payloadHash } = arrival;
    if (!reading.ok) return quarantine(arrival, reading);
    if (hashes.get(messageId) !== payloadHash)
      return quarantine(arrival, { reason: 'was used for another message before', path: '/messageId' });
    return fresh.delete(messageId) ? 'accepted' : 'duplicate';
  });
  return { outcomes, faults };
}

/** The touches of accepted messages, each with its person and the road its visit came by. */
async function place(
  context: Context,
  accepted: { message: TrackingMessage; said: Said; touch: Touch | null }[],
  people: (string | null)[],
): Promise<StoredTouch[]> {
  const touches = accepted.flatMap(({ message, said, touch }, index) =>
    touch === null
      ? []
      : [
          {
            ...touch,
            id: newId(),
            messageId: message.messageId,
            personId: people[index] ?? null,
            anonymousId: said.browser,
            userKey: said.names[0]?.value ?? null,
            memberId: null,
          },
        ],
  );
  const within = touches.flatMap(({ because, anonymousId, occurredAt: at }) =>
    because === ownSite && anonymousId !== null ? [{ anonymousId, occurredAt: at }] : [],
  );
  const stored = await touchesBefore(context, within);
  const before = new Map(
    within.map(({ anonymousId, occurredAt: at }, index) => [`${at.getTime()} ${anonymousId}`, stored[index] ?? null]),
  );
  const lastOf = new Map<string, (typeof touches)[number]>();
  return touches
    .toSorted((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime())
    .map((touch) => {
      if (touch.anonymousId === null) return touch;
      const [inStore, here] = [
        before.get(`${touch.occurredAt.getTime()} ${touch.anonymousId}`) ?? null,
        lastOf.get(touch.anonymousId) ?? null,
      ];
      const continued = continueVisit(touch, here && (!inStore || here.occurredAt >= inStore.occurredAt) ? here : inStore);
      lastOf.set(touch.anonymousId, continued);
      return continued;
    });
}

/** Tells the rest of the house which people have new touches. */
async function tellOf(context: Context, touches: StoredTouch[], affected: string[]): Promise<void> {
  const seen = touches.flatMap(({ personId, occurredAt: first }) => (personId === null ? [] : [{ personId, first }]));
  await seePeople(context, seen);
  const personIds = [...new Set([...seen.map(({ personId }) => personId), ...affected])];
  if (personIds.length > 0)
    await recordEvent(context, {
      type: 'touchpoints.recorded',
      subject: { kind: 'touchpoint', id: null },
      data: { personIds, count: seen.length },
    });
}

const channelOfKind: Partial<Record<TouchKind, 'event' | 'email'>> = {
  event: 'event',
  email_open: 'email',
  email_click: 'email',
};

/**
 * Records a touch that happened away from any website: a fair, a call, a meeting.
 * @returns the id of the touch
 * @throws Problem 422 for a person who is not here or a time in the future
 */
export async function recordTouchpoint(context: Context, given: z.output<typeof newTouchpoint>): Promise<string> {
  const { kind, side, title = null, campaign = null, properties = {} } = given;
  const at = occurredAt(context, given.occurredAt, Number.POSITIVE_INFINITY);
  await lockCustomers(context, 'exclusive');
  const personId = await whose(context, given, at);
  const touch: StoredTouch = {
    id: newId(),
    messageId: null,
    occurredAt: at,
    kind,
    side,
    channel: given.channel ?? channelOfKind[kind] ?? 'offline',
    source: null,
    medium: null,
    campaign,
    term: null,
    content: null,
    title,
    url: null,
    path: null,
    referrer: null,
    properties,
    bot: false,
    personId,
    anonymousId: null,
    userKey: null,
    memberId: memberId(context.actor),
  };
  await insertTouches(context, [touch]);
  await tellOf(context, [touch], []);
  return touch.id;
}

async function whose(context: Context, { personId, email }: z.output<typeof newTouchpoint>, at: Date): Promise<string> {
  if (personId !== undefined) {
    const person = await context.db
      .selectFrom('people')
      .select(['id', 'mergedInto'])
      .where('id', '=', personId)
      .executeTakeFirst();
    if (!person)
      throw unprocessable('personId names no person of this workspace.', [
        { pointer: '/personId', detail: 'a person of this workspace' },
      ]);
    return person.mergedInto ?? person.id;
  }
  const address = email ?? '';
  const fields = { email: address, name: null, firstName: null, lastName: null, phone: null, title: null, company: null };
  const { people } = await recognisePeople(context, [
    { at, names: [{ kind: 'email', value: address }], browser: null, fields, traits: {}, company: null },
  ]);
  if (!people[0]) throw new Error('an address always names a person');
  return people[0];
}
