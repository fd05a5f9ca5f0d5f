import { z } from 'zod';
import { idParams, listQuery, pageOf } from '../../platform/fields.ts';
import type { Http } from '../../platform/http.ts';
import { pageOfList } from '../../platform/pages.ts';
import { change, read } from '../../platform/requests.ts';
import { changeView, deleteView, keepView, openWith } from './commands.ts';
import { listViews, oneView } from './reports.ts';
import { defaultLeadView, leadView, leadViewChange, newLeadView } from './schema.ts';

const tags = ['leads'];
const base = '/api/v1/lead-views';

export async function leadViewRoutes(app: Http) {
  app.get(base, { schema: { tags, querystring: listQuery, response: { 200: pageOf(leadView) } } }, (request) =>
    read(request, async (context) => pageOfList(await listViews(context), request.query)),
  );
  app.post(base, { schema: { tags, body: newLeadView, response: { 201: leadView } } }, (request, reply) =>
    change(request, reply, 201, async (context) => oneView(context, await keepView(context, request.body))),
  );
  app.put(`${base}/default`, { schema: { tags, body: defaultLeadView, response: { 200: defaultLeadView } } }, (request, reply) =>
    change(request, reply, 200, async (context) => {
      await openWith(context, request.body);
      return request.body;
    }),
  );
  app.patch(
    `${base}/:id`,
    { schema: { tags, params: idParams, body: leadViewChange, response: { 200: leadView } } },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        await changeView(context, request.params.id, request.body);
        return oneView(context, request.params.id);
      }),
  );
  app.delete(`${base}/:id`, { schema: { tags, params: idParams, response: { 204: z.undefined() } } }, (request, reply) =>
    change(request, reply, 204, (context) => deleteView(context, request.params.id)),
  );
}
