import { idParams, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { change, read } from '../platform/requests.ts';
import { startBackTest } from './commands.ts';
import { listBackTests, oneBackTest } from './reports.ts';
import { backTest, backTestLine, newBackTest } from './schema.ts';

const tags = ['definitions'];

export async function backTestRoutes(app: Http) {
  app.get('/api/v1/back-tests', { schema: { tags, response: { 200: pageOf(backTestLine) } } }, (request) =>
    read(request, async (context) => ({ items: await listBackTests(context), next: null })),
  );
  app.get('/api/v1/back-tests/:id', { schema: { tags, params: idParams, response: { 200: backTest } } }, (request) =>
    read(request, (context) => oneBackTest(context, request.params.id)),
  );
  app.post('/api/v1/back-tests', { schema: { tags, body: newBackTest, response: { 202: backTest } } }, (request, reply) =>
    change(request, reply, 202, async (context) => oneBackTest(context, await startBackTest(context, app.enqueue, request.body))),
  );
}
