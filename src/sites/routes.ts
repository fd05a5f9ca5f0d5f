import { z } from 'zod';
import { listQuery, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { pageOfList } from '../platform/pages.ts';
import { change, read } from '../platform/requests.ts';
import { addOwnDomain, removeOwnDomain } from './commands.ts';
import { listOwnDomains } from './reports.ts';
import { newOwnDomain, ownDomain, ownDomainParams } from './schema.ts';

const tags = ['tracking'];
const none = z.undefined();

export async function siteRoutes(app: Http) {
  app.get('/api/v1/own-domains', { schema: { tags, querystring: listQuery, response: { 200: pageOf(ownDomain) } } }, (request) =>
    read(request, async (context) => pageOfList(await listOwnDomains(context), request.query)),
  );
  app.post(
    '/api/v1/own-domains',
    {
      schema: {
        tags,
        description:
          'Coming from this domain or one below it is no referral, going there no departure. Holds for touches from now on; the past follows when a preview of the channel rules is applied to it.',
        body: newOwnDomain,
        response: { 204: none },
      },
    },
    (request, reply) =>
      change(request, reply, 204, async (context) => {
        await addOwnDomain(context, request.body.domain);
      }),
  );
  app.delete(
    '/api/v1/own-domains/:domain',
    { schema: { tags, params: ownDomainParams, response: { 204: none } } },
    (request, reply) => change(request, reply, 204, (context) => removeOwnDomain(context, request.params.domain)),
  );
}
