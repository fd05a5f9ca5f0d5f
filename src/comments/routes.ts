import { idParams, pageOf } from '../platform/fields.ts';
import type { Http } from '../platform/http.ts';
import { pageOfList } from '../platform/pages.ts';
import { change, read } from '../platform/requests.ts';
import { makeComment, reopenComment, resolveComment } from './commands.ts';
import { listComments, oneComment } from './reports.ts';
import { comment, commentQuery, newComment } from './schema.ts';

const tags = ['comments'];

export async function commentRoutes(app: Http) {
  app.get('/api/v1/comments', { schema: { tags, querystring: commentQuery, response: { 200: pageOf(comment) } } }, (request) =>
    read(request, async (context) => pageOfList(await listComments(context, request.query), request.query)),
  );
  app.post('/api/v1/comments', { schema: { tags, body: newComment, response: { 201: comment } } }, (request, reply) =>
    change(request, reply, 201, async (context) => oneComment(context, await makeComment(context, request.body))),
  );
  app.post(
    '/api/v1/comments/:id/resolution',
    { schema: { tags, params: idParams, response: { 201: comment } } },
    (request, reply) =>
      change(request, reply, 201, async (context) => {
        await resolveComment(context, request.params.id);
        return oneComment(context, request.params.id);
      }),
  );
  app.delete(
    '/api/v1/comments/:id/resolution',
    { schema: { tags, params: idParams, response: { 200: comment } } },
    (request, reply) =>
      change(request, reply, 200, async (context) => {
        await reopenComment(context, request.params.id);
        return oneComment(context, request.params.id);
      }),
  );
}
