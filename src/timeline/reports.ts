import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { calledName } from '../people/reports.ts';
import { nameInMentions } from '../comments/reports.ts';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { instant } from '../platform/fields.ts';
import { cutPage, decodeCursor } from '../platform/pages.ts';
import type { TimelineFact, timelineQuery } from './schema.ts';

type Query = z.output<typeof timelineQuery>;
interface Page {
  items: TimelineFact[];
  next: string | null;
}

/** A person's timeline, newest first: their touches, their way through the funnel, and the money of their company. @throws Problem 404 */
export async function personTimeline(context: Context, id: string, query: Query): Promise<Page> {
  const { db, workspace } = context;
  // Who was merged into them, and whoever was merged into those: a doubled lead has stayed there.
  const { rows } = await sql<{ id: string; companyId: string | null }>`
    with recursive kept as (
      select id, company_id, merged_into from people where workspace_id = ${workspace} and id = ${id}
      union select p.id, p.company_id, p.merged_into from people p join kept k on p.workspace_id = ${workspace} and p.id = k.merged_into),
    all_of as (
      select id, company_id, 0 as depth from kept where merged_into is null
      union all select p.id, p.company_id, a.depth + 1 from people p join all_of a on p.workspace_id = ${workspace} and p.merged_into = a.id)
    select id, company_id from all_of order by depth`.execute(db);
  if (!rows[0]) throw notFound();
  const people = rows.map((row) => row.id);
  const company = rows[0].companyId;
  const deals = await sql<{ id: string }>`
    select id from deals where workspace_id = ${workspace} and person_id = any(${people}::uuid[])
    union select d.id from deals d join leads l on l.workspace_id = d.workspace_id and l.id = d.lead_id where d.workspace_id = ${workspace} and l.person_id = any(${people}::uuid[])
    union select id from deals where workspace_id = ${workspace} and company_id = ${company} and person_id is null and lead_id is null`.execute(
    db,
  );
  return timeline(context, { people, deals: deals.rows.map((row) => row.id), company }, query);
}

/** A company's timeline, newest first: its people's, its deals and its invoices. @throws Problem 404 */
export async function companyTimeline(context: Context, id: string, query: Query): Promise<Page> {
  const { db, workspace } = context;
  if (!(await db.selectFrom('companies').select('id').where('id', '=', id).executeTakeFirst())) throw notFound();
  const people = await db
    .selectFrom('people')
    .select('id')
    .where('workspaceId', '=', workspace)
    .where('companyId', '=', id)
    .execute();
  const deals = await sql<{ id: string }>`
    select id from deals where workspace_id = ${workspace} and company_id = ${id}
    union select id from deals where workspace_id = ${workspace} and company_id is null and person_id = any(${people.map((row) => row.id)}::uuid[])`.execute(
    db,
  );
  return timeline(context, { people: people.map((row) => row.id), deals: deals.rows.map((row) => row.id), company: id }, query);
}

const place = z.tuple([instant, z.string().max(100)]);

/** Merges the sources of a timeline. Each gives at most one page of its newest, so that the length of a history costs nothing. */
async function timeline({ db, workspace }: Context, subject: Subject, { cursor, limit, kind, side }: Query): Promise<Page> {
  const [at, last] = decodeCursor(cursor, place) ?? [];
  const newest: Newest = (moment, id) =>
    sql.join(
      [
        at === undefined
          ? sql``
          : sql`and ${sql.raw(moment)} <= ${at} and (${sql.raw(moment)}, ${sql.raw(id)}) < (${at}::timestamptz, ${last}::text)`,
        sql`order by ${sql.raw(moment)} desc, ${sql.raw(id)} desc limit ${limit + 1}`,
      ],
      sql` `,
    );
  const among = (expression: string, values: readonly string[] | undefined) =>
    values === undefined ? sql`` : sql`and ${sql.raw(expression)} = any(${values}::text[])`;
  const wanted: Wanted = (kindIs, sideIs) => sql.join([among(kindIs, kind), among(sideIs, side)], sql` `);
  const parts = sources(workspace, subject, newest, wanted).map(
    (source) =>
      sql`(select ${columnsOf(source)} from ${source.from} ${wanted(source.kind, source.side)} ${newest(source.at, source.id)})`,
  );
  const { rows } = await sql<TimelineFact>`
    with page as (select * from (${sql.join(parts, sql` union all `)}) facts order by at desc, id desc limit ${limit + 1})
    select f.id, f.at, f.kind, f.side, f.title, f.channel, f.source, f.medium, f.campaign, f.content, f.url, f.path, f.bot, f.details,
           case when f.currency is not null then json_build_object('amountMinor', f.amount_minor, 'currency', f.currency) end as money,
           case when p.id is not null then json_build_object('id', p.id, 'name', ${calledName('p')}) end as person,
           case when m.id is not null then json_build_object('id', m.id, 'name', u.name) end as member
      from page f left join people p on p.workspace_id = ${workspace} and p.id = f.person_id
      left join members m on m.workspace_id = ${workspace} and m.id = f.member_id left join users u on u.id = m.user_id
     order by f.at desc, f.id desc`.execute(db);
  return cutPage(
    rows,
    limit,
    (row) => [row.at.toISOString(), row.id],
    (row) => row,
  );
}

