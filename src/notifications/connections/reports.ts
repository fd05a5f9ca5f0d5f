import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import type { Answer } from '../retrying.ts';
import type { connection } from './schema.ts';
import { activeConnections, type ConnectionRow } from './store.ts';

type Item = z.output<typeof connection>;

/** The channels in force, by name, each with what its last try came to. */
export async function listConnections(context: Context): Promise<Item[]> {
  const connections = await activeConnections(context);
  const { rows } = await sql<{ connectionId: string; id: string; lastTriedAt: Date; lastAnswer: Answer; test: boolean }>`
    select distinct on (connection_id) connection_id, id, last_tried_at, last_answer, asked_by is not null as test
      from deliveries where workspace_id = ${context.workspace} and connection_id is not null and last_answer is not null
     order by connection_id, last_tried_at desc`.execute(context.db);
  const lasts = new Map(rows.map((row) => [row.connectionId, row]));
  return connections.map((row) => shown(row, lasts.get(row.id)));
}

/** @throws Problem 404 */
export async function getConnection(context: Context, id: string): Promise<Item> {
  const found = (await listConnections(context)).find((each) => each.id === id);
  if (!found) throw notFound();
  return found;
}

function shown(
  { address: _secret, revokedAt: _none, ...row }: ConnectionRow,
  last: { id: string; lastTriedAt: Date; lastAnswer: Answer; test: boolean } | undefined,
): Item {
  return {
    ...row,
    team: row.team as Item['team'],
    last: last ? { deliveryId: last.id, at: last.lastTriedAt, answer: last.lastAnswer, test: last.test } : null,
  };
}
