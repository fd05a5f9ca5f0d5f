import { defineTexts } from '../app/define-texts.ts';

export const otherLanguagesTexts = defineTexts({
  otherLanguages: { en: 'In the other languages', da: 'På de andre sprog', nb: 'På de andre språkene', nl: 'In de andere talen' },
  nearest: {
    en: 'What is left empty takes the words of the nearest language that is filled in.',
    da: 'Det, der er tomt, får ordene fra det nærmeste sprog, der er udfyldt.',
    nb: 'Det som er tomt, får ordene fra det nærmeste språket som er fylt ut.',
    nl: 'Wat leeg blijft, krijgt de woorden van de meest verwante taal die is ingevuld.',
  },
});
