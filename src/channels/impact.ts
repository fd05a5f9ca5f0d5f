import type { Road } from './channel.ts';
import type { Impact } from './schema.ts';
import type { CostMove } from './spent/names.ts';
import type { Names } from './walk.ts';

/** A stored touch that gets another road, and by which rule. */
export interface Move {
  touch: Names & { id: string; occurredAt: Date; url: string | null; referrer: string | null };
  to: Pick<Road, 'channel' | 'source'>;
  rule: number | null;
}

/** A lead that began with a touch that gets another road. */
export interface LeadMove {
  from: string | null;
  to: string;
  isCustomer: boolean;
}

/** How many leads and customers a channel has brought. */
export interface ChannelFigure {
  channel: string | null;
  leads: number;
  customers: number;
}

const MOST_LISTED = 100;
const MOST_KINDS = 5_000;
const EXAMPLES = 3;

/** Counts what changes while somebody goes through the past; keeps a few examples of each kind of change and no more. */
export function impactTally() {
  const kinds = new Map<string, Impact['moves'][number]>();
  const leads: LeadMove[] = [];
  let changed = 0;
  return {
    move({ touch, to, rule }: Move) {
      changed += 1;
      const key = JSON.stringify([touch.channel, touch.source, to.channel, to.source, rule]);
      let kind = kinds.get(key);
      if (!kind) {
        if (kinds.size >= MOST_KINDS) return;
        kind = {
          from: { channel: touch.channel, source: touch.source },
          to: { channel: to.channel, source: to.source },
          rule,
          touches: 0,
          examples: [],
        };
        kinds.set(key, kind);
      }
      kind.touches += 1;
      const { id, occurredAt, url, referrer, campaign } = touch;
      if (kind.examples.length < EXAMPLES) kind.examples.push({ id, occurredAt, url, referrer, campaign });
    },
    leads: (moved: readonly LeadMove[]) => void leads.push(...moved),
    /**
     * @param figures the leads and customers of each channel before
     * @param spend days of spend that are called otherwise, and what the channels then cost
     */
    result(
      figures: readonly ChannelFigure[],
      spend: { days: number; costs: readonly CostMove[] },
    ): { changed: number; impact: Impact } {
      const moves = [...kinds.values()].toSorted((one, other) => other.touches - one.touches).slice(0, MOST_LISTED);
      const listed = moves.reduce((sum, { touches }) => sum + touches, 0);
      return {
        changed,
        impact: {
          moves,
          otherTouches: changed - listed,
          leads: figuresMoved(figures, leads),
          leadsMoved: leads.length,
          spendDays: spend.days,
          costs: spend.costs.map(({ channel, currency, before, after }) => ({
            channel,
            before: { amountMinor: before, currency },
            after: { amountMinor: after, currency },
          })),
        },
      };
    },
  };
}

/** The figures of the channels that leads leave or come to, before and after. */
function figuresMoved(figures: readonly ChannelFigure[], moved: readonly LeadMove[]): Impact['leads'] {
  const channels = [...new Set(moved.filter(({ from, to }) => from !== to).flatMap(({ from, to }) => [from, to]))];
  return channels
    .map((channel) => {
      const before = figures.find((figure) => figure.channel === channel) ?? { leads: 0, customers: 0 };
      const net = (counts: (move: LeadMove) => boolean) =>
        moved.filter((move) => move.to === channel && counts(move)).length -
        moved.filter((move) => move.from === channel && counts(move)).length;
      return {
        channel,
        leads: { before: before.leads, after: before.leads + net(() => true) },
        customers: { before: before.customers, after: before.customers + net(({ isCustomer }) => isCustomer) },
      };
    })
    .toSorted((one, other) => other.leads.before - one.leads.before);
}
