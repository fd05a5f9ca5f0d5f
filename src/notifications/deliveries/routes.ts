import { idParams, pageOf } from '../../platform/fields.ts';
import { forbidden } from '../../platform/errors.ts';
import type { Http } from '../../platform/http.ts';
import { change, read } from '../../platform/requests.ts';
import { sendTest, tryAgain } from './commands.ts';
import { getDelivery, listDeliveries } from './reports.ts';
import { delivery, deliveryQuery, newTest } from './schema.ts';

const tags = ['notifications'];

export async function deliveryRoutes(app: Http) {
  const mailLeaves = app.settings.mail !== null;
  app.get(
    '/api/v1/deliveries',
    { schema: { tags, querystring: deliveryQuery, response: { 200: pageOf(delivery) } } },
    (request) => read(request, (context) => listDeliveries(context, request.query)),
  );
  app.get('/api/v1/deliveries/:id', { schema: { tags, params: idParams, response: { 200: delivery } } }, (request) =>
    read(request, (context) => getDelivery(context, request.params.id)),
  );
  app.post('/api/v1/delivery-tests', { schema: { tags, body: newTest, response: { 202: delivery } } }, (request, reply) =>
    change(request, reply, 202, async (context) => {
      const { actor } = context;
      if (request.body.connectionId !== null && !(actor.kind === 'member' && actor.role === 'admin'))
        throw forbidden('Administrators test a Slack or Teams channel.');
      return getDelivery(context, await sendTest(context, request.body, { mailLeaves }));
    }),
  );
  app.post(
    '/api/v1/deliveries/:id/retry',
    { schema: { tags, params: idParams, response: { 202: delivery } } },
    (request, reply) =>
      change(request, reply, 202, async (context) => {
        await tryAgain(context, request.params.id);
        return getDelivery(context, request.params.id);
      }),
  );
}
