import { z } from 'zod';
import type { Http } from '../../platform/http.ts';
import { change, read } from '../../platform/requests.ts';
import { changePreferences, unsubscribe } from './commands.ts';
import { getPreferences } from './reports.ts';
import { preferences, preferencesPatch, unsubscriptionParams } from './schema.ts';

const tags = ['notifications'];

export async function preferenceRoutes(app: Http) {
  const mailLeaves = app.settings.mail !== null;
  app.get('/api/v1/notification-preferences', { schema: { tags, response: { 200: preferences } } }, (request) =>
    read(request, (context) => getPreferences(context, { mailLeaves })),
  );
  app.patch(
    '/api/v1/notification-preferences',
    { schema: { tags, body: preferencesPatch, response: { 200: preferences } } },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        await changePreferences(context, request.body);
        return getPreferences(context, { mailLeaves });
      }),
  );
}

/**
 * The way out of each mail (RFC 8058): a mail program POSTs a form that says no more than the address does; asking for the address changes
 * nothing, and whoever follows the link comes to where it is chosen.
 */
export async function unsubscriptionRoutes(app: Http) {
  const params = unsubscriptionParams;
  const address = '/api/v1/unsubscriptions/:workspace/:delivery/:key';
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 1000 }, async () => ({}));
  app.get(address, { schema: { hide: true, params } }, (_request, reply) => reply.redirect('/settings/news', 303));
  app.post(address, { schema: { tags, params, response: { 204: z.undefined() } } }, async (request, reply) => {
    await unsubscribe(app.db, request.params);
    return reply.code(204).send();
  });
}
