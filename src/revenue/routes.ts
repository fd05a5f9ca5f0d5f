import { z } from 'zod';
import { created, idParams, listQuery, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { pageOfList } from '../platform/pages.ts';
import { change, read } from '../platform/requests.ts';
import { chooseMatch, dismissMatch, recordInvoice, recordSpend, setCurrencyRate } from './commands.ts';
import { getInvoice, listCurrencyRates, listInvoices, listSpend } from './reports.ts';
import {
  currencyRate,
  invoice,
  invoiceQuery,
  matchChoice,
  newCurrencyRate,
  newInvoice,
  newSpend,
  spend,
  spendQuery,
} from './schema.ts';

const made = (result: { created: boolean }) => (result.created ? 201 : 200);
const none = z.undefined();

export async function revenueRoutes(app: Http) {
  app.get(
    '/api/v1/invoices',
    { schema: { tags: ['revenue'], querystring: invoiceQuery, response: { 200: pageOf(invoice) } } },
    (request) => read(request, (context) => listInvoices(context, request.query)),
  );
  app.post(
    '/api/v1/invoices',
    { schema: { tags: ['revenue'], body: newInvoice, response: { 200: created, 201: created } } },
    (request, reply) => change(request, reply, made, (context) => recordInvoice(context, request.body)),
  );
  app.get('/api/v1/invoices/:id', { schema: { tags: ['revenue'], params: idParams, response: { 200: invoice } } }, (request) =>
    read(request, (context) => getInvoice(context, request.params.id)),
  );
  app.post(
    '/api/v1/invoices/:id/match',
    { schema: { tags: ['revenue'], params: idParams, body: matchChoice, response: { 200: invoice } } },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        await chooseMatch(context, request.params.id, request.body);
        return getInvoice(context, request.params.id);
      }),
  );
  app.delete(
    '/api/v1/invoices/:id/match',
    { schema: { tags: ['revenue'], params: idParams, response: { 204: none } } },
    (request, reply) => change(request, reply, 204, (context) => dismissMatch(context, request.params.id)),
  );

  app.get(
    '/api/v1/spend',
    { schema: { tags: ['revenue'], querystring: spendQuery, response: { 200: pageOf(spend) } } },
    (request) => read(request, (context) => listSpend(context, request.query)),
  );
  app.post(
    '/api/v1/spend',
    { schema: { tags: ['revenue'], body: newSpend, response: { 200: created, 201: created } } },
    (request, reply) => change(request, reply, made, (context) => recordSpend(context, request.body)),
  );

  app.get(
    '/api/v1/currency-rates',
    { schema: { tags: ['revenue'], querystring: listQuery, response: { 200: pageOf(currencyRate) } } },
    (request) => read(request, async (context) => pageOfList(await listCurrencyRates(context), request.query)),
  );
  app.put(
    '/api/v1/currency-rates',
    { schema: { tags: ['revenue'], body: newCurrencyRate, response: { 204: none } } },
    (request, reply) => change(request, reply, 204, (context) => setCurrencyRate(context, request.body)),
  );
}
