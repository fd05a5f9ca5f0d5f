import { z } from 'zod';
import { created, id, idParams, listQuery, pageOf, pageQuery } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { pageOfList } from '../platform/pages.ts';
import { change, read } from '../platform/requests.ts';
import { addAbsence, changeCalendar, createCalendar, withdrawAbsence } from './commands.ts';
import { getCalendar, listAbsences, listCalendars, proposedHolidays } from './reports.ts';
import { absence, holidayProposal, holidayQuery, keptCalendar, newAbsence, newCalendar } from './schema.ts';

const tags = ['calendars'];
const none = z.undefined();
const absenceQuery = pageQuery.extend({ member: id.optional() });

export async function calendarRoutes(app: Http) {
  app.get('/api/v1/calendars', { schema: { tags, querystring: listQuery, response: { 200: pageOf(keptCalendar) } } }, (request) =>
    read(request, async (context) => pageOfList(await listCalendars(context), request.query)),
  );
  app.post('/api/v1/calendars', { schema: { tags, body: newCalendar, response: { 201: created } } }, (request, reply) =>
    change(request, reply, 201, async (context) => ({ id: await createCalendar(context, request.body) })),
  );
  app.get('/api/v1/calendars/:id', { schema: { tags, params: idParams, response: { 200: keptCalendar } } }, (request) =>
    read(request, (context) => getCalendar(context, request.params.id)),
  );
  app.put(
    '/api/v1/calendars/:id',
    { schema: { tags, params: idParams, body: newCalendar, response: { 204: none } } },
    (request, reply) => change(request, reply, 204, (context) => changeCalendar(context, request.params.id, request.body)),
  );

  app.get(
    '/api/v1/public-holidays',
    { schema: { tags, querystring: holidayQuery, response: { 200: holidayProposal } } },
    (request) => read(request, async (context) => proposedHolidays(context, request.query)),
  );

  app.get('/api/v1/absences', { schema: { tags, querystring: absenceQuery, response: { 200: pageOf(absence) } } }, (request) =>
    read(request, (context) => listAbsences(context, request.query)),
  );
  app.post('/api/v1/absences', { schema: { tags, body: newAbsence, response: { 201: created } } }, (request, reply) =>
    change(request, reply, 201, async (context) => ({ id: await addAbsence(context, request.body) })),
  );
  app.delete('/api/v1/absences/:id', { schema: { tags, params: idParams, response: { 204: none } } }, (request, reply) =>
    change(request, reply, 204, (context) => withdrawAbsence(context, request.params.id)),
  );
}
