import { z } from 'zod';
import type { Http } from '../platform/http.ts';
import { unauthenticated } from '../platform/errors.ts';
import { exportFile } from './commands.ts';
import { exportKinds, exportQueries } from './schema.ts';

/** Files are asked for by people and by the clock, not in a loop. */
const A_MINUTE = 30;

export async function exportRoutes(app: Http) {
  for (const kind of exportKinds)
    app.get(
      `/api/v1/exports/${kind}`,
      {
        exposeHeadRoute: false,
        config: { perMinute: A_MINUTE },
        schema: {
          tags: ['exports'],
          querystring: exportQueries[kind],
          produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/x-ndjson'],
          response: { 200: z.string() },
        },
      },
      async (request, reply) => {
        if (!request.caller) throw unauthenticated();
        const { name, mediaType, content } = await exportFile(app.db, request.caller, kind, request.query);
        reply.type(mediaType).header('content-disposition', `attachment; filename="${name}"`).header('cache-control', 'no-store');
        return reply.send(content as unknown as string);
      },
    );
}
