import type { Query } from '../app/api.ts';
import type { UrlQuery } from '../app/url-query.ts';

/** What the list of leads is narrowed by, as it stands in the address. */
export const filterParts = ['search', 'stage', 'owner', 'channel', 'ready', 'returned', 'createdFrom'] as const;
/** Everything that a view keeps. `view` beside them only says which view was opened. */
const viewParts = [...filterParts, 'sort', 'columns', 'layout'] as const;

function parts(query: UrlQuery, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
}

export const filtersOf = (query: UrlQuery): Query => parts(query, filterParts);
export const viewQueryOf = (query: UrlQuery): Record<string, string> => parts(query, viewParts);

/** The address that shows a view: what it keeps and is understood, and nothing of the one before. */
export function addressOf(view: {
  key: string;
  query: Readonly<Record<string, string>>;
  unknown: readonly { part: string }[];
}): UrlQuery {
  const understood = Object.entries(view.query).filter(([part]) => !view.unknown.some((each) => each.part === part));
  const nothing = Object.fromEntries(viewParts.map((part) => [part, '']));
  return { ...nothing, ...Object.fromEntries(understood), view: view.key };
}

/** Whether the address shows other than the view keeps. */
export function differs(
  query: UrlQuery,
  view: { query: Readonly<Record<string, string>>; unknown: readonly { part: string }[] },
) {
  const { view: _view, ...kept } = addressOf({ key: '', ...view });
  return JSON.stringify(viewQueryOf(query)) !== JSON.stringify(viewQueryOf(kept));
}
