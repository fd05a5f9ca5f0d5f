import type { Catalogue } from '../platform/sentences.ts';

/** What a message says besides its news. */
export const messageSentences = {
  sharedAssigned: { en: '{who}: handed over', da: '{who}: overdraget', nb: '{who}: overlevert', nl: '{who}: overgedragen' },
  sharedTimedOut: {
    en: '{who}: passed on because nobody answered in time',
    da: '{who}: givet videre, fordi ingen svarede i tide',
    nb: '{who}: gitt videre fordi ingen svarte i tide',
    nl: '{who}: doorgegeven omdat niemand op tijd antwoordde',
  },
  andMore: { en: '{first}, and {n} more', da: '{first} og {n} mere', nb: '{first} og {n} til', nl: '{first} en nog {n}' },
  more: {
    en: '{n} more in Samspil',
    da: '{n} mere i Samspil',
    nb: '{n} til i Samspil',
    nl: 'Nog {n} in Samspil',
  },
  promisedBy: {
    en: 'Contact promised by',
    da: 'Kontakt lovet senest',
    nb: 'Kontakt lovet innen',
    nl: 'Contact beloofd vóór',
  },
  forWhom: { en: 'For', da: 'Til', nb: 'Til', nl: 'Voor' },
  open: { en: 'Open in Samspil', da: 'Åbn i Samspil', nb: 'Åpne i Samspil', nl: 'Openen in Samspil' },
  whyMail: {
    en: 'You get this because you are a member of {workspace} and have chosen such news by mail.',
    da: 'Du får denne mail, fordi du er medlem af {workspace} og har valgt den slags nyt pr. mail.',
    nb: 'Du får denne e-posten fordi du er medlem av {workspace} og har valgt slikt nytt på e-post.',
    nl: 'Je krijgt deze mail omdat je lid bent van {workspace} en dit nieuws per mail wilt.',
  },
  whyShared: {
    en: 'From {workspace}. Each member chooses what comes here.',
    da: 'Fra {workspace}. Hvert medlem vælger, hvad der kommer her.',
    nb: 'Fra {workspace}. Hvert medlem velger hva som kommer hit.',
    nl: 'Van {workspace}. Elk lid kiest wat hier komt.',
  },
  choose: { en: 'Choose what you get', da: 'Vælg, hvad du får', nb: 'Velg hva du får', nl: 'Kies wat je krijgt' },
  test: { en: 'A test from Samspil', da: 'En prøve fra Samspil', nb: 'En prøve fra Samspil', nl: 'Een test van Samspil' },
  testDetail: {
    en: 'It works: news from {workspace} can be read here.',
    da: 'Det virker: nyt fra {workspace} kan læses her.',
    nb: 'Det virker: nytt fra {workspace} kan leses her.',
    nl: 'Het werkt: nieuws van {workspace} is hier te lezen.',
  },
} satisfies Catalogue;
