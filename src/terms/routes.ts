import { idParams, listQuery, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { pageOfList } from '../platform/pages.ts';
import { change, read } from '../platform/requests.ts';
import { z } from 'zod';
import { addTerm, changeTerm, removeTerm } from './commands.ts';
import { currentTerms, oneTerm, termHistory } from './reports.ts';
import { newTerm, term, termVersion } from './schema.ts';

const tags = ['terms'];

export async function termRoutes(app: Http) {
  app.get('/api/v1/terms', { schema: { tags, querystring: listQuery, response: { 200: pageOf(term) } } }, (request) =>
    read(request, async (context) => pageOfList(await currentTerms(context), request.query)),
  );
  app.get(
    '/api/v1/terms/:id/versions',
    { schema: { tags, params: idParams, querystring: listQuery, response: { 200: pageOf(termVersion) } } },
    (request) => read(request, async (context) => pageOfList(await termHistory(context, request.params.id), request.query)),
  );
  app.post('/api/v1/terms', { schema: { tags, body: newTerm, response: { 201: term } } }, (request, reply) =>
    change(request, reply, 201, async (context) => oneTerm(context, await addTerm(context, request.body))),
  );
  app.put('/api/v1/terms/:id', { schema: { tags, params: idParams, body: newTerm, response: { 200: term } } }, (request, reply) =>
    change(request, reply, 200, async (context) => {
      await changeTerm(context, request.params.id, request.body);
      return oneTerm(context, request.params.id);
    }),
  );
  app.delete('/api/v1/terms/:id', { schema: { tags, params: idParams, response: { 204: z.undefined() } } }, (request, reply) =>
    change(request, reply, 204, (context) => removeTerm(context, request.params.id)),
  );
}
