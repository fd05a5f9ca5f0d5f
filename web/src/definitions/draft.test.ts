import { describe, expect, test } from 'vitest';
import { definitionBodySchema } from '../../../src/definitions/schema.ts';
import { standardDefinition } from '../../../src/definitions/standard.ts';
import { asSent, criteriaOf, sections, withChanged, withMoved, withNew, without, withReady, type Draft } from './draft.ts';

const draft: Draft = standardDefinition;
const keys = (of: Draft, section: (typeof sections)[number]) => criteriaOf(of, section).map(({ key }) => key);
const nobody = new Set<string>();

describe('a draft', () => {
  test.each(sections)('takes a new criterion at the end of %s and gives it up again, the others as they were', (section) => {
    const more = withNew(draft, section, nobody);
    expect(keys(more, section)).toHaveLength(keys(draft, section).length + 1);
    expect(without(more, section, keys(draft, section).length)).toEqual(draft);
    for (const other of sections) if (other !== section) expect(keys(more, other)).toEqual(keys(draft, other));
  });

  test('never gives a new criterion a key that an earlier version had: what was said for that one is not said for this', () => {
    const once = withNew(draft, 'soft', new Set(['soft-1', 'soft-3']));
    const twice = withNew(once, 'soft', new Set(['soft-1', 'soft-3']));
    expect(keys(twice, 'soft').slice(-2)).toEqual(['soft-2', 'soft-4']);
  });

  test('changes and moves one criterion and leaves the draft it came from alone', () => {
    const [first] = criteriaOf(draft, 'company');
    if (!first) throw new Error('the standard names companies');
    expect(criteriaOf(withChanged(draft, 'company', 0, { ...first, weight: 99 }), 'company')[0]?.weight).toBe(99);
    const [one, two, three] = keys(draft, 'company');
    expect(keys(withMoved(draft, 'company', 2, 0), 'company')).toEqual([three, one, two]);
    expect(keys(draft, 'company')).toEqual([one, two, three]);
  });

  test('is sent without what was left empty, and unchanged if nothing was', () => {
    expect(asSent(draft)).toEqual(draft);
    const [signal] = criteriaOf(draft, 'engagement');
    if (!signal) throw new Error('the standard names signals');
    const emptied = withChanged(draft, 'engagement', 0, {
      ...signal,
      cap: '',
      labels: { en: 'Prices', da: '' },
      touches: { kinds: ['page'], paths: [] },
    });
    const { engagement } = definitionBodySchema.parse(asSent(emptied));
    expect(engagement.criteria[0]).toEqual({
      key: signal.key,
      labels: { en: 'Prices' },
      touches: { kinds: ['page'] },
      points: signal.points,
    });
  });

  test('keeps a list that may not be empty, for the contract to ask for it', () => {
    const sent = asSent({ test: { fact: 'company.country', in: [] }, other: { fact: 'person.answer', field: 'Budget', in: [] } });
    expect(sent).toEqual({ test: { fact: 'company.country', in: [] }, other: { fact: 'person.answer', field: 'Budget' } });
  });

  test('takes thresholds of the helper and stays sound: the stages before are lowered, soft criteria are not more than there are', () => {
    const lowered = withReady(draft, { fit: 30, engagement: 3, softNeeded: 9 });
    expect(lowered.thresholds).toEqual({
      engaged: 3,
      mql: { fit: 30, engagement: 3 },
      ready: { fit: 30, engagement: 3, softNeeded: 3 },
    });
    expect(definitionBodySchema.safeParse(asSent(lowered)).success).toBe(true);
    const none = withReady(draft, { fit: 0, engagement: 0, softNeeded: 0 });
    expect(definitionBodySchema.safeParse(asSent(none)).success).toBe(true);
  });
});
