import { queryOptions } from '@tanstack/react-query';
import { api, ApiProblem } from '../app/api.ts';

/** One thing of the API that may not exist yet: null where it does not. */
export function resourceIfAny<T>(path: string) {
  return queryOptions({
    queryKey: [path],
    queryFn: ({ signal }) =>
      api.get<T>(path, {}, signal).catch((error: unknown) => {
        if (error instanceof ApiProblem && error.status === 404) return null;
        throw error;
      }),
  });
}
