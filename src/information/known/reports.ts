import type { z } from 'zod';
import type { BriefingItem } from '../../agreements/briefing-item.ts';
import { itemsFor } from '../../agreements/items.ts';
import { itemFacts } from '../../handoffs/briefed/reports.ts';
import { fillItems, type FilledItem } from '../../handoffs/items.ts';
import { scoreOfPerson } from '../../leads/reports.ts';
import type { Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import { contractAt } from '../reports.ts';
import type { leadInformation } from '../schema.ts';

/** What is known of items of the information contract. */

/** The items as they are answered for a person now. */
export async function knownOf(context: Context, personId: string, items: readonly BriefingItem[]): Promise<FilledItem[]> {
  return fillItems(items, { ...(await itemFacts(context, personId)), given: {} }, context.now);
}

/** What is owed for a lead as it stands now, and what of it is known. @throws Problem 404 */
export async function informationOf(context: Context, leadId: string): Promise<z.output<typeof leadInformation>> {
  const lead = await context.db.selectFrom('leads').select('personId').where('id', '=', leadId).executeTakeFirst();
  if (!lead) throw notFound();
  const scored = await scoreOfPerson(context, lead.personId, context.now);
  const leadType = scored?.score.handRaised ? 'hot' : 'other';
  const { items } = await contractAt(context, context.now);
  return { leadType, items: await knownOf(context, lead.personId, itemsFor(items, leadType)) };
}
