import { idParams, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { change, read } from '../platform/requests.ts';
import { answerAppeal, appealRejection, giveFeedback } from './commands.ts';
import { appealOn, feedbackIn, feedbackOn, listAppeals, listParted } from './reports.ts';
import {
  appeal,
  appealQuery,
  feedback,
  feedbackQuery,
  feedbackReport,
  newAppeal,
  newAppealAnswer,
  newFeedback,
  partedHandoff,
  partedQuery,
} from './schema.ts';

const tags = ['handoffs'];
const params = idParams;

export async function feedbackRoutes(app: Http) {
  app.get('/api/v1/feedback', { schema: { tags, querystring: feedbackQuery, response: { 200: feedbackReport } } }, (request) =>
    read(request, (context) => feedbackIn(context, request.query)),
  );
  app.get(
    '/api/v1/feedback/parted',
    { schema: { tags, querystring: partedQuery, response: { 200: pageOf(partedHandoff) } } },
    (request) => read(request, (context) => listParted(context, request.query)),
  );
  app.get('/api/v1/handoffs/:id/feedback', { schema: { tags, params, response: { 200: feedback } } }, (request) =>
    read(request, (context) => feedbackOn(context, request.params.id)),
  );
  app.post(
    '/api/v1/handoffs/:id/feedback',
    { schema: { tags, params, body: newFeedback, response: { 201: feedback } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => {
        await giveFeedback(context, request.params.id, request.body);
        return feedbackOn(context, request.params.id);
      }),
  );
  app.get('/api/v1/appeals', { schema: { tags, querystring: appealQuery, response: { 200: pageOf(appeal) } } }, (request) =>
    read(request, (context) => listAppeals(context, request.query)),
  );
  app.get('/api/v1/handoffs/:id/appeal', { schema: { tags, params, response: { 200: appeal } } }, (request) =>
    read(request, (context) => appealOn(context, request.params.id)),
  );
  app.post(
    '/api/v1/handoffs/:id/appeal',
    { schema: { tags, params, body: newAppeal, response: { 201: appeal } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => {
        await appealRejection(context, request.params.id, request.body);
        return appealOn(context, request.params.id);
      }),
  );
  app.post(
    '/api/v1/handoffs/:id/appeal/answer',
    { schema: { tags, params, body: newAppealAnswer, response: { 201: appeal } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => {
        await answerAppeal(context, request.params.id, request.body);
        return appealOn(context, request.params.id);
      }),
  );
}
