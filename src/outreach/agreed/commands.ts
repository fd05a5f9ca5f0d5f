import type { z } from 'zod';
import { memberId, type Context } from '../../platform/context.ts';
import { conflict, forbidden } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import type { newOutreachPolicy } from '../schema.ts';
import { policyInForce } from './reports.ts';

/**
 * Sets how often both teams together contact somebody, from now on.
 * @throws Problem 403 for a member who heads nothing; 409 when somebody else has set it meanwhile
 */
export async function setPolicy(context: Context, { version, ...terms }: z.output<typeof newOutreachPolicy>): Promise<void> {
  const { db, workspace, actor, now } = context;
  if (actor.kind === 'member' && actor.role !== 'admin' && !actor.head)
    throw forbidden('The heads of marketing and sales set how often somebody is contacted; an administrator can, too.');
  const { version: current, most, days, pausesColleagues } = await policyInForce(context);
  const stale = () =>
    conflict(`This was set anew meanwhile: version ${current} holds, and yours was made from ${version}. Look at it again.`);
  if (current !== version) throw stale();
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('outreachPolicyVersions')
    .values({ workspaceId: workspace, version: version + 1, ...terms, setAt: now, setBy: memberId(actor) })
    .onConflict((on) => on.columns(['workspaceId', 'version']).doNothing())
    .executeTakeFirstOrThrow();
  if (!numInsertedOrUpdatedRows) throw stale();
  await recordEvent(context, {
    type: 'outreach_policy.set',
    subject: { kind: 'outreach_policy', id: null },
    data: { version: version + 1, before: { most, days, pausesColleagues }, after: terms },
  });
}
