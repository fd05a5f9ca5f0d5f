import type { Language } from '../platform/fields.ts';
import type { IMPORT_KINDS } from './kinds.ts';

type Words = Readonly<Record<Language, string>>;

type Kinds = typeof IMPORT_KINDS;
type FieldOf<Kind extends keyof Kinds> = keyof Kinds[Kind]['fields'] & string;
type FieldName = { [Kind in keyof Kinds]: FieldOf<Kind> }[keyof Kinds];

/** What a column can be, by the name of the field in the contract. */
const names: Readonly<Record<FieldName, Words>> = {
  amount: { en: 'Amount', da: 'Beløb', nb: 'Beløp', nl: 'Bedrag' },
  amountMicros: {
    en: 'Amount in millionths',
    da: 'Beløb i milliontedele',
    nb: 'Beløp i milliondeler',
    nl: 'Bedrag in miljoensten',
  },
  anonymousId: { en: 'Visitor id', da: 'Besøgs-id', nb: 'Besøks-id', nl: 'Bezoekers-id' },
  campaign: { en: 'Campaign', da: 'Kampagne', nb: 'Kampanje', nl: 'Campagne' },
  channel: { en: 'Channel', da: 'Kanal', nb: 'Kanal', nl: 'Kanaal' },
  city: { en: 'City', da: 'By', nb: 'Sted', nl: 'Plaats' },
  clicks: { en: 'Clicks', da: 'Klik', nb: 'Klikk', nl: 'Klikken' },
  closedOn: { en: 'Closed on', da: 'Lukket den', nb: 'Lukket', nl: 'Gesloten op' },
  companyExternalId: {
    en: 'Company’s id in the tool',
    da: 'Virksomhedens id i værktøjet',
    nb: 'Bedriftens id i verktøyet',
    nl: 'Id van het bedrijf in de tool',
  },
  companyName: { en: 'Company', da: 'Virksomhed', nb: 'Bedrift', nl: 'Bedrijf' },
  contactEmail: { en: 'Contact’s e-mail', da: 'Kontaktens e-mail', nb: 'Kontaktens e-post', nl: 'E-mail van de contactpersoon' },
  content: { en: 'Content', da: 'Indhold', nb: 'Innhold', nl: 'Inhoud' },
  country: { en: 'Country', da: 'Land', nb: 'Land', nl: 'Land' },
  createdAt: { en: 'Created', da: 'Oprettet', nb: 'Opprettet', nl: 'Aangemaakt' },
  createdOn: { en: 'Created on', da: 'Oprettet den', nb: 'Opprettet', nl: 'Aangemaakt op' },
  creditedNumber: { en: 'Invoice credited', da: 'Krediteret faktura', nb: 'Kreditert faktura', nl: 'Gecrediteerde factuur' },
  currency: { en: 'Currency', da: 'Valuta', nb: 'Valuta', nl: 'Valuta' },
  customerName: { en: 'Customer', da: 'Kunde', nb: 'Kunde', nl: 'Klant' },
  day: { en: 'Day', da: 'Dag', nb: 'Dag', nl: 'Dag' },
  deleted: { en: 'Deleted there', da: 'Slettet i værktøjet', nb: 'Slettet i verktøyet', nl: 'Daar verwijderd' },
  domain: { en: 'Domain or website', da: 'Domæne eller hjemmeside', nb: 'Domene eller nettsted', nl: 'Domein of website' },
  dueOn: { en: 'Due on', da: 'Forfalder', nb: 'Forfaller', nl: 'Vervalt op' },
  email: { en: 'E-mail', da: 'E-mail', nb: 'E-post', nl: 'E-mail' },
  employees: { en: 'Employees', da: 'Ansatte', nb: 'Ansatte', nl: 'Medewerkers' },
  externalId: { en: 'Id in the tool', da: 'Id i værktøjet', nb: 'Id i verktøyet', nl: 'Id in de tool' },
  firstName: { en: 'First name', da: 'Fornavn', nb: 'Fornavn', nl: 'Voornaam' },
  fullName: { en: 'Full name', da: 'Fulde navn', nb: 'Fullt navn', nl: 'Volledige naam' },
  gross: { en: 'Amount with VAT', da: 'Beløb med moms', nb: 'Beløp med mva.', nl: 'Bedrag incl. btw' },
  impressions: { en: 'Impressions', da: 'Visninger', nb: 'Visninger', nl: 'Vertoningen' },
  industry: { en: 'Industry', da: 'Branche', nb: 'Bransje', nl: 'Branche' },
  isClosed: { en: 'Is closed (yes/no)', da: 'Er lukket (ja/nej)', nb: 'Er lukket (ja/nei)', nl: 'Is gesloten (ja/nee)' },
  isWon: { en: 'Is won (yes/no)', da: 'Er vundet (ja/nej)', nb: 'Er vunnet (ja/nei)', nl: 'Is gewonnen (ja/nee)' },
  issuedOn: { en: 'Issued on', da: 'Udstedt den', nb: 'Utstedt', nl: 'Uitgereikt op' },
  jobTitle: { en: 'Title', da: 'Titel', nb: 'Tittel', nl: 'Functie' },
  kind: { en: 'Kind', da: 'Art', nb: 'Type', nl: 'Soort' },
  lastName: { en: 'Last name', da: 'Efternavn', nb: 'Etternavn', nl: 'Achternaam' },
  medium: { en: 'Medium', da: 'Medium', nb: 'Medium', nl: 'Medium' },
  name: { en: 'Name', da: 'Navn', nb: 'Navn', nl: 'Naam' },
  net: { en: 'Amount without VAT', da: 'Beløb uden moms', nb: 'Beløp uten mva.', nl: 'Bedrag excl. btw' },
  number: { en: 'Number', da: 'Nummer', nb: 'Nummer', nl: 'Nummer' },
  occurredAt: { en: 'When it happened', da: 'Hvornår det skete', nb: 'Når det skjedde', nl: 'Wanneer het gebeurde' },
  optedOut: { en: 'Said no to mail', da: 'Har frabedt sig mail', nb: 'Har takket nei til e-post', nl: 'Wil geen mail' },
  organisationNumber: { en: 'Organisation number', da: 'CVR-nummer', nb: 'Organisasjonsnummer', nl: 'KvK-nummer' },
  outcome: { en: 'Outcome', da: 'Udfald', nb: 'Utfall', nl: 'Uitkomst' },
  ownerEmail: { en: 'Owner’s e-mail', da: 'Sælgerens e-mail', nb: 'Selgerens e-post', nl: 'E-mail van de verkoper' },
  paidOn: { en: 'Paid on', da: 'Betalt den', nb: 'Betalt', nl: 'Betaald op' },
  personExternalId: {
    en: 'Person’s id in the tool',
    da: 'Personens id i værktøjet',
    nb: 'Personens id i verktøyet',
    nl: 'Id van de persoon in de tool',
  },
  phone: { en: 'Phone', da: 'Telefon', nb: 'Telefon', nl: 'Telefoon' },
  reason: { en: 'Reason', da: 'Årsag', nb: 'Årsak', nl: 'Reden' },
  referrer: { en: 'Referrer', da: 'Henvisende side', nb: 'Henvisende side', nl: 'Verwijzende pagina' },
  side: { en: 'Side', da: 'Side', nb: 'Side', nl: 'Kant' },
  source: { en: 'Source', da: 'Kilde', nb: 'Kilde', nl: 'Bron' },
  stage: { en: 'Stage', da: 'Trin', nb: 'Trinn', nl: 'Fase' },
  tax: { en: 'VAT', da: 'Moms', nb: 'Mva.', nl: 'Btw' },
  tool: { en: 'Kept in', da: 'Ført i', nb: 'Ført i', nl: 'Bijgehouden in' },
  url: { en: 'Address of the page', da: 'Sidens adresse', nb: 'Sidens adresse', nl: 'Adres van de pagina' },
};

/** A field in the reader's words; what is not in the catalogue is shown as it is. */
export function fieldName(field: string): Words {
  const known: Words | undefined = Object.hasOwn(names, field) ? names[field as FieldName] : undefined;
  return known ?? { en: field, da: field, nb: field, nl: field };
}
