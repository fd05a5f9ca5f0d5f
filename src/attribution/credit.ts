import { apportion } from './apportion.ts';
import { firstWeights, lastWeights, linearWeights, positionWeights, timeDecayWeights, wShapedWeights } from './weights.ts';

/** The models that credit one deal from its own touches, in the order they are shown. */
export const touchModels = ['first', 'last', 'last-non-direct', 'linear', 'position', 'w-shaped', 'time-decay'] as const;
export type TouchModel = (typeof touchModels)[number];

/** Days back from the conversion in which a touch counts, unless the model is set otherwise. */
export const defaultLookBackDays = 365;
/** Days in which a touch loses half its weight under time decay. */
export const defaultHalfLifeDays = 7;

const DAY = 86_400_000;

export interface CreditedTouch {
  id: string;
  occurredAt: Date;
  channel: string;
  /** Made by a machine (a crawler, a mail scanner): kept on the timeline, never credited. */
  bot: boolean;
}

/** A conversion to share out: what it was worth, when it happened, and the milestones that W-shaped asks for. */
export interface Conversion {
  /** Net invoiced (or the deal's value until invoiced) in minor units; negative for a credit note. */
  amountMinor: number;
  convertedAt: Date;
  leadCreatedAt?: Date | null;
  dealCreatedAt?: Date | null;
}

export interface CreditSettings {
  lookBackDays?: number;
  halfLifeDays?: number;
}

export interface TouchCredit {
  touchId: string;
  channel: string;
  amountMinor: number;
}

export interface DealCredit {
  /** One per touch that counts, oldest first; a touch the model leaves out has 0. */
  credits: TouchCredit[];
  /** The whole amount when no touch counts, otherwise 0: credits + unattributed is always exactly the amount. */
  unattributedMinor: number;
}

/**
 * Shares one conversion's amount out to the touches that led to it.
 *
 * The formulas: first, last, last non-direct, linear R/n, position 40/20/40, W-shaped 30/30/30/10, time decay 2^(−age ÷ half-life).
 * Parts are rounded by largest remainder and sum exactly to the amount.
 *
 * @throws RangeError if the amount is not whole minor units, or look-back or half-life are not above zero
 */
export function creditTouches(
  model: TouchModel,
  conversion: Conversion,
  touches: readonly CreditedTouch[],
  settings: CreditSettings = {},
): DealCredit {
  const { lookBackDays = defaultLookBackDays, halfLifeDays = defaultHalfLifeDays } = settings;
  if (!(lookBackDays > 0)) throw new RangeError('look-back must be above 0 days');
  if (!(halfLifeDays > 0)) throw new RangeError('half-life must be above 0 days');

  const counted = touchesThatCount(touches, conversion.convertedAt, lookBackDays);
  if (counted.length === 0) return { credits: [], unattributedMinor: conversion.amountMinor };

  const amounts = apportion(conversion.amountMinor, weigh[model](counted, conversion, halfLifeDays));
  const credits = counted.map((touch, index) => ({
    touchId: touch.id,
    channel: touch.channel,
    amountMinor: amounts[index] ?? 0,
  }));
  return { credits, unattributedMinor: 0 };
}

/** The touches a conversion may be credited to, oldest first: human, before it, and within the look-back window (its start included). */
export function touchesThatCount(touches: readonly CreditedTouch[], convertedAt: Date, lookBackDays: number): CreditedTouch[] {
  const until = convertedAt.getTime();
  const from = until - lookBackDays * DAY;
  return touches
    .filter((touch) => !touch.bot && touch.occurredAt.getTime() >= from && touch.occurredAt.getTime() < until)
    .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
}

type Weigh = (touches: readonly CreditedTouch[], conversion: Conversion, halfLifeDays: number) => number[];

const weigh: Record<TouchModel, Weigh> = {
  first: ({ length }) => firstWeights(length),
  last: ({ length }) => lastWeights(length),
  'last-non-direct': lastNonDirectWeights,
  linear: ({ length }) => linearWeights(length),
  position: ({ length }) => positionWeights(length),
  'w-shaped': (touches, { leadCreatedAt, dealCreatedAt }) =>
    wShapedWeights(touches.length, touchBehind(touches, leadCreatedAt), touchBehind(touches, dealCreatedAt)),
  'time-decay': (touches, { convertedAt }, halfLifeDays) => {
    const ages = touches.map((touch) => (convertedAt.getTime() - touch.occurredAt.getTime()) / DAY);
    return timeDecayWeights(ages, halfLifeDays);
  },
};

/** All to the last touch that did not come directly; when every touch did, to the last. */
function lastNonDirectWeights(touches: readonly CreditedTouch[]): number[] {
  const last = touches.findLastIndex((touch) => touch.channel !== 'direct');
  if (last === -1) return lastWeights(touches.length);
  return touches.map((_, index) => (index === last ? 1 : 0));
}

/** The touch that brought a milestone about: the last one at or before it. */
function touchBehind(touches: readonly CreditedTouch[], milestone: Date | null | undefined): number | undefined {
  if (!milestone) return undefined;
  const index = touches.findLastIndex((touch) => touch.occurredAt.getTime() <= milestone.getTime());
  return index === -1 ? undefined : index;
}
