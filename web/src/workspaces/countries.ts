import { localeOf, type Language } from '../app/define-texts.ts';

/** The countries whose working days and holidays the product knows well: the Nordic countries, their neighbours and main markets. */
const codes = [
  'DK',
  'NO',
  'SE',
  'FI',
  'IS',
  'NL',
  'BE',
  'LU',
  'DE',
  'AT',
  'CH',
  'FR',
  'GB',
  'IE',
  'PL',
  'ES',
  'PT',
  'IT',
  'US',
  'CA',
];

/** Those countries by name in a language, for a select. */
export function countryChoices(language: Language): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(localeOf[language], { type: 'region' });
  const collator = new Intl.Collator(localeOf[language]);
  return codes.map((value) => ({ value, label: names.of(value) ?? value })).sort((a, b) => collator.compare(a.label, b.label));
}

/** The likeliest country of a reader, from the regions of the browser's languages, else from the language itself. */
export function likelyCountry(preferences: readonly string[], language: Language): string {
  for (const preference of preferences) {
    const region = /-([A-Z]{2})$/.exec(preference)?.[1];
    if (region && codes.includes(region)) return region;
  }
  return { en: 'GB', da: 'DK', nb: 'NO', nl: 'NL' }[language];
}
