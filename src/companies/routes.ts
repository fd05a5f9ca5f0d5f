import { idParams, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { change, read } from '../platform/requests.ts';
import { addCompany, changeCompany } from './commands.ts';
import { listCompanies, oneCompany } from './reports.ts';
import { company, companyPatch, companyQuery, newCompany } from './schema.ts';

const tags = ['customers'];

export async function companyRoutes(app: Http) {
  app.get('/api/v1/companies', { schema: { tags, querystring: companyQuery, response: { 200: pageOf(company) } } }, (request) =>
    read(request, (context) => listCompanies(context, request.query)),
  );
  app.get('/api/v1/companies/:id', { schema: { tags, params: idParams, response: { 200: company } } }, (request) =>
    read(request, (context) => oneCompany(context, request.params.id)),
  );
  app.post(
    '/api/v1/companies',
    { schema: { tags, body: newCompany, response: { 200: company, 201: company } } },
    async (request, reply) => {
      let created = false;
      return change(
        request,
        reply,
        () => (created ? 201 : 200),
        async (context) => {
          const found = await addCompany(context, request.body);
          created = found.created;
          return oneCompany(context, found.id);
        },
      );
    },
  );
  app.patch(
    '/api/v1/companies/:id',
    { schema: { tags, params: idParams, body: companyPatch, response: { 200: company } } },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        await changeCompany(context, request.params.id, request.body);
        return oneCompany(context, request.params.id);
      }),
  );
}
