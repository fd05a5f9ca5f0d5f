import { z } from 'zod';
import { idParams, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { change, read } from '../platform/requests.ts';
import { readNotification } from './commands.ts';
import { connectionRoutes } from './connections/routes.ts';
import { deliveryRoutes } from './deliveries/routes.ts';
import { preferenceRoutes, unsubscriptionRoutes } from './preferences/routes.ts';
import { listNotifications } from './reports.ts';
import { notification, notificationQuery } from './schema.ts';

const tags = ['notifications'];

export async function notificationRoutes(app: Http) {
  await preferenceRoutes(app);
  // It alone takes a form.
  await app.register((room) => unsubscriptionRoutes(room as unknown as Http));
  await connectionRoutes(app);
  await deliveryRoutes(app);
  app.get(
    '/api/v1/notifications',
    { schema: { tags, querystring: notificationQuery, response: { 200: pageOf(notification) } } },
    (request) => read(request, (context) => listNotifications(context, request.query)),
  );
  app.post(
    '/api/v1/notifications/:id/reading',
    { schema: { tags, params: idParams, response: { 204: z.undefined() } } },
    (request, reply) => change(request, reply, 204, (context) => readNotification(context, request.params.id)),
  );
}
