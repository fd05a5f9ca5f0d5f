import type pg from 'pg';
import { settle } from './growth-fill.ts';

/** Leads as a company has them that has gathered addresses for two years: each person named, known, and with what they did; nobody is scored yet. */

const PEOPLE_A_COMPANY = 5;
const DAYS = 730;
/** How long somebody's interest lasts before they are heard from no more. */
const DAYS_OF_INTEREST = 45;

const idOf = (kind: number, number: string) => `('0190000${kind}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;
const pick = (values: readonly string[], by: string) =>
  `(array[${values.map((value) => `'${value}'`).join(', ')}])[1 + ${by} % ${values.length}]`;

const paths = [
  '/',
  '/varmepumper',
  '/blog/vinter',
  '/dk/priser',
  '/varmepumper/luft-til-vand',
  '/dk/kunder/nordhavn',
  '/om-os',
  '/blog/tilskud',
  '/dk/karriere',
  '/support',
];
const industries = ['Manufacturing', 'Retail', 'Logistics', 'Hospitality', 'Construction', 'Education', 'Software'];
const titles = ['Direktør', 'Specialist', 'Driftschef', 'Assistant', 'Konsulent', 'Project manager', 'Student'];

/**
 * Adds leads numbered from 1, with so many touches each on average: most have a handful and some have many, in visits of a few pages over
 * the weeks in which they were interested; three of a hundred touches are forms, and for one in ten people these are wishes to be called. One of five has told of a need.
 */
export async function fillLeads(
  admin: pg.Client,
  workspace: string,
  { leads, touches }: { leads: number; touches: number },
): Promise<void> {
  const company = `((n - 1) / ${PEOPLE_A_COMPANY} + 1)`;
  const born = `now() - make_interval(secs => (${leads} - n) * ${DAYS * 86_400}.0 / ${leads})`;
  const everybody = `generate_series(1, ${leads}) n`;
  const statements = [
    `select make_touchpoint_partitions((current_date - ${DAYS})::date, current_date)`,
    `set work_mem = '256MB'`,
    `insert into companies (workspace_id, id, name, country, industry, employees, created_at)
     select '${workspace}', ${idOf(1, company)}, 'House ' || ${company}, ${pick(['DK', 'NO', 'DE', 'NL', 'US'], company)},
            ${pick(industries, company)}, 3 + (${company} * 37) % 700, ${born} from ${everybody} where (n - 1) % ${PEOPLE_A_COMPANY} = 0`,
    `insert into people (workspace_id, id, name, email, title, phone, company_id, company_basis, company_since, traits, first_seen_at, created_at)
     select '${workspace}', ${idOf(2, 'n')}, 'Person ' || n, 'person-' || n || '@house-' || ${company} || '.example', ${pick(titles, 'n')}, '+4520304050',
            ${idOf(1, company)}, 'address', ${born}, '{}', ${born}, ${born} from ${everybody}`,
    `insert into identities (workspace_id, kind, source, value, person_id, created_at)
     select '${workspace}', 'email', '', 'person-' || n || '@house-' || ${company} || '.example', ${idOf(2, 'n')}, ${born} from ${everybody}`,
    `insert into leads (workspace_id, id, person_id, company_id, stage, stage_since, moves, channel, source, campaign, created_at)
     select '${workspace}', ${idOf(3, 'n')}, ${idOf(2, 'n')}, ${idOf(1, company)}, 'known', ${born}, 1, 'paid_social', 'linkedin', 'pumper-1', ${born}
       from ${everybody}`,
    `insert into lead_stages (workspace_id, lead_id, move, from_stage, stage, entered_at, recorded_at, skipped)
     select '${workspace}', ${idOf(3, 'n')}, 1, 'new', 'known', ${born}, ${born}, false from ${everybody}`,
    // -ln(1 - random()) is 1 on average, seldom much more: a visit of three pages for so many touches.
    `create temporary table visits as
     select n, least(now() - interval '10 minutes', ${born} + make_interval(secs => random() * random() * ${DAYS_OF_INTEREST * 86_400})) as began, random() as chance
       from ${everybody} cross join lateral generate_series(1, greatest(1, round(-ln(1 - random()) * ${touches / 3})::int + n % 2)) visit`,
    `insert into touchpoints (workspace_id, occurred_at, id, received_at, message_id, person_id, anonymous_id, side, kind, channel, source, medium, campaign,
       title, url, path, referrer, properties, told, bot)
     select '${workspace}', at, uuidv7(at - now()), at + interval '1 second', 'stored-' || v || '-' || page, ${idOf(2, 'n')}, 'browser-' || n, 'customer',
            case when form then 'form' else 'page' end, 'paid_social', 'linkedin', 'paid-social', 'pumper-' || n % 20,
            case when form and n % 10 = 0 then 'Kontakt os' when form then 'Nyhedsbrev' else 'Varmepumpe' end, 'https://www.nordvarme.dk' || path, path,
            'https://www.linkedin.com/', case when form then '{"fields": {"budget": "100.000"}}' else '{"name": "Varmepumpe"}' end::jsonb, '{"utm": true}', false
       from (select *, row_number() over (order by began) as v from visits) visits cross join generate_series(0, 2) page
      cross join lateral (select began + page * interval '40 seconds' as at, page = 2 and chance < 0.09 as form,
                                 ${pick(paths, '(n + page * 7 + (chance * 1000)::int)')} as path) t order by at`,
    'drop table visits',
    // One of five has told somebody of a need.
    `insert into evidence (workspace_id, id, person_id, criterion, quote, source, asserted_at, expires_at)
     select '${workspace}', ${idOf(4, 'n')}, ${idOf(2, 'n')}, 'has-a-pain', 'Vores varmeregning er fordoblet', 'call', ${born} + interval '1 day',
            ${born} + interval '181 days' from ${everybody} where n % 5 = 0`,
  ];
  for (const statement of statements) await admin.query(statement);
  await settle(admin);
}

/** What a lead that is won goes through. */
const path = ['known', 'engaged', 'mql', 'submitted', 'accepted', 'working', 'connected', 'sql', 'opportunity', 'won'];
/** One lead in so many was handed over and judged. */
const HANDED_OVER = 8;

/** Hands one in eight of those leads over after ten days: sales accepted two of three of these, and won one in five of those. */
export async function fillVerdicts(admin: pg.Client, workspace: string, { leads }: { leads: number }): Promise<void> {
  const statements = [
    `create temporary table judged as
     select n, l.created_at + interval '10 days' as at, n % 3 > 0 as accepted, n % 3 > 0 and n % 5 = 0 as won
       from (select n * ${HANDED_OVER} as n from generate_series(1, ${Math.floor(leads / HANDED_OVER)}) n) n
       join leads l on l.workspace_id = '${workspace}' and l.id = ${idOf(3, 'n')} where l.created_at < now() - interval '11 days'`,
    `insert into handoffs (workspace_id, id, lead_id, submitted_at, lead_type, definition_id, agreement_id, met_definition, briefing, items_agreed,
       items_filled, recycled)
     select '${workspace}', ${idOf(5, 'n')}, ${idOf(3, 'n')}, at, 'other', d.id, a.id, true,
            '{"note": null, "items": [], "because": [], "ownWords": null, "suggestedOpening": null}', 0, 0, false
       from judged, definitions d, agreements a where d.workspace_id = '${workspace}' and a.workspace_id = '${workspace}'`,
    `insert into handoff_decisions (workspace_id, handoff_id, id, decision, reason, member_id, decided_at)
     select '${workspace}', ${idOf(5, 'n')}, ${idOf(6, 'n')}, case when accepted then 'accepted' else 'rejected' end,
            case when not accepted then (select code from reasons where workspace_id = '${workspace}' and kind = 'rejected' order by code limit 1) end, m.id, at + interval '1 day'
       from judged, lateral (select id from members where workspace_id = '${workspace}' and role = 'sales' order by id limit 1) m`,
    `insert into lead_stages (workspace_id, lead_id, move, from_stage, stage, entered_at, recorded_at, skipped)
     select '${workspace}', ${idOf(3, 'n')}, place, before, stage, at + interval '20 days', at + interval '20 days', stage <> 'won'
       from judged, unnest(array['${path.join("', '")}'], array['${path.slice(1).join("', '")}']) with ordinality s(before, stage, move),
            lateral (select move + 1 as place) p where won and stage is not null`,
    `update leads l set stage = 'won', stage_since = j.at + interval '20 days', moves = ${path.length}
       from judged j where j.won and l.workspace_id = '${workspace}' and l.id = ${idOf(3, 'j.n')}`,
    'drop table judged',
  ];
  for (const statement of statements) await admin.query(statement);
  await settle(admin);
}

/** A person with an open lead and so many touches over the last three months. @returns its id */
export async function addLeadWith(admin: pg.Client, workspace: string, touches: number): Promise<string> {
  const { rows } = await admin.query<{ id: string }>(
    `with person as (
       insert into people (workspace_id, id, name, email, title, traits, created_at)
       values ('${workspace}', uuidv7(), 'With ${touches}', 'with-${touches}@nordhavn.example', 'Direktør', '{}', now() - interval '90 days') returning id),
     identity as (
       insert into identities (workspace_id, kind, source, value, person_id, created_at)
       select '${workspace}', 'email', '', 'with-${touches}@nordhavn.example', id, now() - interval '90 days' from person),
     lead as (
       insert into leads (workspace_id, id, person_id, stage, stage_since, moves, created_at)
       select '${workspace}', uuidv7(), id, 'known', now() - interval '90 days', 1, now() - interval '90 days' from person returning id, created_at),
     stage as (
       insert into lead_stages (workspace_id, lead_id, move, from_stage, stage, entered_at, recorded_at, skipped)
       select '${workspace}', id, 1, 'new', 'known', created_at, created_at, false from lead),
     touched as (
       insert into touchpoints (workspace_id, occurred_at, id, received_at, person_id, anonymous_id, side, kind, channel, path, properties, bot)
       select '${workspace}', at, uuidv7(at - now()), at, id, id::text, 'customer', 'page', 'direct', '/varmepumper', '{}', false
         from person cross join generate_series(1, ${touches}) n
        cross join lateral (select now() - make_interval(secs => n * ${90 * 86_400}.0 / ${touches + 1}) as at) t)
     select id from person`,
  );
  return rows[0]?.id ?? '';
}
