/** Many texts that are found again by their number, the first being 0. */
export interface HeldTexts {
  add(text: string): void;
  at(index: number): string | undefined;
}

const PAGE = 256;

/**
 * Holds texts end to end, some hundreds in one string: what a piece of a larger text is cut from stays in memory as long as the piece, and
 * each piece takes as much again to remember where it was cut.
 */
export function heldTexts(): HeldTexts {
  const pages: { text: string; ends: Uint32Array }[] = [];
  let last: string[] = [];
  return {
    add(text) {
      if (last.push(text) < PAGE) return;
      let end = 0;
      pages.push({ text: last.join(''), ends: Uint32Array.from(last, ({ length }) => (end += length)) });
      last = [];
    },
    at(index) {
      const page = pages[Math.floor(index / PAGE)];
      if (!page) return last[index - pages.length * PAGE];
      const place = index % PAGE;
      const end = page.ends[place];
      return end === undefined ? undefined : page.text.slice(place === 0 ? 0 : page.ends[place - 1], end);
    },
  };
}
