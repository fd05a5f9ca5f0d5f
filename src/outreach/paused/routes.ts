import { idParams } from '../../platform/fields.ts';
import type { Http } from '../../platform/http.ts';
import { change } from '../../platform/requests.ts';
import { contactGuardOf } from '../reports.ts';
import { contactGuard, newPauseEnding } from '../schema.ts';
import { endPause, resumePause } from './commands.ts';

const tags = ['outreach'];

export async function pauseRoutes(app: Http) {
  app.post(
    '/api/v1/leads/:id/pause-ending',
    { schema: { tags, params: idParams, body: newPauseEnding, response: { 201: contactGuard } } },
    (request, reply) =>
      change(request, reply, 201, async (context) =>
        contactGuardOf(context, await endPause(context, request.params.id, request.body)),
      ),
  );
  app.delete(
    '/api/v1/leads/:id/pause-ending',
    { schema: { tags, params: idParams, response: { 200: contactGuard } } },
    (request, reply) =>
      change(request, reply, 200, async (context) => contactGuardOf(context, await resumePause(context, request.params.id))),
  );
}