/** Whose timeline: the people on it, the deals, and the company whose invoices belong to it. */
interface Subject {
  people: string[];
  deals: string[];
  company: string | null;
}

/** Narrows a source to what the page asked for may hold of it. */
type Newest = (at: string, id: string) => RawBuilder<unknown>;

/** Narrows a source to the kinds and sides asked for. */
type Wanted = (kind: string, side: string) => RawBuilder<unknown>;

/** What one table adds to a timeline. Texts are SQL; `from` ends in its where clause, and `at` and `id` are what it is ordered by. */
interface Source {
  id: string;
  at: string;
  kind: string;
  side: string;
  columns: Partial<Record<keyof typeof blanks, string>>;
  from: RawBuilder<unknown>;
}

const blanks = {
  title: 'null::text',
  channel: 'null::text',
  source: 'null::text',
  medium: 'null::text',
  campaign: 'null::text',
  content: 'null::text',
  url: 'null::text',
  path: 'null::text',
  bot: 'false',
  details: `'{}'::jsonb`,
  amount_minor: 'null::bigint',
  currency: 'null::text',
  person_id: 'null::uuid',
  member_id: 'null::uuid',
};

/** The columns of a source as all sources have them, in one order. */
function columnsOf({ id, at, kind, side, columns }: Source): RawBuilder<unknown> {
  const all = { id, at, kind, side, ...blanks, ...columns };
  return sql.raw(
    Object.entries(all)
      .map(([name, expression]) => `${expression} as ${name}`)
      .join(', '),
  );
}

