import { defineTexts } from '../app/define-texts.ts';

/** What is said of the repair of a hand-off that was given back; read only where there is one. */
export const repairTexts = defineTexts({
  givenBack: { en: 'Given back', da: 'Givet tilbage', nb: 'Gitt tilbake', nl: 'Teruggegeven' },
  by: {
    en: 'repair by {moment}',
    da: 'udbedres senest {moment}',
    nb: 'utbedres innen {moment}',
    nl: 'herstellen uiterlijk {moment}',
  },
  rule: {
    en: 'Marketing promised {n, plural, one {# business hour} other {# business hours}}',
    da: 'Marketing har lovet {n, plural, one {# arbejdstime} other {# arbejdstimer}}',
    nb: 'Markedsføring har lovet {n, plural, one {# arbeidstime} other {# arbeidstimer}}',
    nl: 'Marketing beloofde {n, plural, one {# werkuur} other {# werkuren}}',
  },
});
