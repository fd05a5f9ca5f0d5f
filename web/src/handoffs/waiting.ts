import { useQuery } from '@tanstack/react-query';
import { resource } from '../app/api.ts';
import { useNow } from '../ui/use-now.ts';
import type { HandoffPage } from './handoff.ts';

/** How many hand-offs wait for the person who is signed in, and whether one is over time. Undefined until it is known. */
export function useWaitingHandoffs(): { count: number; overdue: boolean } | undefined {
  const now = useNow();
  const { data } = useQuery({
    ...resource<HandoffPage>('/handoffs', { view: 'mine', limit: 100 }),
    refetchInterval: 60_000,
  });
  // The list is ordered by deadline: if one is over time, the first is.
  const due = data?.items[0]?.clock.due ?? null;
  return data && { count: data.counts.mine, overdue: due !== null && new Date(due) < now };
}
