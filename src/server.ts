import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { z } from 'zod';
import { accountRoutes, authenticate } from './accounts/routes.ts';
import { agreementRoutes } from './agreements/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { accessOf } from './authorization.ts';
import { backTestRoutes } from './back-tests/routes.ts';
import { calendarFeedRoutes } from './calendars/feeds/routes.ts';
import { calendarRoutes } from './calendars/routes.ts';
import { channelRoutes } from './channels/routes.ts';
import { commentRoutes } from './comments/routes.ts';
import { companyRoutes } from './companies/routes.ts';
import { consentRoutes } from './consents/routes.ts';
import { dealRoutes } from './deals/routes.ts';
import { dashboardRoutes } from './dashboards/routes.ts';
import { definitionRoutes } from './definitions/routes.ts';
import { exampleRoutes } from './example/routes.ts';
import { exportRoutes } from './exports/routes.ts';
import { feedRoutes } from './feeds/routes.ts';
import { feedbackRoutes } from './feedback/routes.ts';
import { importRoutes } from './imports/routes.ts';
import { informationRoutes } from './information/routes.ts';
import { bulkChangeRoutes } from './leads/bulk/routes.ts';
import { scoreOverrideRoutes } from './leads/overridden/routes.ts';
import { formRoutes } from './forms/routes.ts';
import { leadRoutes } from './leads/routes.ts';
import { leadViewRoutes } from './leads/views/routes.ts';
import { metricRoutes } from './metrics/routes.ts';
import { followUpRoutes } from './follow-ups/routes.ts';
import { handoffRoutes } from './handoffs/routes.ts';
import { movedClockRoutes } from './handoffs/moved/routes.ts';
import { notificationRoutes } from './notifications/routes.ts';
import { outreachPolicyRoutes } from './outreach/agreed/routes.ts';
import { plannedContactRoutes } from './outreach/announced/routes.ts';
import { pauseRoutes } from './outreach/paused/routes.ts';
import { outreachRoutes } from './outreach/routes.ts';
import { personRoutes } from './people/routes.ts';
import type { Config } from './platform/config.ts';
import { inWorkspace, isHeldElsewhere, type Database } from './platform/database.ts';
import { unavailable } from './platform/errors.ts';
import { buildHttp, type Http } from './platform/http.ts';
import type { Enqueue } from './platform/jobs.ts';
import { sendPage } from './platform/page.ts';
import { newId } from './platform/ids.ts';
import { root } from './platform/root.ts';
import { isOutOfRoom, unwatched, type Watch } from './platform/watch.ts';
import { revenueRoutes } from './revenue/routes.ts';
import { routingRoutes } from './routing/routes.ts';
import { siteRoutes } from './sites/routes.ts';
import { reasonRoutes } from './reasons/routes.ts';
import { termRoutes } from './terms/routes.ts';
import { timelineRoutes } from './timeline/routes.ts';
import { touchpointRoutes, trackingRoutes } from './touchpoints/routes.ts';
import { backlogOf } from './touchpoints/tracking/journal/backlog.ts';
import { announceTakenIn, digest } from './touchpoints/tracking/journal/commands.ts';
import { oldestEntry } from './touchpoints/tracking/journal/reports.ts';
import { workspaceRoutes } from './workspaces/routes.ts';

/** Every domain's routes. Composition only: each plugin is one line. */
const domains = [
  accountRoutes,
  workspaceRoutes,
  trackingRoutes,
  personRoutes,
  companyRoutes,
  touchpointRoutes,
  consentRoutes,
  outreachRoutes,
  outreachPolicyRoutes,
  pauseRoutes,
  plannedContactRoutes,
  siteRoutes,
  channelRoutes,
  timelineRoutes,
  definitionRoutes,
  backTestRoutes,
  commentRoutes,
  termRoutes,
  reasonRoutes,
  leadRoutes,
  leadViewRoutes,
  bulkChangeRoutes,
  scoreOverrideRoutes,
  auditRoutes,
  calendarRoutes,
  calendarFeedRoutes,
  handoffRoutes,
  followUpRoutes,
  movedClockRoutes,
  feedbackRoutes,
  routingRoutes,
  notificationRoutes,
  agreementRoutes,
  informationRoutes,
  formRoutes,
  metricRoutes,
  dashboardRoutes,
  dealRoutes,
  revenueRoutes,
  importRoutes,
  feedRoutes,
  exportRoutes,
  exampleRoutes,
];

