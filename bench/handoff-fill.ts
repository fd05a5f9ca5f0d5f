import type pg from 'pg';
import { ensureUser, openSession } from '../src/accounts/commands.ts';
import { createAgreement } from '../src/agreements/commands.ts';
import { standardClauses } from '../src/agreements/standard-agreement.ts';
import { connect, inWorkspace } from '../src/platform/database.ts';
import { addMember } from '../src/workspaces/commands.ts';

/** Two teams with a definition and an agreement in force, and hand-offs between them, laid in by the database alone. */

const REPS_WITH_WORK = 4;
/** Hand-offs of the past for each that is open, with their first contact. */
const DONE_FOR_EACH = 2;
/** Over so many hours the open ones were handed over. */
const HOURS = 72;

/** Adds both heads and so many reps, and has the definition and an agreement signed. @returns the cookie of each rep */
export async function formTeams(appUrl: string, admin: pg.Client, workspace: string, reps: number): Promise<string[]> {
  const { db, pool } = connect(appUrl, 2);
  const cookies = await inWorkspace(db, workspace, { kind: 'system' }, async (context) => {
    const join = async (name: string, team: 'marketing' | 'sales', head: boolean) => {
      const { id: userId } = await ensureUser(context.db, { email: `${name}@nordvarme.dk`, name }, context.now);
      await addMember(context, { userId, role: team, team, head });
      return `samspil_session=${await openSession(context.db, userId, context.now, workspace)}`;
    };
    await join('head-of-marketing', 'marketing', true);
    await join('head-of-sales', 'sales', true);
    const opened: string[] = [];
    for (let rep = 1; rep <= reps; rep++) opened.push(await join(`rep-${rep}`, 'sales', false));
    const definition = await context.db.selectFrom('definitions').select('id').executeTakeFirstOrThrow();
    const given = {
      inForceFrom: '2026-01-01',
      definitionId: definition.id,
      briefingItems: [],
      clauses: [...standardClauses],
      cadence: [],
    };
    await createAgreement(context, given);
    return opened;
  });
  await pool.end();
  const bySigners = `from members m where m.workspace_id = d.workspace_id and m.head`;
  for (const statement of [
    `insert into definition_signatures (workspace_id, definition_id, team, member_id, full_name, body_hash, signed_at)
     select d.workspace_id, d.id, m.team, m.id, m.team, d.body_hash, '2026-01-01' from definitions d, lateral (select * ${bySigners}) m`,
    `insert into agreement_signatures (workspace_id, agreement_id, team, member_id, full_name, text_hash, signed_at)
     select d.workspace_id, d.id, m.team, m.id, m.team, d.text_hash, '2026-01-01' from agreements d, lateral (select * ${bySigners}) m`,
  ])
    await admin.query(statement);
  return cookies;
}

