import { defineTexts } from '../app/define-texts.ts';

export const dayTexts = defineTexts({
  form: { en: 'dd/mm/yyyy', da: 'dd.mm.åååå', nb: 'dd.mm.åååå', nl: 'dd-mm-jjjj' },
  noDay: {
    en: 'Write a day as {form}.',
    da: 'Skriv en dag som {form}.',
    nb: 'Skriv en dag som {form}.',
    nl: 'Schrijf een dag als {form}.',
  },
  tooEarly: {
    en: 'Choose {day} or later.',
    da: 'Vælg {day} eller senere.',
    nb: 'Velg {day} eller senere.',
    nl: 'Kies {day} of later.',
  },
  tooLate: {
    en: 'Choose {day} or earlier.',
    da: 'Vælg {day} eller tidligere.',
    nb: 'Velg {day} eller tidligere.',
    nl: 'Kies {day} of eerder.',
  },
  calendar: { en: 'Show the calendar', da: 'Vis kalenderen', nb: 'Vis kalenderen', nl: 'Kalender tonen' },
});
