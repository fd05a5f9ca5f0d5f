/** How a pattern must stand in a text. */
export const matches = ['exact', 'prefix', 'suffix', 'contains'] as const;
export type Match = (typeof matches)[number];

export interface Pattern {
  match: Match;
  value: string;
}

interface State {
  readonly next: Map<string, State>;
  /** Where to go on when the text leaves this path: the state of the longest suffix that is a path of its own. */
  fallback: State | null;
  /** The lowest number of a pattern that ends here, itself or as such a suffix. */
  first: number;
}

// Signs that no address or tag holds stand for the two ends of a text; so all four ways to match become one: is it in there?
const [START, END] = ['\u0002', '\u0003'];

/**
 * Compiles patterns into one pass over a text (Aho and Corasick, 1975): it costs the length of the text, however many patterns there are.
 * Upper and lower case are the same; a pattern of blanks matches nothing.
 * @returns finds the number (the place in `patterns`) of the first pattern that matches; null when none does
 */
export function compilePatterns(patterns: readonly (Pattern | null)[]): (text: string) => number | null {
  const root: State = { next: new Map(), fallback: null, first: Infinity };
  patterns.forEach((pattern, number) => {
    const value = pattern?.value.trim().toLowerCase() ?? '';
    if (pattern === null || value === '') return;
    const begins = pattern.match === 'exact' || pattern.match === 'prefix' ? START : '';
    const ends = pattern.match === 'exact' || pattern.match === 'suffix' ? END : '';
    let state = root;
    for (const sign of begins + value + ends) state = childOf(state, sign);
    state.first = Math.min(state.first, number);
  });
  // In the order of length, so that the shorter suffix a state falls back on is finished before it.
  const queue = [root];
  for (const state of queue)
    for (const [sign, child] of state.next) {
      child.fallback = state === root ? root : step(state.fallback ?? root, sign);
      child.first = Math.min(child.first, child.fallback.first);
      queue.push(child);
    }
  if (root.next.size === 0) return () => null;
  return (text) => {
    let state = root;
    let first = Infinity;
    for (const sign of START + text.toLowerCase() + END) {
      state = step(state, sign);
      first = Math.min(first, state.first);
    }
    return first === Infinity ? null : first;
  };
}

function childOf(state: State, sign: string): State {
  const known = state.next.get(sign);
  if (known) return known;
  const child: State = { next: new Map(), fallback: null, first: Infinity };
  state.next.set(sign, child);
  return child;
}

function step(from: State, sign: string): State {
  let state = from;
  for (;;) {
    const next = state.next.get(sign);
    if (next) return next;
    if (state.fallback === null) return state;
    state = state.fallback;
  }
}
