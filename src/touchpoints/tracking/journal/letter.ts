import { isObject } from '../../json.ts';
import { readBatch, type MessageType } from '../../segment.ts';
import { arrive, type Arrival } from '../arrival.ts';

/** A request as the journal keeps it. */
export interface Letter {
  head: Head;
  text: string;
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
  const letters = new Map<Arrival['sent'], Letter>();
  for (const { arrival, visitor } of taken) {
    const { sent, place, call, receivedAt, sender } = arrival;
    let letter = letters.get(sent);
    if (!letter) {
      const { userAgent, browser, ahead = false, asksForPrivacy } = sender;
      const head = { call, receivedAt: receivedAt.toISOString(), userAgent, browser, ahead, asksForPrivacy, taken: [] };
      letter = { head, text: sent.text };
      letters.set(sent, letter);
    }
    letter.head.taken.push([place, visitor]);
  }
  return [...letters.values()];
}

/** The messages of a letter that were taken in, as they arrived. */
export function openLetter({ text, head: { call, receivedAt, taken, ...sender } }: Letter): Arrival[] {
  const raw = JSON.parse(text) as unknown;
  const batch = call === null && isObject(raw) ? readBatch(raw) : null;
  const [messages, envelope] = batch?.ok ? [batch.messages, batch.envelope] : [[raw], {}];
  const delivery = { receivedAt: new Date(receivedAt), call, envelope, octets: text.length / messages.length };
  const sent = { text };
  return taken.map(([place, visitor]) =>
    arrive(messages[place], { ...delivery, sender: { ...sender, address: null, visitor } }, sent, place),
  );
}
