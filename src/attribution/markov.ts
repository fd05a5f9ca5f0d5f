import { type ChannelCredits, ChannelTotals, type Journey, type JourneyModel } from './journey.ts';

/** More channels than this make a matrix that no longer fits the time and memory of one request (2,000² numbers are 32 MB). */
export const mostMarkovChannels = 2_000;

/**
 * Markov attribution: each channel's share of all conversions (of all value) is its removal effect's share of all removal effects.
 * Consecutive repeats of a channel are collapsed; each journey counts conversions + nulls times in its transitions.
 */
export class MarkovModel implements JourneyModel {
  #room = 8;
  #between: Float64Array = new Float64Array(this.#room * this.#room);
  readonly #ends = new ChannelTotals();
  readonly #nulls: number[] = [];
  #value = 0;

  /** @throws RangeError at channel number `mostMarkovChannels` */
  add({ path, length, conversions, value, nulls }: Journey): void {
    const weight = conversions + nulls;
    let from = this.#known(path[0] as number);
    for (let index = 1; index < length; index++) {
      const to = path[index] as number;
      if (to === from) continue;
      this.#known(to);
      const cell = from * this.#room + to;
      this.#between[cell] = (this.#between[cell] as number) + weight;
      from = to;
    }
    this.#ends.add(from, conversions, value);
    this.#nulls[from] = (this.#nulls[from] as number) + nulls;
    this.#value += value;
  }

