import { describe, expect, it } from 'vitest';
import { scopeOf } from './scope.ts';

const office = { standard: false, teams: ['sales'], memberIds: ['ole'] };

describe('a change moves the clocks', () => {
  it('of everybody when it is of the standard calendar, or which that is', () => {
    const everybody = { everybody: true, teams: [], memberIds: [] };
    const changed = (before: object, after: object) =>
      scopeOf({ type: 'calendar.changed', subjectId: 'c', data: { before, after } });
    expect(changed({ standard: true }, { standard: true })).toEqual(everybody);
    expect(changed(office, { ...office, standard: true })).toEqual(everybody);
    expect(changed(office, { ...office, memberIds: ['rikke'] })).toEqual({
      everybody: false,
      teams: ['sales'],
      memberIds: ['ole', 'rikke'],
    });
  });

  it('of nobody when the calendar is nobody’s, or the member got another role', () => {
    const data = { after: { standard: false } };
    expect(scopeOf({ type: 'calendar.created', subjectId: 'c', data })).toBeNull();
    expect(scopeOf({ type: 'member.changed', subjectId: 'ole', data: { after: { role: 'sales' } } })).toBeNull();
    expect(scopeOf({ type: 'agreement.signed', subjectId: 'a', data: {} })).toBeNull();
  });

  it('of the member whose absence or calendar it is', () => {
    const ole = { everybody: false, teams: [], memberIds: ['ole'] };
    expect(scopeOf({ type: 'absence.removed', subjectId: 'ole', data: {} })).toEqual(ole);
    expect(scopeOf({ type: 'member.changed', subjectId: 'ole', data: { after: { calendarId: null } } })).toEqual(ole);
  });
});
