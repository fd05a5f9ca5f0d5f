import { idParams } from '../../platform/fields.ts';
import type { Http } from '../../platform/http.ts';
import { change } from '../../platform/requests.ts';
import { oneLead } from '../reports.ts';
import { leadInFull } from '../schema.ts';
import { liftOverride, overrideScore } from './commands.ts';
import { newScoreOverride } from './schema.ts';

const tags = ['leads'];

export async function scoreOverrideRoutes(app: Http) {
  app.post(
    '/api/v1/leads/:id/score-override',
    { schema: { tags, params: idParams, body: newScoreOverride, response: { 201: leadInFull } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => {
        await overrideScore(context, request.params.id, request.body);
        return oneLead(context, request.params.id);
      }),
  );
  app.delete(
    '/api/v1/leads/:id/score-override',
    { schema: { tags, params: idParams, response: { 200: leadInFull } } },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        await liftOverride(context, request.params.id);
        return oneLead(context, request.params.id);
      }),
  );
}