  credits(channels: number): ChannelCredits {
    const ends = this.#ends.grow(channels);
    const conversions = Float64Array.from(ends.conversions);
    const effects = removalEffects({
      channels,
      between: this.#compact(channels),
      conversions,
      values: Float64Array.from(ends.values),
      nulls: Float64Array.from(conversions, (_, channel) => this.#nulls[channel] ?? 0),
    });
    return {
      conversions: creditByEffect(effects.conversions, sum(conversions)),
      values: creditByEffect(effects.values, this.#value),
    };
  }

  /** Makes room for a channel; the matrix doubles, so that growing costs no more than filling it. */
  #known(channel: number): number {
    if (channel >= mostMarkovChannels) throw new RangeError(`the markov model takes at most ${mostMarkovChannels} channels`);
    while (this.#nulls.length <= channel) this.#nulls.push(0);
    if (channel >= this.#room) {
      const room = 2 ** Math.ceil(Math.log2(channel + 1));
      this.#between = resized(this.#between, this.#room, room);
      this.#room = room;
    }
    return channel;
  }

  #compact(channels: number): Float64Array {
    return resized(this.#between, this.#room, channels);
  }
}

/** What the chain is built from: how often each channel led to each other one, to a conversion (with what value) and to nothing. */
export interface TransitionCounts {
  channels: number;
  /** Row-major channels × channels; the diagonal is zero, because consecutive repeats are collapsed. */
  between: Float64Array;
  /** Per last channel. */
  conversions: Float64Array;
  values: Float64Array;
  nulls: Float64Array;
}

export interface MarkovEffects {
  /** Removal effect per channel: the share of conversions (of value) lost when the channel is taken away. 0 where there is nothing to lose. */
  conversions: Float64Array;
  values: Float64Array;
}

/**
 * Removal effects of an order-1 Markov chain, solved exactly rather than simulated.
 *
 * A journey converts without channel k with probability P − P(reaches k) · x[k], where x[k] is the probability of converting from k;
 * so the effect of removing k (its arrivals go to null) is P(reaches k) · x[k] ÷ P. P(reaches k) is the expected number of visits
 * to k divided by the number expected once there, both entries of the chain's fundamental matrix. Counts of real journeys balance
 * (what arrives leaves), so the expected visits are simply departures ÷ journeys. With A = diag(departures) − counts between
 * channels, C conversions and A x = conversions, all of it becomes
 *
 *     effect[k] = x[k] ÷ (C · A⁻¹[k,k])
 *
 * and the same with values for C and for the right-hand side, the reward of a conversion being the mean value of its last channel.
 * A is eliminated once without a single subtraction (Grassmann, Taksar and Heyman 1985), which keeps every effect accurate to the
 * last digits however rare conversions are. A channel nobody visits, a channel no conversion passes and a chain without conversions
 * have effect 0; value that came without any conversion from a last channel has no mean and rewards nothing.
 *
 * Cost: channels³ operations, whatever the number of journeys.
 */
export function removalEffects(counts: TransitionCounts): MarkovEffects {
  const { channels, conversions } = counts;
  const rewards = counts.values.map((value, channel) => (at(conversions, channel) > 0 ? value : 0));
  const chain = eliminate(counts);
  const converting = solve(chain, conversions);
  const earning = solve(chain, rewards);
  const allConversions = sum(conversions);
  const allRewards = sum(rewards);

  const effects: MarkovEffects = { conversions: new Float64Array(channels), values: new Float64Array(channels) };
  for (let channel = 0; channel < channels; channel++) {
    const inverse = inverseDiagonal(chain, channel);
    if (inverse === 0) continue;
    if (allConversions > 0) effects.conversions[channel] = at(converting, channel) / (inverse * allConversions);
    if (allRewards !== 0) effects.values[channel] = at(earning, channel) / (inverse * allRewards);
  }
  return effects;
}

/** Shares a total out in proportion to the effects; all zero when no effect carries it. */
export function creditByEffect(effects: Float64Array, total: number): Float64Array {
  const all = sum(effects);
  return effects.map((effect) => (all === 0 ? 0 : (effect / all) * total));
}

/** A = L · U. `factors` holds −L below and −U above the diagonal (both non-negative); `pivots` is U's diagonal, 0 for an unvisited channel. */
interface Elimination {
  channels: number;
  factors: Float64Array;
  pivots: Float64Array;
}

function eliminate(counts: TransitionCounts): Elimination {
  const { channels } = counts;
  const factors = counts.between.slice();
  const leaving = counts.conversions.map((conversions, channel) => conversions + at(counts.nulls, channel));
  const pivots = new Float64Array(channels);
  for (let p = 0; p < channels; p++) {
    const rowP = p * channels;
    // The pivot is what flows on from p: summed, not subtracted from the departures, so nothing cancels.
    let pivot = at(leaving, p);
    for (let j = p + 1; j < channels; j++) pivot += at(factors, rowP + j);
    pivots[p] = pivot;
    if (pivot === 0) continue;
    for (let i = p + 1; i < channels; i++) {
      const rowI = i * channels;
      const factor = at(factors, rowI + p) / pivot;
      if (factor === 0) continue;
      factors[rowI + p] = factor;
      leaving[i] = at(leaving, i) + factor * at(leaving, p);
      for (let j = p + 1; j < channels; j++) factors[rowI + j] = at(factors, rowI + j) + factor * at(factors, rowP + j);
    }
  }
  return { channels, factors, pivots };
}

/** x of A x = right-hand side. */
function solve(chain: Elimination, right: Float64Array): Float64Array {
  const x = right.slice();
  substitute(chain, x, 0);
  return x;
}

/** A⁻¹[channel, channel]; 0 for an unvisited channel. */
function inverseDiagonal(chain: Elimination, channel: number): number {
  const unit = new Float64Array(chain.channels);
  unit[channel] = 1;
  substitute(chain, unit, channel);
  return at(unit, channel);
}

/** Solves in place for the unknowns from `first` on; correct if the right-hand side is zero before it. */
function substitute({ channels, factors, pivots }: Elimination, x: Float64Array, first: number): void {
  for (let i = first + 1; i < channels; i++) {
    let flow = at(x, i);
    for (let j = first, row = i * channels; j < i; j++) flow += at(factors, row + j) * at(x, j);
    x[i] = flow;
  }
  for (let i = channels - 1; i >= first; i--) {
    let flow = at(x, i);
    for (let j = i + 1, row = i * channels; j < channels; j++) flow += at(factors, row + j) * at(x, j);
    x[i] = at(pivots, i) === 0 ? 0 : flow / at(pivots, i);
  }
}

/** The same square matrix with another number of rows and columns. */
function resized(matrix: Float64Array, size: number, wanted: number): Float64Array {
  const result = new Float64Array(wanted * wanted);
  const kept = Math.min(size, wanted);
  for (let row = 0; row < kept; row++) result.set(matrix.subarray(row * size, row * size + kept), row * wanted);
  return result;
}

function sum(numbers: Float64Array): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** An entry that is known to exist. */
function at(numbers: Float64Array, index: number): number {
  return numbers[index] as number;
}
