import type { z } from 'zod';
import type { HandoffInFull, HandoffItem, handoffPage } from '../../../src/handoffs/schema.ts';

export type Handoff = HandoffItem;
export type HandoffDetails = HandoffInFull;
export type HandoffPage = z.input<typeof handoffPage>;

/** What a hand-off is called in a sentence: the person, else the company, else the address. */
export function nameOf({ person, company }: Pick<Handoff, 'person' | 'company'>): string {
  return person.name ?? company?.name ?? person.email ?? '–';
}

/**
 * Business minutes left at a moment. Read from the server each half minute; in between they tick with the wall clock wherever no
 * closing time lies ahead, and stand still where one does.
 */
export function minutesLeft(
  { due, minutesLeft: known, wallMinutesLeft }: Pick<Handoff['clock'], 'due' | 'minutesLeft' | 'wallMinutesLeft'>,
  now: Date,
): number {
  const wall = due === null ? 0 : Math.floor((new Date(due).getTime() - now.getTime()) / 60_000);
  return known === null || known === wallMinutesLeft ? wall : known;
}

/** Which hand-off comes after one that was just answered: the next that waits, from there on and then from the top; else null. */
export function nextToAnswer(items: readonly Pick<Handoff, 'id' | 'state'>[], id: string): string | null {
  const place = items.findIndex((item) => item.id === id);
  const onwards = [...items.slice(place + 1), ...items.slice(0, Math.max(place, 0))];
  return (onwards.find(({ state }) => state === 'waiting') ?? onwards[0])?.id ?? null;
}
