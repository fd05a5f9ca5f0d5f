import { ChannelTotals, type Journey, type JourneyModel } from './journey.ts';
import { MarkovModel } from './markov.ts';
import { ShapleyModel } from './shapley.ts';
import { firstWeights, lastWeights, linearWeights, positionWeights, timeDecayWeights } from './weights.ts';

/** The models that work on aggregated journeys, in the order they are shown. */
export const pathModels = ['first', 'last', 'linear', 'position', 'time-decay', 'markov', 'shapley'] as const;
export type PathModel = (typeof pathModels)[number];

/** Touches after which a touch weighs half, when a path's positions stand in for its age. */
export const defaultHalfLifeTouches = 7;

/** What one model gives one channel. Over all channels of a model both figures sum to the totals of the journeys. */
export interface PathCredit {
  model: PathModel;
  channel: string;
  conversions: number;
  value: number;
}

/**
 * Attribution over aggregated journeys, any number of them: memory grows with the channels, not with the journeys.
 *
 * Repeats of a channel in a path count as touches of their own; only the Markov model collapses consecutive ones, and Shapley
 * sees a path as a set. Under time decay the position is the age: the last touch has age 0, the one before it 1.
 */
export class PathAttribution {
  readonly #numbers = new Map<string, number>();
  readonly #models: { name: PathModel; model: JourneyModel }[];
  readonly #journey: Journey = { path: new Int32Array(64), length: 0, conversions: 0, value: 0, nulls: 0 };

  /**
   * @param models which models to compute; credits come in this order
   * @param halfLife in touches, above zero
   */
  constructor(models: readonly PathModel[], halfLife: number = defaultHalfLifeTouches) {
    if (!(halfLife > 0)) throw new RangeError('half-life must be above 0');
    this.#models = models.map((name) => ({ name, model: journeyModels[name](halfLife) }));
  }

  /**
   * Counts one journey.
   *
   * @param path at least one channel, oldest touch first
   * @param conversions how often it ended in a conversion, not negative
   * @param value what those conversions were worth in all, any unit
   * @param nulls how often it ended in nothing, not negative
   * @throws RangeError if the path is empty, or the Markov model is asked for more channels than it takes
   */
  add(path: readonly string[], conversions: number, value: number, nulls: number): void {
    if (path.length === 0) throw new RangeError('a path has at least one channel');
    const journey = this.#journey;
    if (path.length > journey.path.length) journey.path = new Int32Array(path.length * 2);
    for (let index = 0; index < path.length; index++) journey.path[index] = this.#number(path[index] as string);
    journey.length = path.length;
    journey.conversions = conversions;
    journey.value = value;
    journey.nulls = nulls;
    for (const { model } of this.#models) model.add(journey);
  }

  /** What has been counted until now: each model in turn, its channels in the order they were first seen. */
  credits(): PathCredit[] {
    const channels = [...this.#numbers.keys()];
    return this.#models.flatMap(({ name, model }) => {
      const { conversions, values } = model.credits(channels.length);
      return channels.map((channel, number) => ({
        model: name,
        channel,
        conversions: conversions[number] ?? 0,
        value: values[number] ?? 0,
      }));
    });
  }

  #number(channel: string): number {
    const known = this.#numbers.get(channel);
    if (known !== undefined) return known;
    // A copy: a name cut out of a large text would otherwise keep the whole text in memory.
    this.#numbers.set(` ${channel}`.slice(1), this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

const journeyModels: Record<PathModel, (halfLife: number) => JourneyModel> = {
  first: () => new TouchWeightModel(firstWeights),
  last: () => new TouchWeightModel(lastWeights),
  linear: () => new TouchWeightModel(linearWeights),
  position: () => new TouchWeightModel(positionWeights),
  'time-decay': (halfLife) => new TouchWeightModel((count) => timeDecayWeights(agesByPosition(count), halfLife)),
  markov: () => new MarkovModel(),
  shapley: () => new ShapleyModel(),
};

function agesByPosition(count: number): number[] {
  return Array.from({ length: count }, (_, index) => count - 1 - index);
}

/** Paths up to this length keep their shares for the next path as long; longer ones are too rare to be worth the memory. */
const REMEMBERED_LENGTH = 256;

/** A model that gives each position of a path a fixed share. */
class TouchWeightModel implements JourneyModel {
  readonly #totals = new ChannelTotals();
  readonly #weights: (count: number) => number[];
  readonly #shares: (Float64Array | undefined)[] = [];

  constructor(weights: (count: number) => number[]) {
    this.#weights = weights;
  }

  add({ path, length, conversions, value }: Journey): void {
    if (conversions === 0 && value === 0) return;
    const shares = this.#sharesOf(length);
    for (let index = 0; index < length; index++) {
      const share = shares[index] as number;
      if (share > 0) this.#totals.add(path[index] as number, conversions * share, value * share);
    }
  }

  credits(channels: number): ChannelTotals {
    return this.#totals.grow(channels);
  }

  #sharesOf(length: number): Float64Array {
    const known = this.#shares[length];
    if (known) return known;
    const weights = this.#weights(length);
    const all = weights.reduce((total, weight) => total + weight, 0);
    const shares = Float64Array.from(weights, (weight) => weight / all);
    if (length <= REMEMBERED_LENGTH) this.#shares[length] = shares;
    return shares;
  }
}
