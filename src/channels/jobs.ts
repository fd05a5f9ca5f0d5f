import { sql } from 'kysely';
import { lockCustomers } from '../companies/commands.ts';
import { followOrigins, leadsBegunBy, leadsByChannel, type Origin } from '../leads/origins/commands.ts';
import type { Context } from '../platform/context.ts';
import { inWorkspace, type Database } from '../platform/database.ts';
import { recordEvent } from '../platform/events.ts';
import type { Enqueue } from '../platform/jobs.ts';
import { willPass } from '../platform/watch.ts';
import { impactTally } from './impact.ts';
import { compileRules } from './rules.ts';
import { previewSpend, renameAllSpend } from './spent/commands.ts';
import {
  lockPreview,
  openVisits,
  rewriteRoads,
  touchesAfter,
  unfinishedPreviews,
  updatePreview,
  type Place,
  type PreviewRow,
  type StoredPast,
} from './store.ts';
import { sameRoad, walk, type Names } from './walk.ts';

/** Touches in one transaction: some tenths of a second, for so long the door may have to wait. */
const CHUNK = 1_000;
const system = { kind: 'system' } as const;

/**
 * Works through the stored past by the rules of a preview, in the order of time and month by month: counts what would change, or, once it is
 * to be applied, changes it. Each part is one transaction that also says how far it has come, so that after a crash it goes on behind it.
 * Does nothing for a preview that is counted, applied or stopped.
 * @param options.size touches in a part
 * @param options.onPart told after each part; what it throws ends the work there
 */
export async function reclassify(
  db: Database,
  { workspace, previewId }: { workspace: string; previewId: string },
  { size = CHUNK, onPart = () => {} }: { size?: number; onPart?: () => void } = {},
): Promise<void> {
  const inside = <T>(work: (context: Context) => Promise<T>) => inWorkspace(db, workspace, system, work);
  const work = { inside, previewId, size, onPart };
  try {
    const row = await inside((context) => lockPreview(context.db, previewId));
    if (!row || row.problem !== null || row.appliedAt !== null) return;
    if (row.runAt !== null) await apply(work, row);
    else if (row.countedAt === null) await count(work, row);
  } catch (error) {
    // The database comes back, or room on its disk, and the job runs again; anything else would only fail again.
    if (willPass(error)) throw error;
    const problem =
      'The work stopped because of a fault in Samspil, which has been logged. What is done holds; run it again to go on.';
    await inside((context) => updatePreview(context.db, previewId, { problem }));
    throw error;
  }
}

/** Puts what is neither done nor stopped in the queue again, should its job have been lost for good: one that still runs hinders nothing. */
export async function resumeEverywhere({ db, enqueue }: { db: Database; enqueue: Enqueue }): Promise<void> {
  const { rows } = await sql<{ id: string }>`select workspace_ids() as id`.execute(db);
  for (const { id: workspace } of rows)
    await inWorkspace(db, workspace, system, async (context) => {
      for (const previewId of await unfinishedPreviews(context))
        await enqueue(context.db, 'channels.reclassify', { workspace, previewId }, { singletonKey: previewId });
    });
}

interface Work {
  inside: <T>(work: (context: Context) => Promise<T>) => Promise<T>;
  previewId: string;
  size: number;
  onPart: () => void;
}

/** Counts from the beginning, also after a crash: it holds its sums in memory. */
async function count({ inside, previewId, size, onPart }: Work, row: PreviewRow): Promise<void> {
  const roadOf = walk(compileRules(row.rules), row.ownDomains);
  const tally = impactTally();
  let touches = 0;
  for (let reached: Place | null = null, more = true; more;) {
    const after: Place | null = reached;
    const part = await inside(async (context) => {
      const read = await touchesAfter(context, after, size);
      const moved = movedIn(read, roadOf);
      for (const { touch, road } of moved) tally.move({ touch, to: road, rule: road.rule });
      tally.leads(
        (await leadsOf(context, moved)).map(({ channel, road, isCustomer }) => ({ from: channel, to: road.channel, isCustomer })),
      );
      const last = read.at(-1);
      touches += read.length;
      if (last) await updatePreview(context.db, previewId, { touches, reachedAt: last.occurredAt });
      return last;
    });
    if (part) reached = { at: part.occurredAt, id: part.id };
    else more = false;
    onPart();
  }
  await inside(async (context) =>
    updatePreview(context.db, previewId, {
      countedAt: context.now,
      touches,
      ...tally.result(await leadsByChannel(context), await previewSpend(context, compileRules(row.rules))),
    }),
  );
}

