import { parseArgs } from 'node:util';
import pg from 'pg';
import { Asking, say, sayBeside, type Measured } from './asking.ts';
import { formTeams } from './handoff-fill.ts';
import { openHouse } from './ingest-house.ts';
import { fillLeads } from './lead-fill.ts';

/*
 * How long the lists of leads, people and companies take, their searches, and the counts beside them, where a hundred thousand leads are listed,
 * beside a thousand: `npm run bench -- lists [--leads 100000] [--times 40]`.
 */
const { values } = parseArgs({
  options: { leads: { type: 'string', default: '100000' }, times: { type: 'string', default: '40' } },
});
const SIZES = [1_000, Number(values.leads)];
const TIMES = Number(values.times);
const WANTED_MS = 100;
/** In a fifteenth of all companies' names; in that of one person's house; in none. */
const [OFTEN, ONCE, NEVER] = ['VARME', 'house-77.', 'zzzzz'];

const questions = (page: (path: string) => Promise<string>) =>
  Promise.all(
    Object.entries({
      leads: '/leads?limit=50',
      'leads, by name': '/leads?limit=50&sort=name',
      'leads, by interest': '/leads?limit=50&sort=-engagement',
      'leads, a stage': '/leads?limit=50&stage=won',
      'leads, ready': '/leads?limit=50&ready=true',
      'leads, later page': page('/leads?limit=50'),
      ...search('leads', '/leads?limit=50&search='),
      'leads, found in a stage': `/leads?limit=50&stage=won&search=${OFTEN}`,
      'counts of leads': '/leads/counts?',
      'counts, ready': '/leads/counts?ready=true',
      ...search('counts', '/leads/counts?search='),
      'counts of views': '/lead-views',
      people: '/people?limit=50',
      ...search('people', '/people?limit=50&search='),
      companies: '/companies?limit=50',
      ...search('companies', '/companies?limit=50&search='),
    }).map(async ([name, path]) => [name, await path] as const),
  );

function search(of: string, path: string): Record<string, string> {
  return {
    [`${of}, found often`]: `${path}${OFTEN}`,
    [`${of}, found once`]: `${path}${ONCE}`,
    [`${of}, not found`]: `${path}${NEVER}`,
  };
}

const house = await openHouse();
const admin = new pg.Client({ connectionString: Object.assign(new URL(house.postgres.adminUrl), { pathname: '/samspil' }).href });
await admin.connect();
const [cookie = ''] = await formTeams(house.postgres.appUrl, admin, house.workspace, 4);
const asking = new Asking(house, cookie);
const results = new Map<string, Measured[]>();
for (const [index, leads] of SIZES.entries()) {
  await fillLeads(admin, house.workspace, { from: SIZES[index - 1] ?? 0, to: leads });
  console.log(`${leads} leads`);
  for (const [name, path] of await questions((first) => asking.later(first, 10))) {
    const measured = await asking.measure(path, TIMES);
    results.set(name, [...(results.get(name) ?? []), measured]);
    say(name, measured);
  }
}
console.log(`\n${SIZES[1]} leads beside ${SIZES[0]}:`);
const inTime = sayBeside(results, WANTED_MS);
asking.close();
await admin.end();
house.product.child.removeAllListeners('exit');
await house.close();
process.exit(inTime ? 0 : 1);
