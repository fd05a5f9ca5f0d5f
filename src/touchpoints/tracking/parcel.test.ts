import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrive, type Sender } from './arrival.ts';
import { parcelOf } from './parcel.ts';

const receivedAt = new Date('2026-05-01T08:00:00Z');
const server: Sender = { address: '203.0.113.7', userAgent: '', browser: false, asksForPrivacy: false };
const workspace = 'w';

/** The messages of a batch as they arrive. */
function arrivalsOf(messages: readonly object[], sender = server) {
  const sent = { octets: Buffer.from(JSON.stringify({ batch: messages })) };
  const delivery = { receivedAt, sender, call: null, envelope: {} };
  return messages.map((message, place) => arrive(message, delivery, sent, place));
}

const parcel = (messages: readonly object[], sealed: boolean, sender = server) =>
  parcelOf(arrivalsOf(messages, sender), { workspace, receivedAt, octets: 100, sealed });

const page = (messageId: string, fields: object = {}) => ({ type: 'page', messageId, anonymousId: 'a', ...fields });

describe('a parcel', () => {
  it('that is sealed gives back the messages as they were read', () => {
    const text = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
    fc.assert(
      fc.property(fc.uniqueArray(text, { minLength: 1, maxLength: 5 }), text, (ids, title) => {
        const messages = ids.map((id, index) => page(`m-${index}-${id}`, { properties: { title }, context: { locale: id } }));
        const [sealed, held] = [parcel(messages, true), parcel(messages, false)];
        const known = ({ ids, hashes, labels }: typeof sealed) => ({ ids, hashes, labels });
        expect(known(sealed)).toEqual(known(held));
        const read = ({ arrivals }: typeof sealed) =>
          arrivals().map(({ messageId, payloadHash, reading, place }) => ({ messageId, payloadHash, reading, place }));
        expect(read(sealed)).toEqual(read(held));
      }),
    );
  });

  it('that is sealed holds none of the messages that were read, and any other holds them all', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const pack = (sealed: boolean) => {
      const arrivals = arrivalsOf([page('m1')]);
      const packed = parcelOf(arrivals, { workspace, receivedAt, octets: 100, sealed });
      return { packed, message: new WeakRef(arrivals[0] ?? {}) };
    };
    const [sealed, held] = [pack(true), pack(false)];
    // What a WeakRef was made of is kept until the turn of the loop is over.
    await new Promise((next) => setImmediate(next));
    collect();
    expect([sealed.message.deref(), held.message.deref()]).toEqual([undefined, expect.anything()]);
    expect([sealed, held].map(({ packed }) => packed.arrivals().length)).toEqual([1, 1]);
  });

  it('with a message that is not good, or with somebody’s choice, is held and not sealed', () => {
    const bad = parcel([page('m1'), { type: 'page' }], true);
    expect(bad.letter).toBeNull();
    expect(bad.fault).toMatchObject({ path: '/anonymousId' });
    expect(bad.arrivals()[0]).toBe(bad.arrivals()[0]);
    const choice = parcel([page('m1', { type: 'track', event: 'Consent Preference Updated' })], true);
    expect(choice.choice).toBe(true);
    expect(choice.arrivals()[0]).toBe(choice.arrivals()[0]);
  });

  it('waits for the hash of a visitor that cannot be told at once, and says nobody’s address', () => {
    const browser = { ...server, browser: true };
    expect(parcel([page('m1')], true, browser).letter).toBeNull();
    const asked = parcel([page('m1')], true, { ...browser, asksForPrivacy: true });
    expect(JSON.stringify(asked.letter)).not.toContain(server.address);
  });
});
