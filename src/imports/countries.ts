import { squash } from './kinds.ts';

const LANGUAGES = ['en', 'da', 'nb', 'nl'];
const LETTERS = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(65 + index));

/** Names that people write and no list of names has. */
const ALSO: Record<string, string> = {
  usa: 'US',
  us: 'US',
  uk: 'GB',
  england: 'GB',
  greatbritain: 'GB',
  holland: 'NL',
  thenetherlands: 'NL',
  czechrepublic: 'CZ',
};

let codes: Map<string, string> | undefined;

/** Every country's name in the product's languages, as the language data of the runtime has them. */
function countryCodes(): Map<string, string> {
  const all = new Map(Object.entries(ALSO));
  for (const language of LANGUAGES) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const first of LETTERS)
      for (const second of LETTERS) {
        const name = names.of(first + second);
        if (name !== undefined) all.set(squash(name), first + second).set(squash(first + second), first + second);
      }
  }
  return all;
}

/** The ISO 3166-1 code of a country named in English, Danish, Norwegian or Dutch, or by its code; null for one not known. */
export function countryCode(text: string | null): string | null {
  if (text === null) return null;
  codes ??= countryCodes();
  return codes.get(squash(text)) ?? null;
}
