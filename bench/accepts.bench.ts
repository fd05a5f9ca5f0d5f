import { parseArgs } from 'node:util';
import pg from 'pg';
import { fillHandoffs, formTeams } from './handoff-fill.ts';
import { openHouse } from './ingest-house.ts';

/*
 * Whether a hand-off has one taker, however many reach for it at once: `npm run bench -- accepts [--rounds 100] [--reps 200]`. In each round
 * as many reps accept the same hand-off of the built product at the same moment, each in a session of their own.
 */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '100' }, reps: { type: 'string', default: '200' } },
});
const [ROUNDS, REPS] = [Number(values.rounds), Number(values.reps)];

const house = await openHouse();
const admin = new pg.Client({ connectionString: Object.assign(new URL(house.postgres.adminUrl), { pathname: '/samspil' }).href });
await admin.connect();
const cookies = await formTeams(house.postgres.appUrl, admin, house.workspace, REPS);
await fillHandoffs(admin, house.workspace, { from: 0, to: ROUNDS, accepted: 0 });
const { rows: waiting } = await admin.query<{ id: string }>(
  `select h.id from handoffs h join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id where l.stage = 'submitted' order by h.id`,
);

/** Asked again after a full server has said so: who was turned away was told nothing of the hand-off. */
let turnedAway = 0;
async function accept(id: string, cookie: string): Promise<{ status: number; detail: string }> {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${house.product.port}/api/v1/handoffs/${id}/acceptance`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: '{}',
    });
    const { detail = '' } = (await answer.json()) as { detail?: string };
    if (answer.status !== 503) return { status: answer.status, detail };
    turnedAway++;
  }
}

const faults: string[] = [];
const times: number[] = [];
for (const [round, { id }] of waiting.entries()) {
  const start = performance.now();
  const answers = await Promise.all(cookies.map((cookie) => accept(id, cookie)));
  times.push(performance.now() - start);
  const winners = answers.filter(({ status }) => status === 201).length;
  if (winners !== 1) faults.push(`round ${round + 1}: ${winners} winners`);
  const { rows } = await admin.query<{ name: string; at: Date; decisions: string; assigned: boolean }>(
    `select u.name, d.decided_at as at, count(*) over () as decisions, h.assigned_to = d.member_id as assigned
       from handoff_decisions d join handoffs h on h.workspace_id = d.workspace_id and h.id = d.handoff_id
       join members m on m.workspace_id = d.workspace_id and m.id = d.member_id join users u on u.id = m.user_id where d.handoff_id = $1`,
    [id],
  );
  const [taken] = rows;
  if (!taken || Number(taken.decisions) !== 1 || !taken.assigned)
    faults.push(`round ${round + 1}: ${rows.length} decisions, or not with whoever accepted`);
  const told = `${taken?.name} accepted this hand-off at ${taken?.at.toISOString()}.`;
  const untold = answers.filter(({ status, detail }) => status !== 201 && (status !== 409 || detail !== told));
  if (untold.length > 0)
    faults.push(`round ${round + 1}: ${untold.length} not told »${told}« but ${untold[0]?.status} ${untold[0]?.detail}`);
}
const { rows: said } = await admin.query<{ type: string; count: string; subjects: string }>(
  `select type, count(*), count(distinct subject_id) as subjects from events where type in ('handoff.accepted', 'handoff.assigned') group by type`,
);
const events = new Map(said.map(({ type, count, subjects }) => [type, [Number(count), Number(subjects)]]));
const [accepted = 0, of = 0] = events.get('handoff.accepted') ?? [];
if (accepted !== ROUNDS || of !== ROUNDS) faults.push(`${accepted} events of an acceptance for ${of} hand-offs`);
if ((events.get('handoff.assigned')?.[0] ?? 0) > ROUNDS) faults.push('a hand-off changed hands more than once');

times.sort((a, b) => a - b);
console.log(
  `${ROUNDS} rounds of ${REPS} who accept at once, a round in ${Math.round(times[Math.floor(times.length / 2)] ?? 0)} ms (median); ${turnedAway} were turned away by a full server and asked again`,
);
console.log(faults.length === 0 ? 'One winner each; all others were told who and when.' : faults.join('\n'));
await admin.end();
house.product.child.removeAllListeners('exit');
await house.close();
process.exit(faults.length === 0 ? 0 : 1);
