import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BriefingItem } from '../agreements/briefing-item.ts';
import { itemsFor } from '../agreements/items.ts';
import { readAnswer } from './answer.ts';
import { carriedOut, obstacleTo, versionAt, type Asked } from './contract.ts';

const label = { en: 'x', da: 'x', nb: 'x', nl: 'x' };
const item = (key: string, more: Partial<BriefingItem> = {}): BriefingItem => ({ key, label, ...more });
const day = (n: number) => new Date(Date.UTC(2026, 8, n));
const version = (number: number, on: number) => ({ version: number, items: [item(`v${number}`)], madeAt: day(on) });

describe('the contract in force', () => {
  const signed = { briefingItems: [item('signed')], writtenAt: day(10) };

  it('is the agreement’s until both teams agree on a change, and a day before that is judged without it', () => {
    expect(versionAt(signed, [version(1, 12)], day(11))).toBeUndefined();
    expect(versionAt(signed, [version(1, 12)], day(12))?.version).toBe(1);
    expect(versionAt(signed, [version(1, 12), version(2, 14)], day(13))?.version).toBe(1);
    expect(versionAt(undefined, [version(1, 12)], day(13))?.version).toBe(1);
  });

  it('is the new agreement’s where that was written after the change, and the change’s where it was written before', () => {
    expect(versionAt({ ...signed, writtenAt: day(13) }, [version(1, 12)], day(20))).toBeUndefined();
    expect(versionAt({ ...signed, writtenAt: day(11) }, [version(1, 12)], day(20))?.version).toBe(1);
  });
});

describe('the items of a lead', () => {
  it('are those of its type, and those that name none', () => {
    const items = [item('all'), item('hot', { leadTypes: ['hot'] }), item('both', { leadTypes: ['hot', 'other'] })];
    expect(itemsFor(items, 'hot').map(({ key }) => key)).toEqual(['all', 'hot', 'both']);
    expect(itemsFor(items, 'other').map(({ key }) => key)).toEqual(['all', 'both']);
  });
});

describe('a request', () => {
  const keys = fc.constantFrom('a', 'b', 'c', 'd');
  const asked: fc.Arbitrary<Asked> = fc.oneof(
    keys.map((key) => ({ kind: 'add' as const, item: item(key) })),
    keys.map((key) => ({ kind: 'change' as const, item: item(key, { leadTypes: ['hot'] }) })),
    keys.map((key) => ({ kind: 'retire' as const, key })),
  );

  it('never leaves an item twice, nor touches one it does not name', () => {
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 30 }), (requests) => {
        let items: BriefingItem[] = [];
        for (const request of requests) {
          if (obstacleTo(items, request) !== null) continue;
          const key = request.kind === 'retire' ? request.key : request.item.key;
          const after = carriedOut(items, request);
          const others = (list: BriefingItem[]) => list.filter((each) => each.key !== key);
          expect(others(after)).toEqual(others(items));
          expect(after.some((each) => each.key === key)).toBe(request.kind !== 'retire');
          items = after;
          expect(new Set(items.map((each) => each.key)).size).toBe(items.length);
        }
      }),
    );
  });
});

describe('an answer', () => {
  const by = (kind: 'text' | 'number' | 'yes_no' | 'long_text') => item('x', { answers: [{ by: 'form', kind }] });
  const choice = item('x', {
    answers: [
      {
        by: 'form',
        kind: 'choice',
        choices: [
          { key: 'now', label },
          { key: 'later', label },
        ],
      },
    ],
  });

  it('is read as its question wants it', () => {
    expect(readAnswer(choice, 'now')).toEqual({ value: 'now' });
    expect(readAnswer(choice, 'soon')).toEqual({ fault: 'not_a_choice' });
    expect(readAnswer(by('yes_no'), 'yes')).toEqual({ value: 'yes' });
    expect(readAnswer(by('yes_no'), 'true')).toEqual({ fault: 'not_yes_or_no' });
    expect(readAnswer(by('text'), ' Katrine ')).toEqual({ value: 'Katrine' });
    expect(readAnswer(by('text'), 'x'.repeat(301))).toEqual({ fault: 'too_long' });
    expect(readAnswer(item('x'), 'x'.repeat(301))).toEqual({ value: 'x'.repeat(301) });
    expect(readAnswer(by('text'), 'a\0b')).toEqual({ fault: 'not_text' });
  });

  it('is a number as its reader writes them', () => {
    expect(readAnswer(by('number'), '1.200,5', ',')).toEqual({ value: '1200.5' });
    expect(readAnswer(by('number'), '1,200.5', '.')).toEqual({ value: '1200.5' });
    expect(readAnswer(by('number'), '12 000', ',')).toEqual({ value: '12000' });
    expect(readAnswer(by('number'), '1.5', '.')).toEqual({ value: '1.5' });
    for (const text of ['mange', '1e9', '1..2', '--1', '٣', '1.2.3'])
      expect(readAnswer(by('number'), text, ','), text).toEqual({ fault: 'not_a_number' });
  });
});
