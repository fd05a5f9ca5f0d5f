import type { Language } from '../platform/fields.ts';
import { inWordsOf, type Catalogue, type Said as SaidOf } from '../platform/sentences.ts';
import { revenueSentences } from '../revenue/sentences.ts';
import { channelNames } from '../touchpoints/channel-names.ts';
import type { Channel } from '../touchpoints/kinds.ts';
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
  notACountry: {
    en: '"{value}" is not a country; Denmark or DK would be. The row comes in without it.',
    da: '"{value}" er ikke et land. Skriv fx Danmark eller DK. Rækken kommer med uden det.',
    nb: '"{value}" er ikke et land. Skriv f.eks. Norge eller NO. Raden kommer med uten det.',
    nl: '"{value}" is geen land. Schrijf bijvoorbeeld Nederland of NL. De rij komt mee zonder land.',
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
    en: 'The value was replaced by a digest before it was exported. The row comes in without it.',
    da: 'Værdien blev erstattet af et digest, før den blev eksporteret. Rækken kommer med uden den.',
    nb: 'Verdien ble erstattet av et digest før den ble eksportert. Raden kommer med uten den.',
    nl: 'De waarde is vóór de export door een digest vervangen. De rij komt mee zonder.',
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
  jsonBroken: {
    en: 'Row {row} of the file cannot be read as JSON. Export the file again.',
    da: 'Række {row} i filen kan ikke læses som JSON. Eksportér filen igen.',
    nb: 'Rad {row} i filen kan ikke leses som JSON. Eksporter filen på nytt.',
    nl: 'Rij {row} van het bestand kan niet als JSON gelezen worden. Exporteer het bestand opnieuw.',
  },
  jsonCut: {
    en: 'The file ends in the middle of row {row}: it was cut off on its way. Export or fetch it again.',
    da: 'Filen slutter midt i række {row}: den er blevet afbrudt undervejs. Eksportér eller hent den igen.',
    nb: 'Filen slutter midt i rad {row}: den er blitt avbrutt underveis. Eksporter eller hent den på nytt.',
    nl: 'Het bestand eindigt midden in rij {row}: het is onderweg afgebroken. Exporteer of haal het opnieuw.',
  },
  jsonNotUtf8: {
    en: 'The file is not in UTF-8, which JSON always is. Save it as UTF-8.',
    da: 'Filen er ikke i UTF-8, som JSON altid er. Gem den som UTF-8.',
    nb: 'Filen er ikke i UTF-8, som JSON alltid er. Lagre den som UTF-8.',
    nl: 'Het bestand is geen UTF-8, en JSON is dat altijd. Bewaar het als UTF-8.',
  },
  jsonNoList: {
    en: 'The file holds no rows. JSON is read as a list of objects, or as one object a line, such as {"email": "name@company.com"}.',
    da: 'Filen rummer ingen rækker. JSON læses som en liste af objekter eller som ét objekt pr. linje, fx {"email": "navn@firma.dk"}.',
    nb: 'Filen inneholder ingen rader. JSON leses som en liste av objekter eller som ett objekt per linje, f.eks. {"email": "navn@firma.no"}.',
    nl: 'Het bestand bevat geen rijen. JSON wordt gelezen als een lijst van objecten, of als één object per regel, zoals {"email": "naam@bedrijf.nl"}.',
  },
  jsonListWithin: {
    en: 'The file is one object, and its list stands within it under "{column}". Save that list by itself.',
    da: 'Filen er ét objekt, og listen står inde i det under "{column}". Gem listen for sig.',
    nb: 'Filen er ett objekt, og listen står inne i det under "{column}". Lagre listen for seg.',
    nl: 'Het bestand is één object, en de lijst staat daarin onder "{column}". Bewaar die lijst apart.',
  },
  jsonNoRow: {
    en: 'Row {row} is longer than {kilobytes} KB or nested more than {levels} levels deep: that is no row of a table.',
    da: 'Række {row} er længere end {kilobytes} KB eller indlejret i mere end {levels} niveauer: det er ikke en række i en tabel.',
    nb: 'Rad {row} er lengre enn {kilobytes} kB eller nøstet i mer enn {levels} nivåer: det er ikke en rad i en tabell.',
    nl: 'Rij {row} is langer dan {kilobytes} kB of meer dan {levels} niveaus diep genest: dat is geen rij van een tabel.',
  },
  jsonLongName: {
    en: 'Row {row} has a name of more than {most} characters for a value: that is no column of a table.',
    da: 'Række {row} har et navn på mere end {most} tegn til en værdi: det er ikke en kolonne i en tabel.',
    nb: 'Rad {row} har et navn på mer enn {most} tegn til en verdi: det er ikke en kolonne i en tabell.',
    nl: 'Rij {row} heeft een naam van meer dan {most} tekens voor een waarde: dat is geen kolom van een tabel.',
  },
  notAnObject: {
    en: 'The row is no object with names and values, such as {"email": "name@company.com"}.',
    da: 'Rækken er ikke et objekt med navne og værdier, fx {"email": "navn@firma.dk"}.',
    nb: 'Raden er ikke et objekt med navn og verdier, f.eks. {"email": "navn@firma.no"}.',
    nl: 'De rij is geen object met namen en waarden, zoals {"email": "naam@bedrijf.nl"}.',
  },
  otherShape: {
    en: 'The row is not like the first, which was exported from Samspil: some of it is missing or of another kind.',
    da: 'Rækken ligner ikke den første, som er eksporteret fra Samspil: noget mangler eller er af en anden slags.',
    nb: 'Raden ligner ikke den første, som er eksportert fra Samspil: noe mangler eller er av et annet slag.',
    nl: 'De rij lijkt niet op de eerste, die uit Samspil is geëxporteerd: er ontbreekt iets of het is van een andere soort.',
  },
  nestedValue: {
    en: 'A list or an object stands here; a field takes one text, number, yes or no.',
    da: 'Her står en liste eller et objekt; et felt tager én tekst, ét tal, ja eller nej.',
    nb: 'Her står en liste eller et objekt; et felt tar én tekst, ett tall, ja eller nei.',
    nl: 'Hier staat een lijst of een object; een veld neemt één tekst, getal, ja of nee.',
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
  const inReadersWords = (name: string, value: string) => {
    if (name === 'field' || name === 'fields')
      return value
        .split(' ')
        .map((field) => fieldName(field)[language])
        .join(' / ');
    if (code === 'notAChannel' && name === 'choices')
      return value
        .split(', ')
        .map((channel) => channelNames[channel as Channel][language])
        .join(', ');
    return value;
  };
  const named = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? inReadersWords(name, value) : value]),
  );
  return inWordsOf<SentenceCode>(sentences, { code, values: named }, language);
}
