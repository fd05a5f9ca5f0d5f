/** What both teams learn from hand-offs: sums over what sales decided and said of them. */
import type { Labels } from '../definitions/schema.ts';

/** A share stands on at least this many cases before anything is proposed on it. */
const FEWEST_CASES = 20;
/** An item of use in fewer conversations than this is hardly worth asking for. */
const RARELY_USEFUL = 0.2;
/** An item of use in at least this many conversations, and filled in fewer hand-offs than the other, is worth asking better for. */
const OFTEN_USEFUL = 0.5;
const OFTEN_FILLED = 0.8;
const MISSED_SHOWN = 50;

type InLanguages = Record<'en' | 'da' | 'nb' | 'nl', string>;

export type ReadyBy = 'definition' | 'marketing';

/** A hand-off as the sums need it. */
export interface ToldHandoff {
  id: string;
  company: string | null;
  /** The channel, source or campaign of its lead. */
  group: string | null;
  leadType: 'hot' | 'other';
  /** Why marketing called it ready: the definition was met, or somebody handed it over all the same. */
  readyBy: ReadyBy;
  decision: 'accepted' | 'rejected' | null;
  reason: string | null;
  items: readonly { key: string; label: InLanguages; filled: boolean }[];
  /** Keys of the criteria that were met when it was handed over. */
  met: readonly string[];
  /** The criteria of the definition it was judged by. */
  criteria: readonly { key: string; labels: Labels | null }[];
  feedback: {
    fit: 'yes' | 'partly' | 'no';
    timing: 'now' | 'later' | 'never';
    briefing: 'yes' | 'partly' | 'no';
    useful: readonly string[];
    missed: string | null;
    givenAt: Date;
  } | null;
}

const verdicts = () => ({ handedOver: 0, accepted: 0, rejected: 0, answered: 0 });
const answers = () => ({ yes: 0, partly: 0, no: 0 });

/** Adds hand-offs up one by one, the oldest first, so that however many there are none is kept. */
export function feedbackTally() {
  const all = { ...verdicts(), fit: answers(), timing: { now: 0, later: 0, never: 0 }, briefing: answers() };
  const reasons = new Map<string, number>();
  const groups = new Map<string | null, ReturnType<typeof newGroup>>();
  const items = new Map<string, { label: InLanguages; asked: number; filled: number; judged: number; useful: number }>();
  const views = new Map<string, ReturnType<typeof newView>>();
  const criteria = new Map<string, { labels: Labels | null } & ReturnType<typeof newMatrix>>();
  let missed: { handoffId: string; text: string; at: Date; company: string | null }[] = [];

  return {
    add(handoff: ToldHandoff): void {
      const { decision, reason, feedback } = handoff;
      const group = memo(groups, handoff.group, newGroup);
      for (const sums of [all, group]) {
        sums.handedOver += 1;
        if (decision) sums[decision] += 1;
        if (feedback) {
          sums.answered += 1;
          sums.fit[feedback.fit] += 1;
        }
      }
      if (reason) for (const counts of [reasons, group.reasons]) counts.set(reason, (counts.get(reason) ?? 0) + 1);
      if (feedback) {
        all.timing[feedback.timing] += 1;
        all.briefing[feedback.briefing] += 1;
        if (feedback.missed)
          missed = [
            { handoffId: handoff.id, text: feedback.missed, at: feedback.givenAt, company: handoff.company },
            ...missed,
          ].slice(0, MISSED_SHOWN);
      }
      for (const { key, label, filled } of handoff.items) {
        const sums = memo(items, key, () => ({ label, asked: 0, filled: 0, judged: 0, useful: 0 }));
        // As it is called now: the latest hand-off has the latest word.
        sums.label = label;
        sums.asked += 1;
        if (filled) sums.filled += 1;
        if (filled && feedback) sums.judged += 1;
        if (filled && feedback?.useful.includes(key)) sums.useful += 1;
      }
      if (decision) {
        const { leadType, readyBy } = handoff;
        const view = memo(views, `${leadType} ${readyBy}`, () => newView(leadType, readyBy));
        view.judged += 1;
        if (decision === 'rejected') view.givenBack += 1;
        if (reason) view.reasons.set(reason, (view.reasons.get(reason) ?? 0) + 1);
        else if (feedback?.fit === 'no') view.unfit += 1;
        const met = new Set(handoff.met);
        for (const { key, labels } of handoff.criteria) {
          const matrix = memo(criteria, key, () => ({ labels, ...newMatrix() }));
          matrix.labels = labels;
          matrix[`${met.has(key) ? 'met' : 'missed'}${decision === 'accepted' ? 'Accepted' : 'Rejected'}`] += 1;
        }
      }
    },
    sum: () => ({
      ...all,
      reasons: byCount(reasons),
      groups: [...groups]
        .map(([key, group]) => ({ key, ...group, reasons: byCount(group.reasons) }))
        .sort((a, b) => b.rejected - a.rejected || b.handedOver - a.handedOver),
      items: [...items].map(([key, item]) => ({ key, ...item, proposal: proposalFor(item) })),
      missed,
      views: [...views.values()]
        .map((view) => ({ ...view, reasons: byCount(view.reasons) }))
        .sort((a, b) => a.leadType.localeCompare(b.leadType) || a.readyBy.localeCompare(b.readyBy)),
      criteria: [...criteria].map(([key, matrix]) => ({ key, ...matrix })),
    }),
  };
}

const newGroup = () => ({ ...verdicts(), fit: answers(), reasons: new Map<string, number>() });
const newView = (leadType: 'hot' | 'other', readyBy: ReadyBy) => ({
  leadType,
  readyBy,
  judged: 0,
  givenBack: 0,
  unfit: 0,
  reasons: new Map<string, number>(),
});
const newMatrix = () => ({ metAccepted: 0, metRejected: 0, missedAccepted: 0, missedRejected: 0 });

function memo<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

function byCount(counts: ReadonlyMap<string, number>): { code: string; count: number }[] {
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}

/** Unused items are proposed for removal; of use and often missing, for asking better. */
function proposalFor({ asked, filled, judged, useful }: { asked: number; filled: number; judged: number; useful: number }) {
  if (judged < FEWEST_CASES) return null;
  if (useful / judged < RARELY_USEFUL) return 'remove' as const;
  return useful / judged >= OFTEN_USEFUL && filled / asked < OFTEN_FILLED ? ('fill' as const) : null;
}
