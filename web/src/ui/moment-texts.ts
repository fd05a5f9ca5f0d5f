import { defineTexts } from '../app/define-texts.ts';

export const momentTexts = defineTexts({
  time: { en: 'Time', da: 'Klokken', nb: 'Klokken', nl: 'Tijd' },
  form: { en: 'hh:mm', da: 'tt:mm', nb: 'tt:mm', nl: 'uu:mm' },
  noTime: {
    en: 'Write a time as 14:30.',
    da: 'Skriv et klokkeslæt som 14:30.',
    nb: 'Skriv et klokkeslett som 14:30.',
    nl: 'Schrijf een tijd als 14:30.',
  },
});
