/** A lead's standing carried forward touch by touch: what a new touch costs does not grow with the touches before it. */
import { matchingFact, touchMatcher, type ScoredTouch } from './matching.ts';
import type { DefinitionBody, Signal } from './schema.ts';
import {
  evidenceHoldsUntil,
  fitCriteria,
  softCriterion,
  standing,
  VISIT_GAP,
  type ScoredLead,
  type Standing,
  type Weighed,
} from './score.ts';

const DAY = 86_400_000;
/** Something changes just after this moment; a second later it has, whatever rounding does. */
const JUST_AFTER = 1_000;

/** What scoring remembers of a person's touches. Times are milliseconds since 1970. */
export interface Tally {
  /** The latest touch counted; null: none yet. */
  counted: number | null;
  /** Up to when touches have left the windows of the signals. */
  left: number;
  /** By signal: the points of its touches as they were at `at`, before its cap, and how many touches those are. */
  sums: Record<string, { sum: number; at: number; count: number }>;
  /** By hard criterion and hand-raise rule: when its latest touches were (of visits: their last pages), as many as it asks for. */
  latest: Record<string, number[]>;
  /** The latest page touch. */
  page: number | null;
  /** The latest human touch. */
  active: number | null;
}

const noTally: Tally = { counted: null, left: -Infinity, sums: {}, latest: {}, page: null, active: null };

/** Engagement at a moment in two parts: what stands at its caps does not fall yet, the rest falls with the half-life. */
export interface Engagement {
  held: number;
  falling: number;
}

export interface RollingScore {
  /** Where the lead stands. Moments must not go back. */
  at(moment: Date): Standing;
  /** The parts of the engagement at the last moment asked for. */
  engagement(): Engagement;
  /** When the standing changes next although nothing happens; null: never. Never too late, sometimes for nothing. */
  changesAfter(): Date | null;
  /** Whether this very touch asks for contact. */
  raises(touch: ScoredTouch): boolean;
  /** What to remember for the next touch. */
  tally(): Tally;
}

/** The days after which signals forget a touch, each once. A tally is carried forward with the touches that leave these windows. */
export function signalWindows({ engagement: { criteria, negatives } }: DefinitionBody): number[] {
  return [...new Set([...criteria, ...negatives].flatMap(({ withinDays }) => (withinDays === undefined ? [] : [withinDays])))];
}

/**
 * Scores a lead at moments one after the other, equal to `scoreLead` at each.
 * @param touches all of them; with a tally those after `counted`, those that have left a signal's window since `left`, and the oldest
 *   still in each window
 * @param before what was remembered under this very definition
 */
export function rollingScore(lead: ScoredLead, definition: DefinitionBody, before: Tally = noTally): RollingScore {
  const { matchers, signals, counted } = preparedFor(definition);
  // What is in it is replaced and never changed.
  const state: Tally = { ...before, sums: { ...before.sums }, latest: { ...before.latest } };
  const fixed = [
    ...fitCriteria(lead, [...definition.icp.company, ...definition.icp.person]),
    ...definition.soft.map((criterion) => softCriterion(criterion, lead.evidence)),
  ];
  const profiles = definition.hard.flatMap((criterion): Weighed[] =>
    criterion.kind === 'profile'
      ? [
          {
            key: criterion.key,
            part: 'hard',
            met: matchingFact(criterion.test, lead.person, lead.company) !== undefined,
            points: 0,
          },
        ]
      : [],
  );
  const steps = stepsOf(lead.touches, definition, before);
  let next = 0;
  let now = -Infinity;
  let parts: Engagement = { held: 0, falling: 0 };

  const fall = (from: number, to: number) => 2 ** (-(to - from) / DAY / definition.engagement.halfLifeDays);

  /** Adds the points of touches as they were at a moment, or takes them away. */
  function add({ key }: Signal, points: number, at: number, count: 1 | -1): void {
    const own = state.sums[key] ?? { sum: 0, at, count: 0 };
    const later = Math.max(own.at, at);
    const sum = own.sum * fall(own.at, later) + points * fall(at, later);
    const left = own.count + count;
    state.sums[key] = { sum: left === 0 ? 0 : sum, at: later, count: left };
  }

  function come(touch: ScoredTouch): void {
    const at = touch.occurredAt.getTime();
    state.counted = at;
    state.active = at;
    for (const { signal, matches } of signals) if (matches(touch)) add(signal, signal.points, at, 1);
    const isPage = touch.kind === 'page';
    const isSameVisit = isPage && state.page !== null && at - state.page < VISIT_GAP;
    for (const { key, keeps, visits, matches } of counted) {
      if (!matches(touch)) continue;
      const times = state.latest[key] ?? [];
      state.latest[key] = [...(visits && isSameVisit ? times.slice(0, -1) : times), at].slice(-keeps);
    }
    if (isPage) state.page = at;
  }

  function leave(touch: ScoredTouch, withinDays: number): void {
    const at = touch.occurredAt.getTime();
    for (const { signal, matches } of signals)
      if (signal.withinDays === withinDays && matches(touch))
        add(signal, -signal.points * fall(at, at + withinDays * DAY), at + withinDays * DAY, -1);
  }

  /** Whether a counted criterion or hand-raise is met: the last of as many as it asks for is still within its days. */
  function lapses(key: string, keeps: number, withinDays: number): number {
    const times = state.latest[key] ?? [];
    return times.length < keeps ? -Infinity : (times[times.length - keeps] ?? -Infinity) + withinDays * DAY;
  }

  function weighed(): Weighed[] {
    parts = { held: 0, falling: 0 };
    const sums = signals.map(({ signal, part }): Weighed => {
      const { sum = 0, at = now, count = 0 } = state.sums[signal.key] ?? {};
      const points = sum * fall(at, now);
      const sign = part === 'negative' ? -1 : 1;
      const isHeld = signal.cap !== undefined && points >= signal.cap;
      const worth = count === 0 ? 0 : sign * (isHeld ? (signal.cap ?? 0) : points);
      parts[isHeld ? 'held' : 'falling'] += worth;
      return { key: signal.key, part, met: count > 0, points: worth };
    });
    const lists = counted.map(({ key, part, keeps, withinDays }): Weighed => ({
      key,
      part,
      met: lapses(key, keeps, withinDays) >= now,
      points: 0,
    }));
    return [...fixed.map((criterion) => criterion(now)), ...profiles, ...lists, ...sums];
  }

  return {
    at(moment) {
      now = moment.getTime();
      for (let step = steps[next]; step && (step.leaves === null ? step.at <= now : step.at < now); step = steps[++next])
        if (step.leaves === null) come(step.touch);
        else leave(step.touch, step.leaves);
      state.left = Math.max(state.left, now);
      return standing(weighed(), definition);
    },
    engagement: () => parts,
    changesAfter() {
      const { thresholds, soft, engagement } = definition;
      const { mql, ready } = thresholds;
      const fallsTo = (share: number) => now - engagement.halfLifeDays * DAY * Math.log2(share);
      const levels = [thresholds.engaged, mql.engagement, ready.engagement, 1.5 * ready.engagement, ready.engagement / 2];
      const moments = [
        steps[next]?.at ?? Infinity,
        ...counted.map(({ key, keeps, withinDays }) => lapses(key, keeps, withinDays)),
        ...soft.flatMap((criterion) =>
          lead.evidence
            .filter((each) => each.criterion === criterion.key)
            .flatMap((each) => [each.at.getTime(), evidenceHoldsUntil(each, criterion)]),
        ),
        ...signals.map(({ signal }) => {
          const own = state.sums[signal.key];
          return own && signal.cap !== undefined ? fallsTo(signal.cap / (own.sum * fall(own.at, now))) : Infinity;
        }),
        ...levels.map((level) => fallsTo((level - parts.held) / parts.falling)),
      ].filter((at) => at >= now && at < Infinity);
      return moments.length === 0 ? null : new Date(Math.min(...moments) + JUST_AFTER);
    },
    raises: (touch) => matchers.some((matches) => matches(touch)),
    tally: () => ({ ...state }),
  };
}

