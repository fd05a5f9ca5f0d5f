import type { Channel } from '../touchpoints/kinds.ts';

/** What a cell of a field is read as. `amount` is money in the row's currency; `cost` is money that is summed before it is rounded. */
export type FieldType =
  | 'text'
  | 'channel'
  | 'country'
  | 'email'
  | 'domain'
  | 'organisationNumber'
  | 'day'
  | 'moment'
  | 'count'
  | 'amount'
  | 'cost'
  | 'micros'
  | 'currency'
  | 'yesNo'
  | 'choice';

export interface ImportField {
  type: FieldType;
  required?: true;
  /** Column names that mean this field, in English, Danish, Norwegian and Dutch and as tools export them; between commas; compared by `squash`. */
  synonyms: string;
  /** Of a `choice`: each value with the words that mean it. */
  choices?: Readonly<Record<string, string>>;
}

interface ImportKindDefinition {
  fields: Readonly<Record<string, ImportField>>;
  /** Fields of which a row must have at least one, or it could not be recognised again. */
  oneOf: readonly string[];
}

const ORGANISATION_NUMBER = {
  type: 'organisationNumber',
  synonyms:
    'organisation number, organization number, company number, registration number, org nr, orgnr, cvr, cvr nr, cvr nummer, cvr number, organisationsnummer, organisasjonsnummer, kvk, kvk nummer, kvk number, handelsregisternummer',
} as const;
const CURRENCY = {
  type: 'currency',
  synonyms: 'currency, currency code, currency iso code, amount currency, valuta, valutakode, valutacode, deal currency code',
} as const;
const DELETED = { type: 'yesNo', synonyms: 'is deleted, deleted, slettet, verwijderd' } as const;
const COUNTRY = {
  type: 'country',
  synonyms: 'country, country code, country region, land, landekode, landkode, landcode, mailing country, billing country',
} as const;
/** Whose id a row's is: files exported here say it. */
const TOOL = { type: 'text', synonyms: 'kept in, ført i, bijgehouden in' } as const;
const CITY = {
  type: 'text',
  synonyms: 'city, by, poststed, sted, plaats, stad, mailing city, billing city',
} as const;
const COMPANY_NAME = {
  type: 'text',
  synonyms:
    'company, company name, account, account name, associated company, primary company, organisation, firma, firmanavn, virksomhed, selskap, bedrift, bedrijf, bedrijfsnaam, kunde',
} as const;
const COMPANY_EXTERNAL_ID = {
  type: 'text',
  synonyms: 'company id, account id, associated company id, associated company ids, primary associated company id',
} as const;

