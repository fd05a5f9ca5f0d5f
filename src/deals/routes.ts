import { created, idParams, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { change, read } from '../platform/requests.ts';
import { changeDealStage, createDeal } from './commands.ts';
import { getDeal, listDeals } from './reports.ts';
import { deal, dealQuery, newDeal, stageChange } from './schema.ts';

export async function dealRoutes(app: Http) {
  app.get('/api/v1/deals', { schema: { tags: ['deals'], querystring: dealQuery, response: { 200: pageOf(deal) } } }, (request) =>
    read(request, (context) => listDeals(context, request.query)),
  );
  app.post(
    '/api/v1/deals',
    { schema: { tags: ['deals'], body: newDeal, response: { 200: created, 201: created } } },
    (request, reply) =>
      change(
        request,
        reply,
        (deal: { created: boolean }) => (deal.created ? 201 : 200),
        (context) => createDeal(context, request.body),
      ),
  );
  app.get('/api/v1/deals/:id', { schema: { tags: ['deals'], params: idParams, response: { 200: deal } } }, (request) =>
    read(request, (context) => getDeal(context, request.params.id)),
  );
  app.post(
    '/api/v1/deals/:id/stage',
    { schema: { tags: ['deals'], params: idParams, body: stageChange, response: { 200: deal } } },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        await changeDealStage(context, request.params.id, request.body);
        return getDeal(context, request.params.id);
      }),
  );
}