interface Step {
  at: number;
  touch: ScoredTouch;
  /** The window it leaves; null: it comes. */
  leaves: number | null;
}

/** What happens in time: touches come, and leave the signals' windows. */
function stepsOf(touches: readonly ScoredTouch[], definition: DefinitionBody, { counted, left }: Tally): Step[] {
  const windows = signalWindows(definition);
  const steps = touches
    .filter(({ bot }) => !bot)
    .flatMap((touch): Step[] => {
      const at = touch.occurredAt.getTime();
      const comes = counted === null || at > counted;
      return [
        ...(comes ? [{ at, touch, leaves: null }] : []),
        ...windows.map((days) => ({ at: at + days * DAY, touch, leaves: days })).filter((step) => comes || step.at >= left),
      ];
    });
  // What comes at the moment another leaves comes first: a window's last moment is within it.
  return steps.sort((a, b) => a.at - b.at || Number(a.leaves !== null) - Number(b.leaves !== null));
}

interface Prepared {
  /** What each hand-raise rule tests. */
  matchers: ((touch: ScoredTouch) => boolean)[];
  signals: { signal: Signal; part: 'engagement' | 'negative'; matches: (touch: ScoredTouch) => boolean }[];
  counted: {
    key: string;
    part: 'hard' | 'hand-raise';
    keeps: number;
    withinDays: number;
    visits: boolean;
    matches: (touch: ScoredTouch) => boolean;
  }[];
}

const prepared = new WeakMap<DefinitionBody, Prepared>();

/** The tests of a definition, made ready once for however many leads. */
function preparedFor(definition: DefinitionBody): Prepared {
  const known = prepared.get(definition);
  if (known) return known;
  const { engagement, hard, handRaise } = definition;
  const raises = handRaise.map(({ key, withinDays, touches }) => ({
    key,
    part: 'hand-raise' as const,
    keeps: 1,
    withinDays,
    visits: false,
    matches: touchMatcher(touches),
  }));
  const made: Prepared = {
    matchers: raises.map(({ matches }) => matches),
    signals: (['engagement', 'negative'] as const).flatMap((part) =>
      (part === 'engagement' ? engagement.criteria : engagement.negatives).map((signal) => ({
        signal,
        part,
        matches: touchMatcher(signal.touches),
      })),
    ),
    counted: [
      ...hard.flatMap((criterion) =>
        criterion.kind === 'profile'
          ? []
          : {
              key: criterion.key,
              part: 'hard' as const,
              keeps: criterion.atLeast,
              withinDays: criterion.withinDays,
              visits: criterion.kind === 'visits',
              matches: criterion.kind === 'visits' ? ({ kind }: ScoredTouch) => kind === 'page' : touchMatcher(criterion.touches),
            },
      ),
      ...raises,
    ],
  };
  prepared.set(definition, made);
  return made;
}
