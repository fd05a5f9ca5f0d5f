import { type DefinitionBody, definitionBodySchema } from './schema.ts';

/** Parts of titles: no short abbreviations such as "coo", which also stand inside "coordinator". */
const decidingTitles = [
  'chief',
  'ceo',
  'cfo',
  'cmo',
  'head of',
  'director',
  'manager',
  'owner',
  'founder',
  'partner',
  'direktør',
  'chef',
  'leder',
  'indehaver',
  'ejer',
  'sjef',
  'eier',
  'gründer',
  'directeur',
  'hoofd',
  'eigenaar',
  'oprichter',
];

/**
 * A definition to start from: a Nordic or Dutch company that sells to mid-sized companies. Both teams are meant to change it
 * before they sign. A lead of the right kind is ready after a few weeks of real interest and one confirmed need, or at once when
 * it asks for a conversation.
 */
export const standardDefinition: DefinitionBody = definitionBodySchema.parse({
  icp: {
    company: [
      {
        key: 'home-market',
        labels: { en: 'In our market', da: 'På vores marked', nb: 'I vårt marked', nl: 'In onze markt' },
        weight: 25,
        test: { fact: 'company.country', in: ['DK', 'NO', 'SE', 'FI', 'NL'] },
      },
      {
        key: 'mid-sized',
        labels: { en: '20 to 500 employees', da: '20 til 500 ansatte', nb: '20 til 500 ansatte', nl: '20 tot 500 medewerkers' },
        weight: 30,
        test: { fact: 'company.employees', from: 20, to: 500 },
      },
      {
        key: 'right-industry',
        labels: {
          en: 'An industry we know',
          da: 'En branche vi kender',
          nb: 'En bransje vi kjenner',
          nl: 'Een branche die we kennen',
        },
        weight: 20,
        test: {
          fact: 'company.industry',
          in: [
            'Manufacturing',
            'Wholesale',
            'Logistics',
            'Construction',
            'Software',
            'Professional services',
            'Energy',
            'Healthcare',
          ],
        },
      },
    ],
    person: [
      {
        key: 'decides',
        labels: {
          en: 'Decides or advises',
          da: 'Beslutter eller rådgiver',
          nb: 'Beslutter eller gir råd',
          nl: 'Beslist of adviseert',
        },
        weight: 25,
        test: {
          fact: 'person.title',
          contains: decidingTitles,
        },
      },
    ],
  },
  engagement: {
    halfLifeDays: 14,
    criteria: [
      {
        key: 'pricing-page',
        labels: { en: 'Looked at prices', da: 'Så på priser', nb: 'Så på priser', nl: 'Bekeek de prijzen' },
        touches: { kinds: ['page'], paths: ['*/pricing*', '*/priser*', '*/pris', '*/prijzen*', '*/tarieven*'] },
        points: 15,
        cap: 30,
      },
      {
        key: 'cases',
        labels: {
          en: 'Read a customer case',
          da: 'Læste en kundecase',
          nb: 'Leste en kundehistorie',
          nl: 'Las een klantverhaal',
        },
        touches: {
          kinds: ['page'],
          paths: ['*/cases*', '*/customers*', '*/kunder*', '*/kundecases*', '*/kundehistorier*', '*/klanten*'],
        },
        points: 8,
        cap: 24,
      },
      {
        key: 'any-page',
        labels: { en: 'Visited the site', da: 'Besøgte hjemmesiden', nb: 'Besøkte nettstedet', nl: 'Bezocht de website' },
        touches: { kinds: ['page'] },
        points: 2,
        cap: 20,
      },
      {
        key: 'download',
        labels: { en: 'Downloaded material', da: 'Hentede materiale', nb: 'Lastet ned materiell', nl: 'Downloadde materiaal' },
        touches: { kinds: ['download'] },
        points: 15,
        cap: 30,
      },
      {
        key: 'form',
        labels: { en: 'Filled in a form', da: 'Udfyldte en formular', nb: 'Fylte ut et skjema', nl: 'Vulde een formulier in' },
        touches: { kinds: ['form'] },
        points: 10,
        cap: 20,
      },
      {
        key: 'event',
        labels: {
          en: 'Came to an event',
          da: 'Deltog i et arrangement',
          nb: 'Deltok på et arrangement',
          nl: 'Kwam naar een evenement',
        },
        touches: { kinds: ['event'] },
        points: 20,
        cap: 40,
      },
      {
        key: 'email-click',
        labels: { en: 'Clicked in an e-mail', da: 'Klikkede i en e-mail', nb: 'Klikket i en e-post', nl: 'Klikte in een e-mail' },
        touches: { kinds: ['email_click'] },
        points: 5,
        cap: 15,
      },
      {
        key: 'dialogue',
        labels: { en: 'Talked with us', da: 'Talte med os', nb: 'Snakket med oss', nl: 'Sprak met ons' },
        touches: { kinds: ['chat', 'call', 'meeting'] },
        points: 15,
        cap: 30,
      },
    ],
    negatives: [
      {
        key: 'job-seeker',
        labels: { en: 'Looks for a job', da: 'Søger job', nb: 'Søker jobb', nl: 'Zoekt een baan' },
        touches: {
          kinds: ['page'],
          paths: ['*/careers*', '*/jobs*', '*/job', '*/karriere*', '*/stillinger*', '*/vacatures*', '*/werken-bij*'],
        },
        points: 15,
        cap: 30,
      },
      {
        key: 'unsubscribed',
        labels: {
          en: 'Left the newsletter',
          da: 'Afmeldte nyhedsbrevet',
          nb: 'Meldte seg av nyhetsbrevet',
          nl: 'Meldde zich af voor de nieuwsbrief',
        },
        touches: { kinds: ['other'], names: ['unsubscribe*', 'email unsubscribed'] },
        points: 20,
        cap: 20,
      },
    ],
  },
  soft: [
    {
      key: 'has-a-pain',
      labels: {
        en: 'Has a problem we solve',
        da: 'Har et problem vi løser',
        nb: 'Har et problem vi løser',
        nl: 'Heeft een probleem dat wij oplossen',
      },
    },
    {
      key: 'wants-to-talk',
      labels: { en: 'Wants a conversation', da: 'Vil gerne tale med os', nb: 'Vil gjerne ha en samtale', nl: 'Wil een gesprek' },
      validDays: 90,
    },
    {
      key: 'decision-this-year',
      labels: {
        en: 'Decides within a year',
        da: 'Beslutter inden for et år',
        nb: 'Bestemmer seg innen et år',
        nl: 'Beslist binnen een jaar',
      },
    },
  ],
  handRaise: [
    {
      key: 'asked-for-contact',
      labels: {
        en: 'Asked to be contacted',
        da: 'Bad om at blive kontaktet',
        nb: 'Ba om å bli kontaktet',
        nl: 'Vroeg om contact',
      },
      touches: {
        kinds: ['form'],
        names: [
          '*contact*',
          '*kontakt*',
          '*demo*',
          '*call-me*',
          '*call me*',
          '*ring mig*',
          '*ring meg*',
          '*bel mij*',
          '*quote*',
          '*tilbud*',
          '*offerte*',
        ],
      },
    },
    {
      key: 'booked-a-meeting',
      labels: { en: 'Booked a meeting', da: 'Bookede et møde', nb: 'Booket et møte', nl: 'Boekte een afspraak' },
      touches: { kinds: ['form', 'event'], names: ['*book*meeting*', '*book*møde*', '*book*møte*', '*afspraak*'] },
    },
  ],
  hard: [
    {
      kind: 'visits',
      key: 'came-back',
      labels: {
        en: 'Three visits in 30 days',
        da: 'Tre besøg på 30 dage',
        nb: 'Tre besøk på 30 dager',
        nl: 'Drie bezoeken in 30 dagen',
      },
      atLeast: 3,
      withinDays: 30,
    },
    {
      kind: 'profile',
      key: 'big-enough',
      labels: { en: 'At least 10 employees', da: 'Mindst 10 ansatte', nb: 'Minst 10 ansatte', nl: 'Minstens 10 medewerkers' },
      test: { fact: 'company.employees', from: 10 },
    },
  ],
  thresholds: { engaged: 5, mql: { fit: 50, engagement: 25 }, ready: { fit: 50, engagement: 40, softNeeded: 1 } },
});
