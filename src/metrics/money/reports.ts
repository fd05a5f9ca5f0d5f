import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { called } from '../../revenue/reports.ts';
import { type CaseSet, leadDimensions, type Span, toldApart } from '../cases/reports.ts';
import { convertMinor } from '../convert.ts';

/** The cases of the money: deals, invoices and spend, each amount in the workspace's currency. */

/**
 * Amounts in other currencies than the workspace's, converted at the latest rate on or before their day: rows (id, value), the value
 * null where there is no rate. Each amount is rounded once; what is in the workspace's own currency never passes through here.
 * @param foreign a query for id, amount, currency and day
 */
async function converted(
  { db, workspace }: Context,
  { currency }: Span,
  foreign: RawBuilder<unknown>,
): Promise<RawBuilder<unknown>> {
  const { rows } = await sql<{ id: string; amount: number; currency: string; rate: string | null }>`
    select f.id, f.amount, f.currency,
           (select r.rate::text from currency_rates r where r.workspace_id = ${workspace} and r.currency = f.currency and r.day <= f.day order by r.day desc limit 1) as rate
      from (${foreign}) f`.execute(db);
  const amounts = rows.map(({ id, amount, currency: from, rate }) => ({
    id,
    value: rate === null ? null : convertMinor(amount, from, currency, rate),
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(amounts)}::jsonb) as foreign_amount (id uuid, value numeric)`;
}

const startOf = (day: RawBuilder<unknown>, { timeZone }: Span) => sql`(${day}::timestamp at time zone ${timeZone})`;

/** Invoices with the lead behind the deal they are matched to, by which their channel is known. */
const matchedLead = sql`
  left join invoice_matches m on m.workspace_id = i.workspace_id and m.invoice_id = i.id and m.state = 'confirmed'
  left join deals d on d.workspace_id = i.workspace_id and d.id = m.deal_id
  left join leads l on l.workspace_id = i.workspace_id and l.id = d.lead_id`;
const { channel, source, campaign } = leadDimensions;
const invoiceDimensions = toldApart({ channel, source, campaign, matched: sql`m.invoice_id is not null` });

const invoicedRevenue: CaseSet = async (context, span) => {
  const inSpan = sql`i.workspace_id = ${context.workspace} and i.issued_on >= ${span.from}::date and i.issued_on < ${span.to}::date`;
  const values = await converted(
    context,
    span,
    sql`select i.id, i.net_minor as amount, i.currency, i.issued_on as day from invoices i where ${inSpan} and i.currency <> ${span.currency}`,
  );
  return sql`
    select i.id::text as id, 'invoice' as kind, concat_ws(' · ', i.number, i.customer_name) as title, ${startOf(sql`i.issued_on`, span)} as at,
           case when i.currency = ${span.currency} then i.net_minor else foreign_amount.value end as value, null::numeric as calendar, null::boolean as hit, ${invoiceDimensions}
      from invoices i left join ${values} on foreign_amount.id = i.id ${matchedLead}
     where ${inSpan}`;
};

const invoicedCustomers: CaseSet = ({ workspace }, span) => sql`
  select distinct on (m.company_id) i.id::text as id, 'invoice' as kind, c.name as title, ${startOf(sql`i.issued_on`, span)} as at,
         null::numeric as value, null::numeric as calendar, null::boolean as hit, ${invoiceDimensions}
    from invoices i ${matchedLead}
    join companies c on c.workspace_id = i.workspace_id and c.id = m.company_id
   where i.workspace_id = ${workspace} and i.kind = 'invoice' and i.issued_on >= ${span.from}::date and i.issued_on < ${span.to}::date
   order by m.company_id, i.issued_on, i.id`;

const wonValue: CaseSet = async (context, span) => {
  const inSpan = sql`d.workspace_id = ${context.workspace} and d.stage = 'won' and d.closed_on >= ${span.from}::date and d.closed_on < ${span.to}::date and d.amount_minor is not null`;
  const values = await converted(
    context,
    span,
    sql`select d.id, d.amount_minor as amount, d.currency, d.closed_on as day from deals d where ${inSpan} and d.currency <> ${span.currency}`,
  );
  return sql`
    select d.id::text as id, 'deal' as kind, d.name as title, ${startOf(sql`d.closed_on`, span)} as at,
           case when d.currency = ${span.currency} then d.amount_minor else foreign_amount.value end as value, null::numeric as calendar, null::boolean as hit,
           ${toldApart({ channel, source, campaign, rep: sql`d.owner_member_id` })}
      from deals d left join ${values} on foreign_amount.id = d.id
      left join leads l on l.workspace_id = d.workspace_id and l.id = d.lead_id
     where ${inSpan}`;
};

const spend: CaseSet = async (context, span) => {
  const inSpan = sql`spend.workspace_id = ${context.workspace} and spend.day >= ${span.from}::date and spend.day < ${span.to}::date`;
  const values = await converted(
    context,
    span,
    sql`select spend.id, spend.amount_minor as amount, spend.currency, spend.day from spend where ${inSpan} and spend.currency <> ${span.currency}`,
  );
  return sql`
    select spend.id::text as id, 'spend' as kind, concat_ws(' · ', ${called('source')}, nullif(${called('campaign')}, '')) as title, ${startOf(sql`spend.day`, span)} as at,
           case when spend.currency = ${span.currency} then spend.amount_minor else foreign_amount.value end as value, null::numeric as calendar, null::boolean as hit,
           ${toldApart({ channel: called('channel'), source: called('source'), campaign: sql`nullif(${called('campaign')}, '')` })}
      from spend left join ${values} on foreign_amount.id = spend.id
     where ${inSpan}`;
};

export const moneyCases = {
  invoiced_customers: invoicedCustomers,
  invoiced_revenue: invoicedRevenue,
  won_value: wonValue,
  spend,
} satisfies Record<string, CaseSet>;
