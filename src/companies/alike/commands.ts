import { memberId, type Context } from '../../platform/context.ts';
import { unprocessable } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';

/**
 * Says that two companies are two, however alike they look: they are suggested no more, and no message merges them.
 * @throws Problem 422 for one and the same company or one that is not here
 */
export async function tellApart(context: Context, one: string, other: string): Promise<void> {
  const { db, workspace, now, actor } = context;
  const [first, second] = [one, other].toSorted();
  const here = await db.selectFrom('companies').select('id').where('id', 'in', [one, other]).execute();
  if (first === undefined || second === undefined || here.length < 2)
    throw unprocessable('companyId and otherCompanyId name two companies of this workspace.', [
      { pointer: '/otherCompanyId', detail: 'another company of this workspace' },
    ]);
  await db
    .insertInto('companyDistinctions')
    .values({ workspaceId: workspace, oneCompanyId: first, otherCompanyId: second, memberId: memberId(actor), decidedAt: now })
    .onConflict((on) => on.doNothing())
    .execute();
  await recordEvent(context, {
    type: 'company.told_apart',
    subject: { kind: 'company', id: one },
    data: { otherCompanyId: other },
  });
}
