import fc from 'fast-check';
import { expect, it } from 'vitest';
import { forceBegins, inForceAt, stateOf, type SignedVersion } from './in-force.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const version = (number: number, made: number, from: number, marketing?: number, sales?: number): SignedVersion => ({
  version: number,
  createdAt: day(made),
  inForceFrom: day(from),
  signatures: [
    ...(marketing === undefined ? [] : [{ team: 'marketing', signedAt: day(marketing) }]),
    ...(sales === undefined ? [] : [{ team: 'sales', signedAt: day(sales) }]),
  ],
});

it('begins at its date, or with the second signature when that came later', () => {
  expect(forceBegins(version(1, 1, 10, 2, 3))).toEqual(day(10));
  expect(forceBegins(version(1, 1, 1, 2, 5))).toEqual(day(5));
  expect(forceBegins(version(1, 1, 1, 2))).toBeNull();
});

it('holds from its date in the past when it was made as history', () => {
  expect(forceBegins(version(1, 20, 3, 21, 21))).toEqual(day(3));
});

it('lets the latest version win, whichever was signed last', () => {
  const versions = [version(1, 1, 1, 1, 9), version(2, 2, 4, 3, 3)];
  expect(inForceAt(versions, day(3))).toBeUndefined();
  expect(inForceAt(versions, day(5))?.version).toBe(2);
  expect(inForceAt(versions, day(10))?.version).toBe(2);
  expect(versions.map((one) => stateOf(one, versions, day(10)))).toEqual(['superseded', 'in_force']);
});

it('says signed for what is to come and waiting for what lacks a signature', () => {
  const versions = [version(1, 1, 1, 1, 1), version(2, 2, 20, 3, 3), version(3, 3, 3, 3)];
  expect(versions.map((one) => stateOf(one, versions, day(4)))).toEqual(['in_force', 'signed', 'waiting']);
});

it('never lets one come into force that both teams have not signed', () => {
  const some = fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined });
  const any = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), some, some), { maxLength: 6 });
  fc.assert(
    fc.property(any, fc.integer({ min: 1, max: 90 }), (drawn, moment) => {
      const versions = drawn.map(([made, from, marketing, sales], index) => version(index + 1, made, from, marketing, sales));
      const winner = inForceAt(versions, day(moment));
      if (winner) expect(winner.signatures).toHaveLength(2);
      expect(versions.filter((one) => stateOf(one, versions, day(moment)) === 'in_force')).toEqual(winner ? [winner] : []);
    }),
  );
});
