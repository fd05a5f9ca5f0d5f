import { z } from 'zod';
import { created, idParams, listQuery, pageOf } from '../platform/fields.ts';
import { pageOfList } from '../platform/pages.ts';
import type { Http } from '../platform/http.ts';
import { change, read } from '../platform/requests.ts';
import { addCompany, changeCompany } from './commands.ts';
import { listCompanies, oneCompany } from './reports.ts';
import { tellApart, tellApartNoMore } from './alike/commands.ts';
import { companyLikenesses, distinctionsOf } from './alike/reports.ts';
import { giveRole, withdrawRole } from './buying/commands.ts';
import { buyingGroupOf } from './buying/reports.ts';
import { mergeCompanies, unmergeCompanies } from './merged/commands.ts';
import { belongingsOfCompany, mergesOfCompany } from './merged/reports.ts';
import {
  buyingMember,
  company,
  companyBelongings,
  companyInFull,
  companyLikeness,
  companyMerge,
  companyPatch,
  companyQuery,
  distinction,
  distinctionParams,
  likenessQuery,
  newBuyingRole,
  newCompany,
  newCompanyMerge,
  newDistinction,
} from './schema.ts';

const tags = ['customers'];

export async function companyRoutes(app: Http) {
  app.get('/api/v1/companies', { schema: { tags, querystring: companyQuery, response: { 200: pageOf(company) } } }, (request) =>
    read(request, (context) => listCompanies(context, request.query)),
  );
  app.get('/api/v1/companies/:id', { schema: { tags, params: idParams, response: { 200: companyInFull } } }, (request) =>
    read(request, (context) => oneCompany(context, request.params.id)),
  );
  app.post(
    '/api/v1/companies',
    { schema: { tags, body: newCompany, response: { 200: companyInFull, 201: companyInFull } } },
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
    { schema: { tags, params: idParams, body: companyPatch, response: { 200: companyInFull } } },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        await changeCompany(context, request.params.id, request.body);
        return oneCompany(context, request.params.id);
      }),
  );

  app.get(
    '/api/v1/companies/:id/belongings',
    { schema: { tags, params: idParams, response: { 200: companyBelongings } } },
    (request) => read(request, (context) => belongingsOfCompany(context, request.params.id)),
  );
  app.get(
    '/api/v1/companies/:id/merges',
    { schema: { tags, params: idParams, querystring: listQuery, response: { 200: pageOf(companyMerge) } } },
    (request) => read(request, async (context) => pageOfList(await mergesOfCompany(context, request.params.id), request.query)),
  );
  app.post(
    '/api/v1/companies/:id/merges',
    { schema: { tags, params: idParams, body: newCompanyMerge, response: { 201: created } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => ({
        id: await mergeCompanies(context, request.params.id, request.body.companyId, request.body.reason ?? null),
      })),
  );
  app.delete(
    '/api/v1/company-merges/:id',
    { schema: { tags, params: idParams, response: { 204: z.undefined() } } },
    (request, reply) => change(request, reply, 204, (context) => unmergeCompanies(context, request.params.id)),
  );
  app.get(
    '/api/v1/company-likenesses',
    { schema: { tags, querystring: likenessQuery, response: { 200: pageOf(companyLikeness) } } },
    (request) => read(request, (context) => companyLikenesses(context, request.query)),
  );
  app.post(
    '/api/v1/company-distinctions',
    { schema: { tags, body: newDistinction, response: { 204: z.undefined() } } },
    (request, reply) =>
      change(request, reply, 204, (context) =>
        tellApart(context, 'company', request.body.companyId, request.body.otherCompanyId),
      ),
  );
  app.get(
    '/api/v1/companies/:id/distinctions',
    { schema: { tags, params: idParams, querystring: listQuery, response: { 200: pageOf(distinction) } } },
    (request) =>
      read(request, async (context) => pageOfList(await distinctionsOf(context, 'company', request.params.id), request.query)),
  );
  app.delete(
    '/api/v1/companies/:id/distinctions/:otherId',
    { schema: { tags, params: distinctionParams, response: { 204: z.undefined() } } },
    (request, reply) =>
      change(request, reply, 204, (context) => tellApartNoMore(context, 'company', request.params.id, request.params.otherId)),
  );

  app.get(
    '/api/v1/companies/:id/buying-group',
    { schema: { tags, params: idParams, querystring: listQuery, response: { 200: pageOf(buyingMember) } } },
    (request) =>
      read(request, async (context) => {
        const { id } = await oneCompany(context, request.params.id);
        return pageOfList(await buyingGroupOf(context, id), request.query);
      }),
  );
  app.post(
    '/api/v1/companies/:id/buying-group',
    { schema: { tags, params: idParams, body: newBuyingRole, response: { 200: created, 201: created } } },
    async (request, reply) => {
      let isNew = false;
      return change(
        request,
        reply,
        () => (isNew ? 201 : 200),
        async (context) => {
          const given = await giveRole(context, request.params.id, request.body);
          isNew = given.created;
          return { id: given.id };
        },
      );
    },
  );
  app.delete(
    '/api/v1/buying-roles/:id',
    { schema: { tags, params: idParams, response: { 204: z.undefined() } } },
    (request, reply) => change(request, reply, 204, (context) => withdrawRole(context, request.params.id)),
  );
}
