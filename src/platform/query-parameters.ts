import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { badRequest } from './errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The query parameters the route takes; absent where the address is a page's or a file's, which take any. */
    parameters?: string[];
  }
}

/**
 * Holds every route of the contract to the query parameters it names: one that is misspelt must not look as if it had worked.
 * Answers 400 naming those that are unknown and those that are taken.
 */
export function acceptNamedParameters(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (route.schema === undefined || route.schema.hide) return;
    const { querystring } = route.schema;
    route.config = { ...route.config, parameters: querystring instanceof z.ZodObject ? Object.keys(querystring.shape) : [] };
  });
  app.addHook('preValidation', (request, _reply, done) => {
    const { parameters } = request.routeOptions.config;
    if (parameters === undefined) return done();
    const unknown = Object.keys(request.query as object).filter((name) => !parameters.includes(name));
    if (unknown.length === 0) return done();
    const accepted = parameters.length === 0 ? 'no query parameters are taken here' : `taken here: ${parameters.join(', ')}`;
    throw badRequest(
      `${unknown
        .slice(0, 5)
        .map((name) => `"${name.slice(0, 100)}"`)
        .join(', ')} ${unknown.length === 1 ? 'is no query parameter' : 'are no query parameters'} of this address; ${accepted}.`,
      unknown.slice(0, 20).map((name) => ({ pointer: name.slice(0, 100), detail: accepted })),
    );
  });
}
