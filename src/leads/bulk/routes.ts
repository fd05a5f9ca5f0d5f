import type { FastifyReply, FastifyRequest } from 'fastify';
import { idParams, pageOf, pageQuery } from '../../platform/fields.ts';
import type { Http } from '../../platform/http.ts';
import { change, read } from '../../platform/requests.ts';
import { startBulkChange, undoBulkChange } from './commands.ts';
import { leadsOfBulkChange, listBulkChanges, oneBulkChange } from './reports.ts';
import {
  bulkChange,
  bulkChangeLead,
  bulkChangeLeadsQuery,
  newBulkAssignment,
  newBulkDisqualification,
  newBulkHandoff,
  newBulkRecycling,
  type Asked,
  type Chosen,
} from './schema.ts';

const tags = ['leads'];
const base = '/api/v1/bulk-changes';
const description = 'Few leads are dealt with at once; many by the worker: ask until the state is "done".';

export async function bulkChangeRoutes(app: Http) {
  const start = (request: FastifyRequest, reply: FastifyReply, asked: Asked, chosen: Chosen) =>
    change(request, reply, 201, async (context) =>
      oneBulkChange(context, await startBulkChange(context, app.enqueue, asked, chosen)),
    );
  const response = { 201: bulkChange };

  app.post(`${base}/assignments`, { schema: { tags, description, body: newBulkAssignment, response } }, (request, reply) => {
    const { leads, ...asked } = request.body;
    return start(request, reply, { kind: 'assignment', ...asked }, leads);
  });
  app.post(`${base}/handoffs`, { schema: { tags, description, body: newBulkHandoff, response } }, (request, reply) => {
    const { leads, ...asked } = request.body;
    return start(request, reply, { kind: 'handoff', ...asked }, leads);
  });
  app.post(`${base}/recyclings`, { schema: { tags, description, body: newBulkRecycling, response } }, (request, reply) => {
    const { leads, ...asked } = request.body;
    return start(request, reply, { kind: 'recycling', ...asked }, leads);
  });
  app.post(
    `${base}/disqualifications`,
    { schema: { tags, description, body: newBulkDisqualification, response } },
    (request, reply) => {
      const { leads, ...asked } = request.body;
      return start(request, reply, { kind: 'disqualification', ...asked }, leads);
    },
  );
  app.get(base, { schema: { tags, querystring: pageQuery, response: { 200: pageOf(bulkChange) } } }, (request) =>
    read(request, (context) => listBulkChanges(context, request.query)),
  );
  app.get(`${base}/:id`, { schema: { tags, params: idParams, response: { 200: bulkChange } } }, (request) =>
    read(request, (context) => oneBulkChange(context, request.params.id)),
  );
  app.get(
    `${base}/:id/leads`,
    { schema: { tags, params: idParams, querystring: bulkChangeLeadsQuery, response: { 200: pageOf(bulkChangeLead) } } },
    (request) => read(request, (context) => leadsOfBulkChange(context, request.params.id, request.query)),
  );
  app.delete(
    `${base}/:id`,
    {
      schema: {
        tags,
        description: 'Undoes what it did, within half a minute: leads recycled or disqualified stand where they stood.',
        params: idParams,
        response: { 200: bulkChange },
      },
    },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        await undoBulkChange(context, app.enqueue, request.params.id);
        return oneBulkChange(context, request.params.id);
      }),
  );
}
