import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { dimensions, type Dimension } from '../metric.ts';

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
 * The cases of a metric as a query with the columns id, kind, title, at, value, calendar (the value in calendar minutes), hit and those of
 * `toldApart`. Figure and rows are both made of it.
 */
export type CaseSet = (context: Context, span: Span) => RawBuilder<unknown> | Promise<RawBuilder<unknown>>;

/** The dimensions that are columns of their own; the days are told by when a case was. */
export const ownDimensions = dimensions.filter((each) => each !== 'month' && each !== 'day');
type OwnDimensions = { readonly [D in Exclude<Dimension, 'month' | 'day'>]?: RawBuilder<unknown> };

/** What cases are told apart by, a column of text each: of many cases only what a figure is split or filtered by is worked out. */
export function toldApart(by: OwnDimensions): RawBuilder<unknown> {
  return sql.join(ownDimensions.map((each) => sql`(${by[each] ?? sql`null`})::text as ${sql.ref(each)}`));
}

/** Dimensions a lead brings along; `l` is the lead. */
export const leadDimensions = {
  channel: sql`l.channel`,
  source: sql`l.source`,
  campaign: sql`l.campaign`,
  rep: sql`l.owner_member_id`,
  returning: sql`l.recycled_from is not null`,
} satisfies OwnDimensions;

/** Those of the hand-off `h` of a lead. */
export const handoffDimensions: OwnDimensions = {
  ...leadDimensions,
  rep: sql`h.assigned_to`,
  leadType: sql`h.lead_type`,
  returning: sql`h.recycled`,
};

/** Whom a lead is about; needs `leadNames`. Left joins, so that counting does not read the names. */
export const leadTitle = sql`concat_ws(' · ', coalesce(p.name, p.email), c.name)`;
export const leadNames = sql`
  left join people p on p.workspace_id = l.workspace_id and p.id = l.person_id
  left join companies c on c.workspace_id = l.workspace_id and c.id = l.company_id`;
