import { newsSentences } from '../../../src/notifications/news-sentences.ts';
import { defineTexts } from '../app/define-texts.ts';

export const newsTexts = defineTexts({
  ...newsSentences,
  unread: { en: 'Unread', da: 'Ulæst', nb: 'Ulest', nl: 'Ongelezen' },
  read: { en: 'Mark as read', da: 'Markér som læst', nb: 'Merk som lest', nl: 'Als gelezen markeren' },
  markRead: {
    en: 'Mark as read: {words}',
    da: 'Markér som læst: {words}',
    nb: 'Merk som lest: {words}',
    nl: 'Als gelezen markeren: {words}',
  },
  markAllRead: { en: 'Mark all as read', da: 'Markér alt som læst', nb: 'Merk alt som lest', nl: 'Alles als gelezen markeren' },
  noNews: { en: 'No news', da: 'Intet nyt', nb: 'Ingenting nytt', nl: 'Geen nieuws' },
  noNewsDetail: {
    en: 'When a hand-off comes to you, runs over time or gets an answer, it stands here.',
    da: 'Når en overdragelse kommer til dig, går over tiden eller får svar, står det her.',
    nb: 'Når en overlevering kommer til deg, går over tiden eller får svar, står det her.',
    nl: 'Als een overdracht bij je komt, over de tijd gaat of een antwoord krijgt, staat het hier.',
  },
  choose: {
    en: 'Choose what reaches you, and where',
    da: 'Vælg, hvad du vil have, og hvor',
    nb: 'Velg hva du vil ha, og hvor',
    nl: 'Kies wat je waar krijgt',
  },
  older: { en: 'Older', da: 'Ældre', nb: 'Eldre', nl: 'Ouder' },
  quoted: { en: '“{quote}”', da: '»{quote}«', nb: '«{quote}»', nl: '“{quote}”' },
});
