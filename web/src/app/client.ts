import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api.ts';
import { sessionQuery } from './session.tsx';

/** A session that ended meanwhile shows the sign-in screen, wherever it is noticed. */
function onError(error: unknown) {
  if (error instanceof ApiProblem && error.status === 401) client.setQueryData(sessionQuery.queryKey, null);
}

/** What has been read from the API, for as long as it holds. */
export const client = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // What the server has refused it refuses again; only a server that was not reached or is starting is asked once more.
      retry: (failures, error) => failures < 1 && error instanceof ApiProblem && (error.status === 0 || error.status >= 500),
    },
  },
});
