import type { z } from 'zod';
import { localDate } from '../../calendars/zone.ts';
import { memberId, type Context } from '../../platform/context.ts';
import { countLeads } from '../listed/reports.ts';
import { leadFilters } from '../schema.ts';
import { unknownParts } from './commands.ts';
import type { leadView } from './schema.ts';
import { standardViewKeys, standardViews, type ViewQuery } from './standard-views.ts';
import { timeZoneOf } from '../../workspaces/reports.ts';

type View = z.output<typeof leadView>;

/** The views in sight: those everybody has, then one's own, then those the team shares, each with how many leads it shows now. */
export async function listViews(context: Context): Promise<View[]> {
  const own = memberId(context.actor);
  const timeZone = await timeZoneOf(context);
  const standard = standardViews(localDate(context.now, timeZone));
  const opening = own === null ? undefined : await openingView(context, own);
  const views = [
    ...standardViewKeys
      .filter((key) => key !== 'mine' || own !== null)
      .map((key) => ({ key, name: null, query: standard[key], isShared: true, member: null })),
    ...(await keptViews(context, own)),
  ];
  return Promise.all(
    views.map(async ({ query, ...view }) => {
      const unknown = unknownParts(query);
      return {
        ...view,
        query: { ...query },
        unknown,
        count: await countOf(context, query, unknown),
        isDefault: view.key === opening,
      };
    }),
  );
}

/** One view. It is in sight of who asks: they have just kept or changed it. */
export async function oneView(context: Context, key: string): Promise<View> {
  const found = (await listViews(context)).find((view) => view.key === key);
  if (!found) throw new Error('a view that was just written is in sight');
  return found;
}

async function countOf(context: Context, query: ViewQuery, unknown: View['unknown']): Promise<number> {
  const understood = Object.entries(query).filter(([part]) => !unknown.some((each) => each.part === part));
  return (await countLeads(context, leadFilters.parse(Object.fromEntries(understood)))).all;
}

async function keptViews({ db }: Context, own: string | null) {
  const rows = await db
    .selectFrom('leadViews as v')
    .innerJoin('members as m', (join) => join.onRef('m.workspaceId', '=', 'v.workspaceId').onRef('m.id', '=', 'v.memberId'))
    .innerJoin('users as u', 'u.id', 'm.userId')
    .select(['v.id', 'v.name', 'v.query', 'v.memberId', 'v.sharedAt', 'u.name as memberName'])
    .where((row) => row.or([row('v.sharedAt', 'is not', null), ...(own === null ? [] : [row('v.memberId', '=', own)])]))
    .orderBy((row) => row('v.memberId', '=', own ?? ''), 'desc')
    .orderBy('v.name')
    .execute();
  return rows.map(({ id, name, query, memberId: of, memberName, sharedAt }) => ({
    key: id,
    name,
    query: query as ViewQuery,
    isShared: sharedAt !== null,
    member: { id: of, name: memberName },
  }));
}

async function openingView({ db }: Context, own: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('leadViewDefaults')
    .select(['viewId', 'standard'])
    .where('memberId', '=', own)
    .executeTakeFirst();
  return row?.viewId ?? row?.standard ?? undefined;
}
