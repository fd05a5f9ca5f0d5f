declare module 'fastify' {
  interface FastifyInstance {
    backlog: Backlog;
  }
}

export type Backlog = ReturnType<typeof backlogOf>;

/** Once many came at once, so long whatever comes next is taken in first and worked through after. */
const RUSH_MS = 1_000;
/** A reader waits so long at the most for what was acknowledged before; what is shown then says how old it is. */
const PATIENCE_MS = 3_000;
/** Where that was not enough, nobody waits again for this long: more arrives than can be worked through. */
const PAUSE_MS = 10_000;
/** The worker is woken once for all that is taken in within this time. */
const GATHERED_MS = 50;

export interface BacklogParts {
  /** Looks for the oldest entry of a workspace that waits. */
  oldest: (workspace: string) => Promise<string | null>;
  /** Works through a part of it, as the worker does: whoever reads does not depend on one that is just starting. */
  work: (workspace: string) => Promise<unknown>;
  /** Wakes the worker. Where that fails, its sweep finds what waits. */
  announce: (workspace: string) => void;
  /** An entry's id of now: earlier ones were left by a process before this one. */
  born: string;
  clock?: () => number;
  later?: (work: () => void, ms: number) => void;
}

/** What this process has taken into the journal of each workspace and may not be worked through yet. */
export function backlogOf({
  oldest,
  work,
  announce,
  born,
  clock = Date.now,
  later = (run, ms) => setTimeout(run, ms).unref(),
}: BacklogParts) {
  const rushUntil = new Map<string, number>();
  const newest = new Map<string, string>();
  const noWaitUntil = new Map<string, number>();
  const inherited = new Set<string>();
  const gathering = new Set<string>();

  return {
    /** Whether so much arrives that it is taken in first. `crowded`: what is asked about came with many others. */
    isRush(workspace: string, crowded: boolean): boolean {
      if (crowded) rushUntil.set(workspace, clock() + RUSH_MS);
      const isRush = (rushUntil.get(workspace) ?? 0) > clock();
      if (!isRush) rushUntil.delete(workspace);
      return isRush;
    },
    note(workspace: string, entry: string): void {
      newest.set(workspace, entry);
      if (gathering.has(workspace)) return;
      gathering.add(workspace);
      later(() => {
        gathering.delete(workspace);
        announce(workspace);
      }, GATHERED_MS);
    },
    /** Resolves when all that was noted before is worked through, or when that takes too long. */
    async workedThrough(workspace: string): Promise<void> {
      const upTo = newest.get(workspace) ?? (inherited.has(workspace) ? undefined : born);
      if (upTo === undefined || (noWaitUntil.get(workspace) ?? 0) > clock()) return;
      noWaitUntil.delete(workspace);
      const end = clock() + PATIENCE_MS;
      for (;;) {
        const waits = await oldest(workspace);
        if (waits === null || waits > upTo) break;
        if (clock() >= end) {
          noWaitUntil.set(workspace, clock() + PAUSE_MS);
          return;
        }
        await work(workspace);
      }
      inherited.add(workspace);
      if (newest.get(workspace) === upTo) newest.delete(workspace);
    },
  };
}
