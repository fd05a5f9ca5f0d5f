import { type Language, languages, type Message } from '../app/define-texts.ts';

/** The industries of the standard definition, which it names in English. What a team has typed itself is not in here and stands as typed. */
const industries: Readonly<Record<string, Message>> = {
  manufacturing: { en: 'Manufacturing', da: 'Industri', nb: 'Industri', nl: 'Industrie' },
  wholesale: { en: 'Wholesale', da: 'Engroshandel', nb: 'Engroshandel', nl: 'Groothandel' },
  logistics: { en: 'Logistics', da: 'Logistik', nb: 'Logistikk', nl: 'Logistiek' },
  construction: { en: 'Construction', da: 'Byggeri', nb: 'Bygg og anlegg', nl: 'Bouw' },
  software: { en: 'Software', da: 'Software', nb: 'Programvare', nl: 'Software' },
  'professional services': {
    en: 'Professional services',
    da: 'Rådgivning',
    nb: 'Rådgivning',
    nl: 'Zakelijke dienstverlening',
  },
  energy: { en: 'Energy', da: 'Energi', nb: 'Energi', nl: 'Energie' },
  healthcare: { en: 'Healthcare', da: 'Sundhed', nb: 'Helse', nl: 'Zorg' },
};

/** An industry in the reader's language where the product knows it, else as it was typed. */
export function industryName(typed: string, language: Language): string {
  return known(typed)?.[language] ?? typed;
}

/** The same inside a sentence, where a known industry is written small. */
export function industryInSentence(typed: string, language: Language): string {
  return known(typed)?.[language].toLowerCase() ?? typed;
}

/** What is kept of an industry somebody chose or typed in their language: the standard's own word where it is one of those. */
export function industryKept(shown: string, language: Language): string {
  const named = Object.values(industries).find((names) => names[language].toLowerCase() === shown.trim().toLowerCase());
  return named?.en ?? shown;
}

/** The industries the product knows, in a language. */
export function industryChoices(language: Language): string[] {
  return Object.values(industries).map((names) => names[language]);
}

const known = (typed: string) => industries[typed.trim().toLowerCase()];

/** Parts of titles by the language they belong to; what is in none of these is read everywhere (CEO). */
const titles: Readonly<Record<Language, readonly string[]>> = {
  en: ['chief', 'head of', 'director', 'manager', 'owner', 'founder', 'partner'],
  da: ['direktør', 'chef', 'leder', 'indehaver', 'ejer'],
  nb: ['direktør', 'sjef', 'leder', 'eier', 'gründer'],
  nl: ['directeur', 'hoofd', 'eigenaar', 'oprichter', 'manager'],
};

/** Parts of titles with those of the reader's language first, then those of none, then the foreign ones. A title is matched by any of them. */
export function titlesFor(typed: readonly string[], language: Language): readonly string[] {
  const rank = (title: string) =>
    titles[language].includes(title) ? 0 : languages.some((other) => titles[other].includes(title)) ? 2 : 1;
  return typed.toSorted((a, b) => rank(a) - rank(b));
}
