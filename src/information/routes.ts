import { idParams, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { change, read } from '../platform/requests.ts';
import { answerItemRequest, requestItem } from './commands.ts';
import { noteAnswers } from './known/commands.ts';
import { informationOf } from './known/reports.ts';
import { contractAt, listItemRequests, oneItemRequest } from './reports.ts';
import {
  informationContract,
  itemRequest,
  itemRequestQuery,
  leadInformation,
  newItemRequest,
  newItemRequestAnswer,
  newToldAnswers,
} from './schema.ts';

const tags = ['information contract'];
const params = idParams;

export async function informationRoutes(app: Http) {
  app.get('/api/v1/information-contract', { schema: { tags, response: { 200: informationContract } } }, (request) =>
    read(request, (context) => contractAt(context, context.now)),
  );
  app.get(
    '/api/v1/item-requests',
    { schema: { tags, querystring: itemRequestQuery, response: { 200: pageOf(itemRequest) } } },
    (request) => read(request, (context) => listItemRequests(context, request.query)),
  );
  app.post(
    '/api/v1/item-requests',
    { schema: { tags, body: newItemRequest, response: { 201: itemRequest } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => {
        const { id } = await requestItem(context, request.body);
        return oneItemRequest(context, id);
      }),
  );
  app.post(
    '/api/v1/item-requests/:id/answer',
    { schema: { tags, params, body: newItemRequestAnswer, response: { 201: itemRequest } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => {
        await answerItemRequest(context, request.params.id, request.body);
        return oneItemRequest(context, request.params.id);
      }),
  );
  app.get('/api/v1/leads/:id/information', { schema: { tags, params, response: { 200: leadInformation } } }, (request) =>
    read(request, (context) => informationOf(context, request.params.id)),
  );
  app.post(
    '/api/v1/leads/:id/information',
    { schema: { tags, params, body: newToldAnswers, response: { 201: leadInformation } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => {
        await noteAnswers(context, request.params.id, request.body);
        return informationOf(context, request.params.id);
      }),
  );
}
