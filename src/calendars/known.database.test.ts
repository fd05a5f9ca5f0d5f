import { describe, expect, it } from 'vitest';
import { buildHandoff } from '../../test/build.ts';
import { as, createTestMember, createTestWorkspace } from '../../test/database.ts';
import { createTestServer } from '../../test/server.ts';
import { handoffsOf } from '../handoffs/reports.ts';
import type { Context } from '../platform/context.ts';
import { addAbsence, changeCalendar, createCalendar, withdrawAbsence } from './commands.ts';
import { elapsed } from './clock.ts';
import { businessDaysAsKnown } from './month-days.ts';
import { calendarsOf, listCalendars } from './reports.ts';

const server = await createTestServer();
const { db } = server;

const week = (...days: string[]) =>
  Object.fromEntries(days.map((day) => [day, [['09:00', '17:00']]])) as Record<string, [string, string][]>;
const kept = (name: string, more: object = {}) => ({
  name,
  timeZone: 'Europe/Copenhagen',
  weekly: week('mon', 'tue', 'wed', 'thu', 'fri'),
  holidayCountry: null,
  holidayRegion: null,
  holidaysAdded: [] as string[],
  holidaysRemoved: [],
  standard: false,
  ...more,
});
const minutesAfter = (minutes: number) => new Date(Date.now() + minutes * 60_000);

async function company() {
  const workspace = await createTestWorkspace(db);
  const rep = await createTestMember(db, workspace, 'sales');
  const at = <T>(now: Date, work: (context: Context) => Promise<T>) => as(db, workspace, { kind: 'system' }, work, now);
  const standard = await at(
    new Date(),
    async (context) => (await listCalendars(context)).find((each) => each.standard)?.id ?? '',
  );
  return { workspace, rep, at, standard };
}

describe('whose calendar', () => {
  it('is the member’s own before the team’s, and the team’s before the standard one', async () => {
    const { rep, at } = await company();
    const other = await at(new Date(), async ({ workspace }) => createTestMember(db, workspace, 'sales'));
    const nameOf = async (member: string) => {
      const now = new Date();
      return at(now, async (context) => (await calendarsOf(context, [member], { from: now, to: now }))(member).name);
    };
    expect(await nameOf(rep.id)).toBe('Nordhavn Pumper A/S');
    const team = await at(new Date(), (context) => createCalendar(context, kept('Salg', { teams: ['sales'] })));
    const own = await at(new Date(), (context) => createCalendar(context, kept('Rikke 60 %', { memberIds: [rep.id] })));
    expect([await nameOf(rep.id), await nameOf(other.id)]).toEqual(['Rikke 60 %', 'Salg']);
    await at(new Date(), (context) => changeCalendar(context, own, kept('Rikke 60 %', { memberIds: [] })));
    expect(await nameOf(rep.id)).toBe('Salg');
    await at(new Date(), (context) => changeCalendar(context, team, kept('Salg', { teams: ['marketing'] })));
    expect([await nameOf(rep.id), await nameOf(other.id)]).toEqual(['Nordhavn Pumper A/S', 'Nordhavn Pumper A/S']);
  });
});

describe('what has been judged', () => {
  it('stays as it was when a calendar or its holders change later; what still runs follows', async () => {
    const { rep, at, standard } = await company();
    // Wednesday 16:00 to Thursday noon: four hours in an ordinary week.
    const [from, to] = [new Date('2026-09-23T14:00:00Z'), new Date('2026-09-24T10:00:00Z')];
    const contacted = await at(minutesAfter(1), (context) =>
      buildHandoff(context, { submittedAt: from.toISOString(), assignedTo: rep.id, firstContactAt: to.toISOString() }),
    );
    const minutes = (now: Date) =>
      at(now, async (context) => {
        const [judged] = await handoffsOf(context, [contacted]);
        const running = (await calendarsOf(context, [rep.id], { from, to: now }))(rep.id);
        return [judged?.clock.tookMinutes, elapsed(from, to, running)];
      });
    expect(await minutes(minutesAfter(2))).toEqual([240, 240]);
    await at(minutesAfter(3), (context) =>
      changeCalendar(context, standard, kept('Nordhavn', { standard: true, holidaysAdded: ['2026-09-24'] })),
    );
    expect(await minutes(minutesAfter(4))).toEqual([240, 60]);
    await at(minutesAfter(5), (context) =>
      createCalendar(context, kept('Lørdage', { weekly: week('sat'), memberIds: [rep.id] })),
    );
    expect(await minutes(minutesAfter(6))).toEqual([240, 0]);
    const known = await at(minutesAfter(7), async (context) => {
      const calendarOf = await calendarsOf(context, [rep.id], { from, to });
      return [2, 4, 6].map((minute) => calendarOf(rep.id, minutesAfter(minute)).name);
    });
    expect(known).toEqual(['Nordhavn Pumper A/S', 'Nordhavn', 'Lørdage']);
  });

  it('keeps an absence that was known when the contact was made, though it is withdrawn later', async () => {
    const { rep, at } = await company();
    const absence = await at(minutesAfter(1), (context) =>
      addAbsence(context, { memberId: rep.id, startsAt: '2026-09-24T00:00', endsAt: '2026-09-24T11:00' }),
    );
    const contacted = await at(minutesAfter(2), (context) =>
      buildHandoff(context, {
        submittedAt: '2026-09-23T14:00:00Z',
        assignedTo: rep.id,
        firstContactAt: '2026-09-24T10:00:00Z',
      }),
    );
    const took = (now: Date) => at(now, async (context) => (await handoffsOf(context, [contacted]))[0]?.clock.tookMinutes);
    expect(await took(minutesAfter(3))).toBe(120);
    await at(minutesAfter(4), (context) => withdrawAbsence(context, absence));
    expect(await took(minutesAfter(5))).toBe(120);
  });

  it('leaves the business days of a month that is over as they were', async () => {
    const { at, standard } = await company();
    const changed = kept('Nordhavn', { standard: true, weekly: week('sat', 'sun') });
    const summer = new Date('2099-06-15T12:00:00Z');
    await at(summer, (context) => changeCalendar(context, standard, changed));
    const days = (from: string, to: string) =>
      at(new Date(summer.getTime() + 60_000), async (context) => {
        const calendarOf = await calendarsOf(context, [], { from: new Date(`${from}T00:00Z`), to: new Date(`${to}T00:00Z`) });
        return businessDaysAsKnown({ from, to }, (moment) => calendarOf(null, moment), 'Europe/Copenhagen').length;
      });
    expect(await days('2099-02-01', '2099-03-01')).toBe(20);
    expect(await days('2099-06-01', '2099-07-01')).toBe(8);
  });
});
