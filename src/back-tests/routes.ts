import { idParams, listQuery, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { pageOfList } from '../platform/pages.ts';
import { change, read } from '../platform/requests.ts';
import { startBackTest } from './commands.ts';
import { listBackTests, oneBackTest, previewLeads } from './reports.ts';
import { backTest, backTestLine, newBackTest, previewLead } from './schema.ts';

const tags = ['definitions'];

export async function backTestRoutes(app: Http) {
  app.get(
    '/api/v1/back-tests',
    { schema: { tags, querystring: listQuery, response: { 200: pageOf(backTestLine) } } },
    (request) => read(request, async (context) => pageOfList(await listBackTests(context), request.query)),
  );
  app.get(
    '/api/v1/back-tests/preview-leads',
    { schema: { tags, querystring: listQuery, response: { 200: pageOf(previewLead) } } },
    (request) => read(request, async (context) => pageOfList(await previewLeads(context), request.query)),
  );
  app.get('/api/v1/back-tests/:id', { schema: { tags, params: idParams, response: { 200: backTest } } }, (request) =>
    read(request, (context) => oneBackTest(context, request.params.id)),
  );
  app.post('/api/v1/back-tests', { schema: { tags, body: newBackTest, response: { 202: backTest } } }, (request, reply) =>
    change(request, reply, 202, async (context) => oneBackTest(context, await startBackTest(context, app.enqueue, request.body))),
  );
}
