import { squash } from './kinds.ts';
import { said } from './sentences.ts';
import { type Reading, shorten } from './values.ts';

/** The codes of ISO 3166-1, of two and of three letters, with Kosovo's, which are in use and reserved. */
const ISO_3166 = `
AD AND AE ARE AF AFG AG ATG AI AIA AL ALB AM ARM AO AGO AQ ATA AR ARG AS ASM AT AUT AU AUS AW ABW AX ALA AZ AZE BA BIH BB BRB BD BGD
BE BEL BF BFA BG BGR BH BHR BI BDI BJ BEN BL BLM BM BMU BN BRN BO BOL BQ BES BR BRA BS BHS BT BTN BV BVT BW BWA BY BLR BZ BLZ CA CAN
CC CCK CD COD CF CAF CG COG CH CHE CI CIV CK COK CL CHL CM CMR CN CHN CO COL CR CRI CU CUB CV CPV CW CUW CX CXR CY CYP CZ CZE DE DEU
DJ DJI DK DNK DM DMA DO DOM DZ DZA EC ECU EE EST EG EGY EH ESH ER ERI ES ESP ET ETH FI FIN FJ FJI FK FLK FM FSM FO FRO FR FRA GA GAB
GB GBR GD GRD GE GEO GF GUF GG GGY GH GHA GI GIB GL GRL GM GMB GN GIN GP GLP GQ GNQ GR GRC GS SGS GT GTM GU GUM GW GNB GY GUY HK HKG
HM HMD HN HND HR HRV HT HTI HU HUN ID IDN IE IRL IL ISR IM IMN IN IND IO IOT IQ IRQ IR IRN IS ISL IT ITA JE JEY JM JAM JO JOR JP JPN
KE KEN KG KGZ KH KHM KI KIR KM COM KN KNA KP PRK KR KOR KW KWT KY CYM KZ KAZ LA LAO LB LBN LC LCA LI LIE LK LKA LR LBR LS LSO LT LTU
LU LUX LV LVA LY LBY MA MAR MC MCO MD MDA ME MNE MF MAF MG MDG MH MHL MK MKD ML MLI MM MMR MN MNG MO MAC MP MNP MQ MTQ MR MRT MS MSR
MT MLT MU MUS MV MDV MW MWI MX MEX MY MYS MZ MOZ NA NAM NC NCL NE NER NF NFK NG NGA NI NIC NL NLD NO NOR NP NPL NR NRU NU NIU NZ NZL
OM OMN PA PAN PE PER PF PYF PG PNG PH PHL PK PAK PL POL PM SPM PN PCN PR PRI PS PSE PT PRT PW PLW PY PRY QA QAT RE REU RO ROU RS SRB
RU RUS RW RWA SA SAU SB SLB SC SYC SD SDN SE SWE SG SGP SH SHN SI SVN SJ SJM SK SVK SL SLE SM SMR SN SEN SO SOM SR SUR SS SSD ST STP
SV SLV SX SXM SY SYR SZ SWZ TC TCA TD TCD TF ATF TG TGO TH THA TJ TJK TK TKL TL TLS TM TKM TN TUN TO TON TR TUR TT TTO TV TUV TW TWN
TZ TZA UA UKR UG UGA UM UMI US USA UY URY UZ UZB VA VAT VC VCT VE VEN VG VGB VI VIR VN VNM VU VUT WF WLF WS WSM XK XKX YE YEM YT MYT
ZA ZAF ZM ZMB ZW ZWE`;

/** The product's languages first, then those in which our neighbours' files name countries. */
const LANGUAGES = ['en', 'da', 'nb', 'nl', 'nn', 'sv', 'fi', 'is', 'de', 'fr', 'es', 'pt', 'it', 'pl'];

/** Names that people and tools write and no list of names has. */
const ALSO: Readonly<Record<string, string>> = {
  GB: 'UK, England, Scotland, Wales, Northern Ireland, Great Britain, Britain, Skotland, Skottland, Schotland',
  US: 'America, United States of America, Amerika, De Forenede Stater, Amerikas forenede stater, Verenigde Staten van Amerika',
  NL: 'Holland, The Netherlands, Kingdom of the Netherlands',
  IE: 'Republic of Ireland, Éire',
  CZ: 'Czech Republic, Den Tjekkiske Republik',
  KR: 'Korea, South Korea, Republic of Korea, Korea Republic of',
  KP: 'Korea Democratic People’s Republic of',
  CD: 'Congo the Democratic Republic of the, Democratic Republic of the Congo, DR Congo',
  CG: 'Congo, Republic of the Congo',
  MK: 'Macedonia, Makedonien, Makedonia',
  CI: 'Ivory Coast, Cote d’Ivoire',
  TR: 'Turkey, Türkiye',
  RU: 'Russian Federation',
  BY: 'Hviderusland, Hviterussland, Wit-Rusland',
  VN: 'Viet Nam',
  LA: 'Lao People’s Democratic Republic',
  SY: 'Syrian Arab Republic',
  HK: 'Hong Kong, Hongkong',
  MO: 'Macau, Macao',
  MM: 'Burma',
  SZ: 'Swaziland',
  CV: 'Cape Verde',
  TL: 'East Timor',
  PS: 'Palestine, Palæstina, Palestina',
  VA: 'Vatican, Holy See',
  AE: 'UAE, Emirates',
  BN: 'Brunei Darussalam',
  FO: 'Faeroe Islands',
};

/** As names are compared: `Côte d’Ivoire` and `Cote d'Ivoire` are one. */
const folded = (name: string): string => squash(name.normalize('NFD').replace(/\p{M}/gu, ''));

let codes: ReadonlyMap<string, string> | undefined;

/** Every country by its codes and its names, as the language data of the runtime has them. Of two countries with a name the first keeps it. */
function countryCodes(): ReadonlyMap<string, string> {
  const all = new Map<string, string>();
  const enter = (name: string | undefined, code: string) => {
    if (name !== undefined && !all.has(folded(name))) all.set(folded(name), code);
  };
  const countries = [...ISO_3166.matchAll(/([A-Z]{2}) ([A-Z]{3})/g)].map(([, two = '', three = '']) => ({ two, three }));
  for (const { two, three } of countries) [two, three].forEach((code) => enter(code, two));
  for (const [code, names] of Object.entries(ALSO)) for (const name of names.split(',')) enter(name, code);
  for (const language of LANGUAGES) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const { two } of countries) enter(names.of(two), two);
  }
  return all;
}

/** The ISO 3166-1 code of a country, by its name in English, Danish, Norwegian, Dutch or a neighbour's language, or by a code; null for one not known. */
export function countryCode(text: string): string | null {
  codes ??= countryCodes();
  // Lists of names write `Bolivia, Plurinational State of`, and people `Danmark (DK)`.
  return codes.get(folded(text)) ?? codes.get(folded(text.replace(/[,(].*$/s, ''))) ?? null;
}

/** Reads a country by any of its names. */
export function readCountry(text: string): Reading<string> {
  const code = countryCode(text);
  return code === null ? { problem: said('notACountry', { value: shorten(text) }) } : { value: code };
}
