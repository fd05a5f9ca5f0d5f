import { idParams, listQuery, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { pageOfList } from '../platform/pages.ts';
import { change, read } from '../platform/requests.ts';
import { createDefinition, signDefinition } from './commands.ts';
import { listDefinitions, oneDefinition } from './reports.ts';
import { definition, newDefinition, newSignature } from './version.ts';

const tags = ['definitions'];

export async function definitionRoutes(app: Http) {
  app.get('/api/v1/definitions', { schema: { tags, querystring: listQuery, response: { 200: pageOf(definition) } } }, (request) =>
    read(request, async (context) => pageOfList(await listDefinitions(context), request.query)),
  );
  app.get('/api/v1/definitions/:id', { schema: { tags, params: idParams, response: { 200: definition } } }, (request) =>
    read(request, (context) => oneDefinition(context, request.params.id)),
  );
  app.post('/api/v1/definitions', { schema: { tags, body: newDefinition, response: { 201: definition } } }, (request, reply) =>
    change(request, reply, 201, async (context) => {
      const { id } = await createDefinition(context, request.body);
      return oneDefinition(context, id);
    }),
  );
  app.post(
    '/api/v1/definitions/:id/signature',
    { schema: { tags, params: idParams, body: newSignature, response: { 201: definition } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => {
        await signDefinition(context, request.params.id, request.body);
        return oneDefinition(context, request.params.id);
      }),
  );
}
