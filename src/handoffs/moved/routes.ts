import { idParams, pageOf, pageQuery } from '../../platform/fields.ts';
import type { Http } from '../../platform/http.ts';
import { read } from '../../platform/requests.ts';
import { previewMoves } from './commands.ts';
import { listCalendarChanges, listMovedClocks } from './reports.ts';
import { calendarChange, movedClock, movedPreview, thoughtOf } from './schema.ts';

const tags = ['calendars'];

export async function movedClockRoutes(app: Http) {
  app.post(
    '/api/v1/calendars/preview',
    { schema: { tags, querystring: pageQuery, body: thoughtOf, response: { 200: movedPreview } } },
    (request) => read(request, (context) => previewMoves(context, request.body, request.query)),
  );
  app.get(
    '/api/v1/calendar-changes',
    { schema: { tags, querystring: pageQuery, response: { 200: pageOf(calendarChange) } } },
    (request) => read(request, (context) => listCalendarChanges(context, request.query)),
  );
  app.get(
    '/api/v1/calendar-changes/:id/moves',
    { schema: { tags, params: idParams, querystring: pageQuery, response: { 200: pageOf(movedClock) } } },
    (request) => read(request, (context) => listMovedClocks(context, request.params.id, request.query)),
  );
}
