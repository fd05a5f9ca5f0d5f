import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { inTransaction } from '../platform/database.ts';
import { forbidden, notFound, unauthenticated } from '../platform/errors.ts';
import type { Caller, Http } from '../platform/http.ts';
import { hashSecret } from '../platform/secrets.ts';
import { assertSameOrigin, clearSessionCookie, giveSessionCookie, sessionCookie } from '../platform/session-cookie.ts';
import {
  acceptInvitationBody,
  chooseWorkspaceBody,
  invitation,
  invitationParams,
  me,
  mePatch,
  setupBody,
  setupState,
  signInBody,
} from '../workspaces/schema.ts';
import { addMember, createWorkspace, prepareWorkspace } from '../workspaces/commands.ts';
import { whoAmI } from '../workspaces/reports.ts';

import {
  acceptInvitation,
  assertUsablePassword,
  claimSetup,
  ensureUser,
  findInvitation,
  isSetupNeeded,
  openSession,
  setPassword,
  signIn,
  signOut,
} from './commands.ts';
import { findKey, findMemberships, findSession } from './store.ts';

/**
 * The caller of a request: an API key as Bearer, or the session cookie.
 * @throws Problem 401 for a key that is unknown or revoked, or a session in a workspace that its user has left
 */
export async function authenticate(request: FastifyRequest): Promise<Caller | null> {
  const { db } = request.server;
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) {
    const key = await findKey(db, 'api_key', bearer);
    if (!key) throw unauthenticated('This API key is unknown or revoked.');
    return { ...key, userId: null, by: 'header' };
  }
  const token = sessionCookie(request);
  const session = token ? await findSession(db, token) : null;
  if (!session) return null;
  if (!session.member)
    throw unauthenticated(
      'You are no longer a member of the workspace this session is in. Sign in again to use another of yours.',
    );
  const { workspaceId, ...member } = session.member;
  return {
    actor: { kind: 'member', userId: session.userId, authenticatedAt: session.authenticatedAt, ...member },
    workspace: workspaceId,
    userId: session.userId,
    by: 'cookie',
  };
}

const signedIn = z.object({ signedIn: z.literal(true) });

export async function accountRoutes(app: Http) {
  app.get('/api/v1/setup', { schema: { tags: ['account'], response: { 200: setupState } } }, async () => ({
    needed: await isSetupNeeded(app.db),
  }));

  app.post(
    '/api/v1/setup',
    { schema: { tags: ['account'], body: setupBody, response: { 201: signedIn } } },
    async (request, reply) => {
      assertSameOrigin(request);
      const { name, email, password, workspaceName, country, language } = request.body;
      assertUsablePassword(password, [email, name]);
      const now = new Date();
      const token = await inTransaction(app.db, {}, async (db) => {
        await claimSetup(db);
        const user = await ensureUser(db, { email, name, language }, now);
        await setPassword(db, user.id, password);
        const context = await createWorkspace(db, { name: workspaceName, country }, now);
        await addMember(context, { userId: user.id, role: 'admin', team: 'leadership', head: false });
        await prepareWorkspace(context);
        return openSession(db, user.id, now);
      });
      giveSessionCookie(reply, token);
      return reply.code(201).send({ signedIn: true });
    },
  );

  app.post(
    '/api/v1/session',
    { schema: { tags: ['account'], body: signInBody, response: { 201: signedIn } } },
    async (request, reply) => {
      assertSameOrigin(request);
      giveSessionCookie(reply, await signIn(app.db, { ...request.body, network: request.ip }, new Date()));
      return reply.code(201).send({ signedIn: true });
    },
  );

  app.delete('/api/v1/session', { schema: { tags: ['account'], response: { 204: z.undefined() } } }, async (request, reply) => {
    assertSameOrigin(request);
    const token = sessionCookie(request);
    if (token) await signOut(app.db, token);
    clearSessionCookie(reply);
    return reply.code(204).send();
  });

  app.get(
    '/api/v1/invitations/:token',
    { schema: { tags: ['account'], params: invitationParams, response: { 200: invitation } } },
    ({ params }) => inTransaction(app.db, {}, (db) => findInvitation(db, params.token, new Date())),
  );

  app.post(
    '/api/v1/invitations/:token',
    { schema: { tags: ['account'], params: invitationParams, body: acceptInvitationBody, response: { 201: signedIn } } },
    async (request, reply) => {
      assertSameOrigin(request);
      giveSessionCookie(reply, await acceptInvitation(app.db, request.params.token, request.body.password, new Date()));
      return reply.code(201).send({ signedIn: true });
    },
  );

  app.get('/api/v1/me', { schema: { tags: ['account'], response: { 200: me } } }, (request) =>
    whoAmI(app.db, callerOf(request), new Date()),
  );

  app.patch('/api/v1/me', { schema: { tags: ['account'], body: mePatch, response: { 200: me } } }, async (request) => {
    const caller = callerOf(request);
    const patch = Object.fromEntries(Object.entries(request.body).filter(([, value]) => value !== undefined));
    const { userId } = caller;
    if (userId === null) throw forbidden('A program has no user to change.');
    if (Object.keys(patch).length > 0)
      await inTransaction(app.db, {}, (db) => db.updateTable('users').set(patch).where('id', '=', userId).execute());
    return whoAmI(app.db, caller, new Date());
  });

  app.put(
    '/api/v1/session/workspace',
    { schema: { tags: ['account'], body: chooseWorkspaceBody, response: { 200: me } } },
    async (request) => {
      const caller = callerOf(request);
      const { userId } = caller;
      if (userId === null) throw forbidden('A program has one workspace, that of its key.');
      const member = await inTransaction(app.db, { user: userId }, async (db) => {
        const chosen = (await findMemberships(db, userId)).find(({ workspaceId }) => workspaceId === request.body.id);
        if (!chosen) throw notFound();
        await db
          .updateTable('sessions')
          .set({ workspaceId: chosen.workspaceId })
          .where('tokenHash', '=', hashSecret(sessionCookie(request) ?? ''))
          .execute();
        return chosen;
      });
      const { workspaceId, ...fields } = member;
      return whoAmI(
        app.db,
        { ...caller, workspace: workspaceId, actor: { kind: 'member', userId, authenticatedAt: new Date(), ...fields } },
        new Date(),
      );
    },
  );
}

function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw unauthenticated();
  return request.caller;
}
