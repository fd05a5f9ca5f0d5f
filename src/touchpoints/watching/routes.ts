import { listQuery, pageOf } from '../../platform/fields.ts';
import type { Http } from '../../platform/http.ts';
import { pageOfList } from '../../platform/pages.ts';
import { read } from '../../platform/requests.ts';
import { live, liveQuery, source } from '../schema.ts';
import type { ReceiptBook } from '../tracking/receipts.ts';
import { listSources, nameReceipts } from './reports.ts';

const tags = ['tracking'];

/** What comes through the door, while it comes and day by day. */
export async function watchingRoutes(app: Http, receipts: ReceiptBook) {
  app.get(
    '/api/v1/tracking/live',
    {
      schema: {
        tags,
        description: 'What came through the door last, newest first; ask again every other second with the cursor of the answer.',
        querystring: liveQuery,
        response: { 200: live },
      },
    },
    (request) =>
      read(request, async (context) => {
        const { receipts: news, cursor } = receipts.after(context.workspace, request.query.after);
        return { items: await nameReceipts(context, news, request.query.language), cursor };
      }),
  );
  app.get(
    '/api/v1/tracking/sources',
    { schema: { tags, querystring: listQuery, response: { 200: pageOf(source) } } },
    (request) => read(request, async (context) => pageOfList(await listSources(context), request.query)),
  );
}
