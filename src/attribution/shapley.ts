import { ChannelTotals, type Journey, type JourneyModel } from './journey.ts';

/**
 * Exact Shapley value over sets of channels, in one pass.
 *
 * The game: a coalition S of channels earns v(S) = the conversions (the value) of every journey whose channels all lie in S.
 * Written out, v is a sum of one unanimity game per journey: worth w if S holds the journey's set T, else nothing. The Shapley
 * value of a unanimity game gives w ÷ |T| to each member of T (symmetry and efficiency) and 0 to all others (dummy), and it is
 * additive. So each journey's conversions are shared equally among its distinct channels: exactly the Shapley value, without
 * the 2^channels coalitions.
 */
export class ShapleyModel implements JourneyModel {
  readonly #totals = new ChannelTotals();
  /** The journey a channel was last met in, so that repeats are recognised without building a set. */
  readonly #metIn: number[] = [];
  #journeys = 0;

  add({ path, length, conversions, value }: Journey): void {
    if (conversions === 0 && value === 0) return;
    const distinct = this.#distinct(path, length);
    const share = 1 / distinct.length;
    for (const channel of distinct) this.#totals.add(channel, conversions * share, value * share);
  }

  credits(channels: number): ChannelTotals {
    return this.#totals.grow(channels);
  }

  #distinct(path: Int32Array, length: number): number[] {
    this.#journeys++;
    const distinct: number[] = [];
    for (let index = 0; index < length; index++) {
      const channel = path[index] as number;
      while (this.#metIn.length <= channel) this.#metIn.push(0);
      if (this.#metIn[channel] === this.#journeys) continue;
      this.#metIn[channel] = this.#journeys;
      distinct.push(channel);
    }
    return distinct;
  }
}
