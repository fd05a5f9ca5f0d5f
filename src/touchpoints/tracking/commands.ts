import { ownSite } from '../../channels/channel.ts';
import { rulesInForce } from '../../channels/reports.ts';
import { rename, type CompiledRules } from '../../channels/rules.ts';
import { lockCustomers } from '../../companies/commands.ts';
import { hearChoices, withdrawnAmong } from '../../consents/commands.ts';
import { beginsRecognition } from '../../consents/heard.ts';
import { userKeyOf } from '../../people/recognition.ts';
import { continueAs, lockForRecognition, recognisePeople } from '../../people/commands.ts';
import type { Context } from '../../platform/context.ts';
import { homeCountry } from '../../workspaces/reports.ts';
import { newId } from '../../platform/ids.ts';
import { listOwnDomains } from '../../sites/reports.ts';
import { readAddress } from '../address.ts';
import { claimOf, type Said } from '../claim.ts';
import { tellOf } from '../commands.ts';
import { findUnfit, objectAt, textAt, type Unfit } from '../json.ts';
import { withoutAddress } from '../originals.ts';
import { markScanned } from '../scanned/commands.ts';
import type { TrackingMessage } from '../segment.ts';
import { inWords, said } from '../sentences.ts';
import { insertTouches, touchesBefore, type StoredTouch } from '../store.ts';
import { continueVisit, touchOf, type Touch } from '../touch.ts';
import { originalOf, type Arrival, type Sender } from './arrival.ts';
import type { Fate } from './fate.ts';
import { sightOf } from './sight.ts';
import { takeOverVisits, visitorHash, type Beginning, type Visitor } from './visits/store.ts';
import { countInLedger, enterMessages, insertQuarantine, type Fault } from './store.ts';

/**
 * Records messages of a write key in one transaction: each exactly once, bad ones and those that reuse an id for something else in
 * quarantine, and all of them counted.
 * @returns what became of each, in the order given
 */
export async function recordMessages(context: Context, writeKey: string, arrivals: readonly Arrival[]): Promise<Fate[]> {
  return letIn(context, arrivals, { book: (fates) => enterInBooks(context, writeKey, arrivals, fates) });
}

/** Keeps what cannot be accepted in quarantine, and counts all. */
export function enterInBooks(context: Context, writeKey: string, arrivals: readonly Arrival[], fates: readonly Fate[]) {
  const faults = fates.flatMap((fate, index) => {
    const arrival = arrivals[index];
    return fate.outcome === 'quarantined' && arrival ? [faultOf(arrival, fate)] : [];
  });
  const of = (outcome: Fate['outcome']) => fates.filter((fate) => fate.outcome === outcome).length;
  const count = { accepted: of('accepted'), duplicate: of('duplicate'), quarantined: of('quarantined'), refused: 0 };
  return Promise.all([insertQuarantine(context, writeKey, faults), countInLedger(context, writeKey, count)]);
}

/** Counts what was turned away at the door because it could not be read at all. */
export async function refuse(context: Context, writeKey: string): Promise<void> {
  await countInLedger(context, writeKey, { accepted: 0, duplicate: 0, quarantined: 0, refused: 1 });
}

/** What differs in the ways by which messages are let in. */
interface Way {
  /** Tells what becomes of each; by default what is new is accepted and what is not is a duplicate or a conflict. */
  judge?: (context: Context, arrivals: readonly Arrival[]) => Promise<Fate[]>;
  /** Is given what becomes of each; what it writes travels with the touches. */
  book?: (fates: readonly Fate[]) => Promise<unknown>;
}

/**
 * Lets in what is good and new: recognises whom it is about and stores its touches. What is not is told, and neither kept nor counted,
 * unless `book` does.
 * @returns what becomes of each, in the order given
 */
