import { idParams, pageOf, pageQuery } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { change, read } from '../platform/requests.ts';
import { changeRules, previewRules, runPreview } from './commands.ts';
import { getPreview, getRules, listUnclassified, listVersions, tryRules } from './reports.ts';
import {
  unclassifiedList,
  newPreview,
  newRuleTable,
  rulePreview,
  ruleTable,
  ruleTableInForce,
  trial,
  verdict,
} from './schema.ts';

const tags = ['channels'];
const base = '/api/v1/channel-rules';

export async function channelRoutes(app: Http) {
  app.get(base, { schema: { tags, response: { 200: ruleTableInForce } } }, (request) => read(request, getRules));
  app.put(base, { schema: { tags, body: newRuleTable, response: { 200: ruleTableInForce } } }, (request, reply) =>
    change(request, reply, 200, async (context) => {
      await changeRules(context, request.body);
      return getRules(context);
    }),
  );
  app.get(`${base}/versions`, { schema: { tags, querystring: pageQuery, response: { 200: pageOf(ruleTable) } } }, (request) =>
    read(request, (context) => listVersions(context, request.query)),
  );
  app.post(
    `${base}/trials`,
    {
      schema: {
        tags,
        description: 'Says what becomes of an address or referrer. Changes nothing.',
        body: trial,
        response: { 200: verdict },
      },
    },
    (request) => read(request, (context) => tryRules(context, request.body)),
  );
  app.get(
    `${base}/unclassified`,
    {
      schema: { tags, description: 'Sources that fell into "other" or "referral" of late.', response: { 200: unclassifiedList } },
    },
    (request) => read(request, listUnclassified),
  );
  app.post(
    `${base}/previews`,
    {
      schema: {
        tags,
        description:
          'Counts what a table of rules would change of the stored past. Ask for the preview until its state is "counted".',
        body: newPreview,
        response: { 202: rulePreview },
      },
    },
    (request, reply) =>
      change(request, reply, 202, async (context) =>
        getPreview(context, await previewRules(context, app.enqueue, request.body.rules)),
      ),
  );
  app.get(`${base}/previews/:id`, { schema: { tags, params: idParams, response: { 200: rulePreview } } }, (request) =>
    read(request, (context) => getPreview(context, request.params.id)),
  );
  app.post(
    `${base}/previews/:id/run`,
    {
      schema: {
        tags,
        description: 'Puts the table of a preview in force and applies it to the past.',
        params: idParams,
        response: { 202: rulePreview },
      },
    },
    (request, reply) =>
      change(request, reply, 202, async (context) => {
        await runPreview(context, app.enqueue, request.params.id);
        return getPreview(context, request.params.id);
      }),
  );
}
