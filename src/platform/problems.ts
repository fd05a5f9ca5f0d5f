import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { isDatabaseAway } from './database.ts';
import { badRequest, notFound, outOfRoom, Problem, unavailable, type Fault } from './errors.ts';
import { isOutOfRoom } from './watch.ts';

/** Which methods each path takes, learnt from the routes as they are registered. */
export type AllowedMethods = (path: string) => string[];

export function allowedMethods(app: FastifyInstance): AllowedMethods {
  const routes = new Map<string, { pattern: RegExp; methods: Set<string> }>();
  app.addHook('onRoute', ({ method, url }) => {
    if (url === '/*') return; // the web application answers any path; it allows nothing in particular
    const pattern = new RegExp(
      `^${url
        .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
        .replace(/:[^/]+/g, '[^/]+')
        .replace('*', '.*')}$`,
    );
    const route = routes.get(url) ?? { pattern, methods: new Set() };
    for (const verb of [method].flat()) route.methods.add(verb);
    routes.set(url, route);
  });
  return (path) =>
    [...new Set([...routes.values()].filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => [...methods]))].sort();
}

/** 405 with Allow where the path exists with another method, otherwise 404. */
export function answerMissing(allowed: AllowedMethods, request: FastifyRequest, reply: FastifyReply) {
  const methods = allowed(request.url.split('?')[0] ?? '');
  if (methods.length === 0 || methods.includes(request.method)) return send(reply, notFound());
  const allow = methods.join(', ');
  return send(
    reply,
    new Problem(405, 'Method not allowed', `${request.method} is not possible here; ${allow} is.`, { headers: { allow } }),
  );
}

/** Turns whatever was thrown into a problem the caller can act on. What we did not foresee is logged and becomes a bare 500. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const problem = toProblem(error);
  // What we refuse on purpose is told in a line; what we did not foresee with where it came from.
  if (error instanceof Problem && problem.status >= 500) request.log.warn(problem.title);
  else if (problem.status >= 500) request.log.error({ err: error }, problem.title);
  return send(reply, problem);
}

function send(reply: FastifyReply, problem: Problem) {
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problem.toJSON());
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error))
    return invalid(
      error.validationContext ?? 'body',
      error.validation.map(({ instancePath, message }) => ({ pointer: instancePath, detail: message ?? 'wrong' })),
    );
  if (isDatabaseAway(error))
    return unavailable('The database does not answer just now. Nothing was lost; try again in a few seconds.');
  const { code, statusCode, message } = (error ?? {}) as { code?: string; statusCode?: number; message?: string };
  if (isOutOfRoom(error)) return outOfRoom('There is no room left to write. Reading still works; make room and try again.');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new Problem(415, 'Unsupported content type', 'Send the body as application/json.');
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE')
    return new Problem(413, 'Too large', 'The body is larger than this address takes; send it in parts.');
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY') return badRequest('The body is empty although its content type says JSON.');
  // JSON.parse quotes what it was given; the place is enough.
  if (error instanceof SyntaxError)
    return badRequest(`The body is not valid JSON${/position \d+/.exec(message ?? '')?.[0].replace(/^/, ' at ') ?? ''}.`);
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return new Problem(statusCode, titles[statusCode] ?? 'Bad request', plain(code, message));
  return new Problem(
    500,
    'Something went wrong here',
    'The request could not be carried out because of a fault in Samspil. It has been logged.',
  );
}

const titles: Record<number, string> = {
  400: 'Bad request',
  404: 'Not found',
  406: 'Not acceptable',
  408: 'Timed out',
  413: 'Too large',
  415: 'Unsupported content type',
  429: 'Too many requests',
};

/** Fastify's own messages are plain sentences; its codes are of no use to a client. */
const plain = (code: string | undefined, message: string | undefined) =>
  code?.startsWith('FST_') && message ? message.replace(/\.?$/, '.') : 'The request cannot be read.';

function invalid(place: string, faults: Fault[]): Problem {
  const named = faults
    .slice(0, 20)
    .map(({ pointer, detail }) => ({ pointer: place === 'body' ? pointer : pointer.replace(/^\//, '') || place, detail }));
  const first = named[0];
  const where = first?.pointer || (place === 'body' ? 'The body' : place);
  return badRequest(
    `${where}: ${first?.detail ?? 'wrong form'}${named.length > 1 ? ` (and ${named.length - 1} more)` : ''}.`,
    named,
  );
}
