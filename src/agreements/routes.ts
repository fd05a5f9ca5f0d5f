import { idParams, listQuery, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { pageOfList } from '../platform/pages.ts';
import { change, read } from '../platform/requests.ts';
import { attainmentOf } from './attained/reports.ts';
import { createAgreement, signAgreement } from './commands.ts';
import { listAgreements, oneAgreement } from './reports.ts';
import { agreement, attainmentAnswer, attainmentQuery, newAgreement, newSignature } from './schema.ts';

const tags = ['agreements'];

export async function agreementRoutes(app: Http) {
  app.get('/api/v1/agreements', { schema: { tags, querystring: listQuery, response: { 200: pageOf(agreement) } } }, (request) =>
    read(request, async (context) => pageOfList(await listAgreements(context), request.query)),
  );
  app.get('/api/v1/agreements/:id', { schema: { tags, params: idParams, response: { 200: agreement } } }, (request) =>
    read(request, (context) => oneAgreement(context, request.params.id)),
  );
  app.get(
    '/api/v1/agreements/:id/attainment',
    { schema: { tags, params: idParams, querystring: attainmentQuery, response: { 200: attainmentAnswer } } },
    (request) => read(request, (context) => attainmentOf(context, request.params.id, request.query.on)),
  );
  app.post('/api/v1/agreements', { schema: { tags, body: newAgreement, response: { 201: agreement } } }, (request, reply) =>
    change(request, reply, 201, async (context) => {
      const { id } = await createAgreement(context, request.body);
      return oneAgreement(context, id);
    }),
  );
  app.post(
    '/api/v1/agreements/:id/signature',
    { schema: { tags, params: idParams, body: newSignature, response: { 201: agreement } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => {
        await signAgreement(context, request.params.id, request.body);
        return oneAgreement(context, request.params.id);
      }),
  );
}
