import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

/**
 * What the ingest benchmark measures against: a bare node:http server that does nothing but parse a message and write it, with the same
 * group commit (1 ms, then all that wait in one insert, one transaction at a time), into a table like ours in the same PostgreSQL.
 * It checks, recognises, classifies and counts nothing, and takes a repeated message again.
 */
const pool = new pg.Pool({ connectionString: process.argv[2] ?? '', max: 4 });

interface Waiting {
  row: object;
  done: (error?: Error) => void;
}
let line: Waiting[] = [];
let busy = false;

async function flush(): Promise<void> {
  while (line.length > 0) {
    const group = line;
    line = [];
    try {
      await pool.query(
        `insert into bare_touchpoints (workspace_id, occurred_at, id, received_at, message_id, anonymous_id, side, kind, channel, source, medium, campaign, title, url, path, referrer, properties)
         select '00000000-0000-0000-0000-000000000001', occurred_at, gen_random_uuid(), now(), message_id, anonymous_id, 'customer', 'page', 'other', source, medium, campaign, title, url, path, referrer, properties
           from json_to_recordset($1::json) as t(occurred_at timestamptz, message_id text, anonymous_id text, source text, medium text, campaign text, title text, url text, path text, referrer text, properties jsonb)`,
        [JSON.stringify(group.map(({ row }) => row))],
      );
      for (const { done } of group) done();
    } catch (error) {
      for (const { done } of group) done(error as Error);
    }
  }
  busy = false;
}

interface Message {
  messageId: string;
  anonymousId: string;
  timestamp: string;
  properties: Record<string, unknown>;
  context: { campaign: Record<string, unknown> };
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { messageId, anonymousId, timestamp, properties, context } = JSON.parse(Buffer.concat(chunks).toString()) as Message;
    const { source, medium, name } = context.campaign;
    const { title, url, path, referrer } = properties;
    const row = {
      message_id: messageId,
      anonymous_id: anonymousId,
      occurred_at: timestamp,
      source,
      medium,
      campaign: name,
      title,
      url,
      path,
      referrer,
      properties,
    };
    line.push({
      row,
      done: (error) => {
        response.writeHead(error ? 500 : 200, { 'content-type': 'application/json' });
        response.end('{"success":true}');
      },
    });
    if (busy) return;
    busy = true;
    setTimeout(() => void flush(), 1);
  });
});
server.listen(0, '127.0.0.1', () => console.log(`ready ${(server.address() as AddressInfo).port}`));
