import type { z } from 'zod';
import { idParams, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { occurredAt } from '../platform/occurred-at.ts';
import { change, read } from '../platform/requests.ts';
import { openLead, qualifyLead } from './commands.ts';
import { logAttempt } from './contacted/commands.ts';
import { disqualifyLead, recycleLead } from './ended/commands.ts';
import { assertEvidence } from './evidence/commands.ts';
import { assignLead } from './assigned/commands.ts';
import { countLeads, listLeads } from './listed/reports.ts';
import { placeLead } from './placed/commands.ts';
import { undoAttempt, undoMove } from './undone/commands.ts';
import { explainScore, oneLead } from './reports.ts';
import {
  disqualification,
  lead,
  leadAssignment,
  leadCounts,
  leadFilters,
  leadInFull,
  leadOpened,
  leadQuery,
  newAttempt,
  newEvidence,
  newLead,
  placing,
  qualification,
  recycling,
  scoreExplanation,
} from './schema.ts';

const tags = ['leads'];

export async function leadRoutes(app: Http) {
  app.get('/api/v1/leads', { schema: { tags, querystring: leadQuery, response: { 200: pageOf(lead) } } }, (request) =>
    read(request, (context) => listLeads(context, request.query)),
  );
  app.get('/api/v1/leads/counts', { schema: { tags, querystring: leadFilters, response: { 200: leadCounts } } }, (request) =>
    read(request, (context) => countLeads(context, request.query)),
  );
  app.post(
    '/api/v1/leads',
    { schema: { tags, body: newLead, response: { 200: leadOpened, 201: leadOpened } } },
    (request, reply) =>
      change(
        request,
        reply,
        ({ opened }: z.output<typeof leadOpened>) => (opened ? 201 : 200),
        (context) => openLead(context, request.body.personId, { at: occurredAt(context, request.body.at) }),
      ),
  );
  app.get('/api/v1/leads/:id', { schema: { tags, params: idParams, response: { 200: leadInFull } } }, (request) =>
    read(request, (context) => oneLead(context, request.params.id)),
  );
  app.get('/api/v1/leads/:id/score', { schema: { tags, params: idParams, response: { 200: scoreExplanation } } }, (request) =>
    read(request, (context) => explainScore(context, request.params.id)),
  );
  app.post(
    '/api/v1/leads/:id/evidence',
    { schema: { tags, params: idParams, body: newEvidence, response: { 201: leadInFull } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => {
        await assertEvidence(context, request.params.id, request.body);
        return oneLead(context, request.params.id);
      }),
  );
  app.post(
    '/api/v1/leads/:id/attempts',
    { schema: { tags, params: idParams, body: newAttempt, response: { 201: leadInFull } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => {
        await logAttempt(context, request.params.id, request.body);
        return oneLead(context, request.params.id);
      }),
  );
  app.delete(
    '/api/v1/leads/:id/last-attempt',
    { schema: { tags, params: idParams, response: { 200: leadInFull } } },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        await undoAttempt(context, request.params.id);
        return oneLead(context, request.params.id);
      }),
  );
  app.post(
    '/api/v1/leads/:id/qualification',
    { schema: { tags, params: idParams, body: qualification, response: { 201: leadInFull } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => {
        await qualifyLead(context, request.params.id, request.body);
        return oneLead(context, request.params.id);
      }),
  );
  app.delete(
    '/api/v1/leads/:id/qualification',
    { schema: { tags, params: idParams, response: { 200: leadInFull } } },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        await undoMove(context, request.params.id, ['sql']);
        return oneLead(context, request.params.id);
      }),
  );
  app.post(
    '/api/v1/leads/:id/recycling',
    { schema: { tags, params: idParams, body: recycling, response: { 201: leadInFull } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => {
        await recycleLead(context, request.params.id, request.body);
        return oneLead(context, request.params.id);
      }),
  );
  app.delete(
    '/api/v1/leads/:id/recycling',
    { schema: { tags, params: idParams, response: { 200: leadInFull } } },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        await undoMove(context, request.params.id, ['recycled']);
        return oneLead(context, request.params.id);
      }),
  );
  app.post(
    '/api/v1/leads/:id/disqualification',
    { schema: { tags, params: idParams, body: disqualification, response: { 201: leadInFull } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => {
        await disqualifyLead(context, request.params.id, request.body);
        return oneLead(context, request.params.id);
      }),
  );
  app.delete(
    '/api/v1/leads/:id/disqualification',
    { schema: { tags, params: idParams, response: { 200: leadInFull } } },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        await undoMove(context, request.params.id, ['disqualified']);
        return oneLead(context, request.params.id);
      }),
  );
  app.post(
    '/api/v1/leads/:id/stage',
    {
      schema: {
        tags,
        description: 'Marketing says how far a lead has come, before it is handed over.',
        params: idParams,
        body: placing,
        response: { 201: leadInFull },
      },
    },
    (request, reply) =>
      change(request, reply, 201, async (context) => {
        await placeLead(context, request.params.id, request.body);
        return oneLead(context, request.params.id);
      }),
  );
  app.delete('/api/v1/leads/:id/stage', { schema: { tags, params: idParams, response: { 200: leadInFull } } }, (request, reply) =>
    change(request, reply, 200, async (context) => {
      await undoMove(context, request.params.id, ['known', 'engaged', 'mql']);
      return oneLead(context, request.params.id);
    }),
  );
  app.post(
    '/api/v1/leads/:id/assignment',
    { schema: { tags, params: idParams, body: leadAssignment, response: { 201: leadInFull } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => {
        await assignLead(context, request.params.id, request.body.memberId);
        return oneLead(context, request.params.id);
      }),
  );
}