export async function letIn(
  context: Context,
  arrivals: readonly Arrival[],
  { judge = admit, book = async () => {} }: Way = {},
): Promise<Fate[]> {
  const drafts = await draft(context, arrivals);
  // From here on nobody else decides who these visitors are, nor stores a touch that such a decision would miss.
  const begins = drafts.some((one) => one.begins !== null);
  const said = drafts.flatMap((one) => one.said ?? []);
  // Whether those who are named can be told apart beside others takes a look first; all else is one journey to the database.
  if (!begins && said.some(({ names, company }) => names.length > 0 || company !== null)) await lockForRecognition(context, said);
  const locked = lockCustomers(context, begins ? 'exclusive' : 'shared');
  const [, fates, rules] = await Promise.all([locked, judge(context, arrivals), rulesInForce(context)]);
  const accepted = drafts.flatMap(({ arrival, message, said, touch, begins }, index) => {
    const fate = fates[index];
    return fate?.outcome === 'accepted' && message && said ? [{ arrival, message, said, touch, begins, fate }] : [];
  });
  const beginnings = accepted.flatMap(({ begins }) => begins ?? []);
  await takeOverVisits(context, beginnings);
  await continueAs(context, beginnings);
  for (const { said } of accepted)
    said.browser = beginnings.find(({ visitor, at }) => visitor === said.browser && said.at <= at)?.browser ?? said.browser;
  const { people, affected } = await recognisePeople(
    context,
    accepted.map(({ said }) => said),
  );
  const touches = await place(context, accepted, people, rules);
  const stored = insertTouches(context, touches);
  const [, marked] = await Promise.all([stored, markScanned(context, touches), book(fates)]);
  await hearChoices(
    context,
    accepted.map(({ arrival: { messageId }, message, said }, index) => ({
      messageId,
      message,
      said,
      personId: people[index] ?? null,
    })),
  );
  await tellOf(context, marked, affected);
  for (const [index, { fate }] of accepted.entries()) fate.personId = people[index] ?? null;
  return fates;
}

interface Draft {
  arrival: Arrival;
  message: TrackingMessage | null;
  said: Said | null;
  touch: Touch | null;
  /** The visitor of today whom this message shows to be a browser that may be recognised from now on. */
  begins: Beginning | null;
}

type Accepted = Extract<Fate, { outcome: 'accepted' }>;

async function draft(context: Context, arrivals: readonly Arrival[]): Promise<Draft[]> {
  const ids = arrivals.flatMap(({ reading }) => (reading.ok && reading.message.anonymousId) || []);
  const [withdrawn, domains] = await Promise.all([withdrawnAmong(context, [...new Set(ids)]), listOwnDomains(context)]);
  const ownDomains = domains.map(({ domain }) => domain);
  const hashed = hasher(context);
  let home: string | null = null;
  const claim = async (message: TrackingMessage, visitor: string | null) => {
    const said = claimOf(message, visitor);
    // A number without a country's prefix is one of the house's own country.
    return said.fields.phone === null ? said : claimOf(message, visitor, (home ??= await homeCountry(context)));
  };
  const drafts: Draft[] = [];
  for (const arrival of arrivals) {
    const { reading, sender } = arrival;
    if (!reading.ok) {
      drafts.push({ arrival, message: null, said: null, touch: null, begins: null });
      continue;
    }
    const { message } = reading;
    const { anonymousId, occurredAt: at } = message;
    const sight = sightOf(message, { ...sender, withdrawn: anonymousId !== null && withdrawn.has(anonymousId) });
    const visitor =
      sight === 'today' || (sight === 'known' && sender.browser && beginsRecognition(message))
        ? await hashed(message, sender)
        : null;
    drafts.push({
      arrival,
      message,
      said: await claim(sight === 'known' ? message : { ...message, anonymousId: null }, sight === 'today' ? visitor : null),
      touch: markedAhead(touchOf(message, ownDomains, sender.browser ? sender.userAgent : undefined), sender),
      begins: sight === 'known' && visitor !== null && anonymousId !== null ? { visitor, browser: anonymousId, at } : null,
    });
  }
  return drafts;
}

const markedAhead = (touch: Touch | null, { ahead = false }: Sender): Touch | null =>
  touch && { ...touch, bot: touch.bot || ahead };

