/**
 * Who a message is about. A name (an e-mail address, an id the sender gave) says who somebody is; a browser (an anonymous id) only says
 * that it was the same browser. So two names are joined when one message holds both, never because they came from one browser: on a tablet
 * at a fair two hundred visitors share one. A browser belongs to whoever named themselves in it first, and with it all its unnamed touches.
 * Because "first" goes by when it happened, the same messages give the same people in whatever order they arrive.
 */

/** A way to name a person: a normalised e-mail address or an id of the sender's. */
export interface Name {
  kind: 'email' | 'external_id';
  value: string;
}

/** What one message says of who it is about. */
export interface Claim {
  at: Date;
  /** All names of the one person meant, the surest first; none for a visitor who has not said. */
  names: readonly Name[];
  browser: string | null;
}

/** A way of recognising somebody, and since when it is theirs. */
export interface Identity {
  kind: Name['kind'] | 'anonymous_id';
  value: string;
  personId: string;
  since: Date;
}

export interface Recognition {
  /** The person of each claim in the order given; null for a visitor nobody knows. */
  people: (string | null)[];
  /** Ids of people met for the first time, with their names. */
  born: string[];
  /** Names that are new, and browsers that are new, known from an earlier moment than before, or now known to be another's. */
  identities: Identity[];
}

const keyOf = ({ kind, value }: Pick<Identity, 'kind' | 'value'>) => `${kind} ${value}`;

/** Every identity the claims speak of, each once: what has to be looked up before anything can be decided. */
export function mentioned(claims: readonly Claim[]): Pick<Identity, 'kind' | 'value'>[] {
  const all = claims.flatMap(({ names, browser }) => [
    ...names,
    ...(browser === null ? [] : [{ kind: 'anonymous_id' as const, value: browser }]),
  ]);
  return [...new Map(all.map((identity) => [keyOf(identity), { kind: identity.kind, value: identity.value }])).values()];
}

/** People who are one person, because a message names them together: each list is to be merged, oldest first. */
export function joined(claims: readonly Claim[], known: readonly Identity[]): string[][] {
  const owners = ownersOf(known);
  const circles = new Map<string, Set<string>>();
  for (const [name, circle] of circlesOf(claims)) {
    const owner = owners.get(name)?.personId;
    if (owner !== undefined) circles.set(circle, (circles.get(circle) ?? new Set()).add(owner));
  }
  // UUIDv7: the smallest id is the oldest person.
  return [...circles.values()].filter(({ size }) => size > 1).map((people) => [...people].sort());
}

/** Decides who each claim is about. `known` holds the identities mentioned, after the merges that `joined` asked for; two people who could not be merged stay two. */
export function recognise(claims: readonly Claim[], known: readonly Identity[], newId: () => string): Recognition {
  const owners = ownersOf(known);
  const circles = circlesOf(claims);
  const personOf = new Map<string, string>();
  for (const [name, circle] of circles) {
    const owner = owners.get(name)?.personId;
    const before = personOf.get(circle);
    if (owner !== undefined && (before === undefined || owner < before)) personOf.set(circle, owner);
  }
  const born: string[] = [];
  const identities = new Map<string, Identity>();
  const people = claims.map(({ at, names }) => {
    for (const { kind, value } of names) {
      const name = keyOf({ kind, value });
      if (owners.has(name)) continue;
      const circle = circles.get(name) ?? name;
      const personId = personOf.get(circle) ?? newId();
      if (!personOf.has(circle)) born.push(personId);
      personOf.set(circle, personId);
      const identity: Identity = { kind, value, personId, since: at };
      owners.set(name, identity);
      identities.set(name, identity);
    }
    return names[0] === undefined ? null : (owners.get(keyOf(names[0]))?.personId ?? null);
  });
  for (const [index, { at, browser }] of claims.entries()) {
    const personId = people[index] ?? null;
    if (browser === null || personId === null) continue;
    const name = keyOf({ kind: 'anonymous_id', value: browser });
    const owner = owners.get(name);
    if (owner && owner.since <= at) continue;
    const identity: Identity = { kind: 'anonymous_id', value: browser, personId, since: at };
    owners.set(name, identity);
    identities.set(name, identity);
  }
  const ofBrowser = (browser: string | null) =>
    browser === null ? null : (owners.get(keyOf({ kind: 'anonymous_id', value: browser }))?.personId ?? null);
  return {
    people: claims.map(({ browser }, index) => people[index] ?? ofBrowser(browser)),
    born,
    identities: [...identities.values()],
  };
}

const ownersOf = (known: readonly Identity[]) => new Map(known.map((identity) => [keyOf(identity), identity]));

/** Puts names that appear in one claim into one circle, across claims: each name with the name that stands for its circle. */
function circlesOf(claims: readonly Claim[]): Map<string, string> {
  const parents = new Map<string, string>();
  const root = (name: string): string => {
    let top = name;
    for (let parent = parents.get(top); parent !== undefined && parent !== top; parent = parents.get(top)) {
      parents.set(top, parents.get(parent) ?? parent);
      top = parent;
    }
    return top;
  };
  for (const { names } of claims) {
    const [first, ...others] = names.map(keyOf);
    if (first === undefined) continue;
    if (!parents.has(first)) parents.set(first, first);
    for (const other of others) {
      if (!parents.has(other)) parents.set(other, other);
      parents.set(root(other), root(first));
    }
  }
  return new Map([...parents.keys()].map((name) => [name, root(name)]));
}
