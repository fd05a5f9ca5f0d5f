import { idParams } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { read } from '../platform/requests.ts';
import { askGuard, contactGuardOf } from './reports.ts';
import { contactGuard, guardAnswer, guardQuestion } from './schema.ts';

const tags = ['outreach'];

export async function outreachRoutes(app: Http) {
  app.get(
    '/api/v1/people/:id/contact-guard',
    { schema: { tags, params: idParams, response: { 200: contactGuard } } },
    (request) => read(request, (context) => contactGuardOf(context, request.params.id)),
  );
  app.post('/api/v1/contact-guard', { schema: { tags, body: guardQuestion, response: { 200: guardAnswer } } }, (request) =>
    read(request, (context) => askGuard(context, request.body)),
  );
}