/** Tells the hash a message's visitor goes by today; null when their address is not known. */
export function hasher(context: Context): (message: TrackingMessage, sender: Sender) => Promise<string | null> {
  let hash: Awaited<ReturnType<typeof visitorHash>> | null = null;
  return async (message, sender) => {
    if (sender.visitor !== undefined) return sender.visitor;
    const visitor = visitorOf(message, sender);
    return visitor && (hash ??= await visitorHash(context))(visitor);
  };
}

export function visitorOf({ context, properties }: TrackingMessage, { address, userAgent }: Sender): Visitor | null {
  const url = textAt(objectAt(context, 'page'), 'url') ?? textAt(properties, 'url');
  return address === null ? null : { address, userAgent, host: readAddress(url)?.host ?? '' };
}

/** Tells new messages from repeated, conflicting and unreadable ones. */
export async function admit(context: Context, arrivals: readonly Arrival[]): Promise<Fate[]> {
  const stamps = new Map<string, string>();
  for (const { reading, messageId, payloadHash } of arrivals)
    if (reading.ok && !stamps.has(messageId)) stamps.set(messageId, payloadHash);
  const { fresh, hashes } = await enterMessages(
    context,
    Array.from(stamps, ([messageId, payloadHash]) => ({ messageId, payloadHash })),
  );
  return arrivals.map(({ reading, messageId, payloadHash }): Fate => {
    if (!reading.ok) return quarantined(reading);
    if (hashes.get(messageId) !== payloadHash) return quarantined({ said: said('idUsedBefore'), path: '/messageId' });
    return fresh.delete(messageId) ? { outcome: 'accepted', personId: null, touch: null } : { outcome: 'duplicate' };
  });
}

export const quarantined = ({ said: why, path }: Unfit): Fate => ({ outcome: 'quarantined', id: newId(), said: why, path });

export function faultOf(arrival: Arrival, { id, said: why, path }: Extract<Fate, { outcome: 'quarantined' }>): Fault {
  const { receivedAt, sender, call, envelope } = arrival;
  // What its batch said and cannot be kept is left out: it would spoil the message again when it is sent through the door once more.
  const said = Object.keys(envelope).length > 0 && findUnfit(envelope) === null ? JSON.stringify(envelope) : null;
  return {
    id,
    receivedAt,
    reason: inWords(why),
    said: why,
    path,
    original: withoutAddress(originalOf(arrival)),
    call,
    envelope: said && withoutAddress(said),
    userAgent: sender.browser ? sender.userAgent : null,
    asksForPrivacy: sender.asksForPrivacy,
    ahead: sender.ahead ?? false,
  };
}

/** The touches of accepted messages, each with its person and the road its visit came by. */
async function place(
  context: Context,
  accepted: { arrival: Arrival; message: TrackingMessage; said: Said; touch: Touch | null; fate: Accepted }[],
  people: (string | null)[],
  rules: CompiledRules,
): Promise<StoredTouch[]> {
  const touches = accepted.flatMap(({ arrival, message, said, touch, fate }, index) =>
    touch === null
      ? []
      : [
          {
            ...rename(rules, touch),
            id: newId(),
            messageId: message.messageId,
            personId: people[index] ?? null,
            anonymousId: said.browser,
            userKey: said.names[0] ? userKeyOf(said.names[0]) : null,
            memberId: null,
            receivedAt: arrival.receivedAt,
            fate,
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
      const { anonymousId } = touch;
      const inStore = before.get(`${touch.occurredAt.getTime()} ${anonymousId}`) ?? null;
      const here = anonymousId === null ? null : (lastOf.get(anonymousId) ?? null);
      const continued = continueVisit(touch, here && (!inStore || here.occurredAt >= inStore.occurredAt) ? here : inStore);
      if (anonymousId !== null) lastOf.set(anonymousId, continued);
      const { fate, because: _decided, referrerHost: _from, ...kept } = continued;
      fate.touch = { kind: kept.kind, channel: kept.channel, source: kept.source, campaign: kept.campaign, bot: kept.bot };
      return kept;
    });
}
