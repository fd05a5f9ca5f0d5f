import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import swagger from '@fastify/swagger';
import Fastify, { LogController, type FastifyInstance, type FastifyRequest } from 'fastify';
import {
  createJsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import helmet from 'helmet';
import type { Actor } from './context.ts';
import type { Config } from './config.ts';
import type { Database } from './database.ts';
import { forbidden, unauthenticated } from './errors.ts';
import { assertModest, assertStorable } from './input.ts';
import type { Enqueue } from './jobs.ts';
import { requestLimits, type Limits } from './limits.ts';
import { allowedMethods, answerError, answerMissing } from './problems.ts';
import { acceptNamedParameters } from './query-parameters.ts';
import { assertSameOrigin, sessionCookieName } from './session-cookie.ts';
import { assertWorkable, type Watch } from './watch.ts';

/** Who asks, in which workspace. A signed-in user who has not chosen a workspace has no actor. */
export interface Caller {
  actor: Actor;
  workspace: string;
  userId: string | null;
  /** Cookie or header: only a cookie travels by itself, so only a cookie needs the same origin. */
  by: 'cookie' | 'header';
}

/** What a route asks of its caller. 'public' routes look after themselves. */
export type Access = 'public' | { roles: string[]; scope: string | null };

declare module 'fastify' {
  interface FastifyInstance {
    db: Database;
    enqueue: Enqueue;
    settings: Config;
    limits: Limits;
    watch: Watch;
    /** Every route served, as "GET /path/:id": what tests hold against the authorization matrix. */
    servedRoutes: string[];
    /** Once true, every answer asks its client to come back on another connection: this process is about to stop. */
    draining: { now: boolean };
  }
  interface FastifyRequest {
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /** Requests a minute of each key or member, for a route that takes fewer than others. */
    perMinute?: number;
    /** For whoever looks after the installation: always answered, and counted by nobody. */
    operations?: boolean;
    /** Read by the pages of any website: the headers that keep this server's own pages to themselves are left out. */
    forAnySite?: boolean;
  }
}

export type Http = FastifyInstance<
  import('node:http').Server,
  import('node:http').IncomingMessage,
  import('node:http').ServerResponse,
  import('fastify').FastifyBaseLogger,
  ZodTypeProvider
>;

export interface HttpParts {
  config: Config;
  db: Database;
  enqueue: Enqueue;
  watch: Watch;
  /** Finds the caller of a request, null when nobody is signed in; throws on a credential that is wrong. */
  authenticate(request: FastifyRequest): Promise<Caller | null>;
  /** What a route asks, undefined for one the authorization matrix does not know. */
  accessOf(method: string, url: string): Access | undefined;
}

const jsonSchemaTransform = createJsonSchemaTransform({
  zodToJsonConfig: {
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
    },
  },
});

/**
 * The HTTP server without any domain: contract (zod → validation, serialisation, OpenAPI 3.1), problem+json for every error,
 * security headers, limits, and the guard that holds every route against the authorization matrix.
 */