/** The kinds of file that can be imported: their fields, what must be there, and by what names a column is known. */
export const IMPORT_KINDS = {
  people: {
    oneOf: ['email', 'externalId'],
    fields: {
      email: {
        type: 'email',
        synonyms:
          'email, e-mail, email address, e-mail address, mail, e-mailadresse, epost, e-post, e-postadresse, e-mailadres, work email',
      },
      externalId: {
        type: 'text',
        synonyms: 'id, external id, contact id, lead id, record id, person id, user id, kontakt id',
      },
      tool: TOOL,
      firstName: { type: 'text', synonyms: 'first name, given name, fornavn, voornaam' },
      lastName: { type: 'text', synonyms: 'last name, surname, family name, efternavn, etternavn, achternaam' },
      fullName: {
        type: 'text',
        synonyms: 'name, full name, contact name, navn, fulde navn, fullt navn, naam, volledige naam',
      },
      phone: {
        type: 'text',
        synonyms: 'phone, phone number, mobile, mobile phone, telephone, telefon, telefonnummer, mobil, telefoon, telefoonnummer',
      },
      jobTitle: {
        type: 'text',
        synonyms: 'job title, title, role, position, titel, stilling, tittel, functie, functietitel',
      },
      companyName: COMPANY_NAME,
      companyExternalId: COMPANY_EXTERNAL_ID,
      organisationNumber: ORGANISATION_NUMBER,
      country: COUNTRY,
      city: CITY,
      source: { type: 'text', synonyms: 'lead source, source, original source, kilde, bron, leadkilde, leadbron' },
      createdAt: {
        type: 'moment',
        synonyms: 'created, created at, create date, created date, createdate, oprettet, opprettet, aangemaakt, aanmaakdatum',
      },
      optedOut: {
        type: 'yesNo',
        synonyms:
          'has opted out of email, email opt out, unsubscribed, unsubscribed from all email, afmeldt, avmeldt, uitgeschreven',
      },
      deleted: DELETED,
    },
  },
  companies: {
    oneOf: ['name', 'domain', 'organisationNumber', 'externalId'],
    fields: {
      name: { ...COMPANY_NAME, synonyms: `${COMPANY_NAME.synonyms}, name, navn, naam` },
      externalId: { type: 'text', synonyms: 'id, external id, company id, account id, record id' },
      domain: {
        type: 'domain',
        synonyms: 'domain, company domain name, website, website url, web, url, hjemmeside, nettside, domæne, domene, domein',
      },
      organisationNumber: ORGANISATION_NUMBER,
      industry: { type: 'text', synonyms: 'industry, branche, bransje, sector, sektor' },
      employees: {
        type: 'count',
        synonyms:
          'employees, number of employees, headcount, ansatte, antal ansatte, antall ansatte, medewerkers, aantal medewerkers',
      },
      country: COUNTRY,
      city: CITY,
      createdAt: {
        type: 'moment',
        synonyms: 'created, created at, create date, created date, createdate, oprettet, opprettet, aangemaakt, aanmaakdatum',
      },
      deleted: DELETED,
    },
  },
  touchpoints: {
    oneOf: ['email', 'personExternalId', 'anonymousId'],
    fields: {
      occurredAt: {
        type: 'moment',
        required: true,
        synonyms: 'occurred at, timestamp, date, time, when, activity date, event time, dato, tidspunkt, datum, tijdstip',
      },
      kind: {
        type: 'text',
        required: true,
        synonyms:
          'kind, type, event, event type, activity type, activity, hændelse, hendelse, gebeurtenis, aktivitet, activiteit, soort, art',
      },
      email: {
        type: 'email',
        synonyms: 'email, e-mail, email address, contact email, e-mailadresse, epost, e-post, e-mailadres, recipient',
      },
      personExternalId: { type: 'text', synonyms: 'person id, contact id, lead id, user id, who id' },
      anonymousId: { type: 'text', synonyms: 'anonymous id, visitor id, client id' },
      externalId: { type: 'text', synonyms: 'id, external id, message id, event id, activity id' },
      side: {
        type: 'choice',
        synonyms: 'side, team, afdeling, avdeling',
        choices: {
          marketing: 'marketing, markedsføring',
          sales: 'sales, salg, verkoop',
          customer: 'customer, prospect, kunde, klant',
        },
      },
      channel: { type: 'channel', synonyms: 'channel, kanal, kanaal' },
      source: { type: 'text', synonyms: 'source, utm source, kilde, bron' },
      medium: { type: 'text', synonyms: 'medium, utm medium' },
      campaign: { type: 'text', synonyms: 'campaign, campaign name, utm campaign, kampagne, kampanje, campagne' },
      content: {
        type: 'text',
        synonyms: 'content, utm content, subject, title, indhold, innhold, inhoud, emne, onderwerp',
      },
      url: { type: 'text', synonyms: 'url, page url, page, side url, landing page' },
      referrer: { type: 'text', synonyms: 'referrer, referer, henviser, verwijzer' },
    },
  },
  deals: {
    oneOf: ['externalId', 'name'],
    fields: {
      externalId: { type: 'text', synonyms: 'id, external id, deal id, opportunity id, record id, aftale id' },
      tool: TOOL,
      name: {
        type: 'text',
        synonyms: 'name, deal name, deal, opportunity, opportunity name, salgsmulighed, handel, navn, naam, deal naam',
      },
      stage: {
        type: 'text',
        synonyms: 'stage, deal stage, stage name, status, fase, salgsfase, trin, dealfase, verkoopfase',
      },
      amount: {
        type: 'amount',
        synonyms: 'amount, deal amount, value, deal value, beløb, beløp, bedrag, værdi, verdi, waarde',
      },
      currency: CURRENCY,
      companyName: COMPANY_NAME,
      companyExternalId: COMPANY_EXTERNAL_ID,
      organisationNumber: ORGANISATION_NUMBER,
      contactEmail: {
        type: 'email',
        synonyms: 'contact email, email, e-mail, contact e-mail, kontakt e-mail, kontakt e-post, e-mail contactpersoon',
      },
      ownerEmail: {
        type: 'email',
        synonyms: 'owner email, owner e-mail, deal owner email, ejer e-mail, eier e-post, e-mail eigenaar',
      },
      createdOn: {
        type: 'day',
        synonyms:
          'created, created on, created at, create date, created date, createdate, oprettet, opprettet, aangemaakt, aanmaakdatum',
      },
      closedOn: {
        type: 'day',
        synonyms: 'closed on, close date, closedate, closed, won date, lukkedato, lukket, sluitdatum, afsluitdatum',
      },
      outcome: {
        type: 'choice',
        synonyms: 'outcome, won lost, result, resultat, resultaat, deal status, udfald, utfall, uitkomst',
        choices: {
          won: 'won, closed won, vundet, vunnet, gewonnen',
          lost: 'lost, closed lost, tabt, tapt, verloren',
          open: 'open, åben, åpen, lopend',
        },
      },
      isWon: { type: 'yesNo', synonyms: 'is won, won, is closed won, vundet, vunnet, gewonnen' },
      isClosed: { type: 'yesNo', synonyms: 'is closed, is deal closed, deal closed, closed flag, closed' },
      deleted: DELETED,
    },
  },
  spend: {
    oneOf: ['amount', 'amountMicros'],
    fields: {
      day: {
        type: 'day',
        required: true,
        synonyms: 'day, date, date start, reporting starts, start date in utc, time period, dag, dato, datum',
      },
      channel: { type: 'channel', synonyms: 'channel, kanal, kanaal' },
      source: { type: 'text', synonyms: 'source, utm source, platform, kilde, bron, publisher' },
      campaign: {
        type: 'text',
        synonyms: 'campaign, campaign name, utm campaign, campaign id, kampagne, kampagnenavn, kampanje, campagne, campagnenaam',
      },
      amount: {
        type: 'cost',
        synonyms:
          'amount, cost, spend, amount spent, total spent, amount spent dkk, amount spent nok, amount spent eur, udgift, forbrug, omkostning, omkostninger, kostnad, kosten, uitgaven, beløb, beløp, bedrag',
      },
      amountMicros: { type: 'micros', synonyms: 'cost micros, amount micros' },
      currency: CURRENCY,
      clicks: { type: 'count', synonyms: 'clicks, link clicks, klik, klikk, klikken, kliks' },
      impressions: { type: 'count', synonyms: 'impressions, impr, visninger, eksponeringer, vertoningen, weergaven' },
    },
  },
  invoices: {
    oneOf: ['net', 'gross'],
    fields: {
      number: {
        type: 'text',
        required: true,
        synonyms:
          'number, invoice number, invoice no, invoice, fakturanummer, fakturanr, faktura, factuurnummer, factuur, bilagsnummer',
      },
      issuedOn: {
        type: 'day',
        required: true,
        synonyms: 'issued, issued on, issue date, invoice date, date, fakturadato, dato, factuurdatum, datum',
      },
      dueOn: {
        type: 'day',
        synonyms: 'due, due on, due date, payment due, forfald, forfaldsdato, forfall, forfallsdato, vervaldatum',
      },
      customerName: {
        ...COMPANY_NAME,
        synonyms: `${COMPANY_NAME.synonyms}, customer, customer name, buyer, debitor, kundenavn, klant, klantnaam`,
      },
      organisationNumber: ORGANISATION_NUMBER,
      currency: CURRENCY,
      net: {
        type: 'amount',
        synonyms:
          'net, net amount, amount excl vat, excl vat, subtotal, netto, nettobeløb, nettobeløp, beløb ekskl moms, ekskl moms, ekskl mva, excl btw, bedrag excl btw',
      },
      tax: {
        type: 'amount',
        synonyms: 'tax, vat, vat amount, tax amount, moms, momsbeløb, mva, btw, btw bedrag',
      },
      gross: {
        type: 'amount',
        synonyms:
          'gross, gross amount, total, total amount, amount incl vat, incl vat, brutto, i alt, inkl moms, beløb inkl moms, inkl mva, totaal, incl btw, bedrag incl btw',
      },
      kind: {
        type: 'choice',
        synonyms: 'kind, type, document type, invoice type, bilagstype, soort, art',
        choices: {
          invoice: 'invoice, faktura, factuur, 380, 384',
          credit_note: 'credit note, credit, creditnote, credit memo, kreditnota, creditnota, creditfactuur, 381',
        },
      },
      creditedNumber: {
        type: 'text',
        synonyms:
          'credited number, credited invoice, credits invoice, original invoice, krediteret faktura, kreditert faktura, gecrediteerde factuur',
      },
      paidOn: {
        type: 'day',
        synonyms: 'paid, paid on, payment date, date paid, betalt, betalingsdato, betaald, betaald op, betaaldatum',
      },
    },
  },
  suppressions: {
    oneOf: ['email'],
    fields: {
      email: {
        type: 'email',
        required: true,
        synonyms:
          'email, e-mail, email address, e-mail address, address, mail, e-mailadresse, epost, e-post, e-postadresse, e-mailadres, adresse, recipient',
      },
      reason: {
        type: 'choice',
        synonyms: 'reason, status, type, årsag, årsak, reden',
        choices: {
          imported: 'imported, suppressed, suppression, importeret, importert, geïmporteerd',
          asked: 'asked, opted out, opt out, consent withdrawn, bad om det, ba om det, gevraagd',
          unsubscribed: 'unsubscribed, unsubscribe, afmeldt, avmeldt, uitgeschreven, cleaned',
          complained: 'complained, complaint, spam, spam complaint, spam report, klage, klacht',
          bounced: 'bounced, bounce, hard bounce, afvist, avvist, geweigerd',
        },
      },
    },
  },
} as const satisfies Record<string, ImportKindDefinition>;

