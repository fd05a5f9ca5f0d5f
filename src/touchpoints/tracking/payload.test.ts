import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { payloadHash } from './payload.ts';

const none: ReadonlySet<string> = new Set();
const hashOf = (message: Record<string, unknown>, type = 'track', without = none) => payloadHash(message, type, without);
const messages = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<Record<string, unknown>>;

/** The same value with the names of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, item]) => [name, reversed(item)]),
  );
}

describe('the hash of what a message says', () => {
  it('is the same in whichever order it is said', () => {
    fc.assert(
      fc.property(messages, (message) => {
        expect(hashOf(reversed(message) as Record<string, unknown>)).toBe(hashOf(message));
      }),
    );
  });

  it('differs as soon as one value, one name or one place in a list does', () => {
    const said = [
      {},
      { a: 1 },
      { a: '1' },
      { a: 2 },
      { b: 1 },
      { a: null },
      { a: 'null' },
      { a: true },
      { a: [] },
      { a: {} },
      { a: [1, 2] },
      { a: [2, 1] },
      { a: [[1], 2] },
      { a: [1, [2]] },
      { a: { b: 1 } },
      { a: { b: 1, c: 1 } },
      { a: { b: { c: 1 } } },
      { a: 1, b: 2 },
      { a: 2, b: 1 },
      { ab: '' },
      { a: 'b' },
      { a: 'æ' },
      { a: 'ae' },
    ];
    expect(new Set(said.map((message) => hashOf(message))).size).toBe(said.length);
  });

  it('differs between any two messages that differ', () => {
    fc.assert(
      fc.property(messages, messages, (one, other) => {
        const same = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
        expect(hashOf(one) === hashOf(other)).toBe(same);
      }),
    );
  });

  it('knows the type as it was understood, and leaves out what says nothing', () => {
    expect(hashOf({ event: 'x' }, 'track')).not.toBe(hashOf({ event: 'x' }, 'page'));
    expect(hashOf({ event: 'x', type: 'track' }, 'track')).toBe(hashOf({ event: 'x' }, 'track'));
    const tries = new Set(['sentAt']);
    expect(hashOf({ event: 'x', sentAt: 1 }, 'track', tries)).toBe(hashOf({ event: 'x', sentAt: 2 }, 'track', tries));
    // Only at the top: within what is said the same name is a name like any other.
    expect(hashOf({ a: { sentAt: 1 } }, 'track', tries)).not.toBe(hashOf({ a: { sentAt: 2 } }, 'track', tries));
  });

  it('has no two alike among many that differ by a digit', () => {
    const hashes = Array.from({ length: 50_000 }, (_, number) => hashOf({ messageId: `m-${number}`, properties: { number } }));
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

/** A value with the names of every object in one order, and without what is the top's own `type`. */
function sorted(value: unknown, top = true): unknown {
  if (Array.isArray(value)) return value.map((item) => sorted(item, false));
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value;
  return Object.entries(value)
    .filter(([name]) => !(top && name === 'type'))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, item]) => [name, sorted(item, false)]);
}
