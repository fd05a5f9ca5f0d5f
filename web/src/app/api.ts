import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { useMemo } from 'react';

const base = '/api/v1';

export interface FieldError {
  /** Where in the request, as a JSON pointer: `/password`, `/clauses/2/target`. */
  readonly pointer: string;
  readonly detail: string;
}

/** An answer of the API that is not the one asked for (RFC 9457); `detail` is written for the person who reads it. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly FieldError[];

  constructor(status: number, problem: { title?: string; detail?: string; errors?: readonly FieldError[] }) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.title = problem.title ?? '';
    this.detail = problem.detail ?? '';
    this.errors = problem.errors ?? [];
  }
}

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** A page of a collection; `next` is the cursor of the following page, null at the end. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** The full address of an API path, for links and downloads. */
export function apiUrl(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined && value !== '') search.set(key, String(value));
  const text = search.toString();
  return `${base}${path}${text && (path.includes('?') ? '&' : '?')}${text}`;
}

/** Random, for `Idempotency-Key`. Not `crypto.randomUUID`, which plain-HTTP intranet addresses do not have. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function answer(status: number, text: string): unknown {
  const body = parsed(text);
  if (status >= 200 && status < 300) return body;
  throw new ApiProblem(status, typeof body === 'object' && body !== null ? body : {});
}

async function send<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (method === 'POST') headers['idempotency-key'] = newKey();
  const request: RequestInit = { method, headers, credentials: 'same-origin' };
  if (body !== undefined) request.body = JSON.stringify(body);
  if (signal) request.signal = signal;
  const response = await fetch(base + path, request).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiProblem(0, {});
  });
  return answer(response.status, await response.text()) as T;
}

/** The HTTP API, by paths below /api/v1. Every failure is an {@link ApiProblem}; status 0 means the server was not reached. */
export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) =>
    send<T>('GET', apiUrl(path, query).slice(base.length), undefined, signal),
  post: <T = undefined>(path: string, body?: unknown) => send<T>('POST', path, body),
  put: <T = undefined>(path: string, body?: unknown) => send<T>('PUT', path, body),
  patch: <T = undefined>(path: string, body?: unknown) => send<T>('PATCH', path, body),
  delete: <T = undefined>(path: string) => send<T>('DELETE', path),
};

/** Sends files; `onProgress` hears the share sent, 0 to 1. XMLHttpRequest, because fetch tells nothing of an upload's progress. */
export function upload<T>(path: string, form: FormData, onProgress?: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', base + path);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('idempotency-key', newKey());
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total);
    });
    request.addEventListener('load', () => {
      try {
        resolve(answer(request.status, request.responseText) as T);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    request.addEventListener('error', () => reject(new ApiProblem(0, {})));
    request.send(form);
  });
}

/** One thing of the API as a query: `useQuery(resource<Lead>(`/leads/${id}`))`. */
export function resource<T>(path: string, query: Query = {}) {
  return queryOptions({ queryKey: [path, query], queryFn: ({ signal }) => api.get<T>(path, query, signal) });
}

function collection<Item, Answer extends Page<Item>>(path: string, query: Query) {
  return infiniteQueryOptions({
    queryKey: [path, query, 'pages'],
    queryFn: ({ pageParam, signal }) => api.get<Answer>(path, { ...query, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** A paged collection as one growing list: `const leads = useCollection<Lead>('/leads', { search })`. Hand it to a DataTable as it is. `first` is its first page, with whatever stands beside the items there. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names what the path answers, as with `resource`
export function useCollection<Item, Answer extends Page<Item> = Page<Item>>(path: string, query: Query = {}) {
  const { data, isPending, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    collection<Item, Answer>(path, query),
  );
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  return {
    rows,
    first: data?.pages[0],
    loading: isPending,
    error,
    retry: () => void refetch(),
    hasMore: hasNextPage,
    loadMore: () => void (hasNextPage && !isFetchingNextPage && fetchNextPage()),
  };
}

/** Reads again everything that was read from below the given paths. */
export function readAgain(client: QueryClient, paths: readonly string[]): Promise<void> {
  return client.invalidateQueries({ predicate: ({ queryKey }) => paths.some((path) => String(queryKey[0]).startsWith(path)) });
}

/**
 * A change through the API. Afterwards everything read from below the given paths is read again, and `done` is called, even if what asked
 * for the change has left the screen by then (a row that was dealt with): what is given to `mutate` itself would be forgotten.
 */
export function useCommand<Input = void, Result = unknown>(
  change: (input: Input) => Promise<Result>,
  { refresh, done }: { refresh: readonly string[]; done?: (result: Result, input: Input) => void },
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (result, input) => {
      await readAgain(client, refresh);
      done?.(result, input);
    },
  });
}
