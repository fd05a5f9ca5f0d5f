import { inWordsOf, type Catalogue, type Said } from '../platform/sentences.ts';
import type { Language } from '../platform/fields.ts';

/** What is said of amounts and of electronic invoices that cannot be taken, in every language. Names of elements are the standard's own. */
export const revenueSentences = {
  unknownCurrency: {
    en: '"{currency}" is not a currency code of ISO 4217; DKK, NOK, SEK and EUR are.',
    da: '"{currency}" er ikke en valutakode efter ISO 4217; det er fx DKK, NOK, SEK og EUR.',
    nb: '"{currency}" er ikke en valutakode etter ISO 4217; det er f.eks. DKK, NOK, SEK og EUR.',
    nl: '"{currency}" is geen valutacode van ISO 4217; DKK, NOK, SEK en EUR zijn dat wel.',
  },
  noDecimals: {
    en: '"{value}" has too many decimals: {currency} has none.',
    da: '"{value}" har for mange decimaler: {currency} har ingen.',
    nb: '"{value}" har for mange desimaler: {currency} har ingen.',
    nl: '"{value}" heeft te veel decimalen: {currency} heeft er geen.',
  },
  tooManyDecimals: {
    en: '"{value}" has too many decimals: {currency} has {decimals}.',
    da: '"{value}" har for mange decimaler: {currency} har {decimals}.',
    nb: '"{value}" har for mange desimaler: {currency} har {decimals}.',
    nl: '"{value}" heeft te veel decimalen: {currency} heeft er {decimals}.',
  },
  notAnAmount: {
    en: '"{value}" is not an amount; write digits with a decimal point, as in 1234.50.',
    da: '"{value}" er ikke et beløb; skriv cifre med decimalpunktum, som i 1234.50.',
    nb: '"{value}" er ikke et beløp; skriv sifre med desimalpunktum, som i 1234.50.',
    nl: '"{value}" is geen bedrag; schrijf cijfers met een decimale punt, zoals 1234.50.',
  },
  amountTooLarge: {
    en: '"{value}" is too large; the largest amount that is held exactly is {most} minor units.',
    da: '"{value}" er for stort; det største beløb, der kan gemmes nøjagtigt, er {most} af den mindste enhed.',
    nb: '"{value}" er for stort; det største beløpet som kan lagres nøyaktig, er {most} av den minste enheten.',
    nl: '"{value}" is te groot; het grootste bedrag dat precies bewaard kan worden is {most} van de kleinste eenheid.',
  },
  sumTooLarge: {
    en: 'The sum is too large to be held exactly.',
    da: 'Summen er for stor til at kunne gemmes nøjagtigt.',
    nb: 'Summen er for stor til å kunne lagres nøyaktig.',
    nl: 'De som is te groot om precies bewaard te worden.',
  },
  elementSays: { en: '{element}: {because}', da: '{element}: {because}', nb: '{element}: {because}', nl: '{element}: {because}' },
  elementMissing: {
    en: '{element} is missing; it is required.',
    da: '{element} mangler; det skal være der.',
    nb: '{element} mangler; det må være der.',
    nl: '{element} ontbreekt; het is verplicht.',
  },
  noLines: {
    en: '{element} is missing; a document has at least one line.',
    da: '{element} mangler; et dokument har mindst én linje.',
    nb: '{element} mangler; et dokument har minst én linje.',
    nl: '{element} ontbreekt; een document heeft minstens één regel.',
  },
  noTotals: {
    en: '{element} is missing; an invoice states its totals there.',
    da: '{element} mangler; det er der, en faktura oplyser sine totaler.',
    nb: '{element} mangler; det er der en faktura oppgir totalene sine.',
    nl: '{element} ontbreekt; daar vermeldt een factuur haar totalen.',
  },
  currencyOfDocument: {
    en: 'DocumentCurrencyCode "{currency}" is not an ISO 4217 code.',
    da: 'DocumentCurrencyCode "{currency}" er ikke en kode efter ISO 4217.',
    nb: 'DocumentCurrencyCode "{currency}" er ikke en kode etter ISO 4217.',
    nl: 'DocumentCurrencyCode "{currency}" is geen code van ISO 4217.',
  },
  otherCurrency: {
    en: '{element} is in {currency}, but DocumentCurrencyCode says {documentCurrency}; all amounts are in one currency.',
    da: '{element} er i {currency}, men DocumentCurrencyCode siger {documentCurrency}; alle beløb står i én valuta.',
    nb: '{element} er i {currency}, men DocumentCurrencyCode sier {documentCurrency}; alle beløp står i én valuta.',
    nl: '{element} is in {currency}, maar DocumentCurrencyCode zegt {documentCurrency}; alle bedragen staan in één valuta.',
  },
  wrongTotal: {
    en: '{element} says {says}, but should be {shouldBe}: {sum}.',
    da: '{element} siger {says}, men skulle være {shouldBe}: {sum}.',
    nb: '{element} sier {says}, men skulle vært {shouldBe}: {sum}.',
    nl: '{element} zegt {says}, maar zou {shouldBe} moeten zijn: {sum}.',
  },
  sumOfLines: { en: 'the sum of the lines', da: 'summen af linjerne', nb: 'summen av linjene', nl: 'de som van de regels' },
  sumOfAllowances: {
    en: 'the sum of the allowances',
    da: 'summen af rabatterne',
    nb: 'summen av rabattene',
    nl: 'de som van de kortingen',
  },
  sumOfCharges: {
    en: 'the sum of the charges',
    da: 'summen af gebyrerne',
    nb: 'summen av gebyrene',
    nl: 'de som van de toeslagen',
  },
  sumOfSubtotals: {
    en: 'the sum of its subtotals',
    da: 'summen af dets deltotaler',
    nb: 'summen av deltotalene',
    nl: 'de som van zijn subtotalen',
  },
  sumOfTaxInOioubl: {
    en: 'in OIOUBL the sum of TaxTotal',
    da: 'i OIOUBL summen af TaxTotal',
    nb: 'i OIOUBL summen av TaxTotal',
    nl: 'in OIOUBL de som van TaxTotal',
  },
  netOfLines: {
    en: 'lines − allowances + charges',
    da: 'linjer − rabatter + gebyrer',
    nb: 'linjer − rabatter + gebyrer',
    nl: 'regels − kortingen + toeslagen',
  },
  grossOfOioubl: {
    en: 'lines − allowances + charges + tax + rounding',
    da: 'linjer − rabatter + gebyrer + afgift + afrunding',
    nb: 'linjer − rabatter + gebyrer + avgift + avrunding',
    nl: 'regels − kortingen + toeslagen + belasting + afronding',
  },
  formula: { en: '{formula}', da: '{formula}', nb: '{formula}', nl: '{formula}' },
  chargeIndicator: {
    en: '{element} must say true (a charge) or false (an allowance).',
    da: '{element} skal sige true (et gebyr) eller false (en rabat).',
    nb: '{element} må si true (et gebyr) eller false (en rabatt).',
    nl: '{element} moet true (een toeslag) of false (een korting) zeggen.',
  },
  elementNoDate: {
    en: '{element} says "{value}", which is not a date; write it as 2026-11-22.',
    da: '{element} siger "{value}", og det er ikke en dato; skriv den som 2026-11-22.',
    nb: '{element} sier "{value}", og det er ikke en dato; skriv den som 2026-11-22.',
    nl: '{element} zegt "{value}", en dat is geen datum; schrijf hem als 2026-11-22.',
  },
  notUbl: {
    en: 'The document is <{name}>; a UBL 2.1 <Invoice> or <CreditNote> is read.',
    da: 'Dokumentet er <{name}>; der læses <Invoice> eller <CreditNote> efter UBL 2.1.',
    nb: 'Dokumentet er <{name}>; det leses <Invoice> eller <CreditNote> etter UBL 2.1.',
    nl: 'Het document is <{name}>; gelezen wordt een <Invoice> of <CreditNote> van UBL 2.1.',
  },
  xmlTooLarge: {
    en: 'The file is larger than {most} MB.',
    da: 'Filen er større end {most} MB.',
    nb: 'Filen er større enn {most} MB.',
    nl: 'Het bestand is groter dan {most} MB.',
  },
  notXml: {
    en: 'The file is not XML: an XML document starts with "<".',
    da: 'Filen er ikke XML: et XML-dokument begynder med "<".',
    nb: 'Filen er ikke XML: et XML-dokument begynner med "<".',
    nl: 'Het bestand is geen XML: een XML-document begint met "<".',
  },
  documentType: {
    en: 'The file has a document type (<!DOCTYPE …>); an invoice is sent without one.',
    da: 'Filen har en dokumenttype (<!DOCTYPE …>); en faktura sendes uden.',
    nb: 'Filen har en dokumenttype (<!DOCTYPE …>); en faktura sendes uten.',
    nl: 'Het bestand heeft een documenttype (<!DOCTYPE …>); een factuur wordt zonder verstuurd.',
  },
  xmlNul: {
    en: 'The file holds a NUL character, which XML does not allow.',
    da: 'Filen rummer et NUL-tegn, og det tillader XML ikke.',
    nb: 'Filen inneholder et NUL-tegn, og det tillater ikke XML.',
    nl: 'Het bestand bevat een NUL-teken, wat XML niet toestaat.',
  },
  tooManyTags: {
    en: 'The file has more than {most} tags or attributes; no invoice has.',
    da: 'Filen har mere end {most} tags eller attributter; det har ingen faktura.',
    nb: 'Filen har mer enn {most} tagger eller attributter; det har ingen faktura.',
    nl: 'Het bestand heeft meer dan {most} tags of attributen; geen enkele factuur heeft die.',
  },
  notWellFormed: {
    en: 'The file is not well-formed XML: {fault} (line {line}).',
    da: 'Filen er ikke velformet XML: {fault} (linje {line}).',
    nb: 'Filen er ikke velformet XML: {fault} (linje {line}).',
    nl: 'Het bestand is geen welgevormde XML: {fault} (regel {line}).',
  },
  tooDeep: {
    en: 'The file cannot be read: it is nested deeper than {most} elements or uses a reserved name.',
    da: 'Filen kan ikke læses: den er dybere end {most} elementer eller bruger et reserveret navn.',
    nb: 'Filen kan ikke leses: den er dypere enn {most} elementer eller bruker et reservert navn.',
    nl: 'Het bestand kan niet gelezen worden: het is dieper dan {most} elementen of gebruikt een gereserveerde naam.',
  },
  noElement: {
    en: 'The file has no element.',
    da: 'Filen har intet element.',
    nb: 'Filen har ikke noe element.',
    nl: 'Het bestand heeft geen element.',
  },
  elementTwice: {
    en: 'The element {name} of {path} occurs {times} times; it may occur once.',
    da: 'Elementet {name} i {path} forekommer {times} gange; det må forekomme én gang.',
    nb: 'Elementet {name} i {path} forekommer {times} ganger; det kan forekomme én gang.',
    nl: 'Het element {name} van {path} komt {times} keer voor; het mag één keer voorkomen.',
  },
  noCharacter: {
    en: '"{value}" is not a character of XML; "&" itself is written "&amp;".',
    da: '"{value}" er ikke et tegn i XML; selve "&" skrives "&amp;".',
    nb: '"{value}" er ikke et tegn i XML; selve "&" skrives "&amp;".',
    nl: '"{value}" is geen teken van XML; "&" zelf wordt als "&amp;" geschreven.',
  },
  notItsEncoding: {
    en: 'The file says that it is {encoding}, but its bytes are not. Save it as UTF-8.',
    da: 'Filen siger, at den er {encoding}, men det er dens bytes ikke. Gem den som UTF-8.',
    nb: 'Filen sier at den er {encoding}, men det er ikke bytene. Lagre den som UTF-8.',
    nl: 'Het bestand zegt dat het {encoding} is, maar zijn bytes zijn dat niet. Bewaar het als UTF-8.',
  },
  unknownEncoding: {
    en: 'The file declares the encoding "{encoding}"; UTF-8, UTF-16 and ISO-8859-1 are read.',
    da: 'Filen angiver tegnsættet "{encoding}"; der læses UTF-8, UTF-16 og ISO-8859-1.',
    nb: 'Filen oppgir tegnsettet "{encoding}"; det leses UTF-8, UTF-16 og ISO-8859-1.',
    nl: 'Het bestand noemt de codering "{encoding}"; UTF-8, UTF-16 en ISO-8859-1 worden gelezen.',
  },
  otherInvoice: {
    en: 'Invoice {number} is here already with other contents: its {part} is {kept} there and {told} here.',
    da: 'Faktura {number} er her allerede med andet indhold: {part} er {kept} dér og {told} her.',
    nb: 'Faktura {number} er her allerede med annet innhold: {part} er {kept} der og {told} her.',
    nl: 'Factuur {number} is er al met een andere inhoud: {part} is daar {kept} en hier {told}.',
  },
  otherCreditNote: {
    en: 'Credit note {number} is here already with other contents: its {part} is {kept} there and {told} here.',
    da: 'Kreditnota {number} er her allerede med andet indhold: {part} er {kept} dér og {told} her.',
    nb: 'Kreditnota {number} er her allerede med annet innhold: {part} er {kept} der og {told} her.',
    nl: 'Creditnota {number} is er al met een andere inhoud: {part} is daar {kept} en hier {told}.',
  },
  part_issuedOn: { en: 'day of issue', da: 'fakturadatoen', nb: 'fakturadatoen', nl: 'factuurdatum' },
  part_currency: { en: 'currency', da: 'valutaen', nb: 'valutaen', nl: 'valuta' },
  part_netMinor: { en: 'net', da: 'nettobeløbet', nb: 'nettobeløpet', nl: 'nettobedrag' },
  part_taxMinor: { en: 'tax', da: 'momsen', nb: 'mva.', nl: 'btw' },
  part_grossMinor: { en: 'gross', da: 'bruttobeløbet', nb: 'bruttobeløpet', nl: 'brutobedrag' },
  part_customerName: { en: 'customer', da: 'kunden', nb: 'kunden', nl: 'klant' },
  part_customerOrganisationNumber: {
    en: 'customer’s organisation number',
    da: 'kundens CVR-nummer',
    nb: 'kundens organisasjonsnummer',
    nl: 'KvK-nummer van de klant',
  },
  part_creditedNumber: {
    en: 'credited invoice',
    da: 'den krediterede faktura',
    nb: 'den krediterte fakturaen',
    nl: 'gecrediteerde factuur',
  },
  nothing: { en: 'nothing', da: 'intet', nb: 'ingenting', nl: 'niets' },
} as const satisfies Catalogue;

export type RevenueCode = keyof typeof revenueSentences;
export type RevenueSaid = Said<RevenueCode>;

/** A sentence about money or an invoice, not yet in words. */
export const said = (code: RevenueCode, values: RevenueSaid['values'] = {}): RevenueSaid => ({ code, values });

export const inWords = (sentence: RevenueSaid, language: Language = 'en'): string =>
  inWordsOf<RevenueCode>(revenueSentences, sentence, language);

/** What cannot be taken, and why, as data; its message is the sentence in English. */
export class SaidError extends Error {
  readonly said: RevenueSaid;

  constructor(code: RevenueCode, values: RevenueSaid['values'] = {}) {
    const sentence = said(code, values);
    super(inWords(sentence));
    this.said = sentence;
  }
}
