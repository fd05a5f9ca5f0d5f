/**
 * Who a message is about. A name (an e-mail address, a mobile number, an id the sender gave) says who somebody is; a browser (an anonymous
 * id) only says that it was the same browser. So two names are joined when one message holds both, never because they came from one browser:
 * on a tablet at a fair two hundred visitors share one. A browser belongs to whoever named themselves in it first, and with it all its
 * unnamed touches. Because "first" goes by when it happened, the same messages give the same people in whatever order they arrive.
 *
 * Companies are recognised by the very same rules; they have other kinds of names, and no browsers.
 */

export type PersonName = 'email' | 'phone' | 'external_id';

/** A way to name somebody, in its one spelling. An id is one only beside its source: contact 17 of a tool is not user 17 of the website. */
export interface Name<Kind extends string = PersonName> {
  kind: Kind;
  /** Whose id it is; '' for what means the same wherever it is said. */
  source: string;
  value: string;
}

/** What one message says of who it is about. */
export interface Claim<Kind extends string = PersonName> {
  at: Date;
  /** The message's own id, so that what followed from it can be explained. */
  messageId?: string | null;
  /** All names of the one meant, the surest first; none for a visitor who has not said. */
  names: readonly Name<Kind>[];
  browser: string | null;
}

/** A way of recognising somebody, whose it is, and since when. */
export interface Identity<Kind extends string = PersonName> extends Name<Kind | 'anonymous_id'> {
  owner: string;
  since: Date;
}

/** Two who are one, because a message holds a name of each. */
export interface Joining<Kind extends string = PersonName> {
  kept: string;
  merged: string;
  because: { messageId: string | null; at: Date; names: [Name<Kind>, Name<Kind>] };
}

export interface Recognition<Kind extends string = PersonName> {
  /** Who each claim is about, in the order given; null for a visitor nobody knows. */
  owners: (string | null)[];
  /** Ids of those met for the first time. */
  born: string[];
  /** Those known before who turn out to be one: each into the older, in the order in which it has to be done. */
  joinings: Joining<Kind>[];
  /** Those whom a message names together and who may not be joined. */
  refused: Joining<Kind>[];
  /** Names that are new, and browsers that are new, known from an earlier moment than before, or now known to be another's. */
  identities: Identity<Kind>[];
}

/** Whether two groups of people known before may become one person. */
export type MayJoin = (one: readonly string[], other: readonly string[]) => boolean;

export const keyOf = ({ kind, source, value }: Name<string>): string => `${kind} ${source} ${value}`;

/** What a touch keeps of the name its message held: enough to find its way back when two people are parted. */
export const userKeyOf = ({ kind, source, value }: Name<string>): string =>
  kind === 'external_id' && source !== 'user_id' ? `${source} ${value}` : value;

export const browserName = (browser: string): Name<'anonymous_id'> => ({ kind: 'anonymous_id', source: '', value: browser });

/** Every identity the claims speak of, each once: what has to be looked up before anything can be decided. */
export function mentioned<Kind extends string>(claims: readonly Claim<Kind>[]): Name<Kind | 'anonymous_id'>[] {
  const all = claims.flatMap(({ names, browser }): Name<Kind | 'anonymous_id'>[] => [
    ...names,
    ...(browser === null ? [] : [browserName(browser)]),
  ]);
  return [...new Map(all.map((name) => [keyOf(name), name])).values()];
}

/** True when everything the claims name is known already and nothing follows from them: then nobody need be kept from deciding meanwhile. */
export function isSettled<Kind extends string>(claims: readonly Claim<Kind>[], known: readonly Identity<Kind>[]): boolean {
  const { born, joinings, refused, identities } = recognise(claims, known, () => '');
  return born.length + joinings.length + refused.length + identities.length === 0;
}

