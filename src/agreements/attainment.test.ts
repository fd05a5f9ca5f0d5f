import { describe, expect, test } from 'vitest';
import { attainment, type Measurement } from './attainment.ts';

const leads: Measurement = { operator: '>=', target: 100, kind: 'count', value: 50, n: 50, promisedSoFar: 50 };
const rate: Measurement = { operator: '>=', target: 0.2, kind: 'rate', value: 0.2, n: 20 };
const hours: Measurement = { operator: '<=', target: 4, kind: 'duration', value: 4, n: 20 };
const complaints: Measurement = { operator: '<=', target: 10, kind: 'count', value: 5, n: 5, promisedSoFar: 5 };

test.each([
  ['leads delivered as promised by now', leads, 'on course', 1],
  ['more leads than promised', { ...leads, value: 60 }, 'on course', 1.2],
  ['four fifths of the leads due by now', { ...leads, value: 40 }, 'at risk', 0.8],
  ['fewer than four fifths', { ...leads, value: 39 }, 'off course', 0.78],
  ['a promise not yet due', { ...leads, value: 0, promisedSoFar: 0 }, 'on course', 1],
  ['no lead at all, which was measured', { ...leads, value: 0 }, 'off course', 0],
  ['leads that could not be measured', { ...leads, value: null }, 'no data', null],
  ['a count needs no twenty cases', { ...leads, value: 3, n: 3, promisedSoFar: 3 }, 'on course', 1],
  ['a rate of twenty cases', rate, 'on course', 1],
  ['a rate of nineteen', { ...rate, n: 19 }, 'too few to say', null],
  ['a rate of none', { ...rate, value: 0, n: 0 }, 'no data', null],
  ['a part of a lead, which is not due before the whole', { ...leads, value: 0, promisedSoFar: 0.9 }, 'on course', 1],
  ['a rate that is four fifths of the target to the digit', { ...rate, value: 0.16 }, 'at risk', 0.8],
  ['a rate a little low', { ...rate, value: 0.17 }, 'at risk', 0.85],
  ['first contact within the hours', hours, 'on course', 1],
  ['first contact much sooner', { ...hours, value: 0 }, 'on course', 1],
  ['first contact an hour late', { ...hours, value: 5 }, 'at risk', 0.8],
  ['first contact four hours late', { ...hours, value: 8 }, 'off course', 0.5],
  ['first contact of a few leads', { ...hours, value: 8, n: 3 }, 'too few to say', null],
  ['complaints within their pace', complaints, 'on course', 1],
  ['complaints ahead of their pace', { ...complaints, value: 10 }, 'at risk', 0.5],
  ['complaints over the limit', { ...complaints, value: 20 }, 'off course', 0.25],
  ['a limit of none that is kept', { ...complaints, target: 0, promisedSoFar: 0, value: 0 }, 'on course', 1],
  ['a limit of none that is not', { ...complaints, target: 0, promisedSoFar: 0, value: 1 }, 'off course', 0],
] as [string, Measurement, string, number | null][])('%s', (_, measurement, state, share) => {
  expect(attainment(measurement)).toEqual({ state, share });
});

describe('what adds up in a period that still runs', () => {
  const outlook = (expected: number, low: number, high: number) => ({ projection: { expected, low, high } });

  test('is judged by where it will end, not by how much is missing today', () => {
    const behind = { ...leads, value: 39 };
    expect(attainment({ ...behind, ...outlook(78, 68, 101) })).toEqual({ state: 'at risk', share: 0.78 });
    expect(attainment({ ...behind, ...outlook(78, 68, 99) })).toEqual({ state: 'off course', share: 0.78 });
    expect(attainment({ ...behind, ...outlook(101, 90, 110) })).toEqual({ state: 'on course', share: 0.78 });
  });

  test('is on course as long as nothing due is missing, though a promise that grows lies ahead', () => {
    expect(attainment({ ...leads, ...outlook(70, 60, 80) })).toEqual({ state: 'on course', share: 1 });
    expect(attainment({ ...leads, value: 49, promisedSoFar: 49.9, ...outlook(98, 85, 112) }).state).toBe('on course');
  });

  test('keeps a limit while it will not be overstepped', () => {
    const ahead = { ...complaints, value: 6 };
    expect(attainment({ ...ahead, ...outlook(12, 8, 16) }).state).toBe('at risk');
    expect(attainment({ ...ahead, ...outlook(14, 11, 18) }).state).toBe('off course');
    expect(attainment({ ...complaints, ...outlook(12, 8, 16) }).state).toBe('on course');
  });

  test('is decided by the target alone once it is over', () => {
    expect(attainment({ ...leads, value: 99, over: true, ...outlook(99, 99, 120) }).state).toBe('off course');
  });
});

test('once the period is over the whole target counts, and nothing is at risk any more', () => {
  expect(attainment({ ...leads, value: 90, over: true })).toEqual({ state: 'off course', share: 0.9 });
  expect(attainment({ ...leads, value: 100, over: true })).toEqual({ state: 'on course', share: 1 });
  expect(attainment({ ...hours, value: 5, over: true })).toEqual({ state: 'off course', share: 0.8 });
});
