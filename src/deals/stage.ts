import { isBefore, pathTo, type Stage } from '../leads/lifecycle.ts';
import type { DealStage } from './schema.ts';

/** What a deal's stage says of its lead: an open deal is an opportunity; a lost one says nothing, since a lead is recycled for a reason. */
const leadStages: Readonly<Record<DealStage, Stage | null>> = { open: 'opportunity', won: 'won', lost: null };

/**
 * Where a lead goes when its deal enters a stage; null when it stays. A deal carries its lead on, and back only out of a win that was
 * taken away: a second deal of a customer must not undo the first.
 * @param before the deal's stage until now, null when it is new
 */
export function leadFollows(lead: Stage, before: DealStage | null, deal: DealStage): Stage | null {
  if (before === 'won' && deal !== 'won') return lead === 'won' ? 'opportunity' : null;
  const to = leadStages[deal];
  return to !== null && isBefore(lead, to) && pathTo(lead, to) !== null ? to : null;
}

/** The event that tells of a deal entering a stage. */
export function stageEvent(before: DealStage | null, deal: DealStage): string {
  if (deal !== 'open') return `deal.${deal}`;
  return before === null ? 'deal.opened' : 'deal.reopened';
}

/**
 * The moment by which a day is dated where a moment is needed: its noon in UTC, which is that day in every zone the product's countries
 * have, but neither before what happened to the lead until then nor in the future.
 */
export function momentOf(day: string, notBefore: Date, now: Date): Date {
  const noon = new Date(`${day}T12:00:00Z`).getTime();
  return new Date(Math.min(Math.max(noon, notBefore.getTime()), now.getTime()));
}
