import { pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { read } from '../platform/requests.ts';
import { listEvents } from './reports.ts';
import { auditEvent, eventQuery } from './schema.ts';

export async function auditRoutes(app: Http) {
  app.get(
    '/api/v1/events',
    { schema: { tags: ['audit'], querystring: eventQuery, response: { 200: pageOf(auditEvent) } } },
    (request) => read(request, (context) => listEvents(context, request.query)),
  );
}