export interface ServerParts {
  config: Config;
  db: Database;
  enqueue: Enqueue;
  watch?: Watch;
}

/** The HTTP server of the product, not yet listening. */
export async function buildServer(parts: ServerParts): Promise<Http> {
  const app = await buildHttp({ watch: unwatched, ...parts, authenticate, accessOf });
  readWhatWasAcknowledged(app);
  for (const routes of domains) await app.register(routes);
  healthRoute(app);
  await documentationRoutes(app);
  await webRoutes(app);
  await app.ready();
  return app;
}

/** Worked through by the server itself in small parts, between which it answers others. */
const MESSAGES_AT_ONCE = 200;

/** Whoever reads sees all that the door had acknowledged before. */
function readWhatWasAcknowledged(app: Http) {
  const oldest = (workspace: string) => inWorkspace(app.db, workspace, { kind: 'system' }, oldestEntry);
  // What cannot be worked through because somebody else decides who the customers are is read without it.
  const work = (workspace: string) =>
    digest(app.db, workspace, MESSAGES_AT_ONCE).catch((error: unknown) => {
      if (!isHeldElsewhere(error)) throw error;
    });
  const announce = (workspace: string) => void announceTakenIn(app.db, workspace).catch(() => {});
  app.decorate('backlog', backlogOf({ oldest, work, announce, born: newId() }));
  app.addHook('preHandler', ({ method, caller }, _reply, done) => {
    // Working through writes; where there is no room to, what is there is read as it is.
    if (caller === null || method !== 'GET' || app.watch.isFull()) return done();
    app.backlog.workedThrough(caller.workspace).then(
      () => done(),
      (error: Error) => (isOutOfRoom(error) ? done() : done(error)),
    );
  });
}

function healthRoute(app: Http) {
  app.get(
    '/healthz',
    { config: { operations: true }, schema: { tags: ['operations'], response: { 200: z.object({ status: z.literal('ok') }) } } },
    async () => {
      if (!(await app.watch.databaseAnswers())) throw unavailable('The database does not answer.');
      return { status: 'ok' as const };
    },
  );
}

/** The contract as OpenAPI and as a page to read, both served by ourselves. */
async function documentationRoutes(app: Http) {
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json').send(app.swagger()),
  );
  const folder = join(root, 'dist', 'docs');
  if (!existsSync(folder)) return;
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  app.get('/docs', { schema: { hide: true } }, (_request, reply) => sendPage(reply, page));
  await app.register(fastifyStatic, { root: folder, prefix: '/docs/', decorateReply: false, schemaHide: true, index: false });
}

/** The web application: hashed files for ever, and its one page for any address that is a screen. */
async function webRoutes(app: Http) {
  const tracker = join(root, 'dist', 'tracker');
  const web = join(root, 'dist', 'web');
  const built = existsSync(web);
  // The build leaves each text compressed beside itself; whoever takes it so gets it so.
  await app.register(fastifyStatic, { root: built ? web : root, serve: false, preCompressed: built });
  app.get('/t.js', { schema: { hide: true } }, (_request, reply) =>
    reply
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('access-control-allow-origin', '*')
      .sendFile('t.js', tracker, { maxAge: '1h' }),
  );
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    // What is no screen is answered as any other missing address: 405 where another method is taken there, otherwise 404.
    if (path.startsWith('/api/') || path.startsWith('/v1/') || !built) return reply.callNotFound();
    if (path.startsWith('/assets/')) return reply.sendFile(path.slice(1), web, { immutable: true, maxAge: '365d' });
    return /\.[a-z0-9]+$/i.test(path)
      ? reply.sendFile(path.slice(1), web)
      : reply.header('cache-control', 'no-cache').sendFile('index.html', web);
  });
}
