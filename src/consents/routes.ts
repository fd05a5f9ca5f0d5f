import { z } from 'zod';
import { created, id, idParams, listQuery, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { pageOfList } from '../platform/pages.ts';
import { change, read } from '../platform/requests.ts';
import { addConsentText, recordConsent } from './commands.ts';
import { consentsOf, listConsentTexts } from './reports.ts';
import {
  consentText,
  newConsent,
  newConsentText,
  newSuppression,
  personConsents,
  suppression,
  suppressionQuery,
} from './schema.ts';
import { liftSuppression, suppressAddresses } from './suppressed/commands.ts';
import { listSuppressions, suppressionOf } from './suppressed/reports.ts';

const tags = ['consents'];
const none = z.undefined();

export async function consentRoutes(app: Http) {
  app.get('/api/v1/people/:id/consents', { schema: { tags, params: idParams, response: { 200: personConsents } } }, (request) =>
    read(request, (context) => consentsOf(context, request.params.id)),
  );
  app.post(
    '/api/v1/consents',
    {
      schema: {
        tags,
        description: 'Keeps what somebody said yes or no to. What was said before stays in their history.',
        body: newConsent,
        response: { 201: z.object({ personId: id.nullable().describe('Null for a browser nobody is known by') }) },
      },
    },
    (request, reply) =>
      change(request, reply, 201, async (context) => ({ personId: await recordConsent(context, request.body) })),
  );
  app.get(
    '/api/v1/consent-texts',
    { schema: { tags, querystring: listQuery, response: { 200: pageOf(consentText) } } },
    (request) => read(request, async (context) => pageOfList(await listConsentTexts(context), request.query)),
  );
  app.post(
    '/api/v1/consent-texts',
    { schema: { tags, body: newConsentText, response: { 200: created, 201: created } } },
    async (request, reply) => {
      let added = false;
      return change(
        request,
        reply,
        () => (added ? 201 : 200),
        async (context) => {
          const text = await addConsentText(context, request.body);
          added = text.created;
          return { id: text.id };
        },
      );
    },
  );
  app.get(
    '/api/v1/suppressions',
    { schema: { tags, querystring: suppressionQuery, response: { 200: pageOf(suppression) } } },
    (request) => read(request, (context) => listSuppressions(context, request.query)),
  );
  app.post(
    '/api/v1/suppressions',
    { schema: { tags, body: newSuppression, response: { 200: suppression, 201: suppression } } },
    async (request, reply) => {
      let added = false;
      return change(
        request,
        reply,
        () => (added ? 201 : 200),
        async (context) => {
          const { address, reason } = request.body;
          added = (await suppressAddresses(context, [address], reason)).size > 0;
          return suppressionOf(context, address);
        },
      );
    },
  );
  app.delete('/api/v1/suppressions/:id', { schema: { tags, params: idParams, response: { 204: none } } }, (request, reply) =>
    change(request, reply, 204, (context) => liftSuppression(context, request.params.id)),
  );
}
