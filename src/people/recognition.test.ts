import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joined, mentioned, recognise, type Claim, type Identity } from './recognition.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 9, minute));
const email = (value: string) => ({ kind: 'email' as const, value });
const user = (value: string) => ({ kind: 'external_id' as const, value });
const claim = (minute: number, browser: string | null, ...names: Claim['names'][number][]): Claim => ({
  at: at(minute),
  browser,
  names,
});

let next = 0;
const newId = () => `p${String((next += 1)).padStart(6, '0')}`;

/** A world that hears claims in batches, as the database does: known identities go in, decisions are kept. */
function hear(batches: Claim[][]) {
  const known = new Map<string, Identity>();
  const find = (claims: Claim[]) =>
    mentioned(claims)
      .map(({ kind, value }) => known.get(`${kind} ${value}`))
      .filter((identity) => identity !== undefined);
  for (const claims of batches) {
    for (const [kept, ...others] of joined(claims, find(claims)))
      for (const [key, identity] of known)
        if (others.includes(identity.personId)) known.set(key, { ...identity, personId: kept ?? '' });
    for (const identity of recognise(claims, find(claims), newId).identities)
      known.set(`${identity.kind} ${identity.value}`, identity);
  }
  return known;
}

/** Who belongs with whom, whatever the people are called. */
function circles(known: Map<string, Identity>): string[] {
  const people = new Map<string, string[]>();
  for (const [key, { personId }] of known) people.set(personId, [...(people.get(personId) ?? []), key]);
  return [...people.values()].map((keys) => keys.sort().join(', ')).sort();
}

describe('who a message is about', () => {
  it('is the person who named themselves in the browser, for what came before as well', () => {
    const { people, born } = recognise([claim(0, 'b'), claim(1, 'b', email('anna@nordhavn.dk')), claim(2, 'b')], [], newId);
    expect(new Set(people).size).toBe(1);
    expect(born).toEqual([people[0]]);
  });

  it('is nobody while nobody has said a name', () => {
    expect(recognise([claim(0, 'b')], [], newId)).toEqual({ people: [null], born: [], identities: [] });
  });

  it('is one person when one message holds both names, however far apart they were met', () => {
    const known = hear([
      [claim(0, null, email('anna@nordhavn.dk'))],
      [claim(1, null, user('42'))],
      [claim(2, null, user('42'), email('anna@nordhavn.dk'))],
    ]);
    expect(circles(known)).toEqual(['email anna@nordhavn.dk, external_id 42']);
  });

  it('stays two people who used one browser: a tablet at a fair does not make them one', () => {
    const known = hear([[claim(0, 'tablet', email('anna@nordhavn.dk'))], [claim(1, 'tablet', email('bo@fjord.no'))]]);
    expect(circles(known)).toEqual(['anonymous_id tablet, email anna@nordhavn.dk', 'email bo@fjord.no']);
  });

  it('gives a browser to the one who was in it first, also when that is heard of last', () => {
    const known = hear([[claim(5, 'b', email('bo@fjord.no'))], [claim(1, 'b', email('anna@nordhavn.dk'))]]);
    expect(circles(known)).toEqual(['anonymous_id b, email anna@nordhavn.dk', 'email bo@fjord.no']);
  });

  it('keeps two who could not be merged apart, and each name with its own', () => {
    const known: Identity[] = [
      { ...user('42'), personId: 'a', since: at(0) },
      { ...email('anna@nordhavn.dk'), personId: 'b', since: at(0) },
    ];
    expect(
      recognise([claim(1, null, user('42'), email('anna@nordhavn.dk')), claim(2, null, email('anna@nordhavn.dk'))], known, newId),
    ).toEqual({ people: ['a', 'b'], born: [], identities: [] });
  });
});

describe('property', () => {
  const names = fc.uniqueArray(fc.constantFrom(email('a@x.dk'), email('b@x.dk'), email('c@x.dk'), user('1'), user('2')), {
    maxLength: 2,
    selector: ({ value }) => value,
  });
  const history = fc
    .array(fc.tuple(fc.option(fc.constantFrom('b1', 'b2', 'b3')), names), { maxLength: 12 })
    .map((entries) => entries.map(([browser, own], minute) => claim(minute, browser, ...own)));

  it('the same messages give the same people, in any order and any batches', () => {
    fc.assert(
      fc.property(
        history.chain((claims) =>
          fc.tuple(
            fc.constant(claims),
            fc.shuffledSubarray(claims, { minLength: claims.length }),
            fc.integer({ min: 1, max: 5 }),
          ),
        ),
        ([claims, shuffled, size]) => {
          const batches = Array.from({ length: Math.ceil(shuffled.length / size) }, (_, index) =>
            shuffled.slice(index * size, (index + 1) * size),
          );
          expect(circles(hear(batches))).toEqual(circles(hear(claims.map((one) => [one]))));
        },
      ),
    );
  });
});
