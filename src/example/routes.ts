import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { asUser, inTransaction } from '../platform/database.ts';
import { forbidden } from '../platform/errors.ts';
import type { Http } from '../platform/http.ts';
import { change } from '../platform/requests.ts';
import { removeExample, startExample } from './commands.ts';
import { findExample } from './reports.ts';
import { exampleBody, exampleState } from './schema.ts';

/** The example company belongs to a user rather than to the workspace they are in, so these run in the user's own sight. */
export async function exampleRoutes(app: Http) {
  app.get('/api/v1/example', { schema: { tags: ['example'], response: { 200: exampleState } } }, (request) =>
    inTransaction(app.db, { user: userOf(request) }, findExample),
  );

  app.post(
    '/api/v1/example',
    { schema: { tags: ['example'], body: exampleBody, response: { 202: exampleState } } },
    (request, reply) =>
      change(request, reply, 202, (context) => {
        const owner = { userId: userOf(request), language: request.body.language };
        return asUser(context, owner.userId, (db) => startExample(db, app.enqueue, owner, context.now));
      }),
  );

  app.delete('/api/v1/example', { schema: { tags: ['example'], response: { 204: z.undefined() } } }, async (request, reply) => {
    await inTransaction(app.db, { user: userOf(request) }, removeExample);
    return reply.code(204).send();
  });
}

function userOf({ caller }: FastifyRequest): string {
  if (!caller?.userId) throw forbidden('A program has no example company; a member does.');
  return caller.userId;
}