/** Every source of a timeline. */
function sources(workspace: string, { people, deals, company }: Subject, newest: Newest, wanted: Wanted): Source[] {
  const ofPeople = (alias: string) =>
    sql`${sql.ref(`${alias}.workspace_id`)} = ${workspace} and ${sql.ref(`${alias}.person_id`)} = any(${people}::uuid[])`;
  const leads = sql`join leads l on l.workspace_id = ${workspace}`;
  return [
    {
      id: 't.id::text',
      at: 't.occurred_at',
      kind: 't.kind',
      side: 't.side',
      columns: {
        title: 't.title',
        channel: 't.channel',
        source: 't.source',
        medium: 't.medium',
        campaign: 't.campaign',
        content: 't.content',
        url: 't.url',
        path: 't.path',
        bot: 't.bot',
        details: 't.properties',
        person_id: 't.person_id',
        member_id: 't.member_id',
      },
      // Person by person, because the index then gives the newest first: ten thousand touches cost as much as ten.
      from: sql`unnest(${people}::uuid[]) as who(id) cross join lateral (select * from touchpoints t
        where t.workspace_id = ${workspace} and t.person_id = who.id ${wanted('t.kind', 't.side')} ${newest('t.occurred_at', 't.id::text')}) t where true`,
    },
    {
      id: 'p.id::text',
      at: 'p.created_at',
      kind: `'known'`,
      side: `'customer'`,
      columns: { person_id: 'p.id' },
      from: sql`people p where p.workspace_id = ${workspace} and p.id = any(${people}::uuid[]) and p.merged_into is null`,
    },
    {
      id: `s.lead_id::text || '-' || lpad(s.move::text, 6, '0')`,
      at: 's.entered_at',
      kind: `'stage'`,
      side: `'both'`,
      columns: {
        person_id: 'l.person_id',
        member_id: 's.member_id',
        details: `jsonb_build_object('leadId', s.lead_id, 'stage', s.stage, 'fromStage', s.from_stage, 'skipped', s.skipped, 'reason', s.reason)`,
      },
      from: sql`lead_stages s ${leads} and l.id = s.lead_id where s.workspace_id = ${workspace} and ${ofPeople('l')}`,
    },
    {
      id: 'h.id::text',
      at: 'h.submitted_at',
      kind: `'handoff'`,
      side: `'marketing'`,
      columns: {
        person_id: 'l.person_id',
        member_id: 'h.submitted_by',
        details: `jsonb_build_object('handoffId', h.id, 'leadId', h.lead_id, 'leadType', h.lead_type, 'itemsAgreed', h.items_agreed, 'itemsFilled', h.items_filled,
          'incompleteBecause', h.incomplete_because, 'recycled', h.recycled, 'assignedTo', h.assigned_to)`,
      },
      from: sql`handoffs h ${leads} and l.id = h.lead_id where h.workspace_id = ${workspace} and ${ofPeople('l')}`,
    },
    {
      id: 'd.id::text',
      at: 'd.decided_at',
      kind: `'decision'`,
      side: `'sales'`,
      columns: {
        person_id: 'l.person_id',
        member_id: 'd.member_id',
        details: `jsonb_build_object('handoffId', d.handoff_id, 'leadId', l.id, 'decision', d.decision, 'reason', d.reason, 'comment', d.comment, 'undoneAt', d.undone_at)`,
      },
      from: sql`handoff_decisions d join handoffs h on h.workspace_id = ${workspace} and h.id = d.handoff_id ${leads} and l.id = h.lead_id
        where d.workspace_id = ${workspace} and ${ofPeople('l')}`,
    },
    {
      id: 'a.id::text',
      at: 'a.attempted_at',
      kind: `'attempt'`,
      side: `'sales'`,
      columns: {
        person_id: 'l.person_id',
        member_id: 'a.member_id',
        details: `jsonb_build_object('leadId', a.lead_id, 'handoffId', a.handoff_id, 'kind', a.kind, 'response', a.response, 'note', a.note, 'nextStep', a.next_step,
          'nextStepOn', a.next_step_on)`,
      },
      from: sql`attempts a ${leads} and l.id = a.lead_id where a.workspace_id = ${workspace} and ${ofPeople('l')}`,
    },
    {
      id: 'o.id::text',
      at: 'o.made_at',
      kind: `'comment'`,
      side: `case when om.team in ('marketing', 'sales') then om.team else 'both' end`,
      columns: {
        person_id: 'l.person_id',
        member_id: 'o.member_id',
        details: `jsonb_build_object('handoffId', h.id, 'leadId', l.id, 'asks', o.asks, 'answers', o.answers, 'body', o.body,
          'mentions', (select coalesce(jsonb_object_agg(nm.id, ${nameInMentions('nm', 'nu')}), '{}') from members nm join users nu on nu.id = nm.user_id
                        where nm.workspace_id = o.workspace_id and strpos(o.body, '@[' || nm.id || ']') > 0))`,
      },
      from: sql`comments o join handoffs h on h.workspace_id = ${workspace} and h.id = o.subject_id ${leads} and l.id = h.lead_id
        left join members om on om.workspace_id = o.workspace_id and om.id = o.member_id
        where o.workspace_id = ${workspace} and o.subject_kind = 'handoff' and ${ofPeople('l')}`,
    },
    {
      id: 'e.id::text',
      at: 'e.asserted_at',
      kind: `'evidence'`,
      side: `'both'`,
      columns: {
        person_id: 'e.person_id',
        member_id: 'e.author_member_id',
        details: `jsonb_build_object('criterion', e.criterion, 'quote', e.quote, 'source', e.source, 'expiresAt', e.expires_at, 'withdrawnAt', e.withdrawn_at)`,
      },
      from: sql`evidence e where ${ofPeople('e')}`,
    },
    {
      id: 's.id::text',
      at: 's.entered_at',
      kind: `'deal'`,
      side: `'sales'`,
      columns: {
        title: 'd.name',
        amount_minor: 'd.amount_minor',
        currency: 'd.currency',
        person_id: 'd.person_id',
        member_id: 'd.owner_member_id',
        details: `jsonb_build_object('dealId', d.id, 'stage', s.stage, 'stageName', s.stage_name)`,
      },
      from: sql`deal_stages s join deals d on d.workspace_id = ${workspace} and d.id = s.deal_id
        where s.workspace_id = ${workspace} and s.deal_id = any(${deals}::uuid[])`,
    },
    {
      // An invoice has a day, not a moment: it stands where that day begins for the company.
      id: 'i.id::text',
      at: '(i.issued_on::timestamp at time zone w.time_zone)',
      kind: `'invoice'`,
      side: `'money'`,
      columns: {
        title: 'i.customer_name',
        amount_minor: 'i.net_minor',
        currency: 'i.currency',
        details: `jsonb_build_object('invoiceId', i.id, 'kind', i.kind, 'number', i.number, 'issuedOn', i.issued_on, 'dueOn', i.due_on, 'paidOn', i.paid_on, 'dealId', m.deal_id)`,
      },
      from: sql`invoice_matches m join invoices i on i.workspace_id = ${workspace} and i.id = m.invoice_id join workspaces w on w.id = ${workspace}
        where m.workspace_id = ${workspace} and m.state = 'confirmed' and (m.company_id = ${company} or m.deal_id = any(${deals}::uuid[]))`,
    },
  ];
}
