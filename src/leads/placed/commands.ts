import type { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { occurredAt } from '../../platform/occurred-at.ts';
import { moveLead, type Moved } from '../commands.ts';
import { isBefore } from '../lifecycle.ts';
import type { placing } from '../schema.ts';
import { lockLead } from '../store.ts';

/**
 * Marketing says how far a lead has come that is with them; a lead set back goes forward again by what the person does from then on.
 * @throws Problem 404, 409 for one that is with sales, has ended, or stands there already
 */
export async function placeLead(context: Context, leadId: string, { stage, at }: z.output<typeof placing>): Promise<Moved> {
  const lead = await lockLead(context.db, leadId);
  if (!lead) throw notFound();
  if (!isBefore(lead.stage, 'submitted'))
    throw conflict(`Marketing says how far a lead has come until it is handed over; this one is ${lead.stage}.`);
  return moveLead(context, leadId, stage, { at: occurredAt(context, at) });
}
