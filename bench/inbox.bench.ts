import { parseArgs } from 'node:util';
import pg from 'pg';
import { connect } from '../src/platform/database.ts';
import { reckonEverywhere } from '../src/handoffs/jobs.ts';
import { Asking, say, sayBeside, type Measured, type Question } from './asking.ts';
import { fillHandoffs, formTeams } from './handoff-fill.ts';
import { openHouse } from './ingest-house.ts';

/*
 * How long the inbox takes to open where ten thousand hand-offs are open, beside a hundred: `npm run bench -- inbox [--open 10000] [--times 200]`.
 * One member asks the built product one thing after another over one connection, as the screens ask it. Told are the time from question to
 * answer, and the processor time that server and PostgreSQL together spend on one, which a busy machine does not spoil. Beside it: Today, the
 * board of leads, and which clocks a change of the standard calendar would move, with how long that kept another question waiting.
 */
const { values } = parseArgs({
  options: { open: { type: 'string', default: '10000' }, times: { type: 'string', default: '200' } },
});
const SIZES = [100, Number(values.open)];
const TIMES = Number(values.times);
/** The screen asks for so many; a later page begins where so many pages end. */
const [SHOWN, LATER] = [200, 10];
const ACCEPTED = 0.3;
const WANTED_MS = 100;

const house = await openHouse();
const admin = new pg.Client({ connectionString: Object.assign(new URL(house.postgres.adminUrl), { pathname: '/samspil' }).href });
await admin.connect();
const [cookie = ''] = await formTeams(house.postgres.appUrl, admin, house.workspace, 4);
const asking = new Asking(house, cookie);
const aside = new Asking(house, cookie);

/** What a question asked while another is answered waits at most, in milliseconds: how long the server attends to nothing else. */
async function longestWait(question: Question): Promise<{ took: number; waited: number }> {
  let answered = false;
  let waited = 0;
  const answer = asking.ask(question).finally(() => (answered = true));
  while (!answered) waited = Math.max(waited, (await aside.ask('/me')).ms);
  return { took: (await answer).ms, waited };
}

/** The standard calendar with an hour less a day, as somebody thinks of changing it. */
async function narrowerCalendar(): Promise<Question> {
  const { items } = JSON.parse((await asking.ask('/calendars')).body) as { items: Record<string, unknown>[] };
  const standard = items.find((each) => each['standard'] === true);
  if (!standard) throw new Error('a workspace has a standard calendar');
  const { id, createdAt: _, holidays: __, ...kept } = standard;
  const weekly = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '15:00']]]));
  return { path: '/calendars/preview', body: { calendarId: id, calendar: { ...kept, weekly } } };
}

const results = new Map<string, Measured[]>();
const { db, pool } = connect(house.postgres.appUrl, 2);
for (const [index, open] of SIZES.entries()) {
  await fillHandoffs(admin, house.workspace, { from: SIZES[index - 1] ?? 0, to: open, accepted: ACCEPTED });
  const start = performance.now();
  await reckonEverywhere(db);
  console.log(`${open} open hand-offs; all their clocks reckoned in ${Math.round(performance.now() - start)} ms`);
  const mine = `/handoffs?view=mine&limit=${SHOWN}`;
  const held = `/handoffs?view=held&limit=${SHOWN}`;
  const all = `/handoffs?view=all&limit=${SHOWN}&state=waiting,accepted`;
  const done = `/handoffs?view=all&limit=${SHOWN}&state=contacted`;
  const asked = {
    mine,
    'mine, later page': await asking.later(mine, LATER),
    held,
    'held, later page': await asking.later(held, LATER),
    all,
    'all, later page': await asking.later(all, LATER),
    'all, accepted': `/handoffs?view=all&limit=${SHOWN}&state=accepted`,
    'all, contacted': done,
    'board, a column': '/leads?stage=submitted&sort=-stageSince&limit=50',
  };
  for (const [name, path] of Object.entries(asked)) {
    const measured = await asking.measure(path, TIMES);
    results.set(name, [...(results.get(name) ?? []), measured]);
    say(name, measured);
  }
  say('today', await asking.measure('/today', Math.min(TIMES, 5)));
  const { took, waited } = await longestWait(await narrowerCalendar());
  console.log(
    `  clocks a calendar would move   ${took.toFixed(0)} ms; meanwhile another question waited at most ${waited.toFixed(0)} ms`,
  );
}
await pool.end();

console.log(`\n${SIZES[1]} open beside ${SIZES[0]}:`);
const inTime = sayBeside(results, WANTED_MS);
asking.close();
aside.close();
await admin.end();
house.product.child.removeAllListeners('exit');
await house.close();
process.exit(inTime ? 0 : 1);
