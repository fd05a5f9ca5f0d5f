import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asksMore, questionsFor, type Field, type KnownVisitor } from './asked.ts';

const fields = fc
  .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), { minLength: 1, maxLength: 8 })
  .chain((keys) => fc.tuple(...keys.map((item) => fc.boolean().map((required): Field => ({ item, required })))));
const some = (list: readonly Field[]) => fc.subarray(list.map(({ item }) => item)).map((keys) => new Set(keys));
const atOnce = fc.integer({ min: 2, max: 6 });
const visitor = (list: readonly Field[]): fc.Arbitrary<KnownVisitor | null> =>
  fc.option(fc.record({ known: some(list), leftEmpty: some(list), email: fc.option(fc.emailAddress()) }));
const situation = fields.chain((list) => fc.tuple(fc.constant(list), visitor(list), atOnce, some(list)));

describe('the questions of a form', () => {
  it('are never about what is known or was just asked, and never more than may be asked at a time', () => {
    fc.assert(
      fc.property(situation, ([list, known, most, done]) => {
        const { email, items } = questionsFor(list, known, { atOnce: most, done });
        expect(items.length + Number(email)).toBeLessThanOrEqual(most);
        expect(items.filter((key) => known?.known.has(key) || done.has(key))).toEqual([]);
        expect(email && known?.email).toBeFalsy();
        const order = list.map(({ item }) => item);
        expect(items).toEqual(order.filter((key) => items.includes(key)));
      }),
    );
  });

  it('leave out nothing that must be answered while there is something asked that need not be', () => {
    fc.assert(
      fc.property(situation, ([list, known, most, done]) => {
        const { items } = questionsFor(list, known, { atOnce: most, done });
        const isOptional = (key: string) => !list.some(({ item, required }) => item === key && required);
        const waiting = list.filter(
          ({ item, required }) => required && !items.includes(item) && !known?.known.has(item) && !done.has(item),
        );
        if (items.some(isOptional)) expect(waiting).toEqual([]);
      }),
    );
  });

  it('come to everything that must be answered in the end: of a stranger on the pages of one visit, of somebody known over visits', () => {
    fc.assert(
      fc.property(fields, atOnce, fc.boolean(), (list, most, isKnown) => {
        const required = list.filter((field) => field.required).map(({ item }) => item);
        const asked = new Set<string>();
        let known: KnownVisitor = { known: new Set(), leftEmpty: new Set(), email: null };
        for (let page = 0; page <= list.length; page++) {
          const now = isKnown
            ? questionsFor(list, known, { atOnce: most })
            : questionsFor(list, null, { atOnce: most, done: asked });
          for (const key of now.items) asked.add(key);
          // Who may leave something empty does, each time.
          known = {
            known: new Set([...known.known, ...now.items.filter((key) => required.includes(key))]),
            leftEmpty: new Set([...known.leftEmpty, ...now.items.filter((key) => !required.includes(key))]),
            email: 'anna@nordhavn.dk',
          };
          if (!asksMore(list, isKnown ? known : null, asked) && !isKnown) break;
        }
        expect(required.filter((key) => !asked.has(key))).toEqual([]);
        if (isKnown) expect([...asked].sort()).toEqual(list.map(({ item }) => item).sort());
      }),
    );
  });

  it('begin with the address, unless we have it', () => {
    const list = [{ item: 'need', required: true }];
    const known = { known: new Set<string>(), leftEmpty: new Set<string>(), email: 'anna@nordhavn.dk' };
    expect(questionsFor(list, null, { atOnce: 5 })).toEqual({ email: true, items: ['need'] });
    expect(questionsFor(list, known, { atOnce: 5 })).toEqual({ email: false, items: ['need'] });
    expect(questionsFor(list, { ...known, known: new Set(['need']) }, { atOnce: 5 })).toEqual({ email: false, items: [] });
  });
});
