import { isObject } from '../../json.ts';
import { readBatch, type MessageType } from '../../segment.ts';
import { arrive, type Arrival } from '../arrival.ts';

/** A request as the journal keeps it. */
export interface Letter {
  head: Head;
  /** What it said, in UTF-8. */
  octets: Buffer;
}

/** How a request came, and which of its messages were taken in. The sender's address is not part of it. */
export interface Head {
  call: MessageType | null;
  receivedAt: string;
  userAgent: string;
  browser: boolean;
  ahead: boolean;
  asksForPrivacy: boolean;
  /** The messages of it that were taken in, by their place, each with its visitor's hash. */
  taken: [place: number, visitor: string | null][];
}

/** A message that was taken in, with the hash its visitor goes by today where there may be need of one. */
export interface Taken {
  arrival: Arrival;
  visitor: string | null;
}

/** The letters of messages that were taken in; messages of one request share a letter. */
export function lettersOf(taken: readonly Taken[]): Letter[] {
  const requests = new Map<Arrival['sent'], Taken[]>();
  for (const one of taken) {
    const others = requests.get(one.arrival.sent);
    if (others) others.push(one);
    else requests.set(one.arrival.sent, [one]);
  }
  return [...requests.values()].flatMap((messages) => letterOf(messages) ?? []);
}

/** The letter of messages of one request; null of none. */
export function letterOf(taken: readonly Taken[]): Letter | null {
  const [first] = taken;
  if (!first) return null;
  const { sent, call, receivedAt, sender } = first.arrival;
  const { userAgent, browser, ahead = false, asksForPrivacy } = sender;
  const places = taken.map(({ arrival: { place }, visitor }): Head['taken'][number] => [place, visitor]);
  const head = { call, receivedAt: receivedAt.toISOString(), userAgent, browser, ahead, asksForPrivacy, taken: places };
  return { head, octets: sent.octets };
}

/** The messages of a letter that were taken in, as they arrived. */
export function openLetter({ octets, head: { call, receivedAt, taken, ...sender } }: Letter): Arrival[] {
  const raw = JSON.parse(octets.toString()) as unknown;
  const batch = call === null && isObject(raw) ? readBatch(raw) : null;
  const [messages, envelope] = batch?.ok ? [batch.messages, batch.envelope] : [[raw], {}];
  const delivery = { receivedAt: new Date(receivedAt), call, envelope };
  const sent = { octets };
  return taken.map(([place, visitor]) =>
    arrive(messages[place], { ...delivery, sender: { ...sender, address: null, visitor } }, sent, place),
  );
}
