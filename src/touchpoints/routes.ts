import { created, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { newId } from '../platform/ids.ts';
import { change, read } from '../platform/requests.ts';
import { recordTouchpoint } from './commands.ts';
import { quarantineRoutes } from './quarantine/routes.ts';
import { listTouchpoints } from './reports.ts';
import { newTouchpoint, touchpoint, touchpointQuery } from './schema.ts';
import { receiptBook } from './tracking/receipts.ts';
import { doorRoutes } from './tracking/routes.ts';
import { watchingRoutes } from './watching/routes.ts';

/** The door for tracking clients, the quarantine behind it, and the window to watch both through. */
export async function trackingRoutes(app: Http) {
  const receipts = receiptBook(newId());
  // In a room of its own: it takes bodies, and speaks to other sites, as no other route does.
  await app.register((room) => doorRoutes(room as unknown as Http, receipts));
  await quarantineRoutes(app, receipts);
  await watchingRoutes(app, receipts);
}

const tags = ['customers'];

export async function touchpointRoutes(app: Http) {
  app.get(
    '/api/v1/touchpoints',
    { schema: { tags, querystring: touchpointQuery, response: { 200: pageOf(touchpoint) } } },
    (request) => read(request, (context) => listTouchpoints(context, request.query)),
  );
  app.post('/api/v1/touchpoints', { schema: { tags, body: newTouchpoint, response: { 201: created } } }, (request, reply) =>
    change(request, reply, 201, async (context) => ({ id: await recordTouchpoint(context, request.body) })),
  );
}
