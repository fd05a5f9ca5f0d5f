import { describe, expect, it } from 'vitest';
import { as } from '../../test/database.ts';
import { createTestServer } from '../../test/server.ts';

const server = await createTestServer();
const admin = await server.as('admin');

const office = {
  name: 'Odense',
  timeZone: 'Europe/Copenhagen',
  weekly: {
    mon: [
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ],
  },
  holidayCountry: 'DK',
};
const create = (body: object) => admin.post('/api/v1/calendars', body);

describe('calendars', () => {
  it('show the days closed by law, those added, and not those removed', async () => {
    const year = new Date().getUTCFullYear();
    const made = await create({ ...office, holidaysAdded: [`${year}-12-24`], holidaysRemoved: [`${year}-12-25`] });
    expect(made.statusCode).toBe(201);
    const kept = (await admin.get(`/api/v1/calendars/${made.json().id}`)).json();
    expect(kept).toMatchObject({ name: 'Odense', weekly: office.weekly, standard: false });
    const dates = kept.holidays.map(({ date }: { date: string }) => date);
    expect([`${year}-12-24`, `${year}-12-25`, `${year}-12-26`, `${year + 1}-01-01`].map((date) => dates.includes(date))).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  it('are refused by the name of the field that is wrong', async () => {
    const refused = async (more: object) => {
      const answer = await create({ ...office, ...more });
      return [answer.statusCode, answer.headers['content-type'], answer.json().errors[0].pointer];
    };
    const json = 'application/problem+json';
    expect(await refused({ weekly: {} })).toEqual([400, json, '/weekly']);
    expect(await refused({ weekly: { mon: [] } })).toEqual([400, json, '/weekly']);
    expect(await refused({ weekly: { mon: [['17:00', '09:00']] } })).toEqual([400, json, '/weekly/mon/0']);
    expect(await refused({ timeZone: 'Europe/Odense' })).toEqual([400, json, '/timeZone']);
    expect(await refused({ holidayCountry: 'QQ' })).toEqual([422, json, '/holidayCountry']);
  });

  it('have one standard, which can be handed on and not dropped', async () => {
    const standards = async () =>
      (await admin.get('/api/v1/calendars')).json().items.filter(({ standard }: { standard: boolean }) => standard);
    const [before] = await standards();
    const { id, createdAt: _, holidays: __, ...body } = before;
    expect((await admin.put(`/api/v1/calendars/${id}`, { ...body, standard: false })).statusCode).toBe(422);
    const { id: next } = (await create({ ...office, standard: true })).json();
    expect((await standards()).map((each: { id: string }) => each.id)).toEqual([next]);
  });

  it('leave on record what they were and what they became', async () => {
    const { id } = (await create(office)).json();
    expect((await admin.put(`/api/v1/calendars/${id}`, { ...office, name: 'Aarhus' })).statusCode).toBe(204);
    const event = await as(server.db, server.workspace, { kind: 'system' }, ({ db }) =>
      db
        .selectFrom('events')
        .select('data')
        .where('type', '=', 'calendar.changed')
        .where('subjectId', '=', id)
        .executeTakeFirstOrThrow(),
    );
    expect(event.data).toMatchObject({ before: { name: 'Odense' }, after: { name: 'Aarhus' } });
  });
});

describe('absences', () => {
  it('are kept in local time, by member, and removed again', async () => {
    const absence = { memberId: admin.memberId, startsAt: '2026-12-01T00:00', endsAt: '2026-12-02T24:00' };
    const { id } = (await admin.post('/api/v1/absences', absence)).json();
    const list = async () => (await admin.get(`/api/v1/absences?member=${admin.memberId}`)).json().items;
    expect(await list()).toMatchObject([
      { id, member: { id: admin.memberId }, startsAt: '2026-12-01T00:00', endsAt: '2026-12-03T00:00' },
    ]);
    expect((await admin.delete(`/api/v1/absences/${id}`)).statusCode).toBe(204);
    expect((await admin.delete(`/api/v1/absences/${id}`)).statusCode).toBe(404);
    expect(await list()).toEqual([]);
  });

  it('must end after they begin, be finite, and be somebody’s', async () => {
    const refused = async (more: object) => {
      const answer = await admin.post('/api/v1/absences', {
        memberId: admin.memberId,
        startsAt: '2026-12-01T00:00',
        endsAt: '2026-12-02T00:00',
        ...more,
      });
      return [answer.statusCode, answer.json().errors[0].pointer];
    };
    expect(await refused({ endsAt: '2026-12-01T00:00' })).toEqual([400, '/endsAt']);
    expect(await refused({ endsAt: '9999-12-31T00:00' })).toEqual([400, '/endsAt']);
    expect(await refused({ startsAt: '2026-02-30T00:00' })).toEqual([400, '/startsAt']);
    expect(await refused({ memberId: '00000000-0000-7000-8000-000000000000' })).toEqual([422, '/memberId']);
  });
});
