import type { Catalogue } from '../platform/sentences.ts';

/** What news says: on the bell, in mail and in a team's channel. {who} is whose hand-off it is, {name} what a thing is called. */
export const newsSentences = {
  assigned: {
    en: '{who}: handed over to you',
    da: '{who}: overdraget til dig',
    nb: '{who}: overlevert til deg',
    nl: '{who}: aan jou overgedragen',
  },
  timedOut: {
    en: '{who}: came to you because nobody answered in time',
    da: '{who}: kom til dig, fordi ingen svarede i tide',
    nb: '{who}: kom til deg fordi ingen svarte i tide',
    nl: '{who}: kwam bij jou omdat niemand op tijd antwoordde',
  },
  nearlyOut: {
    en: '{who}: the promised time is nearly out',
    da: '{who}: den lovede tid er snart gået',
    nb: '{who}: den lovede tiden er snart gått',
    nl: '{who}: de beloofde tijd is bijna om',
  },
  overdue: {
    en: '{who}: the promised time is over',
    da: '{who}: den lovede tid er gået',
    nb: '{who}: den lovede tiden er gått',
    nl: '{who}: de beloofde tijd is om',
  },
  unassigned: {
    en: '{who}: nobody of sales can take it',
    da: '{who}: ingen i salg kan tage den',
    nb: '{who}: ingen i salg kan ta den',
    nl: '{who}: niemand van sales kan die aannemen',
  },
  rejected: {
    en: '{who}: given back by sales',
    da: '{who}: givet tilbage af salg',
    nb: '{who}: gitt tilbake av salg',
    nl: '{who}: teruggegeven door sales',
  },
  repairNearlyOut: {
    en: '{who}: the time promised for the repair is nearly out',
    da: '{who}: den lovede tid til udbedring er snart gået',
    nb: '{who}: den lovede tiden til utbedring er snart gått',
    nl: '{who}: de beloofde tijd voor herstel is bijna om',
  },
  repairOverdue: {
    en: '{who}: the time promised for the repair is over',
    da: '{who}: den lovede tid til udbedring er gået',
    nb: '{who}: den lovede tiden til utbedring er gått',
    nl: '{who}: de beloofde tijd voor herstel is om',
  },
  appealed: {
    en: '{who}: marketing speaks against giving it back',
    da: '{who}: marketing gør indsigelse mod, at den blev givet tilbage',
    nb: '{who}: markedsføring protesterer mot at den ble gitt tilbake',
    nl: '{who}: marketing maakt bezwaar tegen het teruggeven',
  },
  appealUpheld: {
    en: '{who}: stays given back',
    da: '{who}: forbliver givet tilbage',
    nb: '{who}: forblir gitt tilbake',
    nl: '{who}: blijft teruggegeven',
  },
  appealOverturned: {
    en: '{who}: handed over anew',
    da: '{who}: overdraget på ny',
    nb: '{who}: overlevert på nytt',
    nl: '{who}: opnieuw overgedragen',
  },
  asked: {
    en: '{who}: a question waits for your answer',
    da: '{who}: et spørgsmål venter på dit svar',
    nb: '{who}: et spørsmål venter på svaret ditt',
    nl: '{who}: een vraag wacht op je antwoord',
  },
  answered: {
    en: '{who}: your question was answered',
    da: '{who}: dit spørgsmål er besvaret',
    nb: '{who}: spørsmålet ditt er besvart',
    nl: '{who}: je vraag is beantwoord',
  },
  mentioned: {
    en: '{who}: you are mentioned',
    da: '{who}: du er nævnt',
    nb: '{who}: du er nevnt',
    nl: '{who}: je wordt genoemd',
  },
  handoffNews: {
    en: '{who}: something has changed',
    da: '{who}: noget er ændret',
    nb: '{who}: noe er endret',
    nl: '{who}: er is iets veranderd',
  },
  itemRequested: {
    en: '“{name}”: the other team asks to change what sales is told',
    da: '»{name}«: det andet hold vil ændre, hvad salg får at vide',
    nb: '«{name}»: det andre laget vil endre hva salg får vite',
    nl: '“{name}”: het andere team wil wijzigen wat sales te horen krijgt',
  },
  itemAgreed: {
    en: '“{name}”: your request was agreed',
    da: '»{name}«: dit ønske er aftalt',
    nb: '«{name}»: ønsket ditt er avtalt',
    nl: '“{name}”: je verzoek is afgesproken',
  },
  itemDeclined: {
    en: '“{name}”: your request was declined',
    da: '»{name}«: dit ønske blev ikke til noget',
    nb: '«{name}»: ønsket ditt ble ikke noe av',
    nl: '“{name}”: je verzoek gaat niet door',
  },
  feedStale: {
    en: '{name} brings no new data',
    da: '{name} bringer ingen nye data',
    nb: '{name} bringer ingen nye data',
    nl: '{name} brengt geen nieuwe gegevens',
  },
  deliveryFailed: {
    en: 'News to {name} could not be delivered',
    da: 'Nyt til {name} kunne ikke leveres',
    nb: 'Nytt til {name} kunne ikke leveres',
    nl: 'Nieuws aan {name} kon niet worden bezorgd',
  },
  importNews: { en: 'News of an import', da: 'Nyt om en import', nb: 'Nytt om en import', nl: 'Nieuws over een import' },
  otherNews: { en: 'Something has changed', da: 'Noget er ændret', nb: 'Noe er endret', nl: 'Er is iets veranderd' },
} satisfies Catalogue;
