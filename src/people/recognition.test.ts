import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSettled, keyOf, mentioned, recognise, type Claim, type Identity } from './recognition.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 9, minute));
const email = (value: string) => ({ kind: 'email' as const, source: '', value });
const phone = (value: string) => ({ kind: 'phone' as const, source: '', value });
const user = (value: string, source = 'user_id') => ({ kind: 'external_id' as const, source, value });
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
  for (const claims of batches) {
    const found = mentioned(claims).flatMap((name) => known.get(keyOf(name)) ?? []);
    const { joinings, identities } = recognise(claims, found, newId);
    for (const { kept, merged } of joinings)
      for (const [key, identity] of known) if (identity.owner === merged) known.set(key, { ...identity, owner: kept });
    for (const identity of identities) known.set(keyOf(identity), identity);
  }
  return known;
}

/** Who belongs with whom, whatever the people are called. */
function circles(known: Map<string, Identity>): string[] {
  const people = new Map<string, string[]>();
  for (const [key, { owner }] of known) people.set(owner, [...(people.get(owner) ?? []), key.replace('  ', ' ')]);
  return [...people.values()].map((keys) => keys.sort().join(', ')).sort();
}

describe('who a message is about', () => {
  it('is the person who named themselves in the browser, for what came before as well', () => {
    const { owners: people, born } = recognise(
      [claim(0, 'b'), claim(1, 'b', email('anna@nordhavn.dk')), claim(2, 'b')],
      [],
      newId,
    );
    expect(new Set(people).size).toBe(1);
    expect(born).toEqual([people[0]]);
  });

  it('is nobody while nobody has said a name', () => {
    expect(recognise([claim(0, 'b')], [], newId)).toEqual({
      owners: [null],
      born: [],
      joinings: [],
      refused: [],
      identities: [],
    });
  });

  it('is one person when one message holds both names, however far apart they were met', () => {
    const known = hear([
      [claim(0, null, email('anna@nordhavn.dk'))],
      [claim(1, null, user('42'))],
      [claim(2, null, user('42'), email('anna@nordhavn.dk'))],
    ]);
    expect(circles(known)).toEqual(['email anna@nordhavn.dk, external_id user_id 42']);
  });

  it('stays two people who used one browser: a tablet at a fair does not make them one', () => {
    const known = hear([[claim(0, 'tablet', email('anna@nordhavn.dk'))], [claim(1, 'tablet', email('bo@fjord.no'))]]);
    expect(circles(known)).toEqual(['anonymous_id tablet, email anna@nordhavn.dk', 'email bo@fjord.no']);
  });

  it('gives a browser to the one who was in it first, also when that is heard of last', () => {
    const known = hear([[claim(5, 'b', email('bo@fjord.no'))], [claim(1, 'b', email('anna@nordhavn.dk'))]]);
    expect(circles(known)).toEqual(['anonymous_id b, email anna@nordhavn.dk', 'email bo@fjord.no']);
  });

  const two: Identity[] = [
    { ...user('42'), owner: 'b', since: at(0) },
    { ...email('anna@nordhavn.dk'), owner: 'a', since: at(0) },
  ];

  it('says which message made one person of two, and by which names', () => {
    const both = { ...claim(1, null, user('42'), email('anna@nordhavn.dk')), messageId: 'm-7' };
    expect(recognise([both], two, newId)).toEqual({
      owners: ['a'],
      born: [],
      joinings: [
        { kept: 'a', merged: 'b', because: { messageId: 'm-7', at: at(1), names: [user('42'), email('anna@nordhavn.dk')] } },
      ],
      refused: [],
      identities: [],
    });
  });

  it('keeps two who may not be merged apart, and each name with its own, new ones too', () => {
    const known: Identity[] = [...two, { ...email('bo@fjord.no'), owner: 'c', since: at(0) }];
    const { owners, joinings, refused, identities } = recognise(
      [
        claim(1, null, user('42'), email('anna@nordhavn.dk')),
        claim(2, null, email('anna@nordhavn.dk'), email('bo@fjord.no'), user('x')),
      ],
      known,
      newId,
      (one, other) => ![...one, ...other].includes('b'),
    );
    expect(owners).toEqual(['b', 'a']);
    expect(refused).toMatchObject([{ kept: 'a', merged: 'b' }]);
    expect(joinings).toMatchObject([{ kept: 'a', merged: 'c' }]);
    expect(identities).toMatchObject([{ value: 'x', owner: 'a' }]);
  });

  it('is not user 17 of the website when a tool says contact 17', () => {
    const known = hear([[claim(0, null, user('17'))], [claim(1, null, user('17', 'hubspot'))]]);
    expect(circles(known)).toEqual(['external_id hubspot 17', 'external_id user_id 17']);
  });

  it('is settled once all it names is known, and not while a browser could be another’s', () => {
    const known: Identity[] = [...two.slice(1), { kind: 'anonymous_id', source: '', value: 'b', owner: 'z', since: at(5) }];
    expect(isSettled([claim(6, 'b', email('anna@nordhavn.dk')), claim(7, 'other')], known)).toBe(true);
    expect(isSettled([claim(4, 'b', email('anna@nordhavn.dk'))], known)).toBe(false);
    expect(isSettled([claim(6, null, email('bo@fjord.no'))], known)).toBe(false);
  });
});

describe('property', () => {
  const names = fc.uniqueArray(
    fc.constantFrom(
      email('a@x.dk'),
      email('b@x.dk'),
      email('c@x.dk'),
      phone('+4520123456'),
      user('1'),
      user('2'),
      user('1', 'hubspot'),
    ),
    { maxLength: 3, selector: keyOf },
  );
  const history = fc
    .array(fc.tuple(fc.option(fc.constantFrom('b1', 'b2', 'b3')), names), { maxLength: 14 })
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
      { numRuns: 500 },
    );
  });
});
