import type { Http } from '../platform/http.ts';
import { change, read } from '../platform/requests.ts';
import { changeRouting } from './commands.ts';
import { routingInForce } from './reports.ts';
import { newRouting, routing } from './schema.ts';

const tags = ['handoffs'];

export async function routingRoutes(app: Http) {
  app.get('/api/v1/routing', { schema: { tags, response: { 200: routing } } }, (request) => read(request, routingInForce));
  app.put('/api/v1/routing', { schema: { tags, body: newRouting, response: { 200: routing } } }, (request, reply) =>
    change(request, reply, 200, async (context) => {
      await changeRouting(context, request.body);
      return routingInForce(context);
    }),
  );
}
