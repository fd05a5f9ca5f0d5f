import type pg from 'pg';

/** A workspace's people, companies and leads, laid in by the database alone: names of two and three words, and a lead of each person. */

const PEOPLE_A_COMPANY = 2;
const MEMBERS_WITH_LEADS = 4;
const DAYS = 730;
/** The stages of so many leads in twenty. */
const STAGES = { known: 9, engaged: 5, mql: 1, recycled: 1, disqualified: 1, rejected: 1, connected: 1, won: 1 };

const words = {
  first:
    'Anne Mette Kirsten Hanne Anna Camilla Maria Lone Peter Jens Lars Michael Henrik Thomas Søren Jan Ingrid Solveig Bjørn Åse Sanne Daan Femke Joost',
  last: 'Jensen Nielsen Hansen Pedersen Andersen Christensen Larsen Sørensen Rasmussen Jørgensen Olsen Johansen Berg Haugen DeVries Bakker Visser Smit',
  place: 'Nord Syd Vester Øster Fjord Bakke Skov Strand Sund Holm Kær Dal Elv Havn Borg Vang',
  trade: 'varme byg maskiner fødevarer energi vand transport teknik data møbler stål træ papir tekstil glas elektronik',
  form: 'A/S ApS AS BV Gruppen Holding & Sønner International',
};

/** One of some words, as chance has it for a number: the same at each call. */
const oneOf = (kind: keyof typeof words, number: string) => {
  const list = words[kind].split(' ');
  return `(array['${list.join("','")}'])[1 + abs(hashint4(${number} * 31 + ${kind.length + kind.charCodeAt(0)})) % ${list.length}]`;
};

const idOf = (kind: number, number: string) => `('0190000${kind}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

/** Adds leads numbered from one up to another, with their people and companies, and leaves the tables as after a night's rest. */
export async function fillLeads(admin: pg.Client, workspace: string, { from, to }: { from: number; to: number }): Promise<void> {
  const company = `(n / ${PEOPLE_A_COMPANY})`;
  const stages = Object.entries(STAGES).flatMap(([stage, times]) => Array<string>(times).fill(stage));
  const statements = [
    `create temporary table made as
     select n, now() - make_interval(secs => (${to} - n) * ${DAYS * 86_400}.0 / ${to}) as at, ${oneOf('first', 'n')} as first, ${oneOf('last', 'n')} as last,
            ${oneOf('place', company)} || ${oneOf('trade', company)} || ' ' || ${oneOf('form', company)} || ' ' || ${company} as house, 'house-' || ${company} || '.example' as domain,
            (array['${stages.join("','")}'])[1 + abs(hashint4(n)) % ${stages.length}] as stage,
            (select id from members where workspace_id = '${workspace}' and role = 'sales' order by id offset n % ${MEMBERS_WITH_LEADS} limit 1) as rep
       from generate_series(${from}, ${to - 1}) n`,
    `insert into companies (workspace_id, id, name, created_at)
     select '${workspace}', ${idOf(1, company)}, house, at from made where n % ${PEOPLE_A_COMPANY} = 0`,
    `insert into company_identities (workspace_id, kind, source, value, company_id, created_at)
     select '${workspace}', 'domain', '', domain, ${idOf(1, company)}, at from made where n % ${PEOPLE_A_COMPANY} = 0`,
    `insert into people (workspace_id, id, name, email, company_id, company_basis, company_since, traits, first_seen_at, created_at)
     select '${workspace}', ${idOf(2, 'n')}, first || ' ' || last, lower(first) || '.' || n || '@' || domain, ${idOf(1, company)}, 'address', at, '{}', at, at from made`,
    `insert into leads (workspace_id, id, person_id, company_id, stage, stage_since, moves, owner_member_id, channel, source, created_at, closed_at)
     select '${workspace}', ${idOf(3, 'n')}, ${idOf(2, 'n')}, ${idOf(1, company)}, stage, at, 1, case when n % 3 = 0 then rep end,
            (array['paid_search', 'organic_search', 'email', 'referral'])[1 + n % 4], 'linkedin', at, case when stage in ('recycled', 'disqualified') then at end from made`,
    // How a lead came to its stage no list looks at.
    `insert into lead_stages (workspace_id, lead_id, move, from_stage, stage, entered_at, recorded_at, skipped)
     select '${workspace}', ${idOf(3, 'n')}, 1, 'new', 'known', at, at, false from made`,
    `insert into lead_scores (workspace_id, lead_id, definition_id, fit, engagement, engagement_held, engagement_rank, ready, scored_at, hand_raised)
     select '${workspace}', ${idOf(3, 'n')}, d.id, n % 100, n % 40, n % 40, n % 40 + n % 97 / 97.0, n % 10 = 0, at, false
       from made, definitions d where d.workspace_id = '${workspace}'`,
    'drop table made',
    'vacuum (analyze)',
    'checkpoint',
  ];
  for (const statement of statements) await admin.query(statement);
}
