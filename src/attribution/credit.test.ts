import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Conversion,
  type CreditedTouch,
  type CreditSettings,
  creditTouches,
  type TouchModel,
  touchModels,
} from './credit.ts';

const DAY = 86_400_000;
const won = new Date('2026-06-01T12:00:00Z');
const daysBefore = (days: number) => new Date(won.getTime() - days * DAY);

function touch(id: string, days: number, more: Partial<CreditedTouch> = {}): CreditedTouch {
  return { id, occurredAt: daysBefore(days), channel: 'email', bot: false, ...more };
}

function amounts(model: TouchModel, touches: CreditedTouch[], conversion: Partial<Conversion> = {}, settings?: CreditSettings) {
  const { credits } = creditTouches(model, { amountMinor: 1000, convertedAt: won, ...conversion }, touches, settings);
  return Object.fromEntries(credits.map((credit) => [credit.touchId, credit.amountMinor]));
}

const four = [touch('a', 40), touch('b', 30), touch('c', 20), touch('d', 10)];

describe('crediting one deal', () => {
  test('first and last take all', () => {
    expect(amounts('first', four)).toEqual({ a: 1000, b: 0, c: 0, d: 0 });
    expect(amounts('last', four)).toEqual({ a: 0, b: 0, c: 0, d: 1000 });
  });

  test('last non-direct passes over direct visits, unless there is nothing else', () => {
    const direct = { channel: 'direct' };
    expect(amounts('last-non-direct', [touch('a', 3), touch('b', 2), touch('c', 1, direct)])).toEqual({ a: 0, b: 1000, c: 0 });
    expect(amounts('last-non-direct', [touch('a', 2, direct), touch('b', 1, direct)])).toEqual({ a: 0, b: 1000 });
  });

  test('linear shares equally', () => {
    expect(amounts('linear', four)).toEqual({ a: 250, b: 250, c: 250, d: 250 });
  });

  test('position gives 40 % to each end and 20 % to the middle', () => {
    expect(amounts('position', four)).toEqual({ a: 400, b: 100, c: 100, d: 400 });
    expect(amounts('position', four.slice(0, 3))).toEqual({ a: 400, b: 200, c: 400 });
    expect(amounts('position', four.slice(0, 2))).toEqual({ a: 500, b: 500 });
    expect(amounts('position', four.slice(0, 1))).toEqual({ a: 1000 });
  });

  test('W-shaped gives 30 % each to first touch, lead and deal, and 10 % to the rest', () => {
    const five = [...four, touch('e', 5)];
    const milestones = { leadCreatedAt: daysBefore(19), dealCreatedAt: daysBefore(10) };
    expect(amounts('w-shaped', five, milestones)).toEqual({ a: 300, b: 50, c: 300, d: 300, e: 50 });
  });

  test('W-shaped adds milestones that fall on one touch and leaves out those without one', () => {
    const atOnce = { leadCreatedAt: daysBefore(40), dealCreatedAt: daysBefore(10) };
    expect(amounts('w-shaped', [touch('a', 40), touch('b', 10)], atOnce)).toEqual({ a: 667, b: 333 });
    expect(amounts('w-shaped', [touch('a', 40), touch('b', 10)], { leadCreatedAt: daysBefore(50) })).toEqual({ a: 750, b: 250 });
    expect(amounts('w-shaped', [touch('a', 40)])).toEqual({ a: 1000 });
  });

  test('time decay halves the weight with every half-life', () => {
    expect(amounts('time-decay', [touch('a', 15), touch('b', 8), touch('c', 1)], { amountMinor: 700 })).toEqual({
      a: 100,
      b: 200,
      c: 400,
    });
    expect(amounts('time-decay', [touch('a', 3), touch('b', 1)], { amountMinor: 300 }, { halfLifeDays: 2 })).toEqual({
      a: 100,
      b: 200,
    });
  });

  test('only human touches before the conversion and inside the look-back window count', () => {
    const touches = [
      touch('old', 91),
      touch('edge', 90),
      touch('bot', 5, { bot: true }),
      touch('in', 1),
      touch('at', 0),
      touch('late', -1),
    ];
    expect(amounts('linear', touches, {}, { lookBackDays: 90 })).toEqual({ edge: 500, in: 500 });
  });

  test('touches are put in time order first', () => {
    expect(amounts('first', four.toReversed())).toEqual({ a: 1000, b: 0, c: 0, d: 0 });
  });

  test('without a touch the whole amount stays unattributed', () => {
    const credit = creditTouches('linear', { amountMinor: -55, convertedAt: won }, [touch('late', -1)]);
    expect(credit).toEqual({ credits: [], unattributedMinor: -55 });
  });

  test('every model conserves the amount exactly, credit notes too, and ignores machines and the future', () => {
    const touches = fc.array(fc.record({ days: fc.integer({ min: 1, max: 2000 }), direct: fc.boolean() }), {
      minLength: 1,
      maxLength: 40,
    });
    const milestone = fc.option(fc.integer({ min: -10, max: 2000 }).map(daysBefore));
    fc.assert(
      fc.property(
        fc.constantFrom(...touchModels),
        fc.maxSafeInteger(),
        touches,
        milestone,
        milestone,
        (model, amountMinor, drawn, lead, deal) => {
          const human = drawn.map(({ days, direct }, index) => touch(String(index), days, direct ? { channel: 'direct' } : {}));
          const conversion = { amountMinor, convertedAt: won, leadCreatedAt: lead, dealCreatedAt: deal };
          const credit = creditTouches(model, conversion, human);
          const sum = credit.credits.reduce(
            (total, { amountMinor }) => total + BigInt(amountMinor),
            BigInt(credit.unattributedMinor),
          );
          expect(sum).toBe(BigInt(amountMinor));
          const noise = [touch('bot', 1, { bot: true }), touch('future', -1)];
          expect(creditTouches(model, conversion, [...noise, ...human])).toEqual(credit);
        },
      ),
    );
  });
});
