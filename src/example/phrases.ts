import type { Language } from '../platform/fields.ts';

type Lines = Record<Language, string[]>;

/** What prospects say of their need, in their own words. */
export const pains: Lines = {
  en: [
    'We have two stops a month on the cooling plant and cannot live with that.',
    'Our supplier takes three days to come. We lose a shift each time.',
    'Energy for the pumps has become our largest single cost.',
    'We must document maintenance from January and have no system for it.',
    'The pumps are from 2009 and spare parts are no longer made.',
  ],
  da: [
    'Vi har to stop om måneden på køleanlægget, og det kan vi ikke leve med.',
    'Vores leverandør er tre dage om at komme. Vi mister et skift hver gang.',
    'Energi til pumperne er blevet vores største enkeltudgift.',
    'Vi skal dokumentere vedligehold fra januar og har ikke noget system til det.',
    'Pumperne er fra 2009, og reservedelene laves ikke mere.',
  ],
  nb: [
    'Vi har to stopp i måneden på kjøleanlegget, og det kan vi ikke leve med.',
    'Leverandøren vår bruker tre dager på å komme. Vi mister et skift hver gang.',
    'Energi til pumpene er blitt vår største enkeltutgift.',
    'Vi må dokumentere vedlikehold fra januar og har ikke noe system for det.',
    'Pumpene er fra 2009, og reservedelene lages ikke lenger.',
  ],
  nl: [
    'We hebben twee stilstanden per maand bij de koelinstallatie en daar kunnen we niet mee leven.',
    'Onze leverancier doet er drie dagen over. We verliezen elke keer een dienst.',
    'Energie voor de pompen is onze grootste kostenpost geworden.',
    'Vanaf januari moeten we onderhoud documenteren en daar hebben we geen systeem voor.',
    'De pompen zijn uit 2009 en onderdelen worden niet meer gemaakt.',
  ],
};

/** What marketing writes when it hands over. */
export const notes: Lines = {
  en: [
    'Must choose a supplier before the summer stop. Wants to know what a service agreement costs, not another presentation.',
    'Came by our webinar and asked about response times. Budget is approved.',
    'Compares two suppliers. Reads everything about energy savings.',
    'Recommended by a customer of ours. Call before ten; on the factory floor after that.',
  ],
  da: [
    'Skal vælge leverandør før sommerstoppet. Vil vide, hvad en serviceaftale koster, ikke se endnu en præsentation.',
    'Kom fra vores webinar og spurgte til responstid. Budgettet er godkendt.',
    'Sammenligner to leverandører. Læser alt om energibesparelser.',
    'Anbefalet af en af vores kunder. Ring før klokken ti; derefter er hun i produktionen.',
  ],
  nb: [
    'Skal velge leverandør før sommerstoppen. Vil vite hva en serviceavtale koster, ikke se enda en presentasjon.',
    'Kom fra webinaret vårt og spurte om responstid. Budsjettet er godkjent.',
    'Sammenligner to leverandører. Leser alt om energibesparelser.',
    'Anbefalt av en av våre kunder. Ring før klokken ti; deretter er hun i produksjonen.',
  ],
  nl: [
    'Moet voor de zomerstop een leverancier kiezen. Wil weten wat een serviceovereenkomst kost, niet nog een presentatie.',
    'Kwam via ons webinar en vroeg naar reactietijden. Het budget is goedgekeurd.',
    'Vergelijkt twee leveranciers. Leest alles over energiebesparing.',
    'Aanbevolen door een klant van ons. Bel voor tien uur; daarna is ze op de werkvloer.',
  ],
};

/** What the rep agrees with the prospect. */
export const nextSteps: Lines = {
  en: [
    'Visit the plant',
    'Send a price for the service agreement',
    'Call again with the technician',
    'Show the case from Grenaa',
  ],
  da: ['Besøge anlægget', 'Sende pris på serviceaftalen', 'Ringe igen sammen med teknikeren', 'Vise casen fra Grenaa'],
  nb: ['Besøke anlegget', 'Sende pris på serviceavtalen', 'Ringe igjen sammen med teknikeren', 'Vise kundehistorien fra Grenaa'],
  nl: [
    'De installatie bezoeken',
    'Prijs voor de serviceovereenkomst sturen',
    'Terugbellen met de technicus',
    'De case uit Grenaa laten zien',
  ],
};

