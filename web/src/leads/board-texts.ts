import { defineTexts } from '../app/define-texts.ts';

export const boardTexts = defineTexts({
  board: { en: 'Leads by stage', da: 'Leads efter trin', nb: 'Leads etter trinn', nl: 'Leads per fase' },
  exits: { en: 'Left the road', da: 'Gået fra', nb: 'Gått fra', nl: 'Afgehaakt' },
  column: {
    en: '{stage}, {n, plural, =0 {no leads} one {# lead} other {# leads}}',
    da: '{stage}, {n, plural, =0 {ingen leads} one {# lead} other {# leads}}',
    nb: '{stage}, {n, plural, =0 {ingen leads} one {# lead} other {# leads}}',
    nl: '{stage}, {n, plural, =0 {geen leads} one {# lead} other {# leads}}',
  },
  followsDeal: { en: 'Follows the deal', da: 'Følger handlen', nb: 'Følger avtalen', nl: 'Volgt de deal' },
  moveTo: { en: 'Move to …', da: 'Flyt til …', nb: 'Flytt til …', nl: 'Verplaats naar …' },
  moveNamed: { en: 'Move {name} to …', da: 'Flyt {name} til …', nb: 'Flytt {name} til …', nl: 'Verplaats {name} naar …' },
  moved: { en: '{name}: {stage}.', da: '{name}: {stage}.', nb: '{name}: {stage}.', nl: '{name}: {stage}.' },
  // What it takes, or why not.
  here: { en: 'stands here', da: 'står her', nb: 'står her', nl: 'staat hier' },
  'by-deal': {
    en: 'follows the deal: move that',
    da: 'følger handlen: flyt den',
    nb: 'følger avtalen: flytt den',
    nl: 'volgt de deal: verplaats die',
  },
  'answer-first': {
    en: 'sales accepts it or gives it back first',
    da: 'salg tager imod eller giver tilbage først',
    nb: 'salg tar imot eller gir tilbake først',
    nl: 'verkoop neemt eerst aan of geeft terug',
  },
  'of-marketing': { en: 'is for marketing to say', da: 'afgør marketing', nb: 'avgjør marketing', nl: 'bepaalt marketing' },
  'of-sales': { en: 'is for sales to say', da: 'afgør salg', nb: 'avgjør salg', nl: 'bepaalt verkoop' },
  'no-way': { en: 'no way there from here', da: 'ingen vej dertil herfra', nb: 'ingen vei dit herfra', nl: 'geen weg daarheen' },
  asksBriefing: { en: 'with a briefing', da: 'med briefing', nb: 'med briefing', nl: 'met briefing' },
  asksReason: { en: 'with a reason', da: 'med en grund', nb: 'med en grunn', nl: 'met een reden' },
  asksContact: {
    en: 'by telling of a contact',
    da: 'ved at fortælle om en kontakt',
    nb: 'ved å fortelle om en kontakt',
    nl: 'door een contact te melden',
  },
  sorry: {
    en: '{name} is not moved to {stage}: {why}.',
    da: '{name} flyttes ikke til {stage}: {why}.',
    nb: '{name} flyttes ikke til {stage}: {why}.',
    nl: '{name} gaat niet naar {stage}: {why}.',
  },
});
