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
