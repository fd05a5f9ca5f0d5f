import { defineTexts, type Message } from '../app/define-texts.ts';

/** The kinds of tests a definition has, for a criterion without a label in the reader's language. */
export const criterionKinds: Readonly<Record<string, Message>> = {
  visits: { en: 'Visits to the site', da: 'Besøg på siden', nb: 'Besøk på nettstedet', nl: 'Bezoeken aan de site' },
  touches: { en: 'What the person did', da: 'Hvad personen gjorde', nb: 'Hva personen gjorde', nl: 'Wat de persoon deed' },
  evidence: { en: 'What the person said', da: 'Hvad personen sagde', nb: 'Hva personen sa', nl: 'Wat de persoon zei' },
  'company.country': {
    en: 'Country of the company',
    da: 'Virksomhedens land',
    nb: 'Bedriftens land',
    nl: 'Land van het bedrijf',
  },
  'person.country': { en: 'Country of the person', da: 'Personens land', nb: 'Personens land', nl: 'Land van de persoon' },
  'company.industry': { en: 'Industry', da: 'Branche', nb: 'Bransje', nl: 'Branche' },
  'company.employees': { en: 'Employees', da: 'Ansatte', nb: 'Ansatte', nl: 'Medewerkers' },
  'person.role': { en: 'Role', da: 'Rolle', nb: 'Rolle', nl: 'Rol' },
  'person.title': { en: 'Job title', da: 'Stilling', nb: 'Stilling', nl: 'Functie' },
  'person.answer': { en: 'An answer given', da: 'Et svar', nb: 'Et svar', nl: 'Een gegeven antwoord' },
};

/** What a score stands on: the parts of the definition, and how often something was seen. */
export const criterionTexts = defineTexts({
  fit: { en: 'Fit', da: 'Match', nb: 'Match', nl: 'Match' },
  engagement: { en: 'Engagement', da: 'Interesse', nb: 'Interesse', nl: 'Interesse' },
  hard: { en: 'hard', da: 'hårdt', nb: 'hardt', nl: 'hard' },
  soft: { en: 'soft', da: 'blødt', nb: 'mykt', nl: 'zacht' },
  handRaise: { en: 'Asked for contact', da: 'Bad selv om kontakt', nb: 'Ba selv om kontakt', nl: 'Vroeg zelf om contact' },
  times: {
    en: '{n, plural, one {once} other {# times}}',
    da: '{n, plural, one {én gang} other {# gange}}',
    nb: '{n, plural, one {én gang} other {# ganger}}',
    nl: '{n, plural, one {één keer} other {# keer}}',
  },
});
