/** The lifecycle of a lead: its stages, the moves between them, and what a skipped stage leaves behind. The table stage_moves holds the same moves. */

/** The way from a name to paid work, in order. 'new' is where a lead comes from, never where it stands. */
const road = [
  'new',
  'known',
  'engaged',
  'mql',
  'submitted',
  'accepted',
  'working',
  'connected',
  'sql',
  'opportunity',
  'won',
  'invoiced',
] as const;

/** Where a lead leaves the road, each with a reason from its own catalogue. */
export const sideExits = ['rejected', 'recycled', 'disqualified'] as const;
export type SideExit = (typeof sideExits)[number];

export type Stage = Exclude<(typeof road)[number], 'new'> | SideExit;
export const stages: readonly Stage[] = [...road.filter((stage) => stage !== 'new'), ...sideExits];

export type MacroStage = 'attract' | 'convert' | 'close';

/**
 * Every single move allowed: one step on, a side exit, or a way back. A lead with sales leaves by recycling or disqualification;
 * one that waits for an answer is accepted or given back first. Recycled and disqualified end a passage: the person returns as a new lead.
 */
export const moves: Readonly<Record<Stage | 'new', readonly Stage[]>> = {
  new: ['known'],
  known: ['engaged', 'disqualified'],
  engaged: ['mql', 'known', 'disqualified'],
  mql: ['submitted', 'engaged', 'known', 'disqualified'],
  submitted: ['accepted', 'rejected'],
  accepted: ['working', 'submitted', 'recycled', 'disqualified'],
  working: ['connected', 'recycled', 'disqualified'],
  connected: ['sql', 'recycled', 'disqualified'],
  sql: ['opportunity', 'recycled', 'disqualified'],
  opportunity: ['won', 'sql', 'recycled', 'disqualified'],
  won: ['invoiced', 'opportunity'],
  invoiced: ['won'],
  rejected: ['submitted', 'recycled', 'disqualified'],
  recycled: [],
  disqualified: [],
};

/**
/**
 * Ways back that nobody chooses: by them what was done just now is undone. A rejection whose repair has ended the passage, a contact, or a
 * lead that was qualified, sent back or ended by mistake.
 */
export const undoMoves: Readonly<Partial<Record<Stage, readonly Stage[]>>> = {
  submitted: ['known', 'engaged', 'mql'],
  working: ['accepted'],
  connected: ['accepted', 'working'],
  sql: ['accepted', 'working', 'connected'],
  recycled: ['submitted', 'accepted', 'working', 'connected', 'sql', 'opportunity', 'rejected'],
  disqualified: ['submitted', 'known', 'engaged', 'mql', 'accepted', 'working', 'connected', 'sql', 'opportunity', 'rejected'],
};

/** Stages in which a passage has come to its end; a person may then have a new lead. */
const closing: ReadonlySet<Stage> = new Set<Stage>(['won', 'invoiced', 'recycled', 'disqualified']);

export function isClosed(stage: Stage): boolean {
  return closing.has(stage);
}

export function isSideExit(stage: Stage): stage is SideExit {
  return (sideExits as readonly Stage[]).includes(stage);
}

/** Whether marketing has it and may hand it over: it never was with sales, or was given back. */
export function isWithMarketing(stage: Stage): boolean {
  return stage === 'rejected' || isBefore(stage, 'submitted');
}

/** Attract until it is handed over, convert until sales has qualified it, close from there; a side exit belongs to none. */
export function macroStage(stage: Stage): MacroStage | null {
  if (isSideExit(stage)) return null;
  if (isBefore(stage, 'submitted')) return 'attract';
  return isBefore(stage, 'opportunity') ? 'convert' : 'close';
}

/** Whether a stage comes earlier on the road than another; side exits are nowhere on it. */
export function isBefore(stage: Stage | 'new', other: Stage): boolean {
  const place = placeOf(stage);
  return place !== -1 && place < placeOf(other);
}

/**
 * The stages a lead enters on its way to another, the last being `to`: one for a single move, and every stage between when it
 * skips forward on the road. Null when it cannot get there from here.
 */
export function pathTo(from: Stage | 'new', to: Stage): Stage[] | null {
  if (moves[from].includes(to)) return [to];
  return isBefore(from, to) ? (road.slice(placeOf(from) + 1, placeOf(to) + 1) as Stage[]) : null;
}

function placeOf(stage: Stage | 'new'): number {
  return (road as readonly string[]).indexOf(stage);
}
