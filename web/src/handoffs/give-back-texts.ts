import { defineTexts } from '../app/define-texts.ts';

/** Why a hand-off goes back, and what follows from each reason. */
export const giveBackTexts = defineTexts({
  giveBackTitle: {
    en: 'Give {name} back to marketing',
    da: 'Giv {name} tilbage til marketing',
    nb: 'Gi {name} tilbake til markedsføring',
    nl: '{name} teruggeven aan marketing',
  },
  giveBackWhy: {
    en: 'One reason; it decides what happens next',
    da: 'Én grund; den afgør, hvad der så sker',
    nb: 'Én grunn; den avgjør hva som skjer videre',
    nl: 'Eén reden; die bepaalt wat er daarna gebeurt',
  },
  comment: {
    en: 'What marketing should know',
    da: 'Det, marketing bør vide',
    nb: 'Det markedsføring bør vite',
    nl: 'Wat marketing moet weten',
  },
  repairNurture: {
    en: 'Marketing nurtures it for {days, plural, one {# day} other {# days}}',
    da: 'Marketing plejer det i {days, plural, one {# dag} other {# dage}}',
    nb: 'Markedsføring pleier det i {days, plural, one {# dag} other {# dager}}',
    nl: 'Marketing nurturet {days, plural, one {# dag} other {# dagen}}',
  },
  repairFixSource: {
    en: 'Marketing corrects the source it came from',
    da: 'Marketing retter kilden, det kom fra',
    nb: 'Markedsføring retter kilden det kom fra',
    nl: 'Marketing herstelt de bron',
  },
  repairFixField: {
    en: 'Marketing fills in what is wrong and hands it over again',
    da: 'Marketing retter oplysningerne og overdrager igen',
    nb: 'Markedsføring retter opplysningene og overleverer igjen',
    nl: 'Marketing herstelt de gegevens en draagt opnieuw over',
  },
  repairDisqualify: { en: 'The lead ends here', da: 'Leadet slutter her', nb: 'Leadet slutter her', nl: 'De lead stopt hier' },
  repairAppeal: {
    en: 'The two of you settle it together',
    da: 'I afgør det sammen',
    nb: 'Dere avgjør det sammen',
    nl: 'Jullie beslissen dit samen',
  },
});
