import { listQuery, pageOf } from '../../platform/fields.ts';
import type { Http } from '../../platform/http.ts';
import { pageOfList } from '../../platform/pages.ts';
import { change, read } from '../../platform/requests.ts';
import { newOutreachPolicy, outreachPolicy } from '../schema.ts';
import { setPolicy } from './commands.ts';
import { policyInForce, policyVersions } from './reports.ts';

const tags = ['outreach'];

export async function outreachPolicyRoutes(app: Http) {
  app.get('/api/v1/outreach-policy', { schema: { tags, response: { 200: outreachPolicy } } }, (request) =>
    read(request, policyInForce),
  );
  app.get(
    '/api/v1/outreach-policy/versions',
    { schema: { tags, querystring: listQuery, response: { 200: pageOf(outreachPolicy) } } },
    (request) => read(request, async (context) => pageOfList(await policyVersions(context), request.query)),
  );
  app.put(
    '/api/v1/outreach-policy',
    { schema: { tags, body: newOutreachPolicy, response: { 200: outreachPolicy } } },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        await setPolicy(context, request.body);
        return policyInForce(context);
      }),
  );
}
