import type { z } from 'zod';
import { memberId, type Context } from '../platform/context.ts';
import { conflict, forbidden, unprocessable } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { routingInForce } from './reports.ts';
import type { newRouting } from './schema.ts';

/**
 * Puts other rules and another ladder in force for hand-offs from now on.
 * @throws Problem 403 for a member who heads nothing; 409 when somebody else has changed them meanwhile; 422 naming members who are not of sales
 */
export async function changeRouting(context: Context, { version, rules, ladder }: z.output<typeof newRouting>): Promise<void> {
  const { db, workspace, actor, now } = context;
  if (actor.kind === 'member' && actor.role !== 'admin' && !actor.head)
    throw forbidden('The heads of sales say who gets which hand-off; an administrator can, too.');
  const before = await routingInForce(context);
  const stale = () =>
    conflict(
      `The rules were changed meanwhile: version ${before.version} is in force, and yours was made from ${version}. Look at them again.`,
    );
  if (before.version !== version) throw stale();
  await assertOfSales(context, rules);
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('routingVersions')
    .values({
      workspaceId: workspace,
      version: version + 1,
      rules: JSON.stringify(rules),
      ladder: JSON.stringify(ladder),
      createdAt: now,
      createdBy: memberId(actor),
    })
    .onConflict((on) => on.columns(['workspaceId', 'version']).doNothing())
    .executeTakeFirstOrThrow();
  if (!numInsertedOrUpdatedRows) throw stale();
  await recordEvent(context, {
    type: 'routing.changed',
    subject: { kind: 'routing', id: null },
    data: { version: version + 1, before: { rules: before.rules, ladder: before.ladder }, after: { rules, ladder } },
  });
}

async function assertOfSales({ db }: Context, rules: z.output<typeof newRouting>['rules']): Promise<void> {
  const members = await db
    .selectFrom('members')
    .select('id')
    .where('role', 'in', ['sales', 'admin'])
    .where('leftAt', 'is', null)
    .execute();
  const ofSales = new Set(members.map(({ id }) => id));
  const faults = rules.flatMap(({ reps }, rule) =>
    reps.flatMap(({ memberId: id }, rep) =>
      ofSales.has(id) ? [] : [{ pointer: `/rules/${rule}/reps/${rep}/memberId`, detail: 'a member of sales who has not left' }],
    ),
  );
  if (faults.length > 0) throw unprocessable('Only members of sales who have not left can be given hand-offs.', faults);
}
