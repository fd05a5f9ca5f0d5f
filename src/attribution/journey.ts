/** One row of aggregated journeys: a path of channels and how often it was walked to what end. */
export interface Journey {
  /** Channel numbers, oldest touch first; only the first `length` entries belong to this journey. The array is reused for the next. */
  path: Int32Array;
  length: number;
  conversions: number;
  value: number;
  /** Journeys that ended without a conversion. */
  nulls: number;
}

/** What a model gives each channel, by channel number. */
export interface ChannelCredits {
  conversions: ArrayLike<number>;
  values: ArrayLike<number>;
}

/** A model fed one journey at a time; what it remembers grows with the number of channels, never with the number of journeys. */
export interface JourneyModel {
  add(journey: Journey): void;
  /** @param channels how many channels have been seen; a channel the model never credited has 0 */
  credits(channels: number): ChannelCredits;
}

/** Running totals per channel. */
export class ChannelTotals implements ChannelCredits {
  readonly conversions: number[] = [];
  readonly values: number[] = [];

  /** Makes room for channels 0 to `channels` − 1. */
  grow(channels: number): this {
    while (this.conversions.length < channels) {
      this.conversions.push(0);
      this.values.push(0);
    }
    return this;
  }

  add(channel: number, conversions: number, value: number): void {
    if (channel >= this.conversions.length) this.grow(channel + 1);
    this.conversions[channel] = (this.conversions[channel] as number) + conversions;
    this.values[channel] = (this.values[channel] as number) + value;
  }
}
