import type { Language } from '../platform/fields.ts';
import { inWordsOf, type Catalogue, type Said as SaidOf } from '../platform/sentences.ts';
import { revenueSentences } from '../revenue/sentences.ts';
import { fieldName } from './field-names.ts';

/** What is said of a file, a row or a cell that cannot be imported as it stands, and what would be right, in every language. */
const sentences = {
  ...revenueSentences,
  decimalComma: {
    en: '"{value}" is not a number with a decimal comma; 1.234,50 would be.',
    da: '"{value}" er ikke et tal med decimalkomma. Skriv fx 1.234,50.',
    nb: '"{value}" er ikke et tall med desimalkomma. Skriv f.eks. 1.234,50.',
    nl: '"{value}" is geen getal met een decimale komma. Schrijf bijvoorbeeld 1.234,50.',
  },
  decimalDot: {
    en: '"{value}" is not a number with a decimal dot; 1,234.50 would be.',
    da: '"{value}" er ikke et tal med decimalpunktum. Skriv fx 1,234.50.',
    nb: '"{value}" er ikke et tall med desimalpunktum. Skriv f.eks. 1,234.50.',
    nl: '"{value}" is geen getal met een decimale punt. Schrijf bijvoorbeeld 1,234.50.',
  },
  ambiguousNumber: {
    en: '"{value}" can be {one} or {other}; say whether the file has decimal commas or decimal dots.',
    da: '"{value}" kan være {one} eller {other}; sig for hele filen, hvordan decimaler skrives.',
    nb: '"{value}" kan være {one} eller {other}; si for hele filen hvordan desimaler skrives.',
    nl: '"{value}" kan {one} of {other} zijn; geef voor het hele bestand aan hoe decimalen geschreven zijn.',
  },
  notANumber: {
    en: '"{value}" is not a number; 1234.50 or 1.234,50 would be.',
    da: '"{value}" er ikke et tal. Skriv fx 1234.50 eller 1.234,50.',
    nb: '"{value}" er ikke et tall. Skriv f.eks. 1234.50 eller 1.234,50.',
    nl: '"{value}" is geen getal. Schrijf bijvoorbeeld 1234.50 of 1.234,50.',
  },
  notACount: {
    en: '"{value}" is not a count; a whole number such as 120 would be.',
    da: '"{value}" er ikke et antal. Skriv fx et helt tal som 120.',
    nb: '"{value}" er ikke et antall. Skriv f.eks. et helt tall som 120.',
    nl: '"{value}" is geen aantal. Schrijf bijvoorbeeld een geheel getal zoals 120.',
  },
  notADate: {
    en: '"{value}" is not a date; 2026-11-22 or {example} would be.',
    da: '"{value}" er ikke en dato. Skriv fx 2026-11-22 eller {example}.',
    nb: '"{value}" er ikke en dato. Skriv f.eks. 2026-11-22 eller {example}.',
    nl: '"{value}" is geen datum. Schrijf bijvoorbeeld 2026-11-22 of {example}.',
  },
  neitherYesNorNo: {
    en: '"{value}" is neither yes nor no; true or false would be.',
    da: '"{value}" er hverken ja eller nej. Skriv fx true eller false.',
    nb: '"{value}" er verken ja eller nei. Skriv f.eks. true eller false.',
    nl: '"{value}" is geen ja en geen nee. Schrijf bijvoorbeeld true of false.',
  },
  notAnEmail: {
    en: '"{value}" is not an e-mail address; name@company.com would be.',
    da: '"{value}" er ikke en e-mailadresse. Skriv fx navn@firma.dk.',
    nb: '"{value}" er ikke en e-postadresse. Skriv f.eks. navn@firma.no.',
    nl: '"{value}" is geen e-mailadres. Schrijf bijvoorbeeld naam@bedrijf.nl.',
  },
  notADomain: {
    en: '"{value}" is not a domain; company.com would be.',
    da: '"{value}" er ikke et domæne. Skriv fx firma.dk.',
    nb: '"{value}" er ikke et domene. Skriv f.eks. firma.no.',
    nl: '"{value}" is geen domein. Schrijf bijvoorbeeld bedrijf.nl.',
  },
  notACurrency: {
    en: '"{value}" is not an ISO 4217 currency code; DKK would be.',
    da: '"{value}" er ikke en valutakode. Skriv fx DKK.',
    nb: '"{value}" er ikke en valutakode. Skriv f.eks. NOK.',
    nl: '"{value}" is geen valutacode. Schrijf bijvoorbeeld EUR.',
  },
  notATimeZone: {
    en: '"{value}" is not an IANA time zone; Europe/Copenhagen would be.',
    da: '"{value}" er ikke en IANA-tidszone. Skriv fx Europe/Copenhagen.',
    nb: '"{value}" er ikke en IANA-tidssone. Skriv f.eks. Europe/Oslo.',
    nl: '"{value}" is geen IANA-tijdzone. Schrijf bijvoorbeeld Europe/Amsterdam.',
  },
  digest: {
    en: 'The value was replaced by a digest before it was exported; it is left out.',
    da: 'Værdien blev erstattet af et digest, før den blev eksporteret; den udelades.',
    nb: 'Verdien ble erstattet av et digest før den ble eksportert; den utelates.',
    nl: 'De waarde is vóór de export door een digest vervangen; ze wordt weggelaten.',
  },
  textTooLong: {
    en: 'The text has {length} characters; up to {most} are kept.',
    da: 'Teksten har {length} tegn; højst {most} gemmes.',
    nb: 'Teksten har {length} tegn; høyst {most} lagres.',
    nl: 'De tekst heeft {length} tekens; hooguit {most} worden bewaard.',
  },
  noneOf: {
    en: '"{value}" is none of {choices}.',
    da: '"{value}" er ingen af {choices}.',
    nb: '"{value}" er ingen av {choices}.',
    nl: '"{value}" is geen van {choices}.',
  },
  fieldEmpty: {
    en: '{field} is empty; it is required.',
    da: '{field} er tom; den skal være der.',
    nb: '{field} er tom; den må være der.',
    nl: '{field} is leeg; dit is nodig.',
  },
  lacksAll: {
    en: 'The row lacks {fields}; one of them is required.',
    da: 'Rækken mangler {fields}; en af delene skal være der.',
    nb: 'Raden mangler {fields}; én av delene må være der.',
    nl: 'De rij mist {fields}; een ervan is nodig.',
  },
  noCurrency: {
    en: 'The amount has no currency: map a column to it, or say the currency of the file.',
    da: 'Beløbet har ingen valuta: angiv en kolonne eller en for hele filen.',
    nb: 'Beløpet har ingen valuta: angi en kolonne eller en for hele filen.',
    nl: 'Het bedrag heeft geen valuta: geef een kolom aan, of één voor het hele bestand.',
  },
  noNet: {
    en: 'The amount without VAT is not known: map a column to it, or one to VAT beside the whole amount.',
    da: 'Beløbet uden moms kendes ikke: angiv en kolonne til det, eller en til moms ved siden af det hele beløb.',
    nb: 'Beløpet uten mva. er ikke kjent: angi en kolonne for det, eller en for mva. ved siden av hele beløpet.',
    nl: 'Het bedrag zonder btw is onbekend: geef daarvoor een kolom, of een voor btw naast het hele bedrag.',
  },
  grossDiffers: {
    en: 'With VAT it says {gross}, but net and VAT are {should}.',
    da: 'Med moms står der {gross}, men netto og moms er {should}.',
    nb: 'Med mva. står det {gross}, men netto og mva. er {should}.',
    nl: 'Met btw staat er {gross}, maar netto en btw zijn {should}.',
  },
  noSource: {
    en: 'The row has no source: map a column to it, or say the source of the file.',
    da: 'Rækken har ingen kilde: angiv en kolonne eller en for hele filen.',
    nb: 'Raden har ingen kilde: angi en kolonne eller en for hele filen.',
    nl: 'De rij heeft geen bron: geef een kolom aan, of één voor het hele bestand.',
  },
  notAChannel: {
    en: '"{value}" is no channel; {choices} are.',
    da: '"{value}" er ikke en kanal; det er {choices}.',
    nb: '"{value}" er ikke en kanal; det er {choices}.',
    nl: '"{value}" is geen kanaal; {choices} wel.',
  },
  noCustomer: {
    en: 'The row names no customer: map a column to the name or to the organisation number.',
    da: 'Rækken nævner ingen kunde: angiv en kolonne til navn eller CVR-nummer.',
    nb: 'Raden nevner ingen kunde: angi en kolonne for navn eller organisasjonsnummer.',
    nl: 'De rij noemt geen klant: geef een kolom voor de naam of het KvK-nummer.',
  },
  cannotBeKept: {
    en: '{field} cannot be kept as it stands.',
    da: '{field} kan ikke gemmes, som det står.',
    nb: '{field} kan ikke lagres som det står.',
    nl: '{field} kan zo niet bewaard worden.',
  },
  inTheFuture: {
    en: 'The moment lies in the future; a touchpoint has happened.',
    da: 'Tidspunktet ligger i fremtiden; et kontaktpunkt er sket.',
    nb: 'Tidspunktet ligger i fremtiden; et kontaktpunkt har skjedd.',
    nl: 'Het moment ligt in de toekomst; een contactmoment is gebeurd.',
  },
  wonWithoutDay: {
    en: 'The deal is won and has no day on which it was closed: map a column to it.',
    da: 'Handlen er vundet og har ingen dag, den blev lukket: angiv en kolonne til den.',
    nb: 'Salget er vunnet og har ingen dag det ble lukket: angi en kolonne for den.',
    nl: 'De deal is gewonnen en heeft geen dag waarop hij gesloten werd: geef er een kolom voor.',
  },
  lostWithoutDay: {
    en: 'The deal is lost and has no day on which it was closed: map a column to it.',
    da: 'Handlen er tabt og har ingen dag, den blev lukket: angiv en kolonne til den.',
    nb: 'Salget er tapt og har ingen dag det ble lukket: angi en kolonne for den.',
    nl: 'De deal is verloren en heeft geen dag waarop hij gesloten werd: geef er een kolom voor.',
  },
  closedInTheFuture: {
    en: 'The deal is closed, but its closing day lies in the future.',
    da: 'Handlen er lukket, men dens lukkedag ligger i fremtiden.',
    nb: 'Salget er lukket, men lukkedagen ligger i fremtiden.',
    nl: 'De deal is gesloten, maar de sluitdag ligt in de toekomst.',
  },
  cellsOfRow: {
    en: 'The row has {cells} cells; the header has {headers}.',
    da: 'Rækken har {cells} celler; overskriften har {headers}.',
    nb: 'Raden har {cells} celler; overskriften har {headers}.',
    nl: 'De rij heeft {cells} cellen; de kopregel heeft er {headers}.',
  },
  nulInCell: {
    en: 'The cell under "{column}" holds a NUL character; text does not.',
    da: 'Cellen under "{column}" rummer et NUL-tegn; det gør tekst ikke.',
    nb: 'Cellen under "{column}" inneholder et NUL-tegn; det gjør ikke tekst.',
    nl: 'De cel onder "{column}" bevat een NUL-teken; tekst niet.',
  },
  quoteNeverClosed: {
    en: 'A quotation mark in the row is never closed.',
    da: 'Et anførselstegn i rækken bliver aldrig lukket.',
    nb: 'Et anførselstegn i raden blir aldri lukket.',
    nl: 'Een aanhalingsteken in de rij wordt nooit gesloten.',
  },
  quoteFollowed: {
    en: 'A closing quotation mark is followed by more text; a quotation mark inside a cell is written twice ("").',
    da: 'Efter et lukkende anførselstegn kommer mere tekst; et anførselstegn inde i en celle skrives to gange ("").',
    nb: 'Etter et lukkende anførselstegn kommer mer tekst; et anførselstegn inne i en celle skrives to ganger ("").',
    nl: 'Na een sluitend aanhalingsteken volgt meer tekst; een aanhalingsteken in een cel wordt dubbel geschreven ("").',
  },
  errorInCell: {
    en: 'The cell under "{column}" holds an error of the spreadsheet: {value}.',
    da: 'Cellen under "{column}" rummer en fejl fra regnearket: {value}.',
    nb: 'Cellen under "{column}" inneholder en feil fra regnearket: {value}.',
    nl: 'De cel onder "{column}" bevat een fout van het rekenblad: {value}.',
  },
  noHeader: {
    en: 'The file has no header: its first row should name the columns.',
    da: 'Filen har ingen overskrift: dens første række skal navngive kolonnerne.',
    nb: 'Filen har ingen overskrift: den første raden skal navngi kolonnene.',
    nl: 'Het bestand heeft geen kopregel: de eerste rij hoort de kolommen te noemen.',
  },
  notAText: {
    en: 'The first row holds NUL characters: this is not a text file. Save the table as CSV (UTF-8).',
    da: 'Den første række rummer NUL-tegn: det er ikke en tekstfil. Gem tabellen som CSV (UTF-8).',
    nb: 'Den første raden inneholder NUL-tegn: det er ikke en tekstfil. Lagre tabellen som CSV (UTF-8).',
    nl: 'De eerste rij bevat NUL-tekens: dit is geen tekstbestand. Bewaar de tabel als CSV (UTF-8).',
  },
  tooManyColumns: {
    en: 'The file has {columns} columns; up to {most} are read.',
    da: 'Filen har {columns} kolonner; der læses højst {most}.',
    nb: 'Filen har {columns} kolonner; det leses høyst {most}.',
    nl: 'Het bestand heeft {columns} kolommen; er worden er hooguit {most} gelezen.',
  },
  tooManyBrokenQuotes: {
    en: 'More than {most} rows have broken quotation marks, the last in row {row}. Export the file again.',
    da: 'Mere end {most} rækker har forkerte anførselstegn, den sidste er række {row}. Eksportér filen igen.',
    nb: 'Mer enn {most} rader har ødelagte anførselstegn, den siste er rad {row}. Eksporter filen på nytt.',
    nl: 'Meer dan {most} rijen hebben kapotte aanhalingstekens, de laatste is rij {row}. Exporteer het bestand opnieuw.',
  },
  brokenWorkbook: {
    en: 'The workbook cannot be read: it is damaged or not an Excel file (.xlsx). Save it again, or save the sheet as CSV.',
    da: 'Projektmappen kan ikke læses: den er beskadiget eller ikke en Excel-fil (.xlsx). Gem den igen, eller gem arket som CSV.',
    nb: 'Arbeidsboken kan ikke leses: den er skadet eller ikke en Excel-fil (.xlsx). Lagre den på nytt, eller lagre arket som CSV.',
    nl: 'De werkmap kan niet gelezen worden: ze is beschadigd of geen Excel-bestand (.xlsx). Bewaar haar opnieuw, of bewaar het blad als CSV.',
  },
  workbookTooLarge: {
    en: 'The workbook unpacks to more than {most} MB of text. Save the sheet as CSV.',
    da: 'Projektmappen pakker ud til mere end {most} MB tekst. Gem arket som CSV.',
    nb: 'Arbeidsboken pakkes ut til mer enn {most} MB tekst. Lagre arket som CSV.',
    nl: 'De werkmap bevat uitgepakt meer dan {most} MB tekst. Bewaar het blad als CSV.',
  },
  encryptedWorkbook: {
    en: 'The workbook is protected by a password or in the old format (.xls). Save it without, as .xlsx.',
    da: 'Projektmappen er beskyttet med adgangskode eller i det gamle format (.xls). Gem den uden, som .xlsx.',
    nb: 'Arbeidsboken er beskyttet med passord eller i det gamle formatet (.xls). Lagre den uten, som .xlsx.',
    nl: 'De werkmap is met een wachtwoord beveiligd of heeft het oude formaat (.xls). Bewaar haar zonder, als .xlsx.',
  },
  noSuchSheet: {
    en: 'The workbook has no sheet "{sheet}"; it has {sheets}.',
    da: 'Projektmappen har intet ark "{sheet}"; den har {sheets}.',
    nb: 'Arbeidsboken har ikke noe ark "{sheet}"; den har {sheets}.',
    nl: 'De werkmap heeft geen blad "{sheet}"; ze heeft {sheets}.',
  },
  noSuchColumn: {
    en: 'The file has no column "{column}".',
    da: 'Filen har ingen kolonne "{column}".',
    nb: 'Filen har ingen kolonne "{column}".',
    nl: 'Het bestand heeft geen kolom "{column}".',
  },
  noSuchField: {
    en: '"{column}" is mapped to "{value}", which is no field here; these are: {choices}.',
    da: '"{column}" er sat til "{value}", som ikke findes her; det gør {choices}.',
    nb: '"{column}" er satt til "{value}", som ikke finnes her; det gjør {choices}.',
    nl: '"{column}" is gekoppeld aan "{value}", dat hier niet bestaat; wel {choices}.',
  },
  fieldTwice: {
    en: '"{column}" is a second column for {field}; a field is read from one column.',
    da: '"{column}" er en kolonne mere til {field}; et felt læses fra én kolonne.',
    nb: '"{column}" er en kolonne til for {field}; et felt leses fra én kolonne.',
    nl: '"{column}" is een tweede kolom voor {field}; een veld wordt uit één kolom gelezen.',
  },
  fieldUnmapped: {
    en: 'No column is mapped to {fields}; it is required.',
    da: 'Ingen kolonne giver {fields}; det skal der til.',
    nb: 'Ingen kolonne gir {fields}; det må til.',
    nl: 'Geen kolom geeft {fields}; dat is nodig.',
  },
  sameFile: {
    en: 'This very file was imported on {day}; nothing in it is new.',
    da: 'Netop denne fil blev importeret {day}; intet i den er nyt.',
    nb: 'Nettopp denne filen ble importert {day}; ingenting i den er nytt.',
    nl: 'Precies dit bestand is op {day} geïmporteerd; er staat niets nieuws in.',
  },
  waitsForRoom: {
    en: 'Too little room is left on the server’s disk. The import waits and goes on by itself when there is room; nothing of it is lost.',
    da: 'Der er for lidt plads på serverens disk. Importen venter og fortsætter af sig selv, når der er plads; intet af den går tabt.',
    nb: 'Det er for lite plass på serverens disk. Importen venter og fortsetter av seg selv når det er plass; ingenting av den går tapt.',
    nl: 'Er is te weinig ruimte op de schijf van de server. De import wacht en gaat vanzelf verder als er ruimte is; er gaat niets van verloren.',
  },
  stoppedByFault: {
    en: 'The import stopped because of a fault in Samspil, which has been logged. Rows done are kept; run it again to go on, or undo it.',
    da: 'Importen stoppede på grund af en fejl i Samspil, som er noteret i loggen. Færdige rækker er gemt; kør den igen for at fortsætte, eller fortryd den.',
    nb: 'Importen stoppet på grunn av en feil i Samspil, som er notert i loggen. Ferdige rader er lagret; kjør den på nytt for å fortsette, eller angre den.',
    nl: 'De import is gestopt door een fout in Samspil, die in het logboek staat. Verwerkte rijen zijn bewaard; start hem opnieuw om verder te gaan, of maak hem ongedaan.',
  },
} as const satisfies Catalogue;

export type SentenceCode = keyof typeof sentences;
export type Said = SaidOf<SentenceCode>;

/** A sentence about an import, not yet in words. Values called `field` or `fields` name fields of the kind. */
export const said = (code: SentenceCode, values: Said['values'] = {}): Said => ({ code, values });

/** Puts a sentence into words, with fields by the names the screen has for them. */
export function inWords({ code, values }: Said, language: Language = 'en'): string {
  const named = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      (name === 'field' || name === 'fields') && typeof value === 'string'
        ? value
            .split(' ')
            .map((field) => fieldName(field)[language])
            .join(' / ')
        : value,
    ]),
  );
  return inWordsOf<SentenceCode>(sentences, { code, values: named }, language);
}
