import { z } from 'zod';
import { idParams, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { change, read } from '../platform/requests.ts';
import { newSuppression, suppression, suppressionQuery } from './schema.ts';
import { liftSuppression, suppressAddresses } from './suppressed/commands.ts';
import { listSuppressions, suppressionOf } from './suppressed/reports.ts';

const tags = ['consents'];
const none = z.undefined();

export async function consentRoutes(app: Http) {
  app.get(
    '/api/v1/suppressions',
    { schema: { tags, querystring: suppressionQuery, response: { 200: pageOf(suppression) } } },
    (request) => read(request, (context) => listSuppressions(context, request.query)),
  );
  app.post(
    '/api/v1/suppressions',
    { schema: { tags, body: newSuppression, response: { 200: suppression, 201: suppression } } },
    async (request, reply) => {
      let added = false;
      return change(
        request,
        reply,
        () => (added ? 201 : 200),
        async (context) => {
          const { address, reason } = request.body;
          added = (await suppressAddresses(context, [address], reason)).size > 0;
          return suppressionOf(context, address);
        },
      );
    },
  );
  app.delete('/api/v1/suppressions/:id', { schema: { tags, params: idParams, response: { 204: none } } }, (request, reply) =>
    change(request, reply, 204, (context) => liftSuppression(context, request.params.id)),
  );
}
