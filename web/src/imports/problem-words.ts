import { formatMessage, type Language, type Message } from '../app/define-texts.ts';
import { defineTexts } from '../app/define-texts.ts';
import { fieldName } from './field-names.ts';

const texts = defineTexts({
  decimalComma: {
    en: 'Not a number with a decimal comma; 1.234,50 would be.',
    da: 'Ikke et tal med decimalkomma. Skriv fx 1.234,50.',
    nb: 'Ikke et tall med desimalkomma. Skriv f.eks. 1.234,50.',
    nl: 'Geen getal met een decimale komma. Schrijf bijvoorbeeld 1.234,50.',
  },
  decimalDot: {
    en: 'Not a number with a decimal dot; 1,234.50 would be.',
    da: 'Ikke et tal med decimalpunktum. Skriv fx 1,234.50.',
    nb: 'Ikke et tall med desimalpunktum. Skriv f.eks. 1,234.50.',
    nl: 'Geen getal met een decimale punt. Schrijf bijvoorbeeld 1,234.50.',
  },
  ambiguous: {
    en: 'Can be {one} or {other}: say under the whole file how decimals are written.',
    da: 'Kan være {one} eller {other}: sig for hele filen, hvordan decimaler skrives.',
    nb: 'Kan være {one} eller {other}: si for hele filen hvordan desimaler skrives.',
    nl: 'Kan {one} of {other} zijn: geef voor het hele bestand aan hoe decimalen geschreven zijn.',
  },
  number: {
    en: 'Not a number; 1234.50 or 1.234,50 would be.',
    da: 'Ikke et tal. Skriv fx 1234.50 eller 1.234,50.',
    nb: 'Ikke et tall. Skriv f.eks. 1234.50 eller 1.234,50.',
    nl: 'Geen getal. Schrijf bijvoorbeeld 1234.50 of 1.234,50.',
  },
  count: {
    en: 'Not a count; a whole number such as 120 would be.',
    da: 'Ikke et antal. Skriv fx et helt tal som 120.',
    nb: 'Ikke et antall. Skriv f.eks. et helt tall som 120.',
    nl: 'Geen aantal. Schrijf bijvoorbeeld een geheel getal zoals 120.',
  },
  date: {
    en: 'Not a date; {one} or {other} would be.',
    da: 'Ikke en dato. Skriv fx {one} eller {other}.',
    nb: 'Ikke en dato. Skriv f.eks. {one} eller {other}.',
    nl: 'Geen datum. Schrijf bijvoorbeeld {one} of {other}.',
  },
  yesNo: {
    en: 'Neither yes nor no; true or false would be.',
    da: 'Hverken ja eller nej. Skriv fx true eller false.',
    nb: 'Verken ja eller nei. Skriv f.eks. true eller false.',
    nl: 'Geen ja en geen nee. Schrijf bijvoorbeeld true of false.',
  },
  email: {
    en: 'Not an e-mail address; name@company.com would be.',
    da: 'Ikke en e-mailadresse. Skriv fx navn@firma.dk.',
    nb: 'Ikke en e-postadresse. Skriv f.eks. navn@firma.no.',
    nl: 'Geen e-mailadres. Schrijf bijvoorbeeld naam@bedrijf.nl.',
  },
  domain: {
    en: 'Not a domain; company.com would be.',
    da: 'Ikke et domæne. Skriv fx firma.dk.',
    nb: 'Ikke et domene. Skriv f.eks. firma.no.',
    nl: 'Geen domein. Schrijf bijvoorbeeld bedrijf.nl.',
  },
  currency: {
    en: 'Not a currency code; DKK would be.',
    da: 'Ikke en valutakode. Skriv fx DKK.',
    nb: 'Ikke en valutakode. Skriv f.eks. NOK.',
    nl: 'Geen valutacode. Schrijf bijvoorbeeld EUR.',
  },
  long: {
    en: 'The text has {n} characters; up to {most} are kept.',
    da: 'Teksten har {n} tegn; højst {most} gemmes.',
    nb: 'Teksten har {n} tegn; høyst {most} lagres.',
    nl: 'De tekst heeft {n} tekens; hooguit {most} worden bewaard.',
  },
  noneOf: {
    en: 'One of these would be right: {choices}.',
    da: 'En af disse ville være rigtig: {choices}.',
    nb: 'En av disse ville vært riktig: {choices}.',
    nl: 'Een van deze zou goed zijn: {choices}.',
  },
  empty: {
    en: '{field} is empty; it is needed.',
    da: '{field} er tom; den skal være der.',
    nb: '{field} er tom; den må være der.',
    nl: '{field} is leeg; dit is nodig.',
  },
  lacks: {
    en: 'The row lacks {fields}; one of them is needed.',
    da: 'Rækken mangler {fields}; en af delene skal være der.',
    nb: 'Raden mangler {fields}; én av delene må være der.',
    nl: 'De rij mist {fields}; een ervan is nodig.',
  },
  noCurrency: {
    en: 'The amount has no currency: give a column or the whole file one.',
    da: 'Beløbet har ingen valuta: angiv en kolonne eller en for hele filen.',
    nb: 'Beløpet har ingen valuta: angi en kolonne eller en for hele filen.',
    nl: 'Het bedrag heeft geen valuta: geef een kolom aan, of één voor het hele bestand.',
  },
  noNet: {
    en: 'The amount without VAT is not known: give a column for it, or one for VAT beside the whole amount.',
    da: 'Beløbet uden moms kendes ikke: angiv en kolonne til det, eller en til moms ved siden af det hele beløb.',
    nb: 'Beløpet uten mva. er ikke kjent: angi en kolonne for det, eller en for mva. ved siden av hele beløpet.',
    nl: 'Het bedrag zonder btw is onbekend: geef daarvoor een kolom, of een voor btw naast het hele bedrag.',
  },
  total: {
    en: 'With VAT it says {gross}, but net and VAT are {should}.',
    da: 'Med moms står der {gross}, men netto og moms er {should}.',
    nb: 'Med mva. står det {gross}, men netto og mva. er {should}.',
    nl: 'Met btw staat er {gross}, maar netto en btw zijn {should}.',
  },
  decimals: {
    en: 'Too many decimals for {currency}.',
    da: 'For mange decimaler til {currency}.',
    nb: 'For mange desimaler for {currency}.',
    nl: 'Te veel decimalen voor {currency}.',
  },
  tooLarge: {
    en: 'The amount is too large.',
    da: 'Beløbet er for stort.',
    nb: 'Beløpet er for stort.',
    nl: 'Het bedrag is te groot.',
  },
  noSource: {
    en: 'The row has no source: give a column or the whole file one.',
    da: 'Rækken har ingen kilde: angiv en kolonne eller en for hele filen.',
    nb: 'Raden har ingen kilde: angi en kolonne eller en for hele filen.',
    nl: 'De rij heeft geen bron: geef een kolom aan, of één voor het hele bestand.',
  },
  channel: {
    en: 'Not a channel; one of these would be: {choices}.',
    da: 'Ikke en kanal; en af disse ville være: {choices}.',
    nb: 'Ikke en kanal; en av disse ville vært det: {choices}.',
    nl: 'Geen kanaal; een van deze wel: {choices}.',
  },
  noCustomer: {
    en: 'The row names no customer: give a column for the name or the organisation number.',
    da: 'Rækken nævner ingen kunde: angiv en kolonne til navn eller CVR-nummer.',
    nb: 'Raden nevner ingen kunde: angi en kolonne for navn eller organisasjonsnummer.',
    nl: 'De rij noemt geen klant: geef een kolom voor de naam of het KvK-nummer.',
  },
  cells: {
    en: 'The row has {n} cells; the header has {headers}.',
    da: 'Rækken har {n} celler; overskriften har {headers}.',
    nb: 'Raden har {n} celler; overskriften har {headers}.',
    nl: 'De rij heeft {n} cellen; de kopregel heeft er {headers}.',
  },
  nul: {
    en: 'The cell holds a NUL character; text does not.',
    da: 'Cellen rummer et NUL-tegn; det gør tekst ikke.',
    nb: 'Cellen inneholder et NUL-tegn; det gjør ikke tekst.',
    nl: 'De cel bevat een NUL-teken; tekst niet.',
  },
  noColumn: {
    en: 'No column gives {field}; it is needed.',
    da: 'Ingen kolonne giver {field}; det skal der til.',
    nb: 'Ingen kolonne gir {field}; det må til.',
    nl: 'Geen kolom geeft {field}; dat is nodig.',
  },
});

