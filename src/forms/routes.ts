import { z } from 'zod';
import { idParams, listQuery, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { pageOfList } from '../platform/pages.ts';
import { change, read } from '../platform/requests.ts';
import { changeForm, closeForm, createForm } from './commands.ts';
import { hostedForms } from './hosted/routes.ts';
import { listForms, oneForm } from './reports.ts';
import { form, newForm } from './schema.ts';

const tags = ['forms'];
const params = idParams;

export async function formRoutes(app: Http) {
  app.get('/api/v1/forms', { schema: { tags, querystring: listQuery, response: { 200: pageOf(form) } } }, (request) =>
    read(request, async (context) => pageOfList(await listForms(context), request.query)),
  );
  app.get('/api/v1/forms/:id', { schema: { tags, params, response: { 200: form } } }, (request) =>
    read(request, (context) => oneForm(context, request.params.id)),
  );
  app.post('/api/v1/forms', { schema: { tags, body: newForm, response: { 201: form } } }, (request, reply) =>
    change(request, reply, 201, async (context) => {
      const { id } = await createForm(context, request.body);
      return oneForm(context, id);
    }),
  );
  app.put('/api/v1/forms/:id', { schema: { tags, params, body: newForm, response: { 200: form } } }, (request, reply) =>
    change(request, reply, 200, async (context) => {
      await changeForm(context, request.params.id, request.body);
      return oneForm(context, request.params.id);
    }),
  );
  app.delete(
    '/api/v1/forms/:id',
    {
      schema: {
        tags,
        description: 'Closes the form: its page says so, and what was answered stays.',
        params,
        response: { 204: z.undefined() },
      },
    },
    (request, reply) => change(request, reply, 204, (context) => closeForm(context, request.params.id)),
  );
  await app.register(hostedForms);
}
