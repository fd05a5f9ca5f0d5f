import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

export type UrlQuery = Readonly<Record<string, string | undefined>>;

/**
 * What stands after the `?` of the address, as texts, and a way to change it: what a screen shows can be bookmarked and sent to a
 * colleague. An empty value leaves the address; `replace` puts the change in the place of the present entry of the history.
 */
export function useUrlQuery(): [query: UrlQuery, change: (changes: UrlQuery, options?: { replace?: boolean }) => void] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const query = useMemo(
    () => Object.fromEntries(Object.entries(search).map(([key, value]) => [key, textOf(value)] as const)) as UrlQuery,
    [search],
  );
  const change = useCallback(
    (changes: UrlQuery, { replace = false } = {}) =>
      void navigate({
        to: '.',
        search: (before: object) => withoutEmpty({ ...before, ...changes }),
        replace,
        resetScroll: false,
      }),
    [navigate],
  );
  return [query, change];
}

/** The parts of a query that say something. The word true goes without the quotation marks that set a text apart from it. */
function withoutEmpty(query: object): Record<string, unknown> {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(entries.map(([key, value]) => [key, value === 'true' ? true : value]));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
