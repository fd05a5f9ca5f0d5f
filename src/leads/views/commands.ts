import type { z } from 'zod';
import { memberId, type Context } from '../../platform/context.ts';
import { conflict, forbidden, notFound, unprocessable } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { leadViewChange, newLeadView, viewParts, type defaultLeadView } from './schema.ts';
import { standardViewKeys } from './standard-views.ts';

/** More would be a list to search in, not a row to choose from. */
const MOST_VIEWS = 30;

/**
 * Keeps a view under a name, for oneself or for the team.
 * @throws Problem 409 for a name one has a view by, or too many; 422 naming parts that mean nothing
 */
export async function keepView(context: Context, given: z.output<typeof newLeadView>): Promise<string> {
  const { db, workspace, now } = context;
  const own = owner(context);
  assertMeaning(given.query);
  const { n } = await db
    .selectFrom('leadViews')
    .select((row) => row.fn.countAll<number>().as('n'))
    .where('memberId', '=', own)
    .executeTakeFirstOrThrow();
  if (n >= MOST_VIEWS) throw conflict(`You keep ${n} views already, which is as many as there is room for. Delete one first.`);
  const id = newId();
  const { name, query, shared } = given;
  await assertFreeName(context, { id, name, own });
  await db
    .insertInto('leadViews')
    .values({
      workspaceId: workspace,
      id,
      name,
      query: JSON.stringify(query),
      memberId: own,
      createdAt: now,
      sharedAt: shared ? now : null,
    })
    .execute();
  await recordEvent(context, { type: 'lead_view.kept', subject: { kind: 'lead_view', id }, data: { name, query, shared } });
  return id;
}

/**
 * Renames a view, changes what it shows, shares it with the team or takes it back to oneself.
 * @throws Problem 404 for one that is not in sight, 403 for somebody else's, 409, 422
 */
export async function changeView(context: Context, id: string, given: z.output<typeof leadViewChange>): Promise<void> {
  const { db, now } = context;
  const before = await ownView(context, id);
  if (given.query) assertMeaning(given.query);
  const name = given.name ?? before.name;
  const query = given.query ?? before.query;
  const sharedAt = given.shared === undefined ? before.sharedAt : given.shared ? (before.sharedAt ?? now) : null;
  await assertFreeName(context, { id, name, own: before.memberId });
  await db
    .updateTable('leadViews')
    .set({ name, query: JSON.stringify(query), sharedAt })
    .where('id', '=', id)
    .execute();
  const told = (view: { name: string; query: unknown; sharedAt: Date | null }) => ({
    name: view.name,
    query: view.query,
    shared: view.sharedAt !== null,
  });
  await recordEvent(context, {
    type: 'lead_view.changed',
    subject: { kind: 'lead_view', id },
    data: { before: told(before), after: told({ name, query, sharedAt }) },
  });
}

/** Deletes a view, and with it everybody's wish to open with it. @throws Problem 404, 403 for somebody else's */
export async function deleteView(context: Context, id: string): Promise<void> {
  const { name, query } = await ownView(context, id);
  await context.db.deleteFrom('leadViews').where('id', '=', id).execute();
  await recordEvent(context, { type: 'lead_view.deleted', subject: { kind: 'lead_view', id }, data: { name, query } });
}

/** Says what one's list of leads opens with. @throws Problem 404 for a view that is not in sight */
export async function openWith(context: Context, { key }: z.output<typeof defaultLeadView>): Promise<void> {
  const { db, workspace } = context;
  const own = owner(context);
  const standard = standardViewKeys.find((each) => each === key) ?? null;
  const viewId = standard === null ? key : null;
  if (viewId !== null) await viewInSight(context, viewId);
  await db.deleteFrom('leadViewDefaults').where('memberId', '=', own).execute();
  if (key !== null)
    await db.insertInto('leadViewDefaults').values({ workspaceId: workspace, memberId: own, viewId, standard }).execute();
  await recordEvent(context, { type: 'lead_view.opened_with', subject: { kind: 'member', id: own }, data: { key } });
}

function owner({ actor }: Context): string {
  const own = memberId(actor);
  if (own === null) throw forbidden('Views are kept by members; sign in.');
  return own;
}

async function viewInSight(context: Context, id: string) {
  const own = owner(context);
  const view = await context.db
    .selectFrom('leadViews')
    .select(['name', 'query', 'memberId', 'sharedAt'])
    .where('id', '=', id)
    .where((row) => row.or([row('memberId', '=', own), row('sharedAt', 'is not', null)]))
    .forUpdate()
    .executeTakeFirst();
  if (!view) throw notFound();
  return view;
}

async function ownView(context: Context, id: string) {
  const { actor } = context;
  const view = await viewInSight(context, id);
  if (view.memberId !== owner(context) && !(actor.kind === 'member' && actor.role === 'admin'))
    throw forbidden('Whoever keeps a view changes it; an administrator can, too. Keep one of your own instead.');
  return view;
}

async function assertFreeName({ db }: Context, { id, name, own }: { id: string; name: string; own: string }): Promise<void> {
  const others = await db.selectFrom('leadViews').select('name').where('memberId', '=', own).where('id', '<>', id).execute();
  if (others.some((other) => other.name.toLowerCase() === name.toLowerCase()))
    throw conflict(`There is a view called "${name}" already. Give this one another name.`);
}

function assertMeaning(query: Readonly<Record<string, string>>): void {
  const unknown = unknownParts(query);
  if (unknown.length > 0)
    throw unprocessable(
      `A view has the parts ${Object.keys(viewParts.shape).join(', ')}; ${unknown.map(({ part }) => part).join(', ')} cannot be understood.`,
      unknown.map(({ part, value }) => ({ pointer: `/query/${part}`, detail: `"${value}" means nothing here` })),
    );
}

/** The parts of a view that mean nothing, or nothing any more: an unknown name, or a value it does not take. */
export function unknownParts(query: Readonly<Record<string, string>>): { part: string; value: string }[] {
  return Object.entries(query)
    .filter(
      ([part, value]) =>
        !Object.hasOwn(viewParts.shape, part) || !viewParts.shape[part as keyof typeof viewParts.shape].safeParse(value).success,
    )
    .map(([part, value]) => ({ part, value }));
}
