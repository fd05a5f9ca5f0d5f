import { z } from 'zod';
import { idParams, listQuery, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { pageOfList } from '../platform/pages.ts';
import { change, read } from '../platform/requests.ts';
import {
  changeMember,
  changeWorkspace,
  createApiKey,
  createInvitation,
  createWriteKey,
  inviteMember,
  revokeKey,
} from './commands.ts';
import { listApiKeys, listMembers, listWriteKeys } from './reports.ts';
import {
  apiKey,
  keyShownOnce,
  member,
  memberCreated,
  memberPatch,
  newApiKey,
  newMember,
  newWriteKey,
  workspace,
  workspacePatch,
  writeKey,
} from './schema.ts';

const none = z.undefined();

export async function workspaceRoutes(app: Http) {
  const invitationUrl = (token: string | null) => (token === null ? null : `${app.settings.publicUrl ?? ''}/invitation/${token}`);

  app.get('/api/v1/workspace', { schema: { tags: ['workspace'], response: { 200: workspace } } }, (request) =>
    read(request, ({ db, workspace: id }) =>
      db.selectFrom('workspaces').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    ),
  );
  app.patch(
    '/api/v1/workspace',
    { schema: { tags: ['workspace'], body: workspacePatch, response: { 204: none } } },
    (request, reply) => change(request, reply, 204, (context) => changeWorkspace(context, request.body)),
  );

  app.get(
    '/api/v1/members',
    { schema: { tags: ['workspace'], querystring: listQuery, response: { 200: pageOf(member) } } },
    (request) => read(request, async (context) => pageOfList(await listMembers(context), request.query)),
  );
  app.post(
    '/api/v1/members',
    { schema: { tags: ['workspace'], body: newMember, response: { 201: memberCreated } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => {
        const { id, invitation } = await inviteMember(context, request.body);
        return { id, invitationUrl: invitationUrl(invitation) };
      }),
  );
  app.patch(
    '/api/v1/members/:id',
    { schema: { tags: ['workspace'], params: idParams, body: memberPatch, response: { 204: none } } },
    (request, reply) => change(request, reply, 204, (context) => changeMember(context, request.params.id, request.body)),
  );
  app.post(
    '/api/v1/members/:id/invitation',
    { schema: { tags: ['workspace'], params: idParams, response: { 201: memberCreated } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => ({
        id: request.params.id,
        invitationUrl: invitationUrl(await createInvitation(context, request.params.id)),
      })),
  );

  app.get(
    '/api/v1/api-keys',
    { schema: { tags: ['keys'], querystring: listQuery, response: { 200: pageOf(apiKey) } } },
    (request) => read(request, async (context) => pageOfList(await listApiKeys(context), request.query)),
  );
  app.post(
    '/api/v1/api-keys',
    { schema: { tags: ['keys'], body: newApiKey, response: { 201: keyShownOnce } } },
    (request, reply) => change(request, reply, 201, (context) => createApiKey(context, request.body)),
  );
  app.delete(
    '/api/v1/api-keys/:id',
    { schema: { tags: ['keys'], params: idParams, response: { 204: none } } },
    (request, reply) => change(request, reply, 204, (context) => revokeKey(context, 'api_key', request.params.id)),
  );
  app.get(
    '/api/v1/write-keys',
    { schema: { tags: ['keys'], querystring: listQuery, response: { 200: pageOf(writeKey) } } },
    (request) => read(request, async (context) => pageOfList(await listWriteKeys(context), request.query)),
  );
  app.post(
    '/api/v1/write-keys',
    { schema: { tags: ['keys'], body: newWriteKey, response: { 201: keyShownOnce } } },
    (request, reply) => change(request, reply, 201, (context) => createWriteKey(context, request.body)),
  );
  app.delete(
    '/api/v1/write-keys/:id',
    { schema: { tags: ['keys'], params: idParams, response: { 204: none } } },
    (request, reply) => change(request, reply, 204, (context) => revokeKey(context, 'write_key', request.params.id)),
  );
}
