import { defineTexts } from '../app/define-texts.ts';

export const commentTexts = defineTexts({
  title: { en: 'Comments', da: 'Kommentarer', nb: 'Kommentarer', nl: 'Opmerkingen' },
  sub: {
    en: 'What both teams say of this version. Signed or not, it stays with it.',
    da: 'Hvad de to hold siger om denne version. Underskrevet eller ej bliver det ved den.',
    nb: 'Hva de to lagene sier om denne versjonen. Signert eller ikke blir det ved den.',
    nl: 'Wat beide teams van deze versie zeggen. Getekend of niet, het blijft erbij.',
  },
  none: {
    en: 'Nobody has said anything yet.',
    da: 'Ingen har sagt noget endnu.',
    nb: 'Ingen har sagt noe ennå.',
    nl: 'Nog niemand heeft iets gezegd.',
  },
  comment: { en: 'Your comment', da: 'Din kommentar', nb: 'Din kommentar', nl: 'Je opmerking' },
  about: { en: 'About', da: 'Om', nb: 'Om', nl: 'Over' },
  whole: { en: 'The whole version', da: 'Hele versionen', nb: 'Hele versjonen', nl: 'De hele versie' },
  send: { en: 'Comment', da: 'Kommentér', nb: 'Kommenter', nl: 'Plaatsen' },
  resolve: { en: 'Mark as settled', da: 'Markér som afklaret', nb: 'Merk som avklart', nl: 'Als afgehandeld markeren' },
  resolveOf: {
    en: 'Mark as settled: {text}',
    da: 'Markér som afklaret: {text}',
    nb: 'Merk som avklart: {text}',
    nl: 'Als afgehandeld markeren: {text}',
  },
  reopen: { en: 'Open again', da: 'Åbn igen', nb: 'Åpne igjen', nl: 'Heropenen' },
  resolvedBy: {
    en: 'Settled by {name}, {day}',
    da: 'Afklaret af {name}, {day}',
    nb: 'Avklart av {name}, {day}',
    nl: 'Afgehandeld door {name}, {day}',
  },
  settled: {
    en: '{n, plural, one {# settled} other {# settled}}',
    da: '{n, plural, one {# afklaret} other {# afklarede}}',
    nb: '{n, plural, one {# avklart} other {# avklarte}}',
    nl: '{n, plural, one {# afgehandeld} other {# afgehandeld}}',
  },
  open: {
    en: '{n, plural, one {# comment is open} other {# comments are open}}',
    da: '{n, plural, one {# kommentar er åben} other {# kommentarer er åbne}}',
    nb: '{n, plural, one {# kommentar er åpen} other {# kommentarer er åpne}}',
    nl: '{n, plural, one {# opmerking staat open} other {# opmerkingen staan open}}',
  },
  somebody: { en: 'A program', da: 'Et program', nb: 'Et program', nl: 'Een programma' },
});
