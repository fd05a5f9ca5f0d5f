import type { Http } from '../platform/http.ts';
import { read } from '../platform/requests.ts';
import { readChecklist, readToday } from './reports.ts';
import { checklist, today, todayQuery } from './schema.ts';

const tags = ['dashboards'];

export async function dashboardRoutes(app: Http) {
  app.get('/api/v1/today', { schema: { tags, querystring: todayQuery, response: { 200: today } } }, (request) =>
    read(request, (context) => readToday(context, request.query.period)),
  );
  app.get('/api/v1/checklist', { schema: { tags, response: { 200: checklist } } }, (request) => read(request, readChecklist));
}
