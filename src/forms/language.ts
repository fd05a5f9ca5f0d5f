import type { Language } from '../platform/fields.ts';

export const formLanguages = ['en', 'da', 'nb', 'nl'] as const satisfies readonly Language[];

const isLanguage = (text: string): text is Language => (formLanguages as readonly string[]).includes(text);

/** A language as browsers name it, as one of ours: Norwegians' say `no` and `nn` too. */
function languageOf(tag: string): Language | null {
  const short = tag.trim().slice(0, 2).toLowerCase();
  const ours = short === 'no' || short === 'nn' ? 'nb' : short;
  return isLanguage(ours) ? ours : null;
}

/**
 * The language to speak: the one asked for, else the first that the reader's browser prefers, else the first there is.
 * @param available at least one
 */
export function languageFor(
  available: readonly Language[],
  asked: string | null | undefined,
  accepts: string | undefined,
): Language {
  const weighed = (accepts ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.split(';');
    const weight = parameters.map((each) => /^\s*q=([\d.]+)$/.exec(each)?.[1]).find((each) => each !== undefined);
    return { tag, weight: weight === undefined ? 1 : Number(weight) || 0 };
  });
  const wanted = [asked ?? '', ...weighed.toSorted((a, b) => b.weight - a.weight).map(({ tag }) => tag)];
  const found = wanted.map(languageOf).find((each) => each !== null && available.includes(each));
  return found ?? available[0] ?? 'en';
}
