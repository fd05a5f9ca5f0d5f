import { z } from 'zod';
import { listQuery, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { cutPage, decodeCursor, pageOfList } from '../platform/pages.ts';
import { read } from '../platform/requests.ts';
import { caseValue, hrefOf, wireValue } from './answers.ts';
import { catalogue, metricKeys } from './catalogue.ts';
import { casesBehind, measure } from './reports.ts';
import { caseKinds, casesQuery, figure, figureQuery, metric, metricCase, metricParams } from './schema.ts';

const tags = ['metrics'];
const position = z.tuple([z.iso.datetime(), z.string()]);

export async function metricRoutes(app: Http) {
  app.get('/api/v1/metrics', { schema: { tags, querystring: listQuery, response: { 200: pageOf(metric) } } }, (request) =>
    read(request, async () =>
      pageOfList(
        metricKeys.map((key) => ({ key, ...catalogue[key], dimensions: [...catalogue[key].dimensions] })),
        request.query,
      ),
    ),
  );
  app.get(
    '/api/v1/metrics/:key',
    { schema: { tags, params: metricParams, querystring: figureQuery, response: { 200: figure } } },
    (request) =>
      read(request, async (context) => {
        const { from, to, by, ...filters } = request.query;
        const { currency, ...answer } = await measure(context, request.params.key, { from, to, by, filters });
        return {
          ...answer,
          value: wireValue(answer.value, answer.unit, currency),
          ...(answer.groups && {
            groups: answer.groups.map((group) => ({ ...group, value: wireValue(group.value, answer.unit, currency) })),
          }),
        };
      }),
  );
  app.get(
    '/api/v1/metrics/:key/rows',
    { schema: { tags, params: metricParams, querystring: casesQuery, response: { 200: pageOf(metricCase) } } },
    (request) =>
      read(request, async (context) => {
        const { from, to, cursor, limit, ...filters } = request.query;
        const { rows, currency } = await casesBehind(
          context,
          request.params.key,
          { from, to, filters },
          { after: decodeCursor(cursor, position), limit: limit + 1 },
        );
        return cutPage(
          rows,
          limit,
          ({ at, id }) => [at.toISOString(), id],
          (row) => ({ ...row, kind: row.kind as (typeof caseKinds)[number], value: caseValue(row, currency), href: hrefOf(row) }),
        );
      }),
  );
}