export const dealNames: Lines = {
  en: ['Service agreement', 'New pumps', 'Energy renovation', 'Emergency response'],
  da: ['Serviceaftale', 'Nye pumper', 'Energirenovering', 'Døgnvagt'],
  nb: ['Serviceavtale', 'Nye pumper', 'Energirenovering', 'Døgnvakt'],
  nl: ['Serviceovereenkomst', 'Nieuwe pompen', 'Energierenovatie', 'Storingsdienst'],
};

export const pages: Record<Language, { path: string; title: string }[]> = {
  en: [
    { path: '/', title: 'Pumps that run' },
    { path: '/guides/cost-of-downtime', title: 'What does downtime cost?' },
    { path: '/cases/grenaa', title: 'Case: Grenaa saves a shift a month' },
    { path: '/service', title: 'Service within four hours' },
  ],
  da: [
    { path: '/', title: 'Pumper der kører' },
    { path: '/guides/pris-paa-nedetid', title: 'Hvad koster nedetid?' },
    { path: '/cases/grenaa', title: 'Case: Grenaa sparer et skift om måneden' },
    { path: '/service', title: 'Service inden for fire timer' },
  ],
  nb: [
    { path: '/', title: 'Pumper som går' },
    { path: '/guider/pris-paa-nedetid', title: 'Hva koster nedetid?' },
    { path: '/cases/grenaa', title: 'Kundehistorie: Grenaa sparer et skift i måneden' },
    { path: '/service', title: 'Service innen fire timer' },
  ],
  nl: [
    { path: '/', title: 'Pompen die draaien' },
    { path: '/gidsen/prijs-van-stilstand', title: 'Wat kost stilstand?' },
    { path: '/cases/grenaa', title: 'Case: Grenaa bespaart een dienst per maand' },
    { path: '/service', title: 'Service binnen vier uur' },
  ],
};

export const words: Record<
  Language,
  {
    pricing: string;
    pricingPath: string;
    guide: string;
    webinar: string;
    newsletter: string;
    demoForm: string;
    guideForm: string;
  }
> = {
  en: {
    pricing: 'Prices',
    pricingPath: '/pricing',
    guide: 'Guide: what does downtime cost?',
    webinar: 'Webinar: fewer stops',
    newsletter: 'Newsletter',
    demoForm: 'Contact me about a demo',
    guideForm: 'What does downtime cost you?',
  },
  da: {
    pricing: 'Priser',
    pricingPath: '/priser',
    guide: 'Guide: hvad koster nedetid?',
    webinar: 'Webinar: færre stop',
    newsletter: 'Nyhedsbrev',
    demoForm: 'Kontakt mig om en demo',
    guideForm: 'Hvad koster nedetid jer?',
  },
  nb: {
    pricing: 'Priser',
    pricingPath: '/priser',
    guide: 'Guide: hva koster nedetid?',
    webinar: 'Webinar: færre stopp',
    newsletter: 'Nyhetsbrev',
    demoForm: 'Kontakt meg om en demo',
    guideForm: 'Hva koster nedetid dere?',
  },
  nl: {
    pricing: 'Prijzen',
    pricingPath: '/prijzen',
    guide: 'Gids: wat kost stilstand?',
    webinar: 'Webinar: minder stilstand',
    newsletter: 'Nieuwsbrief',
    demoForm: 'Neem contact op over een demo',
    guideForm: 'Wat kost stilstand u?',
  },
};

/** When the prospect wants to decide. */
export const timings: Lines = {
  en: ['Before the summer stop', 'This quarter', 'When the budget year begins'],
  da: ['Før sommerstoppet', 'I dette kvartal', 'Når budgetåret begynder'],
  nb: ['Før sommerstoppen', 'Dette kvartalet', 'Når budsjettåret begynner'],
  nl: ['Voor de zomerstop', 'Dit kwartaal', 'Als het begrotingsjaar begint'],
};

/** What the teams say to each other, and what they think of each other's leads. */
export const sayings: Record<
  Language,
  {
    question: string;
    askedBefore: string;
    answer: string;
    /** Follows the name of who is mentioned. */
    mention: string;
    appeals: [string, string];
    override: string;
    missed: string[];
    doubts: string[];
  }