export type ImportKind = keyof typeof IMPORT_KINDS;

/** A field as the code that handles every kind sees it. */
export function fieldsOf(kind: ImportKind): Readonly<Record<string, ImportField>> {
  return IMPORT_KINDS[kind].fields;
}

interface ValueOf {
  text: string;
  channel: Channel;
  /** Two letters of ISO 3166-1. */
  country: string;
  email: string;
  domain: string;
  organisationNumber: string;
  /** `YYYY-MM-DD` */
  day: string;
  /** RFC 3339 UTC */
  moment: string;
  count: number;
  /** Minor units of the row's currency. */
  amount: number;
  /** An exact decimal text. */
  cost: string;
  micros: string;
  currency: string;
  yesNo: boolean;
}

type FieldValue<F> = F extends { choices: infer C } ? keyof C : F extends { type: keyof ValueOf } ? ValueOf[F['type']] : never;

/** A row of a kind, typed by its definition: a required field has a value, any other has one or `null`. */
export type ImportRecord<K extends ImportKind = ImportKind> = {
  [F in keyof (typeof IMPORT_KINDS)[K]['fields']]:
    | FieldValue<(typeof IMPORT_KINDS)[K]['fields'][F]>
    | ((typeof IMPORT_KINDS)[K]['fields'][F] extends { required: true } ? never : null);
};

/** A column name without case, accents of writing, signs and HubSpot's `property_`: `E-mail Address` and `email_address` are one. */
export function squash(name: string): string {
  return name
    .toLowerCase()
    .replace(/^property_/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The names in a comma-separated list, squashed. */
export function namesIn(list: string): string[] {
  return list.split(',').map(squash);
}
