/** What stands in a calendar elsewhere, in the language of the member whose address it is. */
import type { Language } from '../../platform/fields.ts';

const words = {
  contact: { en: 'First contact', da: 'Første kontakt', nb: 'Første kontakt', nl: 'Eerste contact' },
  repair: { en: 'Repair', da: 'Udbedring', nb: 'Utbedring', nl: 'Herstel' },
  attempt: { en: 'Next attempt', da: 'Næste forsøg', nb: 'Neste forsøk', nl: 'Volgende poging' },
  step: { en: 'Next step', da: 'Næste skridt', nb: 'Neste steg', nl: 'Volgende stap' },
  recycle: { en: 'Every attempt made', da: 'Alle forsøg er gjort', nb: 'Alle forsøk er gjort', nl: 'Alle pogingen gedaan' },
  re_entry: { en: 'Back from nurture', da: 'Tilbage fra pleje', nb: 'Tilbake fra pleie', nl: 'Terug uit nurture' },
  no_step: { en: 'No next step', da: 'Intet næste skridt', nb: 'Ikke noe neste steg', nl: 'Geen volgende stap' },
  absence: { en: 'Absent', da: 'Fravær', nb: 'Fravær', nl: 'Afwezig' },
} satisfies Record<string, Record<Language, string>>;

/** "Første kontakt: Katrine Holm, Nordhavn" */
export function said(what: keyof typeof words, language: Language, ...who: (string | null)[]): string {
  const named = who.filter((name) => name !== null && name !== '').join(', ');
  return named === '' ? words[what][language] : `${words[what][language]}: ${named}`;
}
