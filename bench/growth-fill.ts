import type pg from 'pg';

/**
 * Fills a workspace as two years of use leave it, by the database alone: touches into the real partitions with all their indexes, the people
 * who made them with names, leads and scores, the events they made, and the ids of the messages that are remembered for 60 days.
 */

/** One person for so many touches, one company for so many people; visits are of four pages, three of five by people who are known. */
const TOUCHES_A_PERSON = 20;
const PEOPLE_A_COMPANY = 5;
const PAGES_A_VISIT = 4;
const KNOWN_SHARE = 0.6;
const DAYS = 730;
const DAYS_MESSAGES_ARE_KEPT = 60;

/** How many people there are among so many touches; they are numbered from 1. */
export const peopleAmong = (touches: number): number => Math.floor(touches / TOUCHES_A_PERSON);

/** What a person of a number is recognised by. */
export const emailOf = (number: number): string => `person-${number}@house-${Math.ceil(number / PEOPLE_A_COMPANY)}.example`;
export const browserOf = (number: number): string => `browser-${number}`;

/** Ids that grow as those of the product do: a kind and a number. */
const idOf = (kind: number, number: string) => `('0190000${kind}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

const seconds = (expression: string) => `make_interval(secs => ${expression})`;

/** Adds touches from a number on up to another, with all that belongs to them, and leaves the tables as a database that has had a night's rest. */
export async function fill(admin: pg.Client, workspace: string, from: number, to: number): Promise<void> {
  const [first, people] = [peopleAmong(from) + 1, peopleAmong(to)];
  const numbers = `generate_series(${first}, ${people}) n`;
  const company = `((n - 1) / ${PEOPLE_A_COMPANY} + 1)`;
  const born = `now() - ${seconds(`(${people} - n) * ${DAYS * 86_400}.0 / ${people}`)}`;
  const isNew = `((n - 1) % ${PEOPLE_A_COMPANY} = 0)`;
  const statements = [
    `insert into companies (workspace_id, id, name, created_at)
     select '${workspace}', ${idOf(1, company)}, 'House ' || ${company}, ${born} from ${numbers} where ${isNew} on conflict do nothing`,
    `insert into company_identities (workspace_id, kind, source, value, company_id, created_at)
     select '${workspace}', 'domain', '', 'house-' || ${company} || '.example', ${idOf(1, company)}, ${born} from ${numbers} where ${isNew}
         on conflict do nothing`,
    `insert into people (workspace_id, id, name, email, company_id, company_basis, company_since, traits, first_seen_at, created_at)
     select '${workspace}', ${idOf(2, 'n')}, 'Person ' || n, 'person-' || n || '@house-' || ${company} || '.example', ${idOf(1, company)},
            'address', ${born}, '{}', ${born}, ${born} from ${numbers}`,
    `insert into identities (workspace_id, kind, source, value, person_id, created_at)
     select '${workspace}', i.kind, '', i.value, ${idOf(2, 'n')}, ${born} from ${numbers}
      cross join lateral (values ('email', 'person-' || n || '@house-' || ${company} || '.example'), ('anonymous_id', 'browser-' || n)) i(kind, value)`,
    `insert into leads (workspace_id, id, person_id, company_id, stage, stage_since, moves, channel, source, campaign, created_at)
     select '${workspace}', ${idOf(3, 'n')}, ${idOf(2, 'n')}, ${idOf(1, company)}, 'known', ${born}, 1, 'paid_social', 'linkedin', 'pumper-1', ${born}
       from ${numbers}`,
    `insert into lead_stages (workspace_id, lead_id, move, from_stage, stage, entered_at, recorded_at, skipped)
     select '${workspace}', ${idOf(3, 'n')}, 1, 'new', 'known', ${born}, ${born}, false from ${numbers}`,
    `insert into lead_scores (workspace_id, lead_id, definition_id, fit, engagement, ready, scored_at, hand_raised)
     select '${workspace}', ${idOf(3, 'n')}, d.id, 20, 5, false, now(), false from ${numbers}, definitions d where d.workspace_id = '${workspace}'`,
    `insert into events (workspace_id, id, xid, at, recorded_at, type, actor_kind, subject_kind, subject_id, data)
     select '${workspace}', ${idOf(4, 'n')}, '1', ${born}, ${born}, 'person.recognised', 'system', 'person', ${idOf(2, 'n')},
            '{"born": true, "by": ["email"], "touchpoints": 4}' from ${numbers}`,
    // In the order of time, as they came in.
    `create temporary table visits as
     select v, now() - ${seconds(`random() * ${DAYS * 86_400}`)} as began, random() < ${KNOWN_SHARE} as known,
            1 + floor(random() * ${people})::int as n from generate_series(${from / PAGES_A_VISIT + 1}, ${to / PAGES_A_VISIT}) v`,
    `insert into touchpoints (workspace_id, occurred_at, id, received_at, message_id, person_id, anonymous_id, user_key, side, kind, channel,
       source, medium, campaign, title, url, path, referrer, properties, told, bot)
     select '${workspace}', at, uuidv7(at - now()), at + interval '1 second', 'stored-' || v || '-' || page, case when known then ${idOf(2, 'n')} end,
            case when known then 'browser-' || n else 'v:' || md5(v::text) end, null, 'customer', 'page', 'paid_social', 'linkedin', 'paid-social',
            'pumper-' || v % 20, 'Varmepumpe ' || v % 500, 'https://www.nordvarme.dk/varmepumper/' || v % 500, '/varmepumper/' || v % 500,
            'https://www.linkedin.com/', '{"name": "Varmepumpe"}', '{"utm": true}', false
       from visits cross join generate_series(1, ${PAGES_A_VISIT}) page cross join lateral (select began - page * interval '40 seconds' as at) t order by at`,
    `insert into events (workspace_id, id, xid, at, recorded_at, type, actor_kind, subject_kind, subject_id, data)
     select '${workspace}', uuidv7(began - now()), '1', began, began, 'touchpoints.recorded', 'write_key', 'touchpoint', null,
            jsonb_build_object('personIds', jsonb_build_array(${idOf(2, 'n')})) from visits where known order by began`,
    `insert into tracking_messages (workspace_id, message_id, payload_hash, received_at)
     select '${workspace}', gen_random_uuid() || '-' || v || page, encode(sha256(v::text::bytea), 'base64'), began from visits
      cross join generate_series(1, ${PAGES_A_VISIT}) page where began > now() - interval '${DAYS_MESSAGES_ARE_KEPT} days' order by began`,
    'drop table visits',
  ];
  await admin.query(`set work_mem = '256MB'`);
  for (const statement of statements) await admin.query(statement);
  await settle(admin);
}

/** A person with so many touches over the two years; all in the workspace of `fill`, under a name of its own. @returns its id */
export async function addPersonWith(admin: pg.Client, workspace: string, touches: number): Promise<string> {
  const { rows } = await admin.query<{ id: string }>(
    `with person as (
       insert into people (workspace_id, id, name, traits, created_at) values ('${workspace}', uuidv7(), 'One of two', '{}', now()) returning id),
     identity as (
       insert into identities (workspace_id, kind, source, value, person_id, created_at)
       select '${workspace}', 'anonymous_id', '', id::text, id, now() from person),
     touched as (
       insert into touchpoints (workspace_id, occurred_at, id, received_at, person_id, anonymous_id, side, kind, channel, properties, bot)
       select '${workspace}', at, uuidv7(at - now()), at, id, id::text, 'customer', 'page', 'direct', '{}', false
         from person cross join generate_series(1, ${touches}) n
        cross join lateral (select now() - ${seconds(`n * ${DAYS * 86_400}.0 / ${touches + 1}`)} as at) t)
     select id from person`,
  );
  return rows[0]?.id ?? '';
}

/** Vacuums and writes out everything, so that no upkeep of what was laid in falls into a measurement. */
export async function settle(admin: pg.Client): Promise<void> {
  await admin.query('vacuum (analyze)');
  await admin.query('checkpoint');
}