const idOf = (kind: number, number: string) => `('0190000${kind}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

/**
 * Adds open hand-offs numbered from one up to another, a fourth of them each of four reps, and behind them twice as many that are done.
 * @param accepted the share of the open ones that was accepted in the last minutes
 */
export async function fillHandoffs(
  admin: pg.Client,
  workspace: string,
  { from, to, accepted }: { from: number; to: number; accepted: number },
): Promise<void> {
  const total = DONE_FOR_EACH + 1;
  const statements = [
    `create temporary table made as
     select n, n % ${total} = 0 as open, n % ${total} = 0 and random() < ${accepted} as accepted, r.id as rep,
            now() - make_interval(secs => random() * ${HOURS * 3600}) - case when n % ${total} = 0 then interval '1 hour' else interval '60 days' end as at
       from generate_series(${from * total}, ${to * total - 1}) n
       join (select id, row_number() over (order by id) - 1 as place from members
              where workspace_id = '${workspace}' and role = 'sales' and not head order by id limit ${REPS_WITH_WORK}) r
         on r.place = (n / ${total}) % (select least(${REPS_WITH_WORK}, count(*)) from members where workspace_id = '${workspace}' and role = 'sales' and not head)`,
    `insert into companies (workspace_id, id, name, created_at) select '${workspace}', ${idOf(1, 'n')}, 'House ' || n, at from made`,
    `insert into people (workspace_id, id, name, email, phone, company_id, company_basis, company_since, traits, first_seen_at, created_at)
     select '${workspace}', ${idOf(2, 'n')}, 'Person ' || n, 'person-' || n || '@house-' || n || '.example', '+4520304050', ${idOf(1, 'n')}, 'address', at,
            '{}', at, at from made`,
    `insert into leads (workspace_id, id, person_id, company_id, stage, stage_since, moves, owner_member_id, channel, source, created_at)
     select '${workspace}', ${idOf(3, 'n')}, ${idOf(2, 'n')}, ${idOf(1, 'n')}, case when accepted then 'accepted' when open then 'submitted' else 'connected' end,
            at, case when accepted then 5 when open then 4 else 7 end, rep, 'paid_social', 'linkedin', at from made`,
    `insert into lead_stages (workspace_id, lead_id, move, from_stage, stage, entered_at, recorded_at, skipped)
     select '${workspace}', l.id, s.move, s.before, s.stage, l.created_at, l.created_at, s.move between 2 and 3
       from made join leads l on l.workspace_id = '${workspace}' and l.id = ${idOf(3, 'n')}
       join (values (1, 'new', 'known'), (2, 'known', 'engaged'), (3, 'engaged', 'mql'), (4, 'mql', 'submitted'), (5, 'submitted', 'accepted'),
                    (6, 'accepted', 'working'), (7, 'working', 'connected')) s(move, before, stage) on s.move <= l.moves`,
    `insert into stages_reached (workspace_id, lead_id, stage, reached_at)
     select s.workspace_id, s.lead_id, s.stage, s.entered_at from made join lead_stages s on s.workspace_id = '${workspace}' and s.lead_id = ${idOf(3, 'n')}
      where s.stage in ('mql', 'submitted', 'accepted')`,
    `insert into handoffs (workspace_id, id, lead_id, submitted_at, lead_type, definition_id, agreement_id, met_definition, briefing, items_agreed, items_filled,
       assigned_to, recycled)
     select '${workspace}', ${idOf(4, 'n')}, ${idOf(3, 'n')}, at, case when n % 5 = 0 then 'hot' else 'other' end, d.id, a.id, true,
            '{"note": null, "items": [], "because": [], "ownWords": null, "suggestedOpening": null}', 0, 0, rep, false
       from made, definitions d, agreements a where d.workspace_id = '${workspace}' and a.workspace_id = '${workspace}'`,
    `insert into handoff_assignments (workspace_id, handoff_id, id, member_id, because, assigned_at)
     select '${workspace}', ${idOf(4, 'n')}, ${idOf(5, 'n')}, rep, 'least_open_work', at from made`,
    `insert into handoff_decisions (workspace_id, handoff_id, id, decision, member_id, decided_at)
     select '${workspace}', ${idOf(4, 'n')}, ${idOf(6, 'n')}, 'accepted', rep, case when open then now() else at + interval '30 minutes' end
       from made where accepted or not open`,
    `insert into attempts (workspace_id, id, lead_id, handoff_id, member_id, kind, response, attempted_at, recorded_at)
     select '${workspace}', ${idOf(7, 'n')}, ${idOf(3, 'n')}, ${idOf(4, 'n')}, rep, 'call', 'reached', at + interval '1 hour', at + interval '1 hour'
       from made where not open`,
    `insert into handoff_deadlines (workspace_id, handoff_id, due, reckoned_at, open, assigned_to, submitted_at)
     select '${workspace}', ${idOf(4, 'n')}, null, at, open, rep, at from made`,
    'drop table made',
    'vacuum (analyze)',
    'checkpoint',
  ];
  for (const statement of statements) await admin.query(statement);
}
