import { startOfWeek } from '../../calendars/local-day.ts';

/** What stands in the address of the list of leads: filters, sort, columns and layout, as texts. */
export type ViewQuery = Readonly<Record<string, string>>;

/** The views everybody has, in the order they are offered. Their words are the screen's. */
export const standardViewKeys = ['all', 'new', 'ready', 'mine', 'given_back', 'waiting', 'returned'] as const;
export type StandardView = (typeof standardViewKeys)[number];

/**
 * What the standard views show: reckoned, never stored, so that a new week or another release changes them for all.
 * @param today in the workspace's zone
 */
export function standardViews(today: string): Readonly<Record<StandardView, ViewQuery>> {
  return {
    all: {},
    new: { createdFrom: startOfWeek(today) },
    ready: { ready: 'true', stage: 'known,engaged,mql,rejected', sort: '-engagement' },
    mine: { owner: 'me', sort: '-stageSince' },
    given_back: { stage: 'rejected', sort: '-stageSince' },
    waiting: { stage: 'submitted', sort: 'stageSince' },
    returned: { returned: 'true' },
  };
}