/** Decides who each claim is about. `known` holds the identities mentioned. Ids are UUIDv7 and tell by their order who was met first. */
export function recognise<Kind extends string>(
  claims: readonly Claim<Kind>[],
  known: readonly Identity<Kind>[],
  newId: () => string,
  mayJoin: MayJoin = () => true,
): Recognition<Kind> {
  const owners = new Map(known.map((identity) => [keyOf(identity), identity]));
  const circles = openCircles(known.map(({ owner }) => owner));
  const learned = new Map<string, Identity<Kind>>();
  const learn = (identity: Identity<Kind>) => {
    owners.set(keyOf(identity), identity);
    learned.set(keyOf(identity), identity);
  };
  const joinings: Joining<Kind>[] = [];
  const refused: Joining<Kind>[] = [];

  const named = claims.map(({ at, names, messageId = null }) => {
    if (names.length === 0) return null;
    const told = names.flatMap((name) => {
      const owner = owners.get(keyOf(name))?.owner;
      return owner === undefined ? [] : [{ name, owner }];
    });
    const [first, ...others] = told;
    for (const other of others) {
      if (!first) continue;
      const [one, two] = [circles.of(first.owner), circles.of(other.owner)];
      if (one === two) continue;
      const [kept, merged] = one.id < two.id ? [one, two] : [two, one];
      const joining = {
        kept: kept.id,
        merged: merged.id,
        because: { messageId, at, names: [first.name, other.name] },
      } as Joining<Kind>;
      if (!mayJoin(kept.known, merged.known)) refused.push(joining);
      else if (circles.join(kept, merged) === 'both known') joinings.push(joining);
    }
    const owner = first?.owner ?? circles.born(newId());
    for (const name of names) if (!owners.has(keyOf(name))) learn({ ...name, owner, since: at });
    return owner;
  });
  for (const [index, { at, browser }] of claims.entries()) {
    const owner = named[index] ?? null;
    if (browser === null || owner === null) continue;
    const before = owners.get(keyOf(browserName(browser)));
    if (!before || before.since > at) learn({ ...browserName(browser), owner, since: at });
  }

  const whose = (owner: string | undefined) => (owner === undefined ? null : circles.of(owner).id);
  return {
    owners: claims.map(({ browser }, index) =>
      whose(named[index] ?? (browser === null ? undefined : owners.get(keyOf(browserName(browser)))?.owner)),
    ),
    born: circles.allBorn(),
    joinings,
    refused,
    identities: [...learned.values()].map((identity) => ({ ...identity, owner: circles.of(identity.owner).id })),
  };
}

/** Those who are one. */
interface Circle {
  id: string;
  /** The people of it who were known before. */
  known: string[];
  members: string[];
}

/** Circles of people, each named after the one met first; whoever is known goes before whoever is new. */
function openCircles(known: readonly string[]) {
  const circles = new Map<string, Circle>();
  for (const id of known) circles.set(id, { id, known: [id], members: [id] });
  const of = (id: string): Circle => {
    const circle = circles.get(id);
    if (!circle) throw new Error(`${id} was never met`);
    return circle;
  };
  return {
    of,
    born(id: string): string {
      circles.set(id, { id, known: [], members: [id] });
      return id;
    },
    /** Makes one circle of two; says whether both held people who were known. */
    join(kept: Circle, merged: Circle): 'both known' | 'one is new' {
      const outcome = kept.known.length > 0 && merged.known.length > 0 ? 'both known' : 'one is new';
      if (kept.known.length === 0 && merged.known.length > 0) kept.id = merged.id;
      kept.known.push(...merged.known);
      // The smaller side moves, so that joining many costs little more than listing them.
      const [larger, smaller] = kept.members.length < merged.members.length ? [merged, kept] : [kept, merged];
      Object.assign(larger, { id: kept.id, known: kept.known });
      for (const member of smaller.members) circles.set(member, larger);
      larger.members.push(...smaller.members);
      return outcome;
    },
    allBorn: (): string[] => [
      ...new Set([...circles.values()].filter((circle) => circle.known.length === 0).map(({ id }) => id)),
    ],
  };
}
