import type { Http } from '../platform/http.ts';
import { read } from '../platform/requests.ts';
import { listDue } from './reports.ts';
import { duePage, dueQuery } from './schema.ts';

const tags = ['follow-ups'];

export async function followUpRoutes(app: Http) {
  app.get('/api/v1/follow-ups', { schema: { tags, querystring: dueQuery, response: { 200: duePage } } }, (request) =>
    read(request, (context) => listDue(context, request.query)),
  );
}
