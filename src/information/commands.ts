import type { z } from 'zod';
import { notify } from '../notifications/commands.ts';
import { memberId, type Context } from '../platform/context.ts';
import { conflict, forbidden, notFound, unprocessable } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { carriedOut, keyOf, MOST_ITEMS, obstacleTo, type Asked } from './contract.ts';
import { contractAt } from './reports.ts';
import type { newItemRequest, newItemRequestAnswer } from './schema.ts';
import { contractVersions, findRequest, lockContract } from './store.ts';

type Side = 'marketing' | 'sales';

/**
 * A team asks for an item, for another form of one, or to drop one. The other team hears of it and answers; until then nothing changes.
 * @throws Problem 409 where the same item is being asked about already; 422 for an item that is or is not there
 */
export async function requestItem(context: Context, given: z.output<typeof newItemRequest>): Promise<{ id: string }> {
  const { db, workspace, actor, now } = context;
  await lockContract(db, workspace);
  const { why, ...asked } = given;
  const { items } = await contractAt(context, now);
  assertPossible(items, asked);
  const id = newId();
  const key = keyOf(asked);
  const side: Side = actor.kind === 'member' && actor.team === 'marketing' ? 'marketing' : 'sales';
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('itemRequests')
    .values({
      workspaceId: workspace,
      id,
      kind: asked.kind,
      itemKey: key,
      item: asked.kind === 'retire' ? null : JSON.stringify(asked.item),
      why: why ?? null,
      side,
      askedBy: memberId(actor),
      askedAt: now,
    })
    .onConflict((on) => on.columns(['workspaceId', 'itemKey']).where('answer', 'is', null).doNothing())
    .executeTakeFirstOrThrow();
  if (!numInsertedOrUpdatedRows)
    throw conflict(`Somebody has asked about "${key}" already. Answer that request first; then ask again.`);
  const data = { kind: asked.kind, key, side, item: asked.kind === 'retire' ? null : asked.item, why: why ?? null };
  await recordEvent(context, { type: 'item.requested', subject: { kind: 'item_request', id }, data });
  await notify(context, await headsOf(context, otherThan(side)), {
    kind: 'item.requested',
    subject: { kind: 'item_request', id },
    data: { kind: asked.kind, label: labelOf(items, asked), reason: why ?? null },
  });
  return { id };
}

/**
 * The other team answers a request. Agreed, the items hold for hand-offs from this moment on; those made before are judged as they were.
 * @throws Problem 404; 403 for the team that asked; 409 for one that is answered; 422 for one that cannot be carried out any more
 */
export async function answerItemRequest(
  context: Context,
  id: string,
  { answer, comment }: z.output<typeof newItemRequestAnswer>,
): Promise<void> {
  const { db, workspace, actor, now } = context;
  await lockContract(db, workspace);
  const request = await findRequest(db, id);
  if (!request) throw notFound();
  if (request.answeredAt) throw conflict(`This request was answered at ${request.answeredAt.toISOString()}.`);
  if (actor.kind !== 'member' || (actor.role !== 'admin' && actor.team === request.side))
    throw forbidden(`Your own team asked; ${otherThan(request.side)} answers.`);
  const { items } = await contractAt(context, now);
  const { asked } = request;
  if (answer === 'agreed') assertPossible(items, asked);
  await db
    .updateTable('itemRequests')
    .set({ answer, answerComment: comment ?? null, answeredBy: memberId(actor), answeredAt: now })
    .where('id', '=', id)
    .execute();
  const subject = { kind: 'item_request', id };
  const data = { kind: asked.kind, label: labelOf(items, asked), comment: comment ?? null };
  if (answer === 'agreed') {
    const version = ((await contractVersions(db)).at(-1)?.version ?? 0) + 1;
    const after = carriedOut(items, asked);
    await db
      .insertInto('informationContracts')
      .values({ workspaceId: workspace, version, items: JSON.stringify(after), requestId: id, madeAt: now })
      .execute();
    await recordEvent(context, {
      type: 'information_contract.changed',
      subject: { kind: 'information_contract', id: null },
      data: { version, requestId: id, before: items, after },
    });
  }
  await recordEvent(context, { type: `item.request_${answer}`, subject, data: { comment: comment ?? null } });
  await notify(context, [request.askedBy], { kind: `item.request_${answer}`, subject, data });
}

function assertPossible(items: Parameters<typeof obstacleTo>[0], asked: Asked): void {
  const obstacle = obstacleTo(items, asked);
  const key = keyOf(asked);
  if (obstacle === null) return;
  const said = {
    is_there: `"${key}" is an item already; ask to change it instead.`,
    is_not_there: `"${key}" is no item; the items are ${items.map((item) => item.key).join(', ')}.`,
    full: `There are ${MOST_ITEMS} items, and no more can be. Retire one first.`,
  }[obstacle];
  throw unprocessable(said, [{ pointer: asked.kind === 'retire' ? '/key' : '/item/key', detail: said }]);
}

const otherThan = (side: Side): Side => (side === 'sales' ? 'marketing' : 'sales');

const labelOf = (items: Parameters<typeof obstacleTo>[0], asked: Asked) =>
  asked.kind === 'retire' ? items.find(({ key }) => key === asked.key)?.label : asked.item.label;

async function headsOf({ db }: Context, team: Side): Promise<string[]> {
  const rows = await db
    .selectFrom('members')
    .select('id')
    .where('team', '=', team)
    .where('head', '=', true)
    .where('leftAt', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}
