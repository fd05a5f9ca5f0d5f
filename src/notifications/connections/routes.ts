import { z } from 'zod';
import { idParams, listQuery, pageOf } from '../../platform/fields.ts';
import type { Http } from '../../platform/http.ts';
import { pageOfList } from '../../platform/pages.ts';
import { change, read } from '../../platform/requests.ts';
import { addConnection, removeConnection } from './commands.ts';
import { getConnection, listConnections } from './reports.ts';
import { connection, newConnection } from './schema.ts';

const tags = ['notifications'];

export async function connectionRoutes(app: Http) {
  app.get(
    '/api/v1/notification-connections',
    { schema: { tags, querystring: listQuery, response: { 200: pageOf(connection) } } },
    (request) => read(request, async (context) => pageOfList(await listConnections(context), request.query)),
  );
  app.post(
    '/api/v1/notification-connections',
    { schema: { tags, body: newConnection, response: { 201: connection } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => getConnection(context, await addConnection(context, request.body))),
  );
  app.delete(
    '/api/v1/notification-connections/:id',
    { schema: { tags, params: idParams, response: { 204: z.undefined() } } },
    (request, reply) => change(request, reply, 204, (context) => removeConnection(context, request.params.id)),
  );
}
