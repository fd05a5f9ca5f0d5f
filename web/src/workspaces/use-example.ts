import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { api, resource } from '../app/api.ts';
import { useLanguage } from '../app/language.tsx';

interface ExampleState {
  readonly state: 'none' | 'loading' | 'ready';
  readonly workspaceId: string | null;
  /** 0 to 100 */
  readonly progress: number;
}

const path = '/example';

/**
 * The example company: whether there is one, loading it, entering it. While it loads its state is asked for each second.
 * `onReady` is told once it has loaded on this screen's request.
 */
export function useExample(onReady?: (workspaceId: string) => void) {
  const client = useQueryClient();
  const { language } = useLanguage();
  const load = useMutation({
    mutationFn: () => api.post(path, { language }),
    onSuccess: () => client.invalidateQueries({ queryKey: [path] }),
  });
  const asked = load.isSuccess;
  const state = useQuery({
    ...resource<ExampleState>(path),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => (data?.state === 'loading' || (asked && data?.state !== 'ready') ? 1000 : false),
  });
  const ready = asked && state.data?.state === 'ready' ? state.data.workspaceId : null;
  const tell = useEffectEvent((workspaceId: string) => onReady?.(workspaceId));
  useEffect(() => {
    if (ready !== null) tell(ready);
  }, [ready]);
  return {
    state: state.data?.state,
    workspaceId: state.data?.workspaceId ?? null,
    loading: load.isPending || (asked && state.data?.state !== 'ready') || state.data?.state === 'loading',
    progress: state.data?.progress ?? 0,
    load: () => load.mutate(),
    error: load.error ?? state.error,
  };
}