type Values = Readonly<Record<string, string>>;

/** The importer's sentences about a cell or a row, by what they say. */
const sentences: readonly (readonly [pattern: RegExp, text: Message])[] = [
  [/is not a number with a decimal comma;/, texts.decimalComma],
  [/is not a number with a decimal dot;/, texts.decimalDot],
  [/ can be (?<one>\S+) or (?<other>\S+); say whether/, texts.ambiguous],
  [/ is not a number; /, texts.number],
  [/ is not a count; /, texts.count],
  [/ is not a date; (?<one>\S+) or (?<other>\S+) would be\.$/, texts.date],
  [/ is neither yes nor no; /, texts.yesNo],
  [/ is not an e-mail address; /, texts.email],
  [/ is not a domain; /, texts.domain],
  [/ is not an ISO 4217 currency code; | is not a currency code of ISO 4217; /, texts.currency],
  [/^The text has (?<n>\d+) characters; up to (?<most>\d+) are kept/, texts.long],
  [/" is none of (?<choices>.+)\.$/, texts.noneOf],
  [/^(?<field>\w+) is empty; it is required/, texts.empty],
  [/^The row has no (?<fields>.+); one of them is required/, texts.lacks],
  [/^The amount has no currency/, texts.noCurrency],
  [/^The amount without VAT is not known/, texts.noNet],
  [/^gross says (?<gross>.+), but net \+ tax is (?<should>.+)\.$/, texts.total],
  [/ has too many decimals: (?<currency>\w+)/, texts.decimals],
  [/ is too large(;| to be)/, texts.tooLarge],
  [/^The row has no source/, texts.noSource],
  [/" is no channel; (?<choices>.+) are\.$/, texts.channel],
  [/^The row names no customer/, texts.noCustomer],
  [/^The row has (?<n>\d+) cells?; the header has (?<headers>\d+)/, texts.cells],
  [/ holds a NUL character/, texts.nul],
  [/^No column is mapped to (?<field>.+); it is required/, texts.noColumn],
];

/** What is wrong with a row and what would be right, in the reader's language; null for a sentence that is not known here. */
export function problemWords(problem: string, language: Language): string | null {
  for (const [pattern, text] of sentences) {
    const found = pattern.exec(problem);
    if (found) return formatMessage(text, language, named(found.groups ?? {}, language));
  }
  return null;
}

/** Fields by their names on the screen. */
function named({ field, fields, ...others }: Values, language: Language): Values {
  const inWords = (list: string) =>
    list
      .split(/ and no | or /)
      .map((each) => fieldName(each)[language])
      .join(' / ');
  return {
    ...others,
    ...(field !== undefined && { field: inWords(field) }),
    ...(fields !== undefined && { fields: inWords(fields) }),
  };
}
