import { z } from 'zod';
import { idParams } from '../platform/fields.ts';
import type { Context } from '../platform/context.ts';
import type { Http } from '../platform/http.ts';
import { change, read } from '../platform/requests.ts';
import { acceptHandoff, makeFirstContact, rejectHandoff, undoDecision } from './answered/commands.ts';
import { reassignHandoff, snoozeHandoff, submitHandoff } from './commands.ts';
import { readBriefing } from './read/commands.ts';
import { getHandoffInFull } from './briefed/reports.ts';
import { listHandoffs } from './listed/reports.ts';
import { getHandoff } from './reports.ts';
import {
  acceptance,
  assignment,
  firstContact,
  handoff,
  handoffInFull,
  handoffPage,
  handoffQuery,
  newHandoff,
  reading,
  rejection,
  snooze,
} from './schema.ts';

const tags = ['handoffs'];
const params = idParams;

/** Every act answers the hand-off as it is after it. */
async function changed(context: Context, id: string, act: Promise<void>) {
  await act;
  return getHandoff(context, id);
}

export async function handoffRoutes(app: Http) {
  app.get('/api/v1/handoffs', { schema: { tags, querystring: handoffQuery, response: { 200: handoffPage } } }, (request) =>
    read(request, (context) => listHandoffs(context, request.query)),
  );
  app.get('/api/v1/handoffs/:id', { schema: { tags, params, response: { 200: handoffInFull } } }, (request) =>
    read(request, (context) => getHandoffInFull(context, request.params.id)),
  );
  app.post('/api/v1/handoffs', { schema: { tags, body: newHandoff, response: { 201: handoff } } }, (request, reply) =>
    change(request, reply, 201, async (context) => getHandoff(context, await submitHandoff(context, request.body))),
  );
  app.post(
    '/api/v1/handoffs/:id/acceptance',
    { schema: { tags, params, body: acceptance, response: { 201: handoff } } },
    (request, reply) =>
      change(request, reply, 201, (context) =>
        changed(context, request.params.id, acceptHandoff(context, request.params.id, request.body ?? {})),
      ),
  );
  app.post(
    '/api/v1/handoffs/:id/rejection',
    { schema: { tags, params, body: rejection, response: { 201: handoff } } },
    (request, reply) =>
      change(request, reply, 201, (context) =>
        changed(context, request.params.id, rejectHandoff(context, request.params.id, request.body)),
      ),
  );
  app.delete('/api/v1/handoffs/:id/decision', { schema: { tags, params, response: { 200: handoff } } }, (request, reply) =>
    change(request, reply, 200, (context) => changed(context, request.params.id, undoDecision(context, request.params.id))),
  );
  app.post(
    '/api/v1/handoffs/:id/snooze',
    { schema: { tags, params, body: snooze, response: { 201: handoff } } },
    (request, reply) =>
      change(request, reply, 201, (context) =>
        changed(context, request.params.id, snoozeHandoff(context, request.params.id, request.body.until)),
      ),
  );
  app.post(
    '/api/v1/handoffs/:id/assignment',
    { schema: { tags, params, body: assignment, response: { 201: handoff } } },
    (request, reply) =>
      change(request, reply, 201, (context) =>
        changed(context, request.params.id, reassignHandoff(context, request.params.id, request.body.memberId)),
      ),
  );
  app.post(
    '/api/v1/handoffs/:id/reading',
    { schema: { tags, params, body: reading, response: { 204: z.undefined() } } },
    (request, reply) =>
      change(
        request,
        reply,
        204,
        (context) => readBriefing(context, request.params.id, request.body ?? {}) as Promise<undefined>,
      ),
  );
  app.post(
    '/api/v1/handoffs/:id/first-contact',
    { schema: { tags, params, body: firstContact, response: { 201: handoff } } },
    (request, reply) =>
      change(request, reply, 201, (context) =>
        changed(context, request.params.id, makeFirstContact(context, request.params.id, request.body)),
      ),
  );
}
