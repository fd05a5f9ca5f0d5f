import { defineTexts } from '../app/define-texts.ts';

/** The bell's own words, which stand on every screen. */
export const bellTexts = defineTexts({
  news: { en: 'News', da: 'Nyt', nb: 'Nytt', nl: 'Nieuws' },
  bellCounted: { en: 'News, {n} unread', da: 'Nyt, {n} ulæst', nb: 'Nytt, {n} ulest', nl: 'Nieuws, {n} ongelezen' },
  showNews: { en: 'Show news', da: 'Vis nyt', nb: 'Vis nytt', nl: 'Nieuws tonen' },
});
