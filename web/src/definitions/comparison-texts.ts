import { defineTexts } from '../app/define-texts.ts';

export const comparisonTexts = defineTexts({
  title: {
    en: 'What version {version} changes',
    da: 'Det ændrer version {version}',
    nb: 'Dette endrer versjon {version}',
    nl: 'Wat versie {version} verandert',
  },
  sub: {
    en: 'Beside version {old}, which is in force.',
    da: 'Ved siden af version {old}, der gælder.',
    nb: 'Ved siden av versjon {old}, som gjelder.',
    nl: 'Naast versie {old}, die van kracht is.',
  },
  nothing: {
    en: 'Nothing: every criterion and every figure is the same.',
    da: 'Intet: hvert kriterium og hvert tal er det samme.',
    nb: 'Ingenting: hvert kriterium og hvert tall er det samme.',
    nl: 'Niets: elk criterium en elk getal is hetzelfde.',
  },
  what: { en: 'What', da: 'Hvad', nb: 'Hva', nl: 'Wat' },
  old: { en: 'Version {version}', da: 'Version {version}', nb: 'Versjon {version}', nl: 'Versie {version}' },
  change_added: { en: 'new', da: 'ny', nb: 'ny', nl: 'nieuw' },
  change_removed: { en: 'falls away', da: 'bortfalder', nb: 'faller bort', nl: 'vervalt' },
  change_changed: { en: 'changed', da: 'ændret', nb: 'endret', nl: 'gewijzigd' },
  change_same: { en: 'unchanged', da: 'uændret', nb: 'uendret', nl: 'ongewijzigd' },
  figures: { en: 'Thresholds', da: 'Grænser', nb: 'Grenser', nl: 'Drempels' },
  engaged: {
    en: 'Engaged from engagement',
    da: 'Interesseret fra interesse',
    nb: 'Interessert fra interesse',
    nl: 'Geïnteresseerd vanaf interesse',
  },
  mqlFit: {
    en: 'Marketing-ready from fit',
    da: 'Marketing-klart fra match',
    nb: 'Marketing-klart fra match',
    nl: 'Marketing-rijp vanaf match',
  },
  mqlEngagement: {
    en: 'Marketing-ready from engagement',
    da: 'Marketing-klart fra interesse',
    nb: 'Marketing-klart fra interesse',
    nl: 'Marketing-rijp vanaf interesse',
  },
  readyFit: {
    en: 'Sales-ready from fit',
    da: 'Salgsklart fra match',
    nb: 'Salgsklart fra match',
    nl: 'Verkoopklaar vanaf match',
  },
  readyEngagement: {
    en: 'Sales-ready from engagement',
    da: 'Salgsklart fra interesse',
    nb: 'Salgsklart fra interesse',
    nl: 'Verkoopklaar vanaf interesse',
  },
  softNeeded: {
    en: 'Soft criteria needed',
    da: 'Bløde kriterier, der kræves',
    nb: 'Myke kriterier som kreves',
    nl: 'Zachte criteria nodig',
  },
  halfLife: {
    en: 'Days after which a touch is worth half',
    da: 'Dage, før en berøring er halvt så meget værd',
    nb: 'Dager før en berøring er verdt halvparten',
    nl: 'Dagen tot een contactmoment de helft waard is',
  },
  showAll: {
    en: 'Show what stays the same',
    da: 'Vis det, der er uændret',
    nb: 'Vis det som er uendret',
    nl: 'Toon wat gelijk blijft',
  },
  hideSame: {
    en: 'Show only what changes',
    da: 'Vis kun det, der ændres',
    nb: 'Vis bare det som endres',
    nl: 'Toon alleen wat verandert',
  },
});
