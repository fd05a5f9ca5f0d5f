import { idParams, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { read } from '../platform/requests.ts';
import { companyTimeline, personTimeline } from './reports.ts';
import { timelineItem, timelineQuery } from './schema.ts';

const schema = { tags: ['customers'], params: idParams, querystring: timelineQuery, response: { 200: pageOf(timelineItem) } };

export async function timelineRoutes(app: Http) {
  app.get('/api/v1/people/:id/timeline', { schema }, (request) =>
    read(request, (context) => personTimeline(context, request.params.id, request.query)),
  );
  app.get('/api/v1/companies/:id/timeline', { schema }, (request) =>
    read(request, (context) => companyTimeline(context, request.params.id, request.query)),
  );
}