/** Writes the new roads, and goes on where a run before it was cut off. */
async function apply({ inside, previewId, size, onPart }: Work, row: PreviewRow): Promise<void> {
  let reached: Place | null = row.reachedAt && row.reachedId ? { at: row.reachedAt, id: row.reachedId } : null;
  const from = reached;
  // Up to here the roads are new: what is stored says how visits go on.
  const visits = from ? await inside((context) => openVisits(context, from)) : [];
  const roadOf = walk(compileRules(row.rules), row.ownDomains, visits);
  for (let more = true; more; onPart()) {
    const after: Place | null = reached;
    reached = await inside((context) => applyPart(context, { previewId, after, size, roadOf }));
    more = reached !== null;
  }
}

/** Rewrites one part. @returns how far that is; null at the end, or when somebody else has gone on with it */
async function applyPart(
  context: Context,
  given: { previewId: string; after: Place | null; size: number; roadOf: RoadOf },
): Promise<Place | null> {
  const { previewId, after, size, roadOf } = given;
  const row = await lockPreview(context.db, previewId);
  if (!row || row.appliedAt || row.problem !== null || row.reachedId !== (after?.id ?? null)) return null;
  // Nobody moves touches to another person meanwhile.
  await lockCustomers(context, 'shared');
  const read = await touchesAfter(context, after, size);
  const last = read.at(-1);
  if (!last) {
    await finish(context, row);
    return null;
  }
  const moved = movedIn(read, roadOf);
  await rewriteRoads(
    context,
    moved.map(({ touch, road }) => ({ ...road, id: touch.id, occurredAt: touch.occurredAt })),
  );
  await followOrigins(context, await leadsOf(context, moved));
  const personIds = [...new Set(moved.flatMap(({ touch }) => touch.personId ?? []))];
  if (personIds.length > 0)
    await recordEvent(context, {
      type: 'touchpoints.reclassified',
      subject: { kind: 'touchpoint', id: null },
      data: { personIds, count: moved.length, version: row.version },
    });
  await updatePreview(context.db, previewId, {
    reachedAt: last.occurredAt,
    reachedId: last.id,
    touches: row.touches + read.length,
    changed: row.changed + moved.length,
  });
  return { at: last.occurredAt, id: last.id };
}

type RoadOf = ReturnType<typeof walk>;
interface Moved {
  touch: StoredPast;
  road: ReturnType<RoadOf>;
}

/** The touches whose road is another one now. */
function movedIn(touches: readonly StoredPast[], roadOf: RoadOf): Moved[] {
  return touches.map((touch) => ({ touch, road: roadOf(touch) })).filter(({ touch, road }) => !sameRoad(touch, road));
}

/** The leads that began with one of these touches, each with its new road. */
async function leadsOf(context: Context, moved: readonly Moved[]): Promise<(Origin & { road: Names })[]> {
  const human = moved.filter(({ touch }) => !touch.bot && touch.personId !== null);
  const roads = new Map(human.map(({ touch, road }) => [touch.id, road]));
  const origins = await leadsBegunBy(context, {
    touchIds: [...roads.keys()],
    personIds: human.flatMap(({ touch }) => touch.personId ?? []),
  });
  return origins.flatMap((origin) => {
    const road = roads.get(origin.touchId);
    return road ? [{ ...origin, road }] : [];
  });
}

/** Last, what was spent gets the names of its touches: few roads were ever paid for. */
async function finish(context: Context, { id, version, changed, touches, rules }: PreviewRow): Promise<void> {
  const spend = await renameAllSpend(context, compileRules(rules));
  await updatePreview(context.db, id, { appliedAt: context.now });
  await recordEvent(context, {
    type: 'channel_rules.applied',
    subject: { kind: 'channel_rules', id },
    data: { version, changed, touches, spend },
  });
}
