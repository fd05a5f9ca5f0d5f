/**
 * How much memory the server takes for an export of a great many touchpoints, in each format: `npm run bench -- exports [--rows 1000000]`. The
 * highest of all three is what counts: they are asked for one after the other, of one server. It is the server alone: every export is made while
 * its reader takes it, and none by the worker.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { formTeams } from './handoff-fill.ts';
import { openHouse } from './ingest-house.ts';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } });
const rows = Number(values.rows);
const MOST_MIB = 256;

const house = await openHouse();
const admin = new pg.Client({ connectionString: Object.assign(new URL(house.postgres.adminUrl), { pathname: '/samspil' }).href });
await admin.connect();
const [cookie = ''] = await formTeams(house.postgres.appUrl, admin, house.workspace, 1);
await admin.query(
  `insert into touchpoints (workspace_id, occurred_at, id, received_at, message_id, anonymous_id, side, kind, channel, source, medium, campaign, title, url, path, properties, bot)
   select $1, at, gen_random_uuid(), at, 'message-' || n, 'browser-' || n % 50000, 'marketing', 'page', 'paid_social', 'linkedin', 'cpc', 'pumper-' || n % 20,
          'Pumper til skibe og havne ' || n % 300, 'https://nordhavn.dk/pumper/' || n % 300 || '?utm_source=linkedin', '/pumper/' || n % 300, '{}', false
     from generate_series(1, $2::int) n, lateral (select now() - make_interval(secs => n * 20) as at) placed`,
  [house.workspace, rows],
);
await admin.query('vacuum analyze touchpoints');

const { pid } = house.product.child;
const memory = (line: 'VmRSS' | 'VmHWM') =>
  Math.round(Number(new RegExp(`${line}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
console.log(`${rows.toLocaleString('en')} touchpoints; the server at rest: ${memory('VmRSS')} MiB`);
for (const format of ['csv', 'xlsx', 'json']) {
  const start = performance.now();
  const answer = await fetch(`http://127.0.0.1:${house.product.port}/api/v1/exports/touchpoints?format=${format}`, {
    headers: { cookie },
  });
  let octets = 0;
  if (!answer.ok || answer.body === null) throw new Error(`${format}: ${answer.status} ${await answer.text()}`);
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) octets += chunk.length;
  const took = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `  ${format.padEnd(5)} ${(octets / 2 ** 20).toFixed(0)} MiB in ${took} s; the server so far at most ${memory('VmHWM')} MiB`,
  );
}
const most = memory('VmHWM');
await admin.end();
house.product.child.removeAllListeners('exit');
await house.close();
process.exit(most <= MOST_MIB ? 0 : 1);