> = {
  en: {
    question: 'Which of their two plants is it about?',
    askedBefore: 'Did they say who else they are asking for a price?',
    answer: 'Their present supplier, and nobody else so far.',
    mention: 'they asked for a reference from the energy sector. May we name Grenaa?',
    appeals: [
      'The customer is their parent company; this plant buys by itself.',
      'They have asked for a price since, with a date for the decision.',
    ],
    override: 'Writes a thesis about pumps and buys nothing.',
    missed: ['How many pumps there are in the plant', 'Who signs the order'],
    doubts: ['The plant is smaller than the website says.', 'Only wanted the guide; the need is next year.'],
  },
  da: {
    question: 'Hvilket af deres to anlæg gælder det?',
    askedBefore: 'Sagde de, hvem de ellers beder om en pris?',
    answer: 'Deres nuværende leverandør og foreløbig ingen andre.',
    mention: 'de beder om en reference fra energibranchen. Må vi nævne Grenaa?',
    appeals: [
      'Det er moderselskabet, der er kunde; dette anlæg køber selv ind.',
      'De har siden bedt om en pris, med en dato for beslutningen.',
    ],
    override: 'Skriver speciale om pumper og køber ikke noget.',
    missed: ['Hvor mange pumper der er på anlægget', 'Hvem der skriver under på ordren'],
    doubts: ['Anlægget er mindre, end hjemmesiden siger.', 'Ville kun have guiden; behovet er først til næste år.'],
  },
  nb: {
    question: 'Hvilket av de to anleggene deres gjelder det?',
    askedBefore: 'Sa de hvem andre de ber om pris fra?',
    answer: 'Den nåværende leverandøren, og foreløpig ingen andre.',
    mention: 'de ber om en referanse fra energibransjen. Kan vi nevne Grenaa?',
    appeals: [
      'Det er morselskapet som er kunde; dette anlegget kjøper inn selv.',
      'De har siden bedt om pris, med en dato for beslutningen.',
    ],
    override: 'Skriver masteroppgave om pumper og kjøper ikke noe.',
    missed: ['Hvor mange pumper det er på anlegget', 'Hvem som signerer ordren'],
    doubts: ['Anlegget er mindre enn nettstedet sier.', 'Ville bare ha guiden; behovet kommer først neste år.'],
  },
  nl: {
    question: 'Om welke van hun twee installaties gaat het?',
    askedBefore: 'Zeiden ze wie ze nog meer om een prijs vragen?',
    answer: 'Hun huidige leverancier, en verder nog niemand.',
    mention: 'ze vragen om een referentie uit de energiesector. Mogen we Grenaa noemen?',
    appeals: [
      'De klant is hun moederbedrijf; deze vestiging koopt zelf in.',
      'Ze hebben sindsdien om een prijs gevraagd, met een datum voor de beslissing.',
    ],
    override: 'Schrijft een scriptie over pompen en koopt niets.',
    missed: ['Hoeveel pompen er in de installatie staan', 'Wie de opdracht tekent'],
    doubts: ['De installatie is kleiner dan de website zegt.', 'Wilde alleen de gids; de behoefte komt pas volgend jaar.'],
  },
};

/** What marketing is about to send. */
export const announcements: Record<Language, { newsletter: string; invitation: string }> = {
  en: { newsletter: 'Newsletter 42', invitation: 'Breakfast at the plant in Grenaa' },
  da: { newsletter: 'Nyhedsbrev 42', invitation: 'Morgenmad på anlægget i Grenaa' },
  nb: { newsletter: 'Nyhetsbrev 42', invitation: 'Frokost på anlegget i Grenaa' },
  nl: { newsletter: 'Nieuwsbrief 42', invitation: 'Ontbijt bij de installatie in Grenaa' },
};

/** The form on the website that asks what sales needs to know. */
export const serviceForm: Record<Language, { name: string; title: string; intro: string; thanks: string }> = {
  en: {
    name: 'What does downtime cost you?',
    title: 'What does downtime cost you?',
    intro: 'Three questions, and you get the figures of plants like yours.',
    thanks: 'Thank you. The figures are on their way to you.',
  },
  da: {
    name: 'Hvad koster nedetid jer?',
    title: 'Hvad koster nedetid jer?',
    intro: 'Tre spørgsmål, så får I tallene for anlæg som jeres.',
    thanks: 'Tak. Tallene er på vej til jer.',
  },
  nb: {
    name: 'Hva koster nedetid dere?',
    title: 'Hva koster nedetid dere?',
    intro: 'Tre spørsmål, så får dere tallene for anlegg som deres.',
    thanks: 'Takk. Tallene er på vei til dere.',
  },
  nl: {
    name: 'Wat kost stilstand u?',
    title: 'Wat kost stilstand u?',
    intro: 'Drie vragen, en u krijgt de cijfers van installaties zoals die van u.',
    thanks: 'Dank u. De cijfers zijn naar u onderweg.',
  },
};
