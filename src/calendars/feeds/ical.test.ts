import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ical, type IcalEvent } from './ical.ts';

const event: IcalEvent = {
  uid: 'lead-1@samspil',
  start: new Date('2026-09-28T11:00:00Z'),
  summary: 'Første kontakt: Katrine Holm, Nordhavn; Pumper',
  changedAt: new Date('2026-09-26T13:00:00Z'),
  cancelled: false,
};
/** What a program reads: folded lines joined again, property by property. */
const read = (text: string) =>
  text
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => [line.slice(0, line.search(/[:;]/)), line.slice(line.search(/[:;]/) + 1)] as const);
const valueOf = (text: string, name: string) => read(text).find(([each]) => each === name)?.[1];
const unescaped = (text: string) => text.replaceAll(/\\([\\;,n])/g, (_, mark: string) => (mark === 'n' ? '\n' : mark));

describe('a calendar for other programs', () => {
  it('tells what is due when, in UTC, under a name that stays', () => {
    const text = ical('Anna', [event]);
    expect(['UID', 'DTSTART', 'DTSTAMP', 'STATUS'].map((name) => valueOf(text, name))).toEqual([
      'lead-1@samspil',
      '20260928T110000Z',
      '20260926T130000Z',
      'CONFIRMED',
    ]);
    expect(valueOf(text, 'SUMMARY')).toBe('Første kontakt: Katrine Holm\\, Nordhavn\\; Pumper');
    expect(text.split('\r\n')[0]).toBe('BEGIN:VCALENDAR');
  });

  it('tells whole days as days, and what is no longer to be done as cancelled', () => {
    const text = ical('Anna', [{ ...event, start: '2026-12-24', end: '2026-12-27', cancelled: true }]);
    expect(text).toContain('DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227\r\n');
    expect([valueOf(text, 'STATUS'), valueOf(text, 'SEQUENCE')]).toEqual(['CANCELLED', '1']);
  });

  it('holds any name: no line is longer than 75 octets, and what is read is what was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
        const summary = name.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n]/gu, '');
        const text = ical('Anna', [{ ...event, summary }]);
        expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
        expect(unescaped(valueOf(text, 'SUMMARY') ?? '')).toBe(summary);
        expect(read(text).filter(([property]) => property === 'BEGIN').length).toBe(2);
      }),
    );
  });

  it('lets no name add lines of its own', () => {
    const text = ical('Anna', [{ ...event, summary: 'X\r\nEND:VEVENT\nATTACH:http://elsewhere' }]);
    expect(read(text).map(([property]) => property)).not.toContain('ATTACH');
  });
});
