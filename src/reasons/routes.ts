import { z } from 'zod';
import { listQuery, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { pageOfList } from '../platform/pages.ts';
import { change, read } from '../platform/requests.ts';
import { addReason, bringBackReason, changeReason, orderReasons, retireReason } from './commands.ts';
import { listReasons, oneReason } from './reports.ts';
import { catalogueParams, changedReason, newReason, reason, reasonOrder, reasonParams } from './schema.ts';

const tags = ['reasons'];
const params = reasonParams;

export async function reasonRoutes(app: Http) {
  app.get('/api/v1/reasons', { schema: { tags, querystring: listQuery, response: { 200: pageOf(reason) } } }, (request) =>
    read(request, async (context) => pageOfList(await listReasons(context), request.query)),
  );
  app.post('/api/v1/reasons', { schema: { tags, body: newReason, response: { 201: reason } } }, (request, reply) =>
    change(request, reply, 201, async (context) => oneReason(context, request.body.kind, await addReason(context, request.body))),
  );
  app.put(
    '/api/v1/reasons/:kind/:code',
    { schema: { tags, params, body: changedReason, response: { 200: reason } } },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        const { kind, code } = request.params;
        await changeReason(context, kind, code, request.body);
        return oneReason(context, kind, code);
      }),
  );
  app.post('/api/v1/reasons/:kind/:code/retirement', { schema: { tags, params, response: { 201: reason } } }, (request, reply) =>
    change(request, reply, 201, async (context) => {
      const { kind, code } = request.params;
      await retireReason(context, kind, code);
      return oneReason(context, kind, code);
    }),
  );
  app.delete(
    '/api/v1/reasons/:kind/:code/retirement',
    { schema: { tags, params, response: { 204: z.undefined() } } },
    (request, reply) =>
      change(request, reply, 204, (context) => bringBackReason(context, request.params.kind, request.params.code)),
  );
  app.put(
    '/api/v1/reason-orders/:kind',
    { schema: { tags, params: catalogueParams, body: reasonOrder, response: { 204: z.undefined() } } },
    (request, reply) => change(request, reply, 204, (context) => orderReasons(context, request.params.kind, request.body.codes)),
  );
}
