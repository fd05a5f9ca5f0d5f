import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { originalsOf, withoutAddress } from './originals.ts';

test('the messages of a batch come out as they were sent', () => {
  const text = '{ "writeKey":"k", "batch" : [ {"a":[1,{"batch":[9]}]} ,7, "x,]\\"" , [ ] ], "sentAt":"2026" }';
  expect(originalsOf(text)).toEqual(['{"a":[1,{"batch":[9]}]}', '7', '"x,]\\""', '[ ]']);
});

test('an empty batch, and a name that only looks like one, have none', () => {
  expect(originalsOf('{"batch":[]}')).toEqual([]);
  expect(originalsOf('{"x":{"batch":[1]},"y":"batch"}')).toEqual([]);
});

test('of a name given twice the last counts, as in JSON.parse', () => {
  expect(originalsOf('{"batch":[1,2],"b\\u0061tch":[3]}')).toEqual(['3']);
});

test('property: as many come out as JSON.parse finds, each meaning the same', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.jsonValue(), fc.constantFrom(0, 1, 2), (batch, other, indent) => {
      const text = JSON.stringify({ other, batch, after: other }, null, indent);
      expect(originalsOf(text).map((original) => JSON.parse(original) as unknown)).toEqual(
        (JSON.parse(text) as { batch: unknown[] }).batch,
      );
    }),
  );
});

test('the sender’s address is taken out and nothing else', () => {
  expect(withoutAddress('{"context":{"ip": "203.0.113.7","zip":"2100"}}')).toBe('{"context":{"ip": null,"zip":"2100"}}');
});
