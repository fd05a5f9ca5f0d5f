import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../platform/context.ts';

/** What the case sets of all metrics are made of. */

/** A half-open span of local days of the workspace, and the moments at which it begins and ends. */
export interface Span {
  from: string;
  to: string;
  start: Date;
  end: Date;
  timeZone: string;
  /** Of the workspace: what every amount is told in. */
  currency: string;
}

/**
 * The cases of a metric as a query with the columns id, kind, title, at, value, calendar (the value in calendar minutes), hit and dims
 * (jsonb, by dimension). Figure and rows are both made of it.
 */
export type CaseSet = (context: Context, span: Span) => RawBuilder<unknown> | Promise<RawBuilder<unknown>>;

/** Dimensions a lead brings along; `l` is the lead. */
export const leadDimensions = sql`jsonb_build_object('channel', l.channel, 'source', l.source, 'campaign', l.campaign, 'rep', l.owner_member_id, 'returning', l.recycled_from is not null)`;

/** Whom a lead is about; needs `leadNames`. Left joins, so that counting does not read the names. */
export const leadTitle = sql`concat_ws(' · ', coalesce(p.name, p.email), c.name)`;
export const leadNames = sql`
  left join people p on p.workspace_id = l.workspace_id and p.id = l.person_id
  left join companies c on c.workspace_id = l.workspace_id and c.id = l.company_id`;
