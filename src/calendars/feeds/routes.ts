import { createHash } from 'node:crypto';
import { z } from 'zod';
import { notFound } from '../../platform/errors.ts';
import { idParams, listQuery, pageOf } from '../../platform/fields.ts';
import type { Http } from '../../platform/http.ts';
import { pageOfList } from '../../platform/pages.ts';
import { change, read } from '../../platform/requests.ts';
import { createCalendarFeed, revokeCalendarFeed } from './commands.ts';
import { listCalendarFeeds, readCalendarFeed } from './reports.ts';
import { calendarFeed, calendarFeedMade, icalParams, newCalendarFeed } from './schema.ts';

const tags = ['calendars'];

export async function calendarFeedRoutes(app: Http) {
  app.get(
    '/api/v1/calendar-feeds',
    { schema: { tags, querystring: listQuery, response: { 200: pageOf(calendarFeed) } } },
    (request) => read(request, async (context) => pageOfList(await listCalendarFeeds(context), request.query)),
  );
  app.post(
    '/api/v1/calendar-feeds',
    { schema: { tags, body: newCalendarFeed, response: { 201: calendarFeedMade } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => {
        const { id, token } = await createCalendarFeed(context, request.body);
        return { id, url: `${app.settings.publicUrl ?? ''}/api/v1/ical/${token}` };
      }),
  );
  app.delete(
    '/api/v1/calendar-feeds/:id',
    { schema: { tags, params: idParams, response: { 204: z.undefined() } } },
    (request, reply) => change(request, reply, 204, (context) => revokeCalendarFeed(context, request.params.id)),
  );
  // The secret in the address is all that lets a calendar program in: it can neither sign in nor send a header.
  app.get(
    '/api/v1/ical/:token',
    { schema: { tags, params: icalParams, produces: ['text/calendar'], response: { 200: z.string(), 304: z.undefined() } } },
    async (request, reply) => {
      const calendar = await readCalendarFeed(app.db, request.params.token, app.settings.publicUrl);
      if (calendar === null) throw notFound();
      const tag = `"${createHash('sha256').update(calendar).digest('base64url')}"`;
      reply.header('etag', tag).header('cache-control', 'private, max-age=300');
      if (request.headers['if-none-match'] === tag) return reply.code(304).send();
      return reply.type('text/calendar; charset=utf-8').send(calendar);
    },
  );
}
