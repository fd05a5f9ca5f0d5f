/** Mentions in the words of a comment: kept by the member's id as "@[id]", so that they follow whoever is renamed; shown by name. */

const token = /@\[([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\]/gi;

/** Whom a text mentions, each once, in the order of the text. */
export function mentionedIn(body: string): string[] {
  return [...new Set([...body.matchAll(token)].map(([, id = '']) => id.toLowerCase()))];
}

export type MentionPart = { readonly text: string } | { readonly mention: string };

/** A text cut at its mentions, for whoever shows them apart. */
export function mentionParts(body: string): MentionPart[] {
  // Cut by a pattern with one group, the ids stand at every second place.
  const parts = body.split(token).map((part, place) => (place % 2 === 0 ? { text: part } : { mention: part.toLowerCase() }));
  return parts.filter((part) => !('text' in part) || part.text !== '');
}

/** A text with its mentions by name: "@Mette Holm". Whose name is not known stays unnamed, as "@…". */
export function withNames(body: string, nameOf: (id: string) => string | undefined): string {
  return mentionParts(body)
    .map((part) => ('text' in part ? part.text : `@${nameOf(part.mention) ?? '…'}`))
    .join('');
}

/**
 * A text as it was typed with names, with the mentions in it kept by id. Of two names that begin alike the longer is meant; a name that
 * nobody was chosen by stays a word.
 */
export function withIds(typed: string, chosen: readonly { readonly id: string; readonly name: string }[]): string {
  const longestFirst = chosen.toSorted((a, b) => b.name.length - a.name.length);
  const longer = (kept: string, { id, name }: (typeof chosen)[number]) => kept.replaceAll(`@${name}`, () => `@[${id}]`);
  return longestFirst.reduce(longer, typed);
}

/** Members as a mention names them: by name, and by e-mail address too where another of them is called the same. */
export function toldApart<Member extends { readonly name: string; readonly email: string }>(
  members: readonly Member[],
): Member[] {
  const called = (name: string) => members.filter((each) => each.name.toLowerCase() === name.toLowerCase()).length;
  return members.map((each) => (called(each.name) > 1 ? { ...each, name: `${each.name} (${each.email})` } : each));
}

/** What is being typed after an "@" at the caret, and where that begins; null when no mention is begun there. */
export function begunMention(typed: string, caret: number): { readonly from: number; readonly query: string } | null {
  const found = /(?:^|[\s(])@([^\s@[\]]*(?: [^\s@[\]]*)?)$/u.exec(typed.slice(0, caret));
  return found ? { from: caret - (found[1] ?? '').length - 1, query: found[1] ?? '' } : null;
}
