/** Which questions a form asks: only what is missing, and no more than it may at a time. */

export interface Field {
  item: string;
  required: boolean;
}

/** What is known of the one who looks at a form. */
export interface KnownVisitor {
  /** Keys of the items that are answered already. */
  known: ReadonlySet<string>;
  /** Keys of items that a form asked before and they left empty. */
  leftEmpty: ReadonlySet<string>;
  /** Their address, which is not asked again and never shown; null where none is known. */
  email: string | null;
}

export interface Questions {
  email: boolean;
  /** Keys of the items asked, in the order of the form. */
  items: string[];
}

/**
 * The questions to ask now. A stranger is asked what anybody would be; whoever is known, only what is missing. What must be answered goes
 * before the rest, and what they have left empty before comes last.
 * @param visitor null for a stranger
 * @param done what this very visitor has been asked a moment ago; their address then came with it
 */
export function questionsFor(
  fields: readonly Field[],
  visitor: KnownVisitor | null,
  { atOnce, done = new Set() }: { atOnce: number; done?: ReadonlySet<string> },
): Questions {
  const email = done.size === 0 && (visitor?.email ?? null) === null;
  const missing = fields.filter(({ item }) => !done.has(item) && !visitor?.known.has(item));
  const rank = ({ item, required }: Field) => (required ? 0 : visitor?.leftEmpty.has(item) ? 2 : 1);
  const chosen = new Set(
    missing
      .toSorted((a, b) => rank(a) - rank(b))
      .slice(0, atOnce - (email ? 1 : 0))
      .map(({ item }) => item),
  );
  return { email, items: fields.map(({ item }) => item).filter((item) => chosen.has(item)) };
}

/** Whether something that must be answered is still to be asked after these. */
export function asksMore(fields: readonly Field[], visitor: KnownVisitor | null, done: ReadonlySet<string>): boolean {
  return fields.some(({ item, required }) => required && !done.has(item) && !visitor?.known.has(item));
}
