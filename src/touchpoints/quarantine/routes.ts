import { z } from 'zod';
import { idParams, pageOf } from '../../platform/fields.ts';
import type { Http } from '../../platform/http.ts';
import { pageOfList } from '../../platform/pages.ts';
import { change, read } from '../../platform/requests.ts';
import {
  correction,
  manyReplayed,
  quarantined,
  quarantineQuery,
  quarantineReasons,
  quarantineReasonsQuery,
  reasonsIn,
  replay,
  replayed,
  replayMany as replayManyBody,
} from '../schema.ts';
import type { ReceiptBook } from '../tracking/receipts.ts';
import { labelOf } from '../tracking/receipts.ts';
import { correct, discard, replayMany, replayOne, type Replayed } from './commands.ts';
import { getQuarantined, listQuarantine, listQuarantineReasons } from './reports.ts';

const tags = ['tracking'];

/** Messages that could not be accepted: to look at, correct, send through the door again or throw away. */
export async function quarantineRoutes(app: Http, receipts: ReceiptBook) {
  const tell = (workspace: string, all: readonly Replayed[], at: Date) =>
    receipts.add(
      workspace,
      all.flatMap(({ kept, arrival, fate }) =>
        fate.outcome === 'quarantined' ? [] : [{ at, writeKeyId: kept.writeKeyId ?? '', ...labelOf(arrival), fate }],
      ),
    );
  app.get(
    '/api/v1/quarantine',
    { schema: { tags, querystring: quarantineQuery, response: { 200: pageOf(quarantined) } } },
    (request) => read(request, (context) => listQuarantine(context, request.query)),
  );
  app.get(
    '/api/v1/quarantine-reasons',
    { schema: { tags, querystring: quarantineReasonsQuery, response: { 200: quarantineReasons } } },
    (request) =>
      read(request, async (context) => pageOfList(await listQuarantineReasons(context, request.query.language), request.query)),
  );
  app.get(
    '/api/v1/quarantine/:id',
    { schema: { tags, params: idParams, querystring: reasonsIn, response: { 200: quarantined } } },
    (request) => read(request, (context) => getQuarantined(context, request.params.id, request.query.language)),
  );
  app.put(
    '/api/v1/quarantine/:id/correction',
    { schema: { tags, params: idParams, querystring: reasonsIn, body: correction, response: { 200: quarantined } } },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        await correct(context, request.params.id, request.body.text, request.query.language);
        return getQuarantined(context, request.params.id, request.query.language);
      }),
  );
  app.post(
    '/api/v1/quarantine/:id/replay',
    { schema: { tags, params: idParams, querystring: reasonsIn, body: replay, response: { 200: replayed } } },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        const one = await replayOne(context, request.params.id, {
          asNew: request.body?.asNew ?? false,
          language: request.query.language,
        });
        tell(context.workspace, [one], context.now);
        return { outcome: one.fate.outcome === 'duplicate' ? ('duplicate' as const) : ('accepted' as const) };
      }),
  );
  app.post(
    '/api/v1/quarantine/replay',
    { schema: { tags, body: replayManyBody, response: { 200: manyReplayed } } },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        const { replayed: all, next } = await replayMany(context, request.body);
        tell(context.workspace, all, context.now);
        const of = (outcome: string) => all.filter(({ fate }) => fate.outcome === outcome).length;
        return { accepted: of('accepted'), duplicate: of('duplicate'), quarantined: of('quarantined'), next };
      }),
  );
  app.delete(
    '/api/v1/quarantine/:id',
    { schema: { tags, params: idParams, response: { 204: z.undefined() } } },
    (request, reply) => change(request, reply, 204, (context) => discard(context, request.params.id)),
  );
}
