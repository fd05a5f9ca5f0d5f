import { defineTexts } from '../app/define-texts.ts';

export const momentTexts = defineTexts({
  time: { en: 'Time', da: 'Klokken', nb: 'Klokken', nl: 'Tijd' },
  form: { en: 'hh:mm', da: 'tt:mm', nb: 'tt:mm', nl: 'uu:mm' },
  noTime: { en: 'As 14:30', da: 'Som 14:30', nb: 'Som 14:30', nl: 'Zoals 14:30' },
});
