/** As the server takes them: what stands around them in a list, a spreadsheet or a mail header is left out. */
const address = /[A-Za-z0-9_'+-](?:[A-Za-z0-9_'+.-]*[A-Za-z0-9_+-])?@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}/g;

/** The e-mail addresses in a text, each once, in their order. */
export function addressesIn(text: string): string[] {
  const found = (text.match(address) ?? []).map((each) => each.toLowerCase());
  return [...new Set(found.filter((each) => each.length <= 254 && !each.includes('..')))];
}

/** A list in parts of at most so many. */
export function inParts<Item>(items: readonly Item[], most: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, part) => items.slice(part * most, (part + 1) * most));
}
