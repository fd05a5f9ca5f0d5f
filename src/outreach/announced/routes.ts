import { z } from 'zod';
import { idParams, pageOf } from '../../platform/fields.ts';
import type { Http } from '../../platform/http.ts';
import { change, read } from '../../platform/requests.ts';
import {
  announced,
  exclusion,
  newPlannedContact,
  newRecipients,
  plannedContact,
  plannedContactQuery,
  recipientPage,
  recipientQuery,
} from '../schema.ts';
import { addRecipients, announceContact, excludeRecipients, withdrawContact } from './commands.ts';
import { listPlannedContacts, onePlannedContact, recipientsOf } from './reports.ts';

const tags = ['outreach'];

export async function plannedContactRoutes(app: Http) {
  app.get(
    '/api/v1/planned-contacts',
    { schema: { tags, querystring: plannedContactQuery, response: { 200: pageOf(plannedContact) } } },
    (request) => read(request, (context) => listPlannedContacts(context, request.query)),
  );
  app.get('/api/v1/planned-contacts/:id', { schema: { tags, params: idParams, response: { 200: plannedContact } } }, (request) =>
    read(request, (context) => onePlannedContact(context, request.params.id)),
  );
  app.get(
    '/api/v1/planned-contacts/:id/recipients',
    { schema: { tags, params: idParams, querystring: recipientQuery, response: { 200: recipientPage } } },
    (request) => read(request, (context) => recipientsOf(context, request.params.id, request.query)),
  );
  app.post(
    '/api/v1/planned-contacts',
    { schema: { tags, body: newPlannedContact, response: { 201: announced } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => {
        const { id, unknown } = await announceContact(context, request.body);
        return { ...(await onePlannedContact(context, id)), unknown };
      }),
  );
  app.post(
    '/api/v1/planned-contacts/:id/recipients',
    { schema: { tags, params: idParams, body: newRecipients, response: { 200: announced } } },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        const unknown = await addRecipients(context, request.params.id, request.body.recipients);
        return { ...(await onePlannedContact(context, request.params.id)), unknown };
      }),
  );
  app.post(
    '/api/v1/planned-contacts/:id/exclusions',
    { schema: { tags, params: idParams, body: exclusion, response: { 200: plannedContact } } },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        await excludeRecipients(context, request.params.id, request.body);
        return onePlannedContact(context, request.params.id);
      }),
  );
  app.delete(
    '/api/v1/planned-contacts/:id',
    { schema: { tags, params: idParams, response: { 204: z.undefined() } } },
    (request, reply) => change(request, reply, 204, (context) => withdrawContact(context, request.params.id)),
  );
}