export async function buildHttp(parts: HttpParts): Promise<Http> {
  const { config } = parts;
  const app = Fastify({
    logger:
      config.logLevel === 'silent' ? false : { level: config.logLevel, serializers: { req: loggedRequest, err: loggedError } },
    logController: new LogController({ disableRequestLogging: config.logLevel !== 'debug' }),
    bodyLimit: 1_048_576,
    trustProxy: config.trustProxy,
    // A large file may take its time as long as it comes on: one that stands still for a minute is cut, and headers have theirs.
    requestTimeout: 1_800_000,
    connectionTimeout: 60_000,
    http: { headersTimeout: 30_000 },
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    frameworkErrors: (error, request, reply) => answerError(error, request, reply),
    clientErrorHandler: (_error, socket) => {
      if (!socket.writable) return;
      const body = JSON.stringify({
        type: 'about:blank',
        title: 'Bad request',
        status: 400,
        detail: 'This is not a valid HTTP/1.1 request.',
      });
      socket.end(
        `HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
      );
    },
  }).withTypeProvider<ZodTypeProvider>() as unknown as Http;

  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  app.decorate('db', parts.db);
  app.decorate('enqueue', parts.enqueue);
  app.decorate('settings', config);
  app.decorate('limits', requestLimits(config));
  app.decorate('watch', parts.watch);
  app.decorate('servedRoutes', []);
  app.decorateRequest('caller', null);
  app.decorate('draining', { now: false });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (app.draining.now) reply.header('connection', 'close');
    done();
  });

  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    try {
      assertModest(body);
    } catch (error) {
      return done(error as Error);
    }
    return parseJson(request, body, done);
  });

  // Read by those few who ask for one: a website's visitors bring none of ours.
  await app.register(cookie, { hook: false });
  await app.register(multipart, { limits: { fileSize: 200 * 1024 * 1024, files: 1, fields: 20, fieldSize: 200_000 } });
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        objectSrc: ["'none'"],
      },
    },
    strictTransportSecurity: config.publicUrl?.startsWith('https:') ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  });
  app.addHook('onRequest', ({ raw, routeOptions }, reply, done) => {
    if (routeOptions.config.forAnySite) done();
    else protect(raw, reply.raw, () => done());
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Samspil',
        version: '1',
        description:
          'The API behind every screen of Samspil. Collections answer {items, next}; errors are application/problem+json; POST takes an Idempotency-Key.',
      },
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: sessionCookieName(config) },
        },
      },
    },
    transform: jsonSchemaTransform,
  });

  const allowed = allowedMethods(app);
  app.setNotFoundHandler((request, reply) => answerMissing(allowed, request, reply));

  // A route that the matrix does not name cannot be served: forgetting is noticed at the first start.
  app.addHook('onRoute', ({ method, url }) => {
    for (const verb of [method].flat()) {
      if (verb === 'HEAD' || verb === 'OPTIONS') continue;
      if (parts.accessOf(verb, url) === undefined)
        throw new Error(`${verb} ${url} is not in the authorization matrix (src/authorization.ts).`);
      app.servedRoutes.push(`${verb} ${url}`);
    }
  });

  acceptNamedParameters(app);
  // What has nothing to wait for calls `done` at once: websites ask so often that a promise for each hook would be felt.
  app.addHook('onRequest', (request, _reply, done) => {
    const { url, config: route } = request.routeOptions;
    if (route.operations) return done();
    const access = url && parts.accessOf(request.method === 'HEAD' ? 'GET' : request.method, url);
    if (url?.startsWith('/api/') || url?.startsWith('/v1/')) assertWorkable(parts.watch, request.method, url);
    if (!access || access === 'public') {
      // Tracking counts its events itself, once it knows whose they are.
      if (!url?.startsWith('/v1/')) app.limits.countStranger(request);
      return done();
    }
    const identify = async () => {
      const caller = await app.limits.countCaller(request, () => parts.authenticate(request), route.perMinute);
      if (!caller) throw unauthenticated();
      if (caller.by === 'cookie') assertSameOrigin(request);
      assertMay(caller.actor, access);
      request.caller = caller;
    };
    identify().then(() => done(), done);
  });
  app.addHook('preValidation', (request, _reply, done) => {
    // A body left as bytes is read, and judged, by the route that asked for it so.
    if (request.body !== undefined && request.body !== null && !Buffer.isBuffer(request.body) && !request.isMultipart())
      assertStorable(request.body);
    assertStorable(request.query);
    assertStorable(request.params);
    done();
  });
  return app;
}

function assertMay(actor: Actor, access: Exclude<Access, 'public'>) {
  if (actor.kind === 'member') {
    if (!access.roles.includes(actor.role))
      throw forbidden(
        `This needs the role ${access.roles.join(' or ')}; yours is ${actor.role}. An administrator can change it under Settings.`,
      );
  } else if (actor.kind === 'api_key') {
    if (access.scope === null) throw forbidden('A program cannot do this with an API key; sign in as a member.');
    if (!actor.scopes.includes(access.scope)) throw forbidden(`This API key lacks the scope "${access.scope}".`);
  } else throw forbidden('A write key may only send tracking events.');
}

// Logs carry no personal data: neither addresses, query strings nor bodies.
function loggedRequest(request: FastifyRequest) {
  return { method: request.method, route: request.routeOptions?.url };
}

function loggedError(error: Error) {
  return { type: error.name, message: error.message, stack: error.stack ?? '' };
}
