import { describe, expect, it } from 'vitest';
import { alikeBy, calledBy, eachPairOnce, type Comparable } from './likeness.ts';

let serial = 0;
const person = (facts: Partial<Comparable>): Comparable => ({
  id: `person-${++serial}`,
  name: null,
  email: null,
  phone: null,
  companyId: null,
  ...facts,
});

describe('two people of one name', () => {
  const anna = person({
    name: 'Anna Maria Holm',
    email: 'anna.holm@nordhavn.dk',
    phone: '+45 33 12 34 56',
    companyId: 'nordhavn',
  });

  it.each([
    ['in one company', { name: 'Anna Holm', email: 'ah@nordhavn.dk', companyId: 'nordhavn' }, 'company'],
    ['whose address spells the name of the other', { email: 'anna_holm@nordhavn-pumper.dk', companyId: 'nordhavn' }, 'company'],
    ['whose addresses begin alike', { name: 'ANNA HOLM', email: 'anna.holm+nyheder@gmail.com' }, 'mailbox'],
    ['with one telephone number, however it is written', { name: 'Anna Holm', phone: '33123456' }, 'phone'],
  ])('%s may be one', (_way, facts, basis) => {
    expect(alikeBy(anna, person(facts))).toBe(basis);
    expect(alikeBy(person(facts), anna)).toBe(basis);
  });

  it.each([
    ['and nothing else in common', { name: 'Anna Holm', companyId: 'fjordlys' }],
    ['who write from a mailbox of many', { name: 'Anna Holm', email: 'info@fjordlys.no' }],
  ])('%s are not suggested', (_way, facts) => expect(alikeBy(anna, person(facts))).toBeNull());

  it('are not suggested for a function’s mailbox they share the name of', () => {
    const [one, other] = ['nordhavn.dk', 'fjordlys.no'].map((host) => person({ name: 'Anna Holm', email: `salg@${host}` }));
    expect(one && other && alikeBy(one, other)).toBeNull();
  });
});

it('people of one company who are called otherwise, or by one word alone, are not suggested', () => {
  const one = person({ name: 'Anna Holm', companyId: 'nordhavn' });
  for (const name of ['Bo Holm', 'Anna', null])
    expect(alikeBy(one, person({ name, companyId: 'nordhavn' })), name ?? '').toBeNull();
  expect(calledBy({ name: null, email: 'aholm@nordhavn.dk' })).toBeNull();
});

it('a pair is one pair whichever is named first, and keeps the first reason', () => {
  const pairs = [
    { one: 'a', other: 'b', basis: 'phone' },
    { one: 'b', other: 'a', basis: 'company' },
    { one: 'a', other: 'c', basis: 'company' },
  ];
  expect(eachPairOnce(pairs)).toEqual([pairs[0], pairs[2]]);
});
