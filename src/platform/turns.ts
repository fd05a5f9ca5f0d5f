import { unavailable } from './errors.ts';

export interface TurnLimits {
  /** Turns that one lane may hold at once. */
  each: number;
  /** Turns held at once in all: fewer than there are connections, so that finding out who asks never waits behind those who work. */
  all: number;
  /** Who may wait in one lane; the next is turned away. */
  waiting: number;
  /** How long anybody waits. */
  patienceMs: number;
}

/** Runs work when its lane has a turn. @throws Problem 503 when the lane is full, or the turn does not come in time */
export type Turns = <T>(lane: string, work: () => Promise<T>) => Promise<T>;

interface Lane {
  held: number;
  waiting: Set<() => void>;
}

/**
 * Turns at something scarce, handed out so that no lane can take it from the others: each holds a few at the most, and whoever holds
 * fewest is next.
 */
export function fairTurns({ each, all, waiting, patienceMs }: TurnLimits): Turns {
  const lanes = new Map<string, Lane>();
  let held = 0;

  const next = () => {
    while (held < all) {
      let first: Lane | undefined;
      for (const lane of lanes.values())
        if (lane.waiting.size > 0 && lane.held < each && (first === undefined || lane.held < first.held)) first = lane;
      const [start] = first?.waiting ?? [];
      if (first === undefined || start === undefined) return;
      first.waiting.delete(start);
      first.held++;
      held++;
      start();
    }
  };

  const turn = (lane: Lane): Promise<void> =>
    new Promise((start, fail) => {
      const begin = () => {
        clearTimeout(timer);
        start();
      };
      const timer = setTimeout(() => {
        lane.waiting.delete(begin);
        fail(busy());
      }, patienceMs);
      lane.waiting.add(begin);
      next();
    });

  return async (name, work) => {
    const lane = lanes.get(name) ?? { held: 0, waiting: new Set() };
    if (lane.waiting.size >= waiting) throw busy();
    lanes.set(name, lane);
    try {
      await turn(lane);
      try {
        return await work();
      } finally {
        lane.held--;
        held--;
      }
    } finally {
      next();
      if (lane.held === 0 && lane.waiting.size === 0) lanes.delete(name);
    }
  };
}

const busy = () =>
  unavailable('More is asked of this workspace than can be answered just now. Nothing was changed; try again in a few seconds.');
