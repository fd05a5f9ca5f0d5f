import { useQuery } from '@tanstack/react-query';
import { resource, type Page } from '../app/api.ts';
import { useNow } from '../ui/use-now.ts';

/** How many hand-offs wait for the person who is signed in, and whether one is over time. Undefined until it is known. */
export function useWaitingHandoffs(): { count: number; overdue: boolean } | undefined {
  const now = useNow();
  const { data } = useQuery({
    ...resource<Page<{ dueAt: string | null }>>('/handoffs', { state: 'waiting', mine: true, limit: 100 }),
    refetchInterval: 60_000,
  });
  return data && { count: data.items.length, overdue: data.items.some(({ dueAt }) => dueAt !== null && new Date(dueAt) < now) };
}
